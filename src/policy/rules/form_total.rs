//! # 合计不等于各项之和 · a total that its parts do not add up to
//!
//! ## 为什么
//! 表里的合计由各项相加而来，对不上就是有一处填错，汇总到上一级会越错越远。不重复数可以小于各项之和，
//! 但不会大于它，也不会小于其中任何一项；小计不再重复相加，比率、没有填的空格不相加。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns:
//!       - {id: a, head: 医院}
//!       - {id: b, head: 药店}
//!       - {id: rate, head: 占比, ratio_of: [a, b], decimals: 1}
//!     rows:
//!       - {id: x, label: 约谈, unit: 家}
//!       - {id: y, label: 处罚, unit: 家}
//!       - {id: xy, label: 小计, unit: 家, sum_of: [x, y]}
//!       - {id: z, label: 移送, unit: 家}
//!       - {id: fine, label: 罚款, unit: 万元, decimals: 2}
//!     totals:
//!       - id: all
//!         label: 合计
//!         parts: [{id: sum, unit: 家}, {id: money, unit: 万元, decimals: 2}]
//!       - {id: once, label: 合计（不重复数）, unit: 家, distinct: true}
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约谈: {医院: "1,003", 药店: ５, 占比: 20060}
//!     处罚: {医院: -1, 药店: —, 占比: }
//!     小计: {医院: 1002, 药店: 5}
//!     移送: {医院: 0, 药店: 0}
//!     罚款: {医院: 0.10, 药店: 0.20万元, 占比: 50}
//!     sum: {医院: 1002, 药店: 5}
//!     money: {医院: 0.1, 药店: 0.20}
//!     once: {医院: 1001, 药店: 5}
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
//!     约谈: {医院: 3, 药店: 5}
//!     处罚: {医院: 1, 药店: 0}
//!     # error+1「5」“合计、医院”为5，各项之和为4
//!     合计: {医院: 5, 药店: 5}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 家数}]
//!     rows: [{id: x, label: 约谈}, {id: y, label: 处罚}]
//!     totals: [{id: sum, label: 合计, distinct: true}]
//!     remarks:
//!       head: 备注
//!       sentences: ["共追回{all}万元，其中医保基金{fund}万元，个人{own}万元。"]
//!       blanks: [{id: all, label: 追回, sum_of: [fund, own]}, {id: fund, label: 基金}, {id: own, label: 个人}]
//! ```
//!
//! ```yaml more.yaml
//! kind: filled-form
//! id: more
//! form: f
//! values:
//!   t:
//!     约谈: 3
//!     处罚: 5
//!     合计: 9 # error「9」“合计”为9，大于各项之和8
//!     追回: 0.4 # error「0.4」“追回”为0.4，各项之和为0.3
//!     基金: 0.1
//!     个人: 0.2
//! ```
//!
//! ```yaml less.yaml
//! kind: filled-form
//! id: less
//! form: f
//! values:
//!   t:
//!     约谈: 3
//!     处罚: 5
//!     合计: "４" # error「４」“合计”为4，小于其中一项5
//! ```

use crate::diag::Level;
use crate::model::sheet::Tie;
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：合计等于各项之和",
    since: "0.1.0",
    ids: &["J01"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    forms::tell(set, Tie::Total, report);
}
