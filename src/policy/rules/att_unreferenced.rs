//! # 附件在正文中没有提到 · an attachment the body never speaks of
//!
//! ## 为什么
//! 列了附件，正文却没有说它是干什么用的，收文的人不知道要不要填、要不要报。提到附件的序号、用 ref、paper、table
//! 引用它、写到它的题名或者题名末尾的几个字，都算提到；附件之间互相提到的也算。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! body: 现将工作方案和填写指引印发给你们，承诺书见附件3。
//! attachments: [plan, guide, letter]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 2022年基金监管工作方案
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! title: 信用承诺填写指引
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! title: 江门市维护基金安全保证函
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! body: 现将工作方案印发给你们。
//! attachments:
//!   - plan
//!   - guide # hint「guide」正文没有提到附件2《信用承诺填写指引》
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 2022年基金监管工作方案
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! title: 信用承诺填写指引
//! ```

use crate::diag::{Level, nearest, words};
use crate::model::{Field, Leaf, Paper, Set, mention, quoting};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：附件在正文中都提到",
    since: "0.1.0",
    ids: &["I05"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    if paper.facts.attachments.is_empty() {
        return;
    }
    let own: Vec<&str> = paper.leaves(Leaf::Prose).filter_map(Field::text).collect();
    if own.is_empty() {
        return;
    }
    let numbers: Vec<usize> =
        own.iter().flat_map(|text| mention::find(text)).map(|mention| mention.number).collect();
    let entries = &paper.facts.attachments;
    let others = entries.iter().map(|entry| set.paper(&entry.paper.value));
    // One that is not there, which `reference-unknown` says, may speak of all the others.
    let Some(others) = others.collect::<Option<Vec<&Paper>>>() else { return };
    for (at, entry) in entries.iter().enumerate() {
        let Some(attached) = set.paper(&entry.paper.value) else { continue };
        let number = at + 1;
        let Some(title) = attached.title().filter(|_| !numbers.contains(&number)) else {
            continue;
        };
        let named = |text: &&str| speaks_of(text, &entry.paper.value, &title.value);
        let family = others.iter().filter(|other| other.id.value != attached.id.value);
        let mut texts = family.flat_map(|other| other.leaves(Leaf::Prose)).filter_map(Field::text);
        // A slip in a hole is a fault of its own, and says what was meant.
        let meant = |text: &&str| slips(text, set).contains(&entry.paper.value.as_str());
        if own.iter().any(named) || texts.any(|text| named(&text) || meant(&text)) {
            continue;
        }
        if own.iter().any(meant) {
            continue;
        }
        report
            .at(
                entry.paper.span,
                words!(
                    "正文没有提到附件{number}《{title}》",
                    "the body never speaks of attachment {number}, `{title}`"
                ),
            )
            .also(title.span, words!("附件", "the attachment"))
            .help(words!(
                "在正文里说明它的用途，如“见附件{number}”",
                "say in the body what it is for"
            ));
    }
}

/// The papers that holes of a text probably mean by names that are none.
fn slips<'s>(text: &str, set: &'s Set) -> Vec<&'s str> {
    let all = quoting::called(text, &quoting::holes(text), &["paper(", "文件(", "ref(", "引用("]);
    let wrong = all.iter().filter(|(id, _)| set.place(id).is_none());
    wrong.filter_map(|(id, _)| nearest(id, set.ids())).collect()
}

/// Whether a text refers to a paper by its id in a hole, or by its title or the end of its title.
fn speaks_of(text: &str, id: &str, title: &str) -> bool {
    let quoted = [format!("\"{id}\""), format!("'{id}'")];
    let tail = title.char_indices().rev().nth(3).map_or(title, |(at, _)| &title[at..]);
    quoted.iter().any(|id| text.contains(id)) || text.contains(tail)
}
