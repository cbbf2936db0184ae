//! # 正文里的日期不在所说的阶段 · a date outside the phase it is said of
//!
//! ## 为什么
//! 方案把自查改到五月，正文还写“自查自纠阶段于4月30日前完成”，两个日子必有一个错。一句话里只说到一个阶段、
//! 只写了一个时间，而这个时间全在阶段之外的报告；写到“之前”“之后”“结束后”的，说的是别的事，不报告。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! period: 2026年4月至6月
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//!   - {id: b, name: 现场检查, period: 2026年6月}
//! preamble: |
//!   自查自纠阶段要在2026年5月20日前报送材料。自查自纠阶段结束后，2026年6月10日前核对。2026年4月10日印发
//!   方案，自查自纠阶段5月开始。查处2025年3月自查自纠发现的问题。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! period: 2026年4月至6月
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//!   - {id: b, name: 现场检查, period: 2026年6月}
//! # warning+2「2026年4月20日」“自查自纠”阶段为2026年5月，不含这个时间
//! preamble: |
//!   自查自纠阶段于2026年4月20日完成。
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # warning+2「2026年7月5日前」“现场检查”阶段为2026年6月，不含这个时间
//! body: |
//!   现场检查阶段的工作应于2026年7月5日前完成。
//! attachments: [plan]
//! ```

use crate::calendar::{self, Answer, Time};
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Phase;
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：正文的日期与阶段的时间相合",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

/// Words by which a sentence speaks of another time than the phase's own.
const ELSEWHERE: [&str; 9] =
    ["结束后", "之后", "之前", "以后", "以来", "去年", "上年", "次年", "延长"];

/// How many phases a plan has at most.
const MOST: usize = 50;

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let phases = among.phases();
    // Every sentence is held against every phase; no plan has more of them.
    if phases.is_empty() || phases.len() > MOST {
        return;
    }
    let prose = wording::prose(paper);
    for wording in prose.filter(|wording| wording.may_tell_time() && wording.may_hold("阶段")) {
        judge(paper, &wording, phases, report);
    }
}

fn judge(paper: &Paper, wording: &Wording<'_>, phases: &[Phase], report: &mut Report) {
    for sentence in wording.sentences() {
        let text = &wording.text[sentence.clone()];
        let Some(phase) = only_phase(text, phases) else { continue };
        let inside = phase.holds(wording.field.span);
        if inside || ELSEWHERE.iter().any(|word| text.contains(word)) {
            continue;
        }
        let Some(whole) = phase.interval() else { continue };
        let [found] = &calendar::find(text, paper.context)[..] else { continue };
        let stated = match &found.time {
            Ok(Time::Span(interval)) => *interval,
            Ok(Time::By(by)) => by.interval(),
            Ok(Time::Recurring(_) | Time::Relative(_)) | Err(_) => continue,
        };
        // A deadline has no beginning of its own: its last day is what is held against the phase.
        let last = stated.end.map(crate::calendar::Interval::day);
        if whole.overlaps(&stated) != Answer::No
            && last.is_none_or(|last| whole.contains(&last) != Answer::No)
        {
            continue;
        }
        let range = sentence.start + found.range.start..sentence.start + found.range.end;
        let (name, period) = (phase.shown(), phase.period.as_ref().map_or("", |own| &own.text));
        report
            .at(
                wording.place(range),
                words!(
                    "“{name}”阶段为{period}，不含这个时间",
                    "the phase `{name}` is {period} and does not hold this"
                ),
            )
            .also(phase.place(), words!("阶段的时间", "when the phase is"))
            .help(words!(
                "改正其中一处；正文可用 {{{{ phase(…).start }}}}",
                "correct one of them; prose may use `{{{{ phase(…).start }}}}`"
            ));
    }
}

/// The one phase that a sentence names, with 阶段 behind its name.
fn only_phase<'a>(text: &str, phases: &'a [Phase]) -> Option<&'a Phase> {
    let mut places = text.match_indices("阶段").map(|(at, _)| at);
    let (at, None) = (places.next()?, places.next()) else { return None };
    let named = |phase: &&Phase| {
        let unnamed = phase.name.as_ref().is_none_or(|name| name.value.is_empty());
        !unnamed && phase.stem().is_some_and(|stem| text[..at].ends_with(stem))
    };
    let mut all = phases.iter().filter(named);
    all.next().filter(|_| all.next().is_none())
}
