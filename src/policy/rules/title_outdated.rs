//! # 人员信息已经过期 · a person whose entry has run out
//!
//! ## 为什么
//! 联系人调走了、签发人离任了，登记表上写了有效期，文件却还用着他。成文日期在有效期之后的就报；同名的人有一条
//! 仍然有效的，不报。
//!
//! ## Good
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 岑望舒, valid_until: 2022年12月31日}
//!   - {id: b, name: 谭知夏, valid_until: 2021年12月31日}
//!   - {id: c, name: 谭知夏}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! contacts:
//!   - {name: 岑望舒, phone: 0750-8555126}
//!   - {name: 谭知夏, phone: 0750-8555127}
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 岑望舒, valid_until: 2021年12月31日}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! contacts:
//!   - {name: 岑望舒, phone: 0750-8555126} # error「岑望舒」岑望舒的登记只到2021年12月31日
//! ```

use crate::calendar::{Context, Date, canonical, parse_date};
use crate::diag::{Level, words};
use crate::model::registry::Person;
use crate::model::{Leaf, TimeUse};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：登记有效期过后不再使用该人员信息",
    since: "0.1.0",
    ids: &["G23"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let Some(day) = paper.time("date").and_then(TimeUse::day) else { return };
    for field in paper.leaves(Leaf::Person) {
        let name = field.text().unwrap_or_default().trim();
        let known: Vec<&Person> =
            set.registry.named(name).filter(|one| one.name.value == name).collect();
        let last = known.iter().map(|one| end(one)).collect::<Option<Vec<_>>>();
        // An entry without a last day holds for ever.
        let Some(last) = last.and_then(|last| last.into_iter().max()) else { continue };
        let Some(entry) = known.first().filter(|_| last < day) else { continue };
        let until = canonical(last);
        let place = entry.valid_until.as_ref().map_or(entry.name.span, |until| until.span);
        report
            .at(
                field.span,
                words!("{name}的登记只到{until}", "the entry of `{name}` ended on `{until}`"),
            )
            .also(place, words!("登记的有效期", "the registered last day"))
            .help(words!(
                "换成现任人员，或者更新登记",
                "name who holds the post now, or update the register"
            ));
    }
}

fn end(person: &Person) -> Option<Date> {
    let until = person.valid_until.as_ref()?;
    parse_date(&until.value, Context::default()).ok().map(|day| day.value)
}
