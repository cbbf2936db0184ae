//! # 脱敏位数不一 · numbers masked in different ways
//!
//! ## 为什么
//! 同一份名单里，一处遮住出生日期，另一处遮住后几位，两处一拼号码就全了。一份文件里同样长的号码要用
//! 同一种遮法；先出现的一种为准。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 名单
//! text: |
//!   张某，1101**********002X，138****8000；李某，4407**********1234，139****0000。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 名单
//! # warning+3「11010519********2X」号码的遮法与前面的不同
//! text: |
//!   张某，1101**********002X。
//!   李某，11010519********2X。
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同样的号码用同一种遮法",
    since: "0.1.0",
    ids: &["N11"],
    check: Check::Words(&["*"], check),
};

/// Shorter runs are no numbers of people.
const SHORTEST: usize = 8;

fn check(paper: &Paper, report: &mut Report) {
    let mut first: BTreeMap<usize, (String, Span)> = BTreeMap::new();
    for field in privacy::worth(paper, |said| said.may_have('*')) {
        let text = field.text().filter(|text| text.contains('*')).unwrap_or_default();
        let mut at = 0;
        for run in text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '*' | 'X' | 'x'))) {
            let start = at + text[at..].find(run).unwrap_or(0);
            at = start + run.len();
            let mask = run.bytes().map(|c| if c == b'*' { '*' } else { '0' }).collect::<String>();
            if run.len() < SHORTEST || !mask.contains('*') || !mask.contains('0') {
                continue;
            }
            let place = field.at(start..at);
            let (known, known_at) = first.entry(run.len()).or_insert_with(|| (mask.clone(), place));
            if *known != mask {
                report
                    .at(
                        place,
                        words!(
                            "号码的遮法与前面的不同",
                            "this number is masked in another way than the first"
                        ),
                    )
                    .also(*known_at, words!("先出现的遮法", "the first way"))
                    .help(words!("改成同一种遮法", "mask both in the same way"));
            }
        }
    }
}
