//! # 承诺书的机构编码重复 · two institutions with one code
//!
//! ## 为什么
//! 套打的承诺书逐家填写，两家机构的编码或者信用代码相同，总有一家填串了行。同一家机构签几种承诺书的，不算。
//!
//! ## Good
//! ```yaml a.yaml
//! kind: commitment-letter
//! fields: {institution: 甲医院, code: H44070300001}
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! fields: {institution: 甲医院, code: H44070300001}
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: commitment-letter
//! fields: {institution: 甲医院, code: H44070300001}
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! fields:
//!   institution: 乙医院
//!   code: H44070300001 # error「H44070300001」这个编码已经属于甲医院
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Field;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一个机构编码只对应一家机构",
    since: "0.1.0",
    ids: &["L08"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut owners: BTreeMap<&str, (&str, Span)> = BTreeMap::new();
    for paper in &set.papers {
        let Some(fields) = paper.root.get("fields") else { continue };
        let Some(name) = fields.get("institution").and_then(Field::text) else { continue };
        for key in ["code", "credit_code"] {
            let Some(code) = fields.get(key) else { continue };
            let Some(text) = code.text().map(str::trim).filter(|text| !text.is_empty()) else {
                continue;
            };
            let (owner, place) = *owners.entry(text).or_insert((name.trim(), code.span));
            if owner != name.trim() {
                report
                    .at(
                        code.span,
                        words!("这个编码已经属于{owner}", "the code already belongs to `{owner}`"),
                    )
                    .also(place, words!("先用在这里", "used here"))
                    .help(words!("对照名册改正", "compare with the roster"));
            }
        }
    }
}
