//! # 比率同分子分母对不上 · a rate that is not what it is made of
//!
//! ## 为什么
//! 整改率由整改数和发现数算出来，改了一个忘了另一个，率就成了旧的。四舍五入到表上要求的小数位，
//! 分母为零、没有填的不算；合计行的率也按合计数算，不是各行的率相加。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 整改情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 发现, unit: 个}, {id: b, head: 整改, unit: 个}, {id: r, head: 整改率, unit: "%", decimals: 1, ratio_of: [b, a]}]
//!     rows: [{id: x, label: 医院}, {id: y, label: 药店}, {id: z, label: 诊所}]
//!     totals: [{id: sum, label: 合计}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     医院: {发现: 3, 整改: 2, 整改率: 66.7}
//!     药店: {发现: 0, 整改: 0, 整改率: —}
//!     诊所: {发现: 2, 整改: 2, 整改率: 100%}
//!     合计: {发现: 5, 整改: 4, 整改率: 80}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 整改情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 发现}, {id: b, head: 整改}, {id: r, head: 整改率, decimals: 1, ratio_of: [b, a]}]
//!     rows: [{id: x, label: 医院}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     医院:
//!       发现: 200
//!       整改: 190
//!       整改率: 95.5% # error「95.5%」“医院、整改率”为95.5，按数应为95
//! ```

use crate::diag::Level;
use crate::model::sheet::Tie;
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：比率等于分子除以分母",
    since: "0.1.0",
    ids: &["J04"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::tell(set, Tie::Rate, report);
}
