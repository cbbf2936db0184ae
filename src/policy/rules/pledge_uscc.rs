//! # 统一社会信用代码有误 · a credit code whose check digit is wrong
//!
//! ## 为什么
//! 18位的统一社会信用代码最后一位是校验位，由前17位算出。抄错、抄颠倒一位，多半算不对。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! fields: {credit_code: 91350100M000100Y43}
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: commitment-letter
//! fields:
//!   credit_code: 91350100M000100Y34 # error「91350100M000100Y34」校验位应为0
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! fields:
//!   credit_code: "9135010000100Y43" # error「"9135010000100Y43"」统一社会信用代码是18位数字和大写字母
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：统一社会信用代码的校验位算得出来",
    since: "0.1.0",
    ids: &["L09"],
    check: Check::Paper(check),
};

/// The characters of a code, in the order of their values; I, O, S, V and Z are no part of it.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many there are.
const BASE: usize = 31;

fn check(paper: &Paper, report: &mut Report) {
    for field in paper.leaves(Leaf::CreditCode) {
        let code = field.text().unwrap_or_default().trim();
        if code.is_empty() || code.contains("{{") {
            continue;
        }
        let values: Option<Vec<usize>> = code.chars().map(|c| CHARACTERS.find(c)).collect();
        let Some(values) = values.filter(|values| values.len() == 18) else {
            report
                .at(
                    field.span,
                    words!(
                        "统一社会信用代码是18位数字和大写字母",
                        "a credit code has 18 digits and capital letters"
                    ),
                )
                .help(words!("对照营业执照、登记证书改正", "compare with the licence"));
            continue;
        };
        let weigh = |(sum, weight): (usize, usize), value: &usize| {
            ((sum + value * weight) % BASE, weight * 3 % BASE)
        };
        let (sum, _) = values[..17].iter().fold((0, 1), weigh);
        let right = (BASE - sum) % BASE;
        if right != values[17] {
            let right = &CHARACTERS[right..=right];
            report
                .at(field.span, words!("校验位应为{right}", "its check digit should be `{right}`"))
                .help(words!("对照营业执照、登记证书逐位核对", "compare it with the licence"));
        }
    }
}
