//! # 阶段名称差一字 · a phase named one character off
//!
//! ## 为什么
//! 阶段表写“自查自纠”，正文写成“自查自改阶段”，读者要想一想是不是同一回事。正文里“某某阶段”与表里的名称
//! 同样长、只差一个字的报告；差得更多的可能是另一件事，不报告。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//!   - {id: b, name: 自查互纠, period: 2026年6月}
//! preamble: |
//!   自查自纠阶段和自查互纠阶段要衔接，全面检查阶段另行通知。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 自查自纠, period: 2026年5月}
//! # warning+2「自查自改」阶段的名称是“自查自纠”
//! preamble: |
//!   各单位在自查自改阶段要如实报告。
//! ```

use crate::diag::{Level, words};
use crate::model::facts::Phase;
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：阶段用同一个名称",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

/// Shorter names differ by one character lawfully.
const SHORTEST: usize = 4;

/// How many phases a plan has at most.
const MOST: usize = 50;

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let phases = among.phases();
    // Every sentence is held against every phase; no plan has more of them.
    if phases.is_empty() || phases.len() > MOST {
        return;
    }
    for wording in wording::prose(paper) {
        judge(&wording, phases, report);
    }
}

fn judge(wording: &Wording<'_>, phases: &[Phase], report: &mut Report) {
    for place in wording.find("阶段") {
        let before = &wording.text[..place.start];
        let exact = |phase: &Phase| before.ends_with(name(phase));
        if phases.iter().any(exact) {
            continue;
        }
        let Some((phase, start)) = phases.iter().find_map(|phase| near(before, phase)) else {
            continue;
        };
        let right = name(phase);
        report
            .at(
                wording.place(start..place.start),
                words!("阶段的名称是“{right}”", "the phase is called `{right}`"),
            )
            .also(phase.head, words!("这个阶段", "this phase"))
            .help(words!("用同一个名称", "use one name"));
    }
}

fn name(phase: &Phase) -> &str {
    phase.stem().unwrap_or("阶段")
}

/// Where a text ends in a name one character off a phase's.
fn near<'a>(before: &str, phase: &'a Phase) -> Option<(&'a Phase, usize)> {
    let own = name(phase).chars();
    let length = own.clone().count();
    if length < SHORTEST {
        return None;
    }
    let (start, _) = before.char_indices().rev().nth(length - 1)?;
    let written = before[start..].chars();
    let off = own.clone().zip(written.clone()).filter(|(a, b)| a != b).count();
    let han = |c: char| c.is_alphabetic() && !c.is_ascii();
    let slip = off == 1 && own.clone().next() == written.clone().next();
    (slip && written.clone().all(han)).then_some((phase, start))
}
