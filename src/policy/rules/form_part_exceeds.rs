//! # 其中数大于总数 · a part greater than its whole
//!
//! ## 为什么
//! “其中医保基金”是追回金额的一部分，不会比追回金额多。多出来，不是两栏填反，就是有一个数错了。
//! 冲减的负数不作比较。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 追回情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 追回金额, unit: 元, decimals: 2}, {id: b, head: 其中医保基金, unit: 元, decimals: 2, part_of: a}]
//!     rows: [{id: x, label: 分解收费}, {id: y, label: 重复收费}, {id: z, label: 冲减}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     分解收费: {追回金额: "1,000.50", 其中医保基金: 1000.5}
//!     重复收费: {追回金额: , 其中医保基金: 30}
//!     冲减: {追回金额: -200, 其中医保基金: -100}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 追回情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 追回金额, unit: 元}, {id: b, head: 其中医保基金, unit: 元, part_of: a}]
//!     rows: [{id: x, label: 分解收费}, {id: y, label: 其中住院, part_of: x}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     分解收费:
//!       追回金额: 1000
//!       其中医保基金: "1,000.01" # error「1,000.01」“分解收费、其中医保基金”为1000.01，大于它所属的1000
//!     其中住院:
//!       追回金额: 1200 # error「1200」“其中住院、追回金额”为1200，大于它所属的1000
//! ```

use crate::diag::Level;
use crate::model::sheet::Tie;
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：其中数不大于总数",
    since: "0.1.0",
    ids: &["J24"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::tell(set, Tie::Part, report);
}
