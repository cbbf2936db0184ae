//! # 承诺书收集了不必要的个人信息 · a pledge that asks for more than it needs
//!
//! ## 为什么
//! 承诺书的填写项里要身份证号、家庭住址、银行卡号，同承诺本身无关，收上来还要保管。确有依据的，在方案里写明。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! blanks: [{label: 承诺单位, hint: 盖章}, {label: 联系电话}]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! blanks:
//!   - {label: 身份证号} # warning「身份证号」“身份证号”同承诺无关
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：只收集办事必需的个人信息",
    since: "0.1.0",
    ids: &["L14"],
    check: Check::Paper(check),
};

const NEEDLESS: [&str; 8] =
    ["身份证", "家庭住址", "家庭地址", "银行卡", "银行账号", "出生", "民族", "婚姻"];

fn check(paper: &Paper, report: &mut Report) {
    for label in paper.root.items_of("blanks").iter().filter_map(|blank| blank.get("label")) {
        let text = Field::text(label).unwrap_or_default();
        if NEEDLESS.iter().any(|word| text.contains(word)) {
            report
                .at(
                    label.span,
                    words!("“{text}”同承诺无关", "`{text}` has nothing to do with the pledge"),
                )
                .help(words!("删去这一项", "leave it out"));
        }
    }
}
