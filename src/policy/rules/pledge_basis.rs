//! # 承诺书没有依据 · a pledge without a basis
//!
//! ## 为什么
//! 要求别人承诺，先要说明依据哪部法规、哪个方案。写 `campaign`，或者在引语里引用依据，都可以。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! opening: 根据《医疗保障基金使用监督管理条例》，本单位郑重承诺：
//! pledges: [依法经营。]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! title: 信用承诺书 # hint「信用承诺书」没有写依据，也没有写所属的专项
//! pledges: [依法经营。]
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：承诺书写明依据或者对应的方案",
    since: "0.1.0",
    ids: &["L02"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let cites = paper.leaves(Leaf::Prose).filter_map(|field| field.text());
    let mut cites = cites.map(|text| {
        ["《", "cite(", "引文(", "法律", "规定"].iter().any(|sign| text.contains(sign))
    });
    let linked = ["campaign", "basis"].iter().any(|key| paper.root.get(key).is_some());
    if paper.root.get("pledges").is_some() && !linked && !cites.any(|cites| cites) {
        report
            .at(
                paper.head(),
                words!(
                    "没有写依据，也没有写所属的专项",
                    "the letter names neither a basis nor a campaign"
                ),
            )
            .help(words!(
                "补上 campaign，或者在 opening 里引用依据",
                "add `campaign`, or cite a basis in `opening`"
            ));
    }
}
