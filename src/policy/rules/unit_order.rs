//! # 单位排序 · the order of supporting bodies
//!
//! ## 为什么
//! 配合单位、抄送机关一般按机构次序排列，随手写的次序容易惹出谁先谁后的议论。只比较登记了次序、同一层级的单位。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局, level: city, order: 1}
//!   - {id: jyj, name: 市教育局, level: city, order: 2}
//!   - {id: sjy, name: 省教育厅, level: provincial, order: 9}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks: [{title: 检查, lead: 市教育局, support: [省教育厅, 市公安局, 没有登记的局, 市教育局]}]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局, level: city, order: 1}
//!   - {id: jyj, name: 市教育局, level: city, order: 2}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {title: 检查, support: [市教育局, 市公安局]} # hint「市公安局」“市公安局”一般排在“市教育局”之前
//! ```

use crate::diag::{Level, words};
use crate::model::registry::Unit;
use crate::model::{Field, Names};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：配合单位按登记的次序排列",
    since: "0.1.0",
    ids: &["G07"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let lists = among.tree().lists.iter();
    for list in lists.filter(|list| matches!(list.name.as_str(), "support" | "cc")) {
        judge(list, among.names(), report);
    }
}

/// Reports the first body of a list that stands behind one it should precede; the rest follows.
fn judge(list: &Field, names: &Names<'_>, report: &mut Report) {
    let known = list.items().iter().filter_map(|item| Some((item, names.unit(item.text()?)?)));
    let known: Vec<(&Field, &Unit)> = known.filter(|(_, unit)| unit.order.is_some()).collect();
    let level = |unit: &Unit| unit.level.as_ref().map(|level| level.value.clone());
    let wrong = known.windows(2).find(|pair| {
        let (one, other) = (pair[0].1, pair[1].1);
        level(one) == level(other) && one.order > other.order
    });
    let Some([(first, one), (second, other)]) = wrong else { return };
    let (one, other) = (one.short_name(), other.short_name());
    report
        .at(
            second.span,
            words!("“{other}”一般排在“{one}”之前", "`{other}` usually stands before `{one}`"),
        )
        .also(first.span, words!("排在前面的", "what stands before it"))
        .help(words!("按登记表的 order 排列", "follow `order` in the registry"));
}
