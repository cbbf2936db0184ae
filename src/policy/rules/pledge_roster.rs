//! # 指引与所附承诺书对不上 · the guide and the letters do not match
//!
//! ## 为什么
//! 指引叫人填写某份承诺书，通知却没有附上，或者附了一份指引没有提到的承诺书，填写的人不知道该签哪份。只比较
//! 同一份文件所附的指引和承诺书，或者写明属于同一专项的。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [a, guide]
//! ```
//! ```yaml a.yaml
//! kind: commitment-letter
//! id: a
//! pledges: [依法经营。]
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! letters: [a]
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [b, guide] # error「b」指引没有列这份承诺书
//! ```
//! ```yaml a.yaml
//! kind: commitment-letter
//! id: a
//! pledges: [依法经营。]
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! id: b
//! pledges: [依法经营。]
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! letters: [a] # error「a」指引所列的承诺书没有随文附上
//! ```

use crate::diag::{Level, words};
use crate::model::Field;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：指引所列的承诺书与所附的一致",
    since: "0.1.0",
    ids: &["L10"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, guide) = (among.set, among.paper);
    let Some(listed) = guide.root.get("letters") else { return };
    let Some((carrier, _)) = among.carrier() else { return };
    let entries = &carrier.facts.attachments;
    let ids: Vec<&str> = listed.items().iter().filter_map(Field::text).collect();
    for letter in listed.items() {
        let id = letter.text().unwrap_or_default();
        if set.paper(id).is_some() && !entries.iter().any(|entry| entry.paper.value == id) {
            report
                .at(
                    letter.span,
                    words!(
                        "指引所列的承诺书没有随文附上",
                        "the letter that the guide lists is not attached"
                    ),
                )
                .also(carrier.head(), words!("印发指引的文件", "the paper that carries the guide"))
                .help(words!(
                    "加进 attachments，或者从 letters 中删去",
                    "attach it, or remove it from `letters`"
                ));
        }
    }
    for entry in entries {
        let letter =
            set.paper(&entry.paper.value).filter(|paper| paper.root.get("pledges").is_some());
        if letter.is_some() && !ids.contains(&entry.paper.value.as_str()) {
            report
                .at(
                    entry.paper.span,
                    words!("指引没有列这份承诺书", "the guide does not list this letter"),
                )
                .also(listed.key.unwrap_or(listed.span), words!("指引所列的", "what it lists"))
                .help(words!("加进指引的 letters", "add it to `letters` of the guide"));
        }
    }
}
