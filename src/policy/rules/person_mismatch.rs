//! # 人员与登记不符 · a person unlike the register
//!
//! ## 为什么
//! 联系人换了电话、小组成员换了职务，文件还照旧抄。写明单位的人员，与人员登记中同单位的同名人员
//! 核对职务和电话；没有登记的人员不核对，别的市的同名人员不相干。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//!   - {id: lc-ybj, name: 临沧市医疗保障局}
//! ```
//!
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 岑望舒, unit: jm-ybj, duty: 科长, phone: 0750-5550126}
//!   - {id: b, name: 岑望舒, unit: lc-ybj, phone: 0883-5550126}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - {name: 岑望舒, unit: 市医疗保障局, phone: 0750—5550126}
//!   - {name: 谭知夏, unit: 市医疗保障局, phone: 0750-5550100}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//! ```
//!
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 岑望舒, unit: jm-ybj, duty: 科长, phone: 0750-5550126}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - {name: 岑望舒, unit: 市医疗保障局, phone: 0750-5550162} # warning「0750-5550162」岑望舒登记的电话是0750-5550126
//! ```
//!
//! ```yaml members.yaml
//! kind: member-list
//! groups:
//!   - name: 领导小组
//!     posts:
//!       - post: 成员
//!         members:
//!           - {name: 岑望舒, unit: 江门市医疗保障局, duty: 副局长} # warning「副局长」岑望舒登记的职务是科长
//! ```

use crate::diag::{Level, words};
use crate::model::facts::Member;
use crate::model::registry::Person;
use crate::model::{Names, Set};
use crate::policy::{Among, Check, Report, Rule, Strength, privacy, this_file};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：人员的职务、电话应当与人员登记相同",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let names = among.names();
    for member in &paper.facts.members {
        if let Some(person) = registered(member, set, names) {
            compare(member, person, report);
        }
    }
}

/// The person of the register that is meant; none where the body does not tell namesakes apart.
fn registered<'a>(member: &Member, set: &'a Set, names: &Names<'a>) -> Option<&'a Person> {
    let unit = member.unit.as_ref().and_then(|unit| names.unit(&unit.value))?;
    let mut people = set.registry.named(&member.name.value).filter(|person| {
        let own = person.unit.as_ref().and_then(|unit| names.unit(&unit.value));
        own.is_some_and(|own| own.id.value == unit.id.value)
    });
    people.next().filter(|_| people.next().is_none())
}

fn compare(member: &Member, person: &Person, report: &mut Report) {
    let name = &person.name.value;
    if let Some((written, entry)) =
        differ(member.duty.as_ref(), person.duty.as_ref(), str::to_owned)
    {
        let duty = &entry.value;
        let message = words!(
            "{name}登记的职务是{duty}",
            "the register has `{duty}` as the office of `{name}`"
        );
        tell(written, entry, message, report);
    }
    if let Some((written, entry)) =
        differ(member.phone.as_ref(), person.phone.as_ref(), privacy::digits)
    {
        let phone = &entry.value;
        let message = words!(
            "{name}登记的电话是{phone}",
            "the register has `{phone}` as the phone of `{name}`"
        );
        tell(written, entry, message, report);
    }
}

/// Both, when both are there and say different things.
fn differ<'a>(
    written: Option<&'a Spanned<String>>,
    entry: Option<&'a Spanned<String>>,
    meaning: impl Fn(&str) -> String,
) -> Option<(&'a Spanned<String>, &'a Spanned<String>)> {
    written.zip(entry).filter(|(own, entry)| meaning(&own.value) != meaning(&entry.value))
}

fn tell(
    written: &Spanned<String>,
    entry: &Spanned<String>,
    message: crate::diag::Words,
    report: &mut Report,
) {
    report
        .at(written.span, message)
        .also(entry.span, words!("登记在这里", "registered here"))
        .help(words!("改正文件，或者更新登记", "correct the paper, or the register"));
}
