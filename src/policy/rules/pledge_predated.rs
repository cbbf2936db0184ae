//! # 预先印好了承诺日期 · a pledge with its date printed in advance
//!
//! ## 为什么
//! 日期由签署的人当场写。预先印好，签署在前在后都成了那一天，真出了事说不清。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! pledges: [依法经营。]
//! blanks: [{label: 日期, hint: 年　月　日}]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! pledges: [依法经营。]
//! # warning+4「2022年3月11日」承诺日期预先印好了
//! closing: |
//!   特此承诺。
//!
//!   2022年3月11日
//! blanks:
//!   - {label: 日期, hint: 2022年3月} # warning「2022年3月」承诺日期预先印好了
//! ```

use crate::calendar::{Context, parse_date};
use crate::diag::{Level, words};
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：承诺日期由签署人填写",
    since: "0.1.0",
    ids: &["L05"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    if paper.root.get("pledges").is_none() {
        return;
    }
    if let Some((field, text)) =
        paper.root.get("closing").and_then(|field| Some((field, field.text()?)))
    {
        let end = text.trim_end().len();
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..end].trim_start();
        if parse_date(line, Context::default()).is_ok() {
            tell(field.at(end - line.len()..end), report);
        }
    }
    for blank in paper.root.items_of("blanks") {
        let dated =
            blank.get("label").and_then(Field::text).is_some_and(|label| label.contains("日期"));
        let Some(hint) = blank.get("hint").filter(|_| dated) else { continue };
        if hint.text().is_some_and(|hint| hint.contains(|c: char| c.is_ascii_digit())) {
            tell(hint.span, report);
        }
    }
}

fn tell(span: Span, report: &mut Report) {
    report
        .at(span, words!("承诺日期预先印好了", "the date of the pledge is printed in advance"))
        .help(words!("留空，由签署人填写", "leave it blank for whoever signs"));
}
