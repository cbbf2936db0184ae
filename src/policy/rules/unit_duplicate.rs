//! # 同一处重复列了单位 · a body listed twice
//!
//! ## 为什么
//! 配合单位、主送机关里同一个单位列了两次，多半是复制时漏改，真正该列的那个就丢了。全称和简称各写一次也算。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! to: [江门市公安局, 江门市卫生健康局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 江门市公安局, short: 市公安局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 检查
//!         support: [市公安局, 江门市公安局] # error「江门市公安局」“江门市公安局”已经列过
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一份名单里一个单位只列一次",
    since: "0.1.0",
    ids: &["G10"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let names = among.names();
    for list in &among.tree().lists {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for item in list.items().iter().filter(|item| item.leaf == Leaf::Unit) {
            let Some(name) = item.text() else { continue };
            let Some(first) = seen.get(names.identity(name)) else {
                seen.insert(names.identity(name), item.span);
                continue;
            };
            report
                .at(item.span, words!("“{name}”已经列过", "`{name}` is listed already"))
                .also(*first, words!("先列在这里", "listed here"))
                .help(words!(
                    "删去一个，或者改成漏列的单位",
                    "remove one, or put in the body that was meant"
                ));
        }
    }
}
