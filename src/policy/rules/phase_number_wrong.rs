//! # 第几阶段说错 · a phase called by a wrong number
//!
//! ## 为什么
//! 正文手写“第二阶段现场检查”，方案里现场检查却是第三阶段，看方案的人就会按错日子。手写的阶段序次与
//! 阶段表核对：序次后面紧跟的阶段名称要对得上，序次不能超过阶段总数。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//!   - {id: b, name: 现场检查, period: 2026年6月}
//! preamble: |
//!   第一阶段（自查自纠）结束后进入第二阶段，第二阶段：现场检查。第二阶段自查自纠情况回头看。
//! sections:
//!   - heading: 培训
//!     text: 培训的第三阶段为考试。
//! ```
//! ```yaml other.yaml
//! kind: notice
//! body: 第九阶段工作。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//!   - {id: b, name: 现场检查, period: 2026年6月}
//! # error+3「第一阶段」第1阶段是“自查自纠”，不是“现场检查”
//! # error+2「第三阶段」没有第3阶段，一共2个
//! preamble: |
//!   第一阶段（现场检查）从严从实，第三阶段总结提高。
//! ```

use crate::calendar::numerals::from_hanzi;
use crate::diag::{Level, words};
use crate::model::facts::Phase;
use crate::model::{Field, Paper};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：阶段的序次与阶段表相同",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

/// How many bytes an ordinal takes at most.
const REACH: usize = 12;

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let phases = among.phases();
    if phases.is_empty() {
        return;
    }
    for field in among.about_all() {
        judge(paper, field, phases, report);
    }
}

fn judge(paper: &Paper, field: &Field, phases: &[Phase], report: &mut Report) {
    let text = field.text().unwrap_or_default();
    for (end, word) in text.match_indices("阶段") {
        let near = text.ceil_char_boundary(end.saturating_sub(REACH));
        let Some(start) = text[near..end].rfind('第').map(|at| near + at) else { continue };
        let written = &text[start + '第'.len_utf8()..end];
        let number: Option<u32> = written.parse().ok().or_else(|| from_hanzi(written));
        let Some(number) = number.and_then(|number| usize::try_from(number).ok()) else { continue };
        // 培训的第三阶段 is not the plan's.
        if number == 0 || text[..start].ends_with('的') {
            continue;
        }
        let span = field.at(start..end + word.len());
        let Some(phase) = phases.get(number - 1) else {
            let count = phases.len();
            report
                .at(
                    span,
                    words!(
                        "没有第{number}阶段，一共{count}个",
                        "there is no phase {number} of {count}"
                    ),
                )
                .also(phases[count - 1].head, words!("最后一个阶段", "the last phase"))
                .help(words!("改正序次", "correct the number"));
            continue;
        };
        let named = named(&text[end + word.len()..], phases);
        let Some(other) = named.filter(|other| !std::ptr::eq(*other, phase)) else { continue };
        if phase.shown() == other.shown() || paper.facts.phases.len() == 1 {
            continue;
        }
        let (own, other_name) = (phase.shown(), other.shown());
        report
            .at(
                span,
                words!(
                    "第{number}阶段是“{own}”，不是“{other_name}”",
                    "phase {number} is `{own}` and not `{other_name}`"
                ),
            )
            .also(phase.head, words!("这个阶段", "this phase"))
            .also(other.head, words!("所说的阶段", "the phase it names"))
            .help(words!("改正序次或名称", "correct the number or the name"));
    }
}

/// The phase whose name follows an ordinal as its explanation: （自查自纠）, ：自查自纠, “自查自纠”.
fn named<'a>(after: &str, phases: &'a [Phase]) -> Option<&'a Phase> {
    let inside = after.strip_prefix(['（', '：', '“', '(', ':'])?.trim_start_matches('“');
    phases.iter().find(|phase| {
        let name = phase.name.as_ref().map_or("", |name| name.value.as_str());
        let rest = inside.strip_prefix(name).filter(|_| !name.is_empty());
        rest.is_some_and(|rest| {
            let rest = rest.strip_prefix("阶段").unwrap_or(rest);
            rest.is_empty() || rest.starts_with(['）', '”', '。', '，', '；', '（', ')'])
        })
    })
}
