//! # 同一专项有两个电话 · two numbers for one thing
//!
//! ## 为什么
//! 方案的举报电话和承诺书的举报电话不一样，群众不知道打哪个；同一联系人在两份文件里电话不同，总有一个打不通。
//! 一份文件写了，其他文件跟着核对；联系人电话不同的，作警告。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! contacts: [{name: 岑望舒, phone: 0750-8555126}]
//! ```
//! ```yaml a.yaml
//! kind: commitment-letter
//! campaign: plan
//! hotline: 0750-8555110
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! campaign: plan
//! hotline: 0750—8555110
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! contacts: [{name: 岑望舒, phone: 0750-8555126}]
//! ```
//! ```yaml a.yaml
//! kind: commitment-letter
//! campaign: plan
//! hotline: 0750-8555110
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! campaign: plan
//! hotline: 0750-8555111 # error「0750-8555111」同一专项别处的举报电话是0750-8555110
//! ```
//! ```yaml c.yaml
//! kind: guide
//! campaign: plan
//! contacts:
//!   - {name: 岑望舒, phone: 0750-8555162} # warning「0750-8555162」同一专项别处的岑望舒电话是0750-8555126
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, Whole, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：同一专项的电话一致",
    since: "0.1.0",
    ids: &["O12"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for family in set.families() {
        let others = family.all.iter().filter(|paper| paper.id.value != family.plan.id.value);
        let mut first: BTreeMap<String, &Field> = BTreeMap::new();
        for paper in [&family.plan].into_iter().chain(others) {
            for (whose, phone) in phones(paper) {
                let Some(other) = first.get(&whose) else {
                    first.insert(whose, phone);
                    continue;
                };
                let number = other.text().unwrap_or_default();
                if privacy::digits(number) == privacy::digits(phone.text().unwrap_or_default()) {
                    continue;
                }
                let draft = report
                    .at(
                        phone.span,
                        words!(
                            "同一专项别处的{whose}是{number}",
                            "elsewhere in the campaign it is `{number}`"
                        ),
                    )
                    .also(other.span, words!("别处", "there"))
                    .help(words!("核对后改成一致", "make them agree"));
                if whose != HOTLINE {
                    draft.level(Level::Warning);
                }
            }
        }
    }
}

const HOTLINE: &str = "举报电话";

/// The telephone numbers of a paper, with what or whose they are.
fn phones(paper: &Paper) -> Vec<(String, &Field)> {
    let mut found = Vec::new();
    paper.root.walk(&mut |field| {
        if let Some(hotline) = field.get("hotline").filter(|field| field.leaf == Leaf::Phone) {
            found.push((HOTLINE.to_owned(), hotline));
        }
        let name = field.get("name").filter(|name| name.leaf == Leaf::Person).and_then(Field::text);
        if let (Some(name), Some(phone)) =
            (name, field.get("phone").filter(|phone| phone.text().is_some()))
        {
            found.push((format!("{}电话", name.trim()), phone));
        }
    });
    found
}
