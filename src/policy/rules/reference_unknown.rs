//! # 引用落空 · a reference to nothing
//!
//! ## 为什么
//! 字段里写的标识要指向本套文件里有的文件、阶段、任务或者登记过的机构。写错一个字母，附件就少一份，
//! 专项就认不到方案。附件说明按 `attachments` 写出，列了而没有的附件也在这里报告。引文的标识由 `cite-unregistered` 核对。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! campaign: plan
//! attachments: [plan, {paper: letter, title: 承诺书}]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-zf, name: 江门市人民政府, level: city}
//!   - {id: jm-ybj, name: 江门市医疗保障局, level: city, parent: jm-zg} # error「jm-zg」没有标识为“jm-zg”的机构
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! campaign: inspection # error「inspection」没有标识为“inspection”的文件
//! attachments:
//!   - plans # error「plans」没有标识为“plans”的文件
//!   - paper: leter # error「leter」没有标识为“leter”的文件
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, nearest, words};
use crate::model::{Leaf, Set};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：引用的对象须存在",
    since: "0.1.0",
    ids: &["I02"],
    check: Check::Set(check),
};

/// What references of one sort may point to.
struct Targets<'a> {
    zh: &'static str,
    en: &'static str,
    /// Each with the place where it is written; the first keeps an id that two claim.
    ids: BTreeMap<&'a str, Span>,
}

/// For how many references a known id is sought: each search reads all of them.
const SEARCHES: usize = 200;

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut sorts: BTreeMap<&str, Option<Targets<'_>>> = BTreeMap::new();
    let mut searches = 0;
    for paper in set.all() {
        for field in paper.leaves(Leaf::Reference) {
            let (Some(id), Some(to)) = (field.text(), field.to()) else { continue };
            let sort = sorts.entry(to).or_insert_with(|| targets(set, to));
            let Some(Targets { zh, en, ids }) = sort else { continue };
            if ids.contains_key(id) || (to == "unit" && set.names(paper).unit(id).is_some()) {
                continue;
            }
            searches += 1;
            let near = (searches <= SEARCHES).then(|| nearest(id, ids.keys().copied())).flatten();
            let help = match near {
                Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
                None => words!(
                    "标识写在对方的 id 里；没有写的，就是它的文件名",
                    "an id is written as `id`; without one it is the file's name"
                ),
            };
            let message = words!("没有标识为“{id}”的{zh}", "there is no {en} `{id}`");
            let mut draft = report.at(field.span, message);
            if let Some(place) = near.and_then(|near| ids.get(near)) {
                draft = draft.also(*place, words!("也许指这里", "perhaps this is meant"));
            }
            draft.help(help);
        }
    }
}

/// What a reference of this sort may point to, and what it is called.
fn targets<'a>(set: &'a Set, to: &str) -> Option<Targets<'a>> {
    let ids = |ids: &mut dyn Iterator<Item = &'a Spanned<String>>| {
        let mut all: BTreeMap<&'a str, Span> = BTreeMap::new();
        for id in ids {
            all.entry(id.value.as_str()).or_insert(id.span);
        }
        all
    };
    let facts = || set.papers.iter().map(|paper| &paper.facts);
    let (zh, en, ids) = match to {
        "paper" | "campaign" => {
            ("文件", "paper", ids(&mut set.papers.iter().map(|paper| &paper.id)))
        }
        "phase" => {
            let phases = facts().flat_map(|facts| &facts.phases);
            ("阶段", "phase", ids(&mut phases.filter_map(|phase| phase.id.as_ref())))
        }
        "task" => {
            let tasks = facts().flat_map(|facts| &facts.tasks);
            ("任务", "task", ids(&mut tasks.filter_map(|task| task.id.as_ref())))
        }
        "unit" => ("机构", "body", ids(&mut set.registry.units.iter().map(|unit| &unit.id))),
        _ => return None,
    };
    Some(Targets { zh, en, ids })
}
