//! # 列举方式混用 · two ways of counting in one list
//!
//! ## 为什么
//! “一是”“二是”数到第三项忽然变成“第三”，读的人会回头去找第一、第二。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   一是摸底；二是整改；三是总结。第一，组织到位；第二，责任到位；第三，督查到位。其中一是甲，二是乙。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「第三，」前面用“二是”，这里换成了“第三，”
//! text: |
//!   一是摸清底数；二是建立台账；第三，按时报送。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：同一列举用同一种序次语",
    since: "0.1.0",
    ids: &["D07"],
    check: Check::Listed(later_items, check),
};

const NUMERALS: [&str; 9] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
/// What stands around the numeral in each way of counting.
const WAYS: [(&str, &str); 4] = [("", "是"), ("第", "，"), ("其", "，"), ("", "要")];

/// Every item from the third on. The way of counting never changes before it.
fn later_items() -> Vec<String> {
    let item = |(before, after): (&str, &str), numeral: &str| format!("{before}{numeral}{after}");
    NUMERALS[2..].iter().flat_map(|numeral| WAYS.map(|way| item(way, numeral))).collect()
}

/// An item of a list: where it stands, which way it is counted and the how manieth it is.
struct Item {
    bytes: std::ops::Range<usize>,
    way: usize,
    number: usize,
}

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for paragraph in around::paragraphs(wording.text) {
            let items = items(&wording, &paragraph);
            for (at, pair) in items.windows(2).enumerate() {
                let (last, next) = (&pair[0], &pair[1]);
                let follows = next.number == last.number + 1 && last.number >= 2;
                if last.way == next.way || !follows {
                    continue;
                }
                let begun =
                    items.iter().any(|item| item.way == next.way && item.number < next.number);
                let goes_on = items[at + 1..].iter().any(|item| item.way == last.way);
                if begun || goes_on {
                    continue;
                }
                let before = &wording.text[last.bytes.clone()];
                let here = &wording.text[next.bytes.clone()];
                report
                    .at(
                        wording.place(next.bytes.clone()),
                        words!(
                            "前面用“{before}”，这里换成了“{here}”",
                            "`{before}` is followed by `{here}`"
                        ),
                    )
                    .also(wording.place(last.bytes.clone()), words!("前一项", "the item before"))
                    .help(words!("用同一种序次语", "count in one way"));
            }
        }
    }
}

fn items(wording: &Wording<'_>, paragraph: &std::ops::Range<usize>) -> Vec<Item> {
    let text = &wording.text[paragraph.clone()];
    let mut found = Vec::new();
    for (way, (before, after)) in WAYS.into_iter().enumerate() {
        for (number, numeral) in NUMERALS.into_iter().enumerate() {
            let parts = [before, numeral, after];
            if !parts.iter().all(|part| wording.may_hold(part)) {
                continue;
            }
            let word = parts.concat();
            for (at, word) in text.match_indices(&word) {
                let start = paragraph.start + at;
                if around::starts_clause(wording.text, start) {
                    let bytes = start..start + word.len();
                    found.push(Item { bytes, way, number: number + 1 });
                }
            }
        }
    }
    found.sort_by_key(|item| item.bytes.start);
    found
}
