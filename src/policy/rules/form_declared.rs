//! # 统计表自身的行、栏对不上 · a form that refers to rows it does not have
//!
//! ## 为什么
//! 合计行写明由哪几行相加，其中数写明属于哪一行。写了一个没有的标识，这条关系就没有人核对了；
//! 两行用同一个标识，填报的数就不知道归哪一行。
//!
//! ## Good
//! ```yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: x, head: 数量}]
//!     rows: [{id: x, label: 约谈}, {id: y, label: 其中主要负责人, part_of: x}]
//!     totals: [{id: sum, label: 合计, sum_of: [x]}]
//!     remarks:
//!       head: 备注
//!       sentences: ["共{all}家。"]
//!       blanks: [{id: all, label: 总数, unit: 家}]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows:
//!       - {id: x, label: 约谈}
//!       - {id: x, label: 处罚} # error「x」标识“x”在这张表里已经用过
//!     totals:
//!       - id: sum
//!         label: 合计
//!         sum_of: [z] # error「z」这张表里没有“z”
//!       - id: money # error「money」“金额合计”没有同一单位的行可加
//!         label: 金额合计
//!         unit: 万元
//!     remarks:
//!       head: 备注
//!       sentences:
//!         - 共{all}家，检查{seen}家。 # error「{seen}」没有名为“seen”的填空
//!       blanks:
//!         - {id: all, label: 总数}
//!         - {id: rest, label: 其余} # error「rest」填空“rest”没有印在句子里
//! ```

use crate::diag::{Level, nearest, words};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::Paper;
use crate::model::facts::form::{self, FormLine, FormTable};
use crate::policy::{Check, Report, Rule, Strength, forms, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：统计表引用的行、栏须在表里",
    since: "0.1.0",
    ids: &[],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let tables = paper.facts.form.iter().flat_map(|form| &form.tables);
    for table in tables {
        // Rows and blanks are filled in under one roof.
        unique(table.rows.iter().chain(&table.blanks), report);
        unique(table.columns.iter(), report);
        for lines in [&table.rows, &table.columns, &table.blanks] {
            referred(lines, report);
        }
        summed(table, report);
        sentences(table, report);
    }
    let form = paper.facts.form.iter();
    form.for_each(|form| {
        let mut first = BTreeMap::new();
        for id in form.tables.iter().map(|table| &table.id) {
            taken(&id.value, id.span, &mut first, report);
        }
    });
}

fn unique<'a>(lines: impl Iterator<Item = &'a FormLine>, report: &mut Report) {
    let mut first = BTreeMap::new();
    for line in lines {
        taken(&line.id.value, line.id.span, &mut first, report);
    }
}

fn taken<'a>(id: &'a str, span: Span, first: &mut BTreeMap<&'a str, Span>, report: &mut Report) {
    let Some(earlier) = first.get(id) else {
        first.insert(id, span);
        return;
    };
    report
        .at(
            span,
            words!("标识“{id}”在这张表里已经用过", "the id `{id}` is already taken in this table"),
        )
        .also(*earlier, words!("先用在这里", "taken here"))
        .help(words!("改其中一个", "change one of them"));
}

/// For how many names a known one is sought: each search reads the whole table.
const SEARCHES: usize = 50;

fn referred(lines: &[FormLine], report: &mut Report) {
    let mut searches = 0;
    for line in lines {
        let named = line.sum_of.iter().flatten().chain(&line.part_of).chain(&line.ratio_of);
        for name in named {
            let own = form::find(lines, &name.value);
            if own.is_some_and(|at| lines[at].id.span != line.id.span) {
                continue;
            }
            let shown = forms::short(&name.value);
            if own.is_some() {
                report
                    .at(
                        name.span,
                        words!("“{shown}”算的是它自己", "`{shown}` is computed from itself"),
                    )
                    .help(words!("去掉它，或改成别的行、栏", "take it out, or name another"));
                continue;
            }
            searches += 1;
            let ids = lines.iter().map(|line| line.id.value.as_str());
            let near = if searches <= SEARCHES { nearest(&name.value, ids) } else { None };
            report
                .at(name.span, words!("这张表里没有“{shown}”", "the table has no `{shown}`"))
                .also(line.head, words!("用在这里", "used here"))
                .help(match near {
                    Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
                    None => words!("写同一张表里的标识", "write an id of the same table"),
                });
        }
    }
}

/// Totals that say nothing of what they sum up, where there is nothing of their unit.
fn summed(table: &FormTable, report: &mut Report) {
    let silent = |row: &&FormLine| row.sum_of.as_ref().is_some_and(Vec::is_empty);
    for row in table.rows.iter().filter(silent) {
        if table.summed(row).is_empty() {
            let name = forms::short(&row.name);
            report
                .at(
                    row.head,
                    words!(
                        "“{name}”没有同一单位的行可加",
                        "`{name}` has no rows of its unit to add up"
                    ),
                )
                .help(words!(
                    "改计量单位，或用 sum_of 写明由哪几行相加",
                    "change its unit, or name the rows under `sum_of`"
                ));
        }
    }
}

fn sentences(table: &FormTable, report: &mut Report) {
    let mut placed = BTreeSet::new();
    for field in &table.sentences {
        let text = field.text().unwrap_or_default();
        for mark in form::marks(text) {
            let name = &text[mark.start + 1..mark.end - 1];
            if let Some(at) = form::find(&table.blanks, name) {
                placed.insert(at);
                continue;
            }
            let shown = forms::short(name);
            report
                .at(
                    field.at(mark),
                    words!("没有名为“{shown}”的填空", "there is no blank `{shown}`"),
                )
                .help(words!("在 blanks 里写明这个填空", "declare it under `blanks`"));
        }
    }
    for (at, blank) in table.blanks.iter().enumerate() {
        if !placed.contains(&at) {
            let id = &blank.id.value;
            report
                .at(
                    blank.id.span,
                    words!("填空“{id}”没有印在句子里", "the blank `{id}` stands in no sentence"),
                )
                .help(words!("在句子里写上 {{{id}}}", "write {{{id}}} in a sentence"));
        }
    }
}
