//! # 数字栏里不是数 · words where a number belongs
//!
//! ## 为什么
//! “约30家”“见附件”加不起来，也核对不了。没有的填“—”或者0，还没有填的留空；说明写在填报说明里。
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
//! form: f
//! values:
//!   t:
//!     约谈: {医院: "1,234", 药店: －３}
//!     处罚: {医院: 无, 药店: }
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
//! form: f
//! values:
//!   t:
//!     约谈:
//!       医院: 约30家 # error「约30家」“约谈、医院”填的不是数
//!       药店: "12,34" # error「12,34」“约谈、药店”填的不是数
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
    authority: "内部一致性：数字栏填数",
    since: "0.1.0",
    ids: &["J14"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::each_entry(set, |grid, place, entry| judge(grid, place, entry, report));
}

fn judge(grid: &Grid<'_>, place: Place, entry: &Entry, report: &mut Report) {
    if entry.reading != Reading::Words {
        return;
    }
    let name = forms::short(&grid.table.called(place));
    report.at(entry.span, words!("“{name}”填的不是数", "`{name}` holds no number")).help(words!(
        "只填数；没有的填“—”，说明写在填报说明里",
        "write a number only, `—` for none; explain in `notes`"
    ));
}
