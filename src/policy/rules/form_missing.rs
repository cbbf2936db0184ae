//! # 统计表没有填全 · a filled form with gaps
//!
//! ## 为什么
//! 空着的格，上级不知道是没有还是忘了填，只能打电话来问。没有的填“—”或者0；草稿可以先空着。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计, unit: 家}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! status: issued
//! form: f
//! values:
//!   t:
//!     约谈: {医院: 3, 药店: —}
//!     处罚: {医院: 1, 药店: 0}
//!     合计: {医院: 4, 药店: 0}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计, unit: 家}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! status: issued
//! form: f
//! values:
//!   t: # warning「t」还有2处没有填：处罚、医院等
//!     约谈: {医院: 3, 药店: 5}
//!     处罚: {医院: , 药店: 0}
//!     合计: {药店: 5}
//! ```

use crate::diag::{Level, words};
use crate::model::Status;
use crate::model::amount::Reading;
use crate::model::sheet::{Grid, Place, Sheet};
use crate::policy::{Among, Check, Report, Rule, Strength, forms, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：没有的填“—”，不留空格",
    since: "0.1.0",
    ids: &["J12"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let ready = paper.status != Status::Draft || report.due(paper);
    let Some(sheet) = set.sheet(paper).filter(|_| ready) else { return };
    for (at, grid) in sheet.tables.iter().enumerate() {
        tell(grid, place(&sheet, at), report);
    }
}

/// Where the numbers of a table are written, else where the form is named.
fn place(sheet: &Sheet<'_>, at: usize) -> Span {
    let tables = &sheet.filling.tables;
    let own = tables.iter().find(|table| sheet.form.table(&table.key.value) == Some(at));
    own.map_or(sheet.filling.form.span, |table| table.key.span)
}

fn tell(grid: &Grid<'_>, place: Span, report: &mut Report) {
    let empty =
        |place: &Place| grid.entry(*place).is_none_or(|entry| entry.reading == Reading::Blank);
    let missing: Vec<Place> = grid.table.places().into_iter().filter(empty).collect();
    let (Some(first), count) = (missing.first(), missing.len()) else { return };
    let name = forms::short(&grid.table.called(*first));
    let message = match count {
        1 => words!("“{name}”没有填", "`{name}` is not filled in"),
        _ => words!(
            "还有{count}处没有填：{name}等",
            "{count} places are not filled in, `{name}` first"
        ),
    };
    report
        .at(place, message)
        .also(grid.table.id.span, words!("统计表里的这张表", "this table of the form"))
        .help(words!(
            "没有的填“—”或者0；还没有填完的，状态写 draft",
            "write `—` or 0 for none; while it is unfinished, its status is draft"
        ));
}
