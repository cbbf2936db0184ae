//! # 期限早于成文日期 · the deadline lies before the date of issue
//!
//! ## 为什么
//! 3月12日印发的通知要求3月10日前报送，收到时已经逾期。印发通知的附件也从通知的成文日期算起：
//! 方案定稿早，通知发得晚，期限照样落空。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! date: 2022年3月11日
//! body: |
//!   截至2022年2月底，各地已完成动员。上次要求各地于2022年2月底前报送的，不再重报。
//! attachments: [guide, letter]
//! ```
//!
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! deadline: 2022年3月11日前
//! ```
//!
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! date: 2022年3月1日
//! filing:
//!   deadline: 2022年3月31日前
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! date: 2022年3月12日
//! attachments: [plan, guide]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! date: 2022年3月1日
//! phases:
//!   - name: 自查
//!     tasks:
//!       - title: 报送名单
//!         deadline: 3月10日前 # error「3月10日前」期限2022年3月10日早于成文日期2022年3月12日
//! ```
//!
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! deadline: 2022年2月底前 # error「2022年2月底前」期限2022年2月28日早于成文日期2022年3月12日
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年3月12日
//! # warning+1「2022年3月10日前」期限2022年3月10日早于成文日期2022年3月12日
//! body: 请各单位于2022年3月10日前报送名单。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! date: 2022年12月20日
//! deadline: 1月15日前 # warning「1月15日前」期限2022年1月15日早于成文日期2022年12月20日
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{self, Date, Time, canonical, days_between};
use crate::diag::{Level, words};
use crate::model::{Leaf, Paper, Set, TimeUse};
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Draft, Judge, Report, Rule, Strength, Whole, of_papers, this_file};
use crate::text::{SourceId, Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：期限不应早于成文日期",
    since: "0.1.0",
    ids: &["E13"],
    check: Check::Prepared(check),
};

/// How deep attachments may lie inside attachments.
const DEPTH: usize = 4;

/// A day without a year that lies so far back is more likely a day of the next year.
const FAR: i32 = 180;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let carried = carried(whole);
    of_papers(move |among, report| {
        let paper = among.paper;
        let known = carried.get(&paper.source).copied();
        let Some(issued) = known.or_else(|| own(paper)) else { return };
        for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
            judge(time, &issued, report);
        }
        let holds = |words: &Wording<'_>, all: &[&str]| all.iter().any(|word| words.may_hold(word));
        let prose = wording::prose(paper);
        let prose = prose.filter(Wording::may_tell_time);
        for words in prose.filter(|words| holds(words, &ASKED) && holds(words, &ASKING)) {
            asked(paper, &words, &issued, report);
        }
    })
}

/// What a clause asks for that sets a deadline.
const ASKED: [&str; 9] =
    ["报送", "上报", "报至", "报我", "反馈", "提交", "送达", "整改到位", "完成"];
/// Who is asked, or how strongly.
const ASKING: [&str; 6] = ["请", "应", "须", "务必", "各", "要"];
/// Words by which a sentence speaks of what has been.
const PAST: [&str; 14] = [
    "已", "曾", "了", "去年", "上年", "此前", "原", "截至", "以来", "过", "前期", "未", "经", "的",
];

/// A deadline in running text, with its year, in a sentence that asks for something by then.
fn asked(paper: &Paper, wording: &Wording<'_>, issued: &Spanned<Date>, report: &mut Report) {
    for sentence in wording.sentences() {
        let text = &wording.text[sentence.clone()];
        let asks = |all: &[&str]| all.iter().any(|word| text.contains(word));
        if !asks(&ASKED) || !asks(&ASKING) || PAST.iter().any(|word| text.contains(word)) {
            continue;
        }
        for found in calendar::find(text, paper.context) {
            let Ok(Time::By(by)) = &found.time else { continue };
            let after =
                text[found.range.end..].split(['，', '；', '。']).next().unwrap_or_default();
            let due = ASKED.iter().any(|word| after.contains(word));
            if !due || found.spelling.year_assumed || by.last >= issued.value {
                continue;
            }
            let range = sentence.start + found.range.start..sentence.start + found.range.end;
            tell(wording.place(range), by.last, issued, report)
                .level(Level::Warning)
                .help(words!("推迟期限，或者改正日期", "move the deadline, or correct the date"));
        }
    }
}

fn judge(time: &TimeUse, issued: &Spanned<Date>, report: &mut Report) {
    // The generous reading: 3月11日前 on 11 March is still in time.
    let Some(last) = time.by().map(|by| by.last).filter(|last| *last < issued.value) else {
        return;
    };
    let draft = tell(time.span, last, issued, report);
    if time.spelling.year_assumed && days_between(last, issued.value) > FAR {
        draft
            .level(Level::Warning)
            .help(words!("指下一年的，写明年份", "write the year if the next one is meant"));
    } else {
        draft.help(words!("推迟期限，或者改正日期", "move the deadline, or correct the date"));
    }
}

fn tell<'r>(span: Span, last: Date, issued: &Spanned<Date>, report: &'r mut Report) -> Draft<'r> {
    let (due, day) = (canonical(last), canonical(issued.value));
    report
        .at(
            span,
            words!(
                "期限{due}早于成文日期{day}",
                "the deadline `{due}` lies before the date of issue `{day}`"
            ),
        )
        .also(issued.span, words!("成文日期", "the date of issue"))
}

/// When a paper is issued by its own date.
fn own(paper: &Paper) -> Option<Spanned<Date>> {
    let time = paper.time("date")?;
    Some(Spanned::new(time.day()?, time.span))
}

/// When the papers that others carry as attachments reach their readers: on their own dates, and
/// not before the paper that carries them; of several carriers the first counts.
fn carried(set: &Set) -> BTreeMap<SourceId, Spanned<Date>> {
    let carriers: Vec<&Paper> =
        set.papers.iter().filter(|paper| !paper.facts.attachments.is_empty()).collect();
    let mut issued: BTreeMap<SourceId, Spanned<Date>> = BTreeMap::new();
    for _ in 0..DEPTH {
        let mut first: BTreeMap<SourceId, (&Paper, Spanned<Date>)> = BTreeMap::new();
        for paper in &carriers {
            let known = issued.get(&paper.source).copied();
            let Some(day) = known.or_else(|| own(paper)) else { continue };
            let attached = paper.facts.attachments.iter();
            for other in attached.filter_map(|entry| set.paper(&entry.paper.value)) {
                let known = first.entry(other.source).or_insert((other, day));
                if day.value < known.1.value {
                    known.1 = day;
                }
            }
        }
        let later = |(source, (paper, carried)): (SourceId, (&Paper, Spanned<Date>))| {
            let day = own(paper).filter(|own| own.value > carried.value).unwrap_or(carried);
            (source, day)
        };
        issued = first.into_iter().map(later).collect();
    }
    issued
}
