//! # 交叉检查有遗漏或重复 · bodies left out or inspected too often
//!
//! ## 为什么
//! 七个地方互查，排完发现一个没人查、一个被查两次，表就白排了。参加单位取自“参加单位”一栏，
//! 每家检查和受检的次数应当一样；没有写参加单位的，按表中出现的单位核对，只作警告。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ts, name: 台山市医疗保障局, aliases: [台山医保]}
//!   - {id: kp, name: 开平市医疗保障局}
//!   - {id: hs, name: 鹤山市医疗保障局}
//! ```
//!
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县（市、区）医疗保障局, members: [ts, kp, hs]}
//! ```
//!
//! ```yaml cross.yaml
//! kind: cross-inspection
//! participants: 各县（市、区）医疗保障局
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 鹤山市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山医保}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ts, name: 台山市医疗保障局}
//!   - {id: kp, name: 开平市医疗保障局}
//!   - {id: hs, name: 鹤山市医疗保障局}
//!   - {id: ep, name: 恩平市医疗保障局}
//! ```
//!
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县（市、区）医疗保障局, members: [ts, kp, hs]}
//! ```
//!
//! ```yaml cross.yaml
//! kind: cross-inspection
//! participants: 各县（市、区）医疗保障局 # error「各县（市、区）医疗保障局」“鹤山市医疗保障局”没有安排受检
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - inspector: 开平市医疗保障局
//!     inspected: 恩平市医疗保障局 # error「恩平市医疗保障局」“恩平市医疗保障局”不在参加单位之内
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: cross-inspection
//! times: 2
//! pairs:
//!   - inspector: 台山市医疗保障局 # warning「台山市医疗保障局」“台山市医疗保障局”受检1次，应为2次
//!     inspected: 开平市医疗保障局 # warning「开平市医疗保障局」“开平市医疗保障局”检查1次，应为2次
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: cross-inspection
//! pairs:
//!   - inspector: 台山市医疗保障局
//!     inspected: 开平市医疗保障局
//!   - inspector: 开平市医疗保障局
//!     inspected: 台山市医疗保障局
//!   - inspector: 鹤山市医疗保障局 # warning「鹤山市医疗保障局」“鹤山市医疗保障局”没有安排受检
//!     inspected: 台山市医疗保障局 # warning「台山市医疗保障局」“台山市医疗保障局”受检2次，应为1次
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Words, words};
use crate::model::facts::Inspection;
use crate::model::{Body, Field, Names, Paper};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：每个参加单位检查和受检的次数相同",
    since: "0.1.0",
    ids: &["G26"],
    check: Check::Among(check),
};

/// A body that takes part.
struct Member<'a> {
    id: &'a str,
    name: &'a str,
    place: Span,
}

/// One of the two columns of the table: whom it names, and where.
type Column<'a> = BTreeMap<&'a str, Vec<&'a Spanned<String>>>;

fn check(among: &Among<'_>, report: &mut Report) {
    let (paper, names) = (among.paper, among.names());
    let pairs = &paper.facts.inspections;
    if pairs.is_empty() {
        return;
    }
    let column = |of: fn(&Inspection) -> &Spanned<String>| {
        let mut column = Column::new();
        for cell in pairs.iter().map(of) {
            column.entry(names.identity(&cell.value)).or_default().push(cell);
        }
        column
    };
    let columns = [column(|pair| &pair.inspector), column(|pair| &pair.inspected)];
    let stated = paper.root.get("times").and_then(Field::integer);
    let stated = stated.and_then(|times| usize::try_from(times).ok());
    match declared(paper, names, &columns) {
        Some(members) => {
            judge(&members, &columns, stated, Level::Error, report);
            strangers(&members, &columns, report);
        }
        None => judge(&seen(pairs, names), &columns, stated, Level::Warning, report),
    }
}

/// The bodies that the paper says take part; `None` when it does not say, or one of them is a
/// collective name whose members nobody has registered.
fn declared<'a>(
    paper: &'a Paper,
    names: &Names<'a>,
    columns: &[Column<'a>; 2],
) -> Option<Vec<Member<'a>>> {
    let mut members = BTreeMap::new();
    for field in paper.root.items_of("participants") {
        let name = field.text()?;
        let place = field.at(0..name.len());
        let units = names.members(name);
        let itself = matches!(names.body(name), Some(Body::Unit(..)));
        for unit in &units {
            let name = if itself { name } else { unit.name.value.as_str() };
            members.entry(&*unit.id.value).or_insert(Member { id: &unit.id.value, name, place });
        }
        let id = names.identity(name);
        if units.is_empty() {
            columns.iter().any(|column| column.contains_key(id)).then_some(())?;
            members.entry(id).or_insert(Member { id, name, place });
        }
    }
    (!members.is_empty()).then(|| members.into_values().collect())
}

/// The bodies that stand in the table, in the order they appear.
fn seen<'a>(pairs: &'a [Inspection], names: &Names<'a>) -> Vec<Member<'a>> {
    let mut known = BTreeSet::new();
    let cells = pairs.iter().flat_map(|pair| [&pair.inspector, &pair.inspected]);
    let members = cells.filter_map(|cell| {
        let id = names.identity(&cell.value);
        known.insert(id).then_some(Member { id, name: &cell.value, place: cell.span })
    });
    members.collect()
}

/// Counts how often each inspects and is inspected: as often as the paper states, else as often as
/// makes the table fullest: 6 or 8 pairs among 7 are one round gone wrong.
fn judge(
    members: &[Member<'_>],
    columns: &[Column<'_>; 2],
    stated: Option<usize>,
    level: Level,
    report: &mut Report,
) {
    let pairs: usize = columns[0].values().map(Vec::len).sum();
    let fullest = (2 * pairs + members.len()) / (2 * members.len());
    let rounds = stated.unwrap_or(fullest).max(1);
    for member in members {
        for (column, role) in columns.iter().zip([("检查", "inspects"), ("受检", "is inspected")])
        {
            let cells = column.get(member.id).map_or(&[][..], Vec::as_slice);
            if cells.len() != rounds {
                let place = cells.get(rounds).map_or(member.place, |cell| cell.span);
                let message = counted(member.name, role, cells.len(), rounds);
                let mut draft = report.at(place, message).level(level);
                if let Some(first) = cells.first() {
                    draft = draft.also(first.span, words!("第一次", "the first time"));
                }
                draft.help(words!("调整分组", "rearrange the pairs"));
            }
        }
    }
}

fn counted(name: &str, (zh, en): (&str, &str), count: usize, rounds: usize) -> Words {
    match count {
        0 => words!("“{name}”没有安排{zh}", "`{name}` never {en}"),
        _ => words!(
            "“{name}”{zh}{count}次，应为{rounds}次",
            "`{name}` {en} {count} time(s) instead of {rounds}"
        ),
    }
}

fn strangers(members: &[Member<'_>], columns: &[Column<'_>; 2], report: &mut Report) {
    let ids: BTreeSet<&str> = members.iter().map(|member| member.id).collect();
    for (id, cells) in columns.iter().flatten() {
        let Some(cell) = cells.first().filter(|_| !ids.contains(id)) else { continue };
        let name = &cell.value;
        report
            .at(
                cell.span,
                words!("“{name}”不在参加单位之内", "`{name}` is not among the participants"),
            )
            .also(members[0].place, words!("参加单位", "the participants"))
            .help(words!("改正单位，或补入参加单位", "correct the body, or add it there"));
    }
}
