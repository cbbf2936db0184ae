//! # 附件循环 · attachments in a circle
//!
//! ## 为什么
//! 甲附着乙，乙又附着甲，这样的文件永远装订不完。附件里再有附件可以，绕回来不行。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [plan, table]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! attachments: [table]
//! ```
//! ```yaml table.yaml
//! kind: cross-inspection
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! attachments:
//!   - notice # error「notice」附件绕了回来：“notice”已经附着“plan”
//!   - plan # error「plan」“plan”不能作自己的附件
//! ```

use crate::diag::{Level, words};
use crate::model::Set;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：文件不能是自己的附件",
    since: "0.1.0",
    ids: &[],
    check: Check::Set(check),
};

/// How far the walk has come with a paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    Open,
    Done,
}

/// Walks the attachments of every paper once, without recursion: a chain may be long.
fn check(set: &Whole<'_>, report: &mut Report) {
    let mut seen = vec![Seen::Never; set.papers.len()];
    for start in 0..set.papers.len() {
        if seen[start] != Seen::Never {
            continue;
        }
        seen[start] = Seen::Open;
        // The papers on the way, each with the entry to look at next.
        let mut way = vec![(start, 0)];
        while let Some((paper, entry)) = way.last_mut() {
            let Some(attached) = set.papers[*paper].facts.attachments.get(*entry) else {
                seen[*paper] = Seen::Done;
                way.pop();
                continue;
            };
            *entry += 1;
            let Some(target) = set.place(&attached.paper.value) else { continue };
            match seen[target] {
                Seen::Open => say(set, &way, target, report),
                Seen::Never => {
                    seen[target] = Seen::Open;
                    way.push((target, 0));
                }
                Seen::Done => {}
            }
        }
    }
}

/// The last entry on the way leads back to `target`, which lies on it.
fn say(set: &Set, way: &[(usize, usize)], target: usize, report: &mut Report) {
    let circle = way.iter().skip_while(|(paper, _)| *paper != target);
    let mut entries: Vec<_> = circle
        .filter_map(|(paper, next)| {
            let paper = &set.papers[*paper];
            Some((paper, paper.facts.attachments.get(next.checked_sub(1)?)?))
        })
        .collect();
    let Some((holder, closing)) = entries.pop() else { return };
    let (held, inner) = (&closing.paper, &holder.id);
    let message = if entries.is_empty() {
        words!("“{held}”不能作自己的附件", "`{held}` cannot be its own attachment")
    } else {
        words!(
            "附件绕了回来：“{held}”已经附着“{inner}”",
            "the attachments form a circle: `{held}` already holds `{inner}`"
        )
    };
    let mut draft = report.at(held.span, message).help(words!(
        "从其中一份的 attachments 里去掉",
        "take it out of one list of `attachments`"
    ));
    for (paper, entry) in entries {
        let id = &paper.id;
        draft = draft.also(entry.paper.span, words!("“{id}”的附件", "an attachment of `{id}`"));
    }
}
