//! # 小数位超过要求 · more decimals than the form allows
//!
//! ## 为什么
//! 表上要求小数点两位，就不能填三位；家、人、例是整数，不会有半家。末尾的零不算。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows:
//!       - {id: x, label: 约谈, unit: 家}
//!       - {id: y, label: 追回, unit: 万元, decimals: 2}
//!       - {id: z, label: 耗时, unit: 小时}
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t: {约谈: 3.0, 追回: "12.500", 耗时: 1.125}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 追回, unit: 万元, decimals: 2}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约谈: 3.5 # error「3.5」“约谈”应为整数，写的是3.5
//!     追回: 12.345 # error「12.345」“追回”有3位小数，最多2位
//! ```

use crate::diag::{Level, words};
use crate::model::amount::Reading;
use crate::model::facts::filling::Entry;
use crate::model::sheet::{Grid, Place};
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：小数位不超过统计表的要求",
    since: "0.1.0",
    ids: &["J11"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::each_entry(set, |grid, place, entry| judge(grid, place, entry, report));
}

fn judge(grid: &Grid<'_>, place: Place, entry: &Entry, report: &mut Report) {
    let (Reading::Number(number), Some(most)) = (&entry.reading, grid.table.decimals(place)) else {
        return;
    };
    // A number in another unit is `form-unit`'s business.
    let written = entry.unit.as_ref().map(|unit| &unit.value);
    let other = written.is_some() && written != grid.table.unit(place).map(|unit| &unit.value);
    if number.decimals <= most || other {
        return;
    }
    let (name, amount, count) =
        (forms::short(&grid.table.called(place)), number.amount, number.decimals);
    let message = match most {
        0 => {
            words!("“{name}”应为整数，写的是{amount}", "`{name}` is a whole number, here {amount}")
        }
        _ => words!(
            "“{name}”有{count}位小数，最多{most}位",
            "`{name}` has {count} decimals, at most {most} are asked for"
        ),
    };
    report.at(entry.span, message).help(words!(
        "按统计表要求的小数位填写",
        "fill it in with the decimals that the form asks for"
    ));
}
