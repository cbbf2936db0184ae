//! # 承诺书自设处罚 · a pledge that invents penalties
//!
//! ## 为什么
//! 罚多少、怎么罚由法律法规规定，承诺书里写“罚款5000元”“放弃申诉权利”“一切后果由我承担”，既无效又容易引起
//! 争议。写“依法依规接受处理”就够了。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! pledges: [不以罚款代替管理；]
//! closing: 如有违反，依法承担相应法律责任。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! pledges:
//!   - 如有违反，自愿接受罚款5000元； # warning「罚款5000」承诺书自设处罚或者要求放弃权利
//! closing: 本单位放弃申诉。 # warning「放弃申诉」承诺书自设处罚或者要求放弃权利
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：承诺书不自设处罚，不要求放弃权利",
    since: "0.1.0",
    ids: &["L12"],
    check: Check::Listed(
        || PHRASES.iter().chain(&[FINE]).map(|word| (*word).to_owned()).collect(),
        check,
    ),
};

const PHRASES: [&str; 9] = [
    "放弃申诉",
    "放弃一切申诉",
    "放弃诉讼",
    "放弃行政复议",
    "放弃陈述",
    "放弃申辩",
    "一切后果由",
    "承担一切后果",
    "后果自负",
];

/// What is a penalty where an amount follows.
const FINE: &str = "罚款";

fn check(paper: &Paper, report: &mut Report) {
    if paper.root.get("pledges").is_none() {
        return;
    }
    for words in wording::of(paper) {
        let mut found: Vec<_> = PHRASES.iter().flat_map(|phrase| words.find(phrase)).collect();
        for fine in words.find(FINE) {
            let rest = &words.text[fine.end..];
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits > 0 {
                found.push(fine.start..fine.end + digits);
            }
        }
        for range in found {
            report
                .at(
                    words.place(range),
                    words!(
                        "承诺书自设处罚或者要求放弃权利",
                        "the pledge sets a penalty or gives up a right"
                    ),
                )
                .help(words!("写成“依法依规接受处理”", "write 依法依规接受处理"));
        }
    }
}
