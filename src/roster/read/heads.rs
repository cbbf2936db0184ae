//! The row of a table that names its columns: found below title rows, held to name each column
//! once, and to name the institution.

use super::names::{self, Surety};
use super::rows::{HEAD_ROWS, Raw, Row, error};
use crate::diag::{Level, Words, nearest, words};
use crate::roster::{Column, Flaw, Place, letters};

/// The column without which a roster is none.
const NEEDED: &str = "institution";
/// How many columns that nobody asked for are told one by one.
const TOLD: usize = 20;
/// How many characters of a head are shown.
const SHOWN: usize = 20;

/// Where the columns asked for stand in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// The row of the heads.
    pub(super) line: u64,
    /// For each column asked for, its column in the file.
    pub(super) slots: Vec<Option<usize>>,
    /// What stands over each column of the file.
    pub(super) names: Vec<String>,
    /// Columns that are not read.
    pub(super) flaws: Vec<Flaw>,
}

impl Heads {
    /// How many of the columns asked for there are.
    pub(super) fn count(&self) -> usize {
        self.slots.iter().flatten().count()
    }

    /// The column of the file that names the institution.
    pub(super) fn institution(&self, columns: &[Column]) -> Option<usize> {
        *self.slots.get(needed(columns))?
    }

    /// How many columns the file has heads for.
    pub(super) fn width(&self) -> usize {
        self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1)
    }
}

/// The heads of a table whose heads take several rows: under each column the lowest of them
/// counts, as 电话 under 联系方式. They end in the row to which the cell of the institution is
/// merged down.
pub(super) fn deepen(
    heads: &Heads,
    to: u64,
    rows: &[Row],
    columns: &[Column],
) -> Result<Heads, Miss> {
    let mut lowest = Row { line: to, ..Row::default() };
    for row in rows.iter().filter(|row| (heads.line..=to).contains(&row.line)) {
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.is_filled()) {
            lowest.cells.resize(lowest.cells.len().max(at + 1), Raw::default());
            lowest.cells[at] = cell.clone();
        }
    }
    find(&[lowest], columns)
}

/// Why there are no heads, and how near the rows came to having some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Miss {
    /// What is told.
    pub(super) flaw: Box<Flaw>,
    /// How many columns one row names, and how many cells it has.
    pub(super) weight: (usize, usize),
}

/// The heads among the first rows: the row that names most columns, the institution among them.
pub(super) fn find(rows: &[Row], columns: &[Column]) -> Result<Heads, Miss> {
    let needed = needed(columns);
    let rows = rows.iter().filter(|row| !row.is_blank()).take(HEAD_ROWS);
    let rows: Vec<(&Row, Vec<Claim>)> = rows.map(|row| (row, claims(row, columns))).collect();
    let named = |claims: &[Claim]| {
        let count = (0..columns.len()).filter(|at| claims.iter().any(|claim| claim.column == *at));
        (claims.iter().any(|claim| claim.column == needed), count.count())
    };
    // Of rows that name as many the first is meant.
    let best = rows.iter().rev().max_by_key(|(_, claims)| named(claims));
    let nothing = (&Row { line: 1, ..Row::default() }, Vec::new());
    let (row, claims) = best.unwrap_or(&nothing);
    let found = if named(claims).0 {
        heads(row, claims, columns)
    } else {
        Err(missing(row, !claims.is_empty(), columns, needed).into())
    };
    found.map_err(|flaw| Miss { flaw, weight: (named(claims).1, row.cells.len()) })
}

fn needed(columns: &[Column]) -> usize {
    columns.iter().position(|column| column.key == NEEDED).unwrap_or(0)
}

/// A head that names a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Claim {
    surety: Surety,
    column: usize,
    at: usize,
}

fn claims(row: &Row, columns: &[Column]) -> Vec<Claim> {
    let claim = |(at, text): (usize, &String)| {
        let (surety, column) = names::named(text, columns)?;
        Some(Claim { surety, column, at })
    };
    row.cells.iter().map(|cell| &cell.text).enumerate().filter_map(claim).collect()
}

fn heads(row: &Row, claims: &[Claim], columns: &[Column]) -> Result<Heads, Box<Flaw>> {
    let mut slots = vec![None; columns.len()];
    for (column, slot) in slots.iter_mut().enumerate() {
        let own = || claims.iter().filter(|claim| claim.column == column);
        let Some(first) = own().min_by_key(|claim| claim.surety) else { continue };
        let twin = own().find(|claim| claim.surety == first.surety && claim.at != first.at);
        if let Some(twin) = twin {
            return Err(doubled(row, [first.at, twin.at], &columns[column]).into());
        }
        *slot = Some(first.at);
    }
    let names = row.cells.iter().map(|cell| cell.text.clone()).collect();
    let mut heads = Heads { line: row.line, slots, names, flaws: Vec::new() };
    heads.flaws = strangers(&heads, columns);
    Ok(heads)
}

/// A head as it is shown.
fn shown(head: &str) -> String {
    let one: String = head.split_whitespace().collect();
    let cut = if one.chars().count() > SHOWN { "…" } else { "" };
    one.chars().take(SHOWN).collect::<String>() + cut
}

fn doubled(row: &Row, at: [usize; 2], column: &Column) -> Flaw {
    let [one, two] = at.map(|at| shown(&row.cells[at].text));
    let [first, second] = at.map(letters);
    let name = &column.name;
    let words = words!(
        "{first} 列“{one}”和 {second} 列“{two}”都是“{name}”",
        "`{one}` in {first} and `{two}` in {second} are both `{name}`"
    );
    let help = words!(
        "只留一列，或者把要用的一列改名为“{name}”",
        "keep one of them, or call the one that is meant `{name}`"
    );
    error("roster-head", Place::cell(row.line, at[1]), words, help)
}

/// The columns of the file that are not read.
fn strangers(heads: &Heads, columns: &[Column]) -> Vec<Flaw> {
    let read = |at: &usize| heads.slots.contains(&Some(*at));
    let all = heads.names.iter().enumerate().filter(|(at, name)| !read(at) && !name.is_empty());
    let all: Vec<(usize, &String)> = all.collect();
    let mut flaws: Vec<Flaw> =
        all.iter().take(TOLD).map(|(at, name)| stranger(heads, *at, name, columns)).collect();
    if let Some((at, _)) = all.get(TOLD) {
        let rest = all.len() - TOLD;
        let words = words!("另有 {rest} 列没有读", "{rest} more columns are not read");
        flaws.push(warning(Place::cell(heads.line, *at), words, None));
    }
    flaws
}

fn stranger(heads: &Heads, at: usize, name: &str, columns: &[Column]) -> Flaw {
    let place = Place::cell(heads.line, at);
    let head = shown(name);
    if let Some((_, column)) = names::named(name, columns) {
        let own = &columns[column].name;
        let other = heads.slots[column].map(letters).unwrap_or_default();
        let words = words!(
            "这一列“{head}”没有读：“{own}”用的是 {other} 列",
            "this column `{head}` is not read: {other} is `{own}`"
        );
        return warning(place, words, None);
    }
    let words = words!(
        "这一列“{head}”没有读：文书没有这一栏",
        "this column `{head}` is not read: the letter has no such field"
    );
    if names::is_kept(name) {
        return Flaw { level: Level::Hint, ..warning(place, words, None) };
    }
    let free = columns.iter().zip(&heads.slots).filter(|(_, slot)| slot.is_none());
    let free: Vec<&str> = free.flat_map(|(column, _)| [&*column.name, &*column.key]).collect();
    let meant = nearest(&names::plain(name), free);
    let help = meant.map(|meant| words!("是不是“{meant}”？", "did you mean `{meant}`?"));
    warning(place, words, help)
}

fn warning(place: Place, words: Words, help: Option<Words>) -> Flaw {
    Flaw { check: "roster-column", level: Level::Warning, place, words, help, also: None }
}

/// No row names the institution. Where the first rows may be institutions rather than heads,
/// they are not shown.
fn missing(row: &Row, named: bool, columns: &[Column], needed: usize) -> Flaw {
    let wanted = columns.get(needed).map_or("", |column| &*column.name);
    let heads = || row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
    let near = heads().any(|head| nearest(&names::plain(head), [wanted]).is_some());
    let words = if named || near {
        let list: Vec<String> = heads().take(TOLD).map(shown).collect();
        let (zh, en) = (list.join("、"), list.join("`, `"));
        words!("表头里没有“{wanted}”，只有{zh}", "no head is `{wanted}`; there are `{en}`")
    } else {
        words!(
            "前 {HEAD_ROWS} 行里没有表头“{wanted}”",
            "none of the first {HEAD_ROWS} rows has the head `{wanted}`"
        )
    };
    let all: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    let (zh, en) = (all.join("、"), all.join("`, `"));
    let help = words!("表头应为：{zh}", "the heads are `{en}`");
    error("roster-head", Place::row(row.line), words, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let all = [("institution", "机构名称"), ("responsible", "负责人"), ("phone", "电话")];
        Column::named(&all)
    }

    fn rows(rows: &[&[&str]]) -> Vec<Row> {
        let row = |(line, cells): (u64, &&[&str])| Row {
            line,
            cells: cells.iter().map(|text| Raw::written(text)).collect(),
            broken: None,
        };
        (1..).zip(rows).map(row).collect()
    }

    #[test]
    fn heads_stand_below_titles_and_blank_rows() {
        let rows = rows(&[
            &["2022年定点医疗机构名册"],
            &[],
            &["单位：家"],
            &["序号", "医疗机构名称", "联系电话", "法定代表人"],
            &["1", "甲医院", "0750-8888888", "张三"],
        ]);
        let heads = find(&rows, &columns()).unwrap();
        assert_eq!((heads.line, heads.width()), (4, 4));
        assert_eq!(heads.slots, [Some(1), Some(3), Some(2)]);
        assert_eq!(heads.flaws.len(), 1);
        assert_eq!(heads.flaws[0].level, Level::Hint);
    }

    #[test]
    fn two_heads_for_one_column_are_told_unless_one_has_its_very_name() {
        let doubled = rows(&[&["机构名称", "法定代表人", "主要负责人"]]);
        let flaw = find(&doubled, &columns()).unwrap_err().flaw;
        assert_eq!(flaw.place, Place::cell(1, 2));
        assert_eq!(flaw.words.zh, "B 列“法定代表人”和 C 列“主要负责人”都是“负责人”");
        let sure = rows(&[&["机构名称", "法定代表人", "负责人"]]);
        let heads = find(&sure, &columns()).unwrap();
        assert_eq!(heads.slots, [Some(0), Some(2), None]);
        assert_eq!(heads.flaws[0].words.zh, "这一列“法定代表人”没有读：“负责人”用的是 C 列");
    }

    #[test]
    fn a_column_that_nobody_asked_for_is_told_with_the_name_it_may_be_meant_for() {
        let rows = rows(&[&["机构名称", "负责人人", "床位数"]]);
        let flaws = find(&rows, &columns()).unwrap().flaws;
        assert_eq!(
            flaws.iter().map(|flaw| flaw.place.column).collect::<Vec<_>>(),
            [Some(1), Some(2)]
        );
        assert_eq!(flaws[0].help.as_ref().unwrap().zh, "是不是“负责人”？");
        assert_eq!(flaws[1].help, None);
    }

    #[test]
    fn a_roster_without_its_heads_is_told_and_shows_no_institution() {
        let told = |cells: &[&str]| find(&rows(&[cells]), &columns()).unwrap_err().flaw.words.zh;
        assert_eq!(told(&["甲医院", "张三"]), "前 20 行里没有表头“机构名称”");
        assert_eq!(told(&["负责人", "床位"]), "表头里没有“机构名称”，只有负责人、床位");
        assert_eq!(told(&["机构名程", "床位"]), "表头里没有“机构名称”，只有机构名程、床位");
        assert_eq!(find(&[], &columns()).unwrap_err().flaw.place, Place::row(1));
    }
}
