//! # 计量单位不一致 · a unit that is not the form's
//!
//! ## 为什么
//! 表上是万元，填了元，合计就差一万倍。合计、其中数的计量单位也要同各项一致，家和万元不能相加。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 追回, unit: 万元, decimals: 2}]
//!     totals: [{id: sum, label: 合计, unit: 家}, {id: money, label: 金额合计, unit: 万元, sum_of: [y]}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t: {约谈: 3家, 追回: 12.5 万元}
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
//!     rows:
//!       - {id: x, label: 约谈, unit: 家}
//!       - {id: y, label: 追回, unit: 万元, decimals: 2}
//!     totals:
//!       - id: sum
//!         label: 合计
//!         unit: 家
//!         sum_of:
//!           - x
//!           - y # error「y」“追回”按万元计，“合计”按家计
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     追回: 125000元 # error「元」“追回”写的是元，表上是万元
//! ```

use crate::diag::{Level, words};
use crate::model::amount::{Amount, Reading};
use crate::model::facts::filling::Entry;
use crate::model::facts::form::{self, FormLine};
use crate::model::sheet::{Grid, Place};
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：计量单位前后一致",
    since: "0.1.0",
    ids: &["J10"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let own = set.papers.iter().filter_map(|paper| paper.facts.form.as_ref());
    for table in own.flat_map(|form| &form.tables) {
        for lines in [&table.rows, &table.columns, &table.blanks] {
            declared(lines, report);
        }
    }
    forms::each_entry(set, |grid, place, entry| judge(grid, place, entry, report));
}

/// Sums and parts of a form that hold different units together.
fn declared(lines: &[FormLine], report: &mut Report) {
    for line in lines {
        let named = line.sum_of.iter().flatten().chain(&line.part_of);
        for name in named {
            let Some(other) = form::find(lines, &name.value).map(|at| &lines[at]) else { continue };
            let (Some(own), Some(its)) = (&line.unit, &other.unit) else { continue };
            if own.value == its.value {
                continue;
            }
            let (a, b) = (forms::short(&other.name), forms::short(&line.name));
            let (theirs, ours) = (&its.value, &own.value);
            report
                .at(
                    name.span,
                    words!(
                        "“{a}”按{theirs}计，“{b}”按{ours}计",
                        "`{a}` is in {theirs}, `{b}` in {ours}"
                    ),
                )
                .also(its.span, words!("“{a}”的计量单位", "the unit of `{a}`"))
                .also(own.span, words!("“{b}”的计量单位", "the unit of `{b}`"))
                .help(words!("按计量单位分开合计", "sum up each unit for itself"));
        }
    }
}

fn judge(grid: &Grid<'_>, place: Place, entry: &Entry, report: &mut Report) {
    let (Some(written), Some(asked)) = (&entry.unit, grid.table.unit(place)) else { return };
    let Reading::Number(number) = &entry.reading else { return };
    if written.value == asked.value {
        return;
    }
    let name = forms::short(&grid.table.called(place));
    let (own, its) = (&written.value, &asked.value);
    let help = match converted(number.amount, own, its) {
        Some(amount) => words!(
            "合{amount}{its}；只写数，不写单位",
            "that is {amount}{its}; write the number alone"
        ),
        None => words!("按表上的单位换算，只写数", "convert it, and write the number alone"),
    };
    report
        .at(
            written.span,
            words!(
                "“{name}”写的是{own}，表上是{its}",
                "`{name}` is in {own}, the form asks for {its}"
            ),
        )
        .also(asked.span, words!("表上的计量单位", "the unit of the form"))
        .help(help);
}

/// An amount of money in another unit, where it comes out even.
fn converted(amount: Amount, from: &str, to: &str) -> Option<Amount> {
    let yuan = |unit: &str| {
        let units = [
            ("元", 1),
            ("千元", 1_000),
            ("万元", 10_000),
            ("百万元", 1_000_000),
            ("亿元", 100_000_000),
        ];
        units.iter().find(|(name, _)| *name == unit).map(|(_, yuan)| *yuan)
    };
    amount.times(yuan(from)?)?.divided(yuan(to)?)
}
