//! What a row, or the whole roster, lacks.

use std::collections::BTreeSet;

use super::Checking;
use crate::diag::{Level, Words, words};
use crate::roster::{Cell, Flaw, Kind, Place, Table};

/// What is written where there is nothing to write.
const NOTHING: [&str; 14] =
    ["-", "--", "—", "——", "/", "／", "无", "暂无", "待定", "待补", "N/A", "n/a", "NULL", "null"];

impl Checking<'_> {
    /// Whether every row must have a column.
    pub(super) fn needed(&self, at: usize) -> bool {
        let fields = &self.fields;
        // A letter without a number of its own is numbered by its institution's code.
        self.demands.printed.contains(&at) && fields.serial != Some(at)
            || fields.institution == Some(at)
            || fields.county == Some(at) && fields.files[at].is_some()
    }

    pub(super) fn missing(&mut self, line: u64, cells: &[Cell]) {
        let empty = |at: usize| {
            cells.get(at).is_none_or(|cell| {
                cell.text.is_empty() && cell.kind != Kind::Merged && cell.kind != Kind::Error
                    || NOTHING.contains(&cell.text.as_str())
            })
        };
        for (at, column) in self.columns.iter().enumerate() {
            // A column that is not there at all is told once and not for every row.
            let Some(file) = self.fields.files[at].filter(|_| self.needed(at) && empty(at)) else {
                continue;
            };
            let name = &column.name;
            let words = words!("缺{name}", "the {name} is missing");
            let help = words!("填写{name}", "fill in the {name}");
            self.now.push(lack(Place::cell(line, file), words, help));
        }
        let codes = [self.fields.credit, self.fields.code];
        let known: Vec<usize> = codes.into_iter().flatten().collect();
        let here = known.iter().find_map(|at| self.fields.files[*at]);
        if here.is_some() && known.iter().all(|at| empty(*at)) {
            let names: Vec<&str> = known.iter().map(|at| &*self.columns[*at].name).collect();
            let (zh, en) = (names.join("和"), names.join(" and the "));
            let words = words!("缺{zh}", "the {en} is missing");
            let help =
                words!("填写其中一项，机构靠它识别", "fill in one: it tells institutions apart");
            self.now.push(lack(Place { row: line, column: here }, words, help));
        }
    }

    /// Whether the columns that every row needs are there, and any row at all.
    pub(super) fn columns_there(&mut self, table: &Table) {
        if !self.whole {
            return;
        }
        let head = Place::row(table.head);
        if self.total == 0 {
            self.whole = false;
            let words = words!("名册里没有机构", "the roster has no institution");
            let help = words!("表头之下每行填写一家机构", "write one institution a row");
            self.found.add(Flaw { check: "roster-empty", ..lack(head, words, help) });
            return;
        }
        let fields = &self.fields;
        let there = |at: usize| fields.files[at].is_some();
        let always = self.demands.printed.iter().copied().chain(fields.institution);
        let mut absent: BTreeSet<usize> = always.filter(|at| !there(*at)).collect();
        let codes = [fields.credit, fields.code].into_iter().flatten();
        if !codes.clone().any(there) {
            absent.extend(codes);
        }
        for at in absent {
            let name = &self.columns[at].name;
            let words = words!("没有“{name}”这一列", "there is no column `{name}`");
            let help = words!(
                "用 hongtou roster 写出的空白名册填写",
                "fill in what `hongtou roster` writes"
            );
            self.whole = false;
            self.found.add(Flaw { check: "roster-head", ..lack(head.clone(), words, help) });
        }
    }
}

/// Something that is not there.
fn lack(place: Place, words: Words, help: Words) -> Flaw {
    let (check, level) = ("roster-missing", Level::Error);
    Flaw { check, level, place, words, help: Some(help), also: None }
}
