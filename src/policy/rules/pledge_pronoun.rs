//! # 承诺书自称不一 · the pledge changes who speaks
//!
//! ## 为什么
//! 前面“本单位”，后面“本公司”“本人”，责任落在谁身上说不清。“患者本人”“参保人本人”不是自称。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! opening: 我单位郑重承诺：
//! pledges:
//!   - 本单位核对患者本人身份；
//! closing: 我单位愿意接受监督。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! opening: 本单位郑重承诺：
//! pledges:
//!   - 本公司依法经营； # warning「本公司」前面自称“本单位”，这里又称“本公司”
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：一份承诺书里自称一致",
    since: "0.1.0",
    ids: &["L03"],
    check: Check::Paper(check),
};

/// Whom a letter may speak for, in each way of saying it.
const SPEAKERS: [(&str, &[&str]); 7] = [
    ("单位", &["本单位", "我单位"]),
    ("公司", &["本公司", "我公司"]),
    ("企业", &["本企业", "我企业"]),
    ("机构", &["本机构", "我机构"]),
    ("院", &["本院", "我院"]),
    ("店", &["本店", "我店", "本药店", "我药店"]),
    ("人", &["本人", "我本人"]),
];

fn check(paper: &Paper, report: &mut Report) {
    if paper.root.get("pledges").is_none() {
        return;
    }
    let mut found: Vec<(&str, &str, Span)> = Vec::new();
    for words in wording::of(paper) {
        if !matches!(words.field.name.as_str(), "opening" | "pledges" | "closing") {
            continue;
        }
        for (who, spoken) in SPEAKERS {
            for name in spoken {
                let first = words.find(name).find(|range| {
                    let before = words.before(range.start);
                    before.is_none_or(|c| {
                        !matches!(c, '\u{4e00}'..='\u{9fff}') || (who != "人" && c != '资')
                    })
                });
                if let Some(range) = first.filter(|_| !found.iter().any(|(own, ..)| *own == who)) {
                    found.push((who, name, words.place(range)));
                }
            }
        }
    }
    let Some((first, rest)) = found.split_first() else { return };
    let one = first.1;
    for (_, other, span) in rest {
        report
            .at(
                *span,
                words!(
                    "前面自称“{one}”，这里又称“{other}”",
                    "it says `{one}` before and `{other}` here"
                ),
            )
            .also(first.2, words!("前面的自称", "before"))
            .help(words!("统一成一种自称", "settle on one"));
    }
}
