//! # 横向合计对不上 · a row whose columns do not add up
//!
//! ## 为什么
//! 同一行里，小计、总计等栏由左边几栏相加而来。纵向、横向两个合计都对得上，表才算平。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}, {id: c, head: 小计, sum_of: [a, b]}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计（不重复数）, unit: 家, distinct: true}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约谈: {医院: 3, 药店: 5, 小计: 8}
//!     处罚: {医院: 1, 药店: , 小计: 3}
//!     合计（不重复数）: {医院: 3, 药店: 5, 小计: 8}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}, {id: c, head: 小计, sum_of: [a, b]}]
//!     rows: [{id: x, label: 约谈, unit: 家}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约谈:
//!       医院: 3
//!       药店: 5
//!       小计: 9 # error「9」“约谈、小计”为9，各栏之和为8
//! ```

use crate::diag::Level;
use crate::model::sheet::Tie;
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：同一行的合计等于各栏之和",
    since: "0.1.0",
    ids: &["J02"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::tell(set, Tie::Across, report);
}
