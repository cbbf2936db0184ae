//! # 月、日编虚位 · padded month or day
//!
//! ## 为什么
//! 成文日期和印发日期的月、日不编虚位，1月不写成01月。正文和其他栏目照同样的写法，前后才一致，
//! 也便于检索；那里属于通常做法，只作警告。2022-03-05这样的纯数字写法另有规则，不在此列。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! date: 2022年3月5日
//! period: 2022年10月至12月
//! preamble: |
//!   系统数据截至2022-03-05，每日08:00更新。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年03月05日 # error「03月05」月、日编了虚位
//! printed: "2022年3月06日" # error「06」月、日编了虚位
//! # warning+2「05」月、日编了虚位
//! body: |
//!   请于2022年05月31日前报送。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! date: 2022年3月5日
//! printed: "2022年3月6日"
//! body: |
//!   请于2022年5月31日前报送。
//! ```

use std::ops::Range;

use crate::calendar;
use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.5.4（成文日期）、7.4.3（印发日期）；其余日期从通常做法",
    since: "0.1.0",
    ids: &["E03"],
    check: Check::Words(&["00月", "00日", "00号"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let official = |span| {
        ["date", "printed"].iter().any(|key| paper.time(key).is_some_and(|time| time.span == span))
    };
    for time in &paper.facts.times {
        if !time.spelling.padded || time.spelling.separator.is_some() {
            continue;
        }
        let zeros = zeros(&time.text);
        let (Some(first), Some(last)) = (zeros.first(), zeros.last()) else { continue };
        let range = first.start..last.end;
        // Only where the text stands in the source as it is can a part of it be marked.
        let exact = time.span.bytes().len() == time.text.len();
        let span = if exact { time.span.part(range.clone()) } else { time.span };
        let message = words!("月、日编了虚位", "a month or day is padded with a zero");
        let bare = without(&time.text, &zeros);
        let help = words!("写成“{bare}”", "write `{bare}`");
        let mut draft = report.at(span, message).help(help);
        if !official(time.span) {
            draft = draft.level(Level::Warning);
        }
        if exact && means_the_same(paper, time, &bare) {
            let cut = zeros.iter().map(|zero| zero.start - range.start..zero.end - range.start);
            draft.fix(Trust::Safe, without(&time.text[range.clone()], &cut.collect::<Vec<_>>()));
        }
    }
}

/// The numbers of months and days that begin with a needless zero, with what follows them.
fn zeros(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let run = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + run;
        if run == 2 && text[at..].starts_with('0') && text[end..].starts_with(['月', '日', '号'])
        {
            found.push(at..end);
        }
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// The text without the first character of each of these numbers.
fn without(text: &str, zeros: &[Range<usize>]) -> String {
    let is_zero = |at: usize| zeros.iter().any(|zero| zero.start == at);
    text.char_indices().filter(|(at, _)| !is_zero(*at)).map(|(_, c)| c).collect()
}

/// The zeros may go only where the days stay what they are.
fn means_the_same(paper: &Paper, time: &TimeUse, bare: &str) -> bool {
    let read = |text: &str| {
        if time.leaf == Leaf::Prose {
            calendar::find(text, paper.context).into_iter().next().and_then(|found| found.time.ok())
        } else {
            calendar::parse(text, paper.context).ok().map(|written| written.value)
        }
    };
    let before = read(&time.text);
    before.is_some() && before == read(bare)
}
