//! # 填的行、栏表上没有 · a filled-in row or column that the form does not have
//!
//! ## 为什么
//! 行名、栏名写错一个字，数就不知道归哪里，印出来少一格，汇总时也漏掉。同一格填了两次，也不知道哪个算数。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计, unit: 家}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约谈: {医院: 3, b: 5}
//!     y: {a: 1, 药店: 0}
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 医院}, {id: b, head: 药店}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计, unit: 家}]
//! ```
//!
//! ```yaml filled.yaml
//! kind: filled-form
//! id: d
//! form: f
//! values:
//!   t:
//!     约淡: {医院: 3} # error「约淡」表上没有“约淡”这一行
//!     处罚:
//!       医院: 1
//!       a: 2 # error「a」“a”已经填过
//!       诊所: 3 # error「诊所」表上没有“诊所”这一栏
//!   u: {} # error「u」统计表里没有“u”这张表
//! ```

use crate::diag::{Level, nearest, words};
use crate::model::facts::Form;
use crate::model::sheet::{Sort, Stranger};
use crate::policy::{Check, Report, Rule, Strength, Whole, forms, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：填报的行、栏须在统计表里",
    since: "0.1.0",
    ids: &[],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for sheet in set.papers.iter().filter_map(|paper| set.sheet(paper)) {
        for stranger in &sheet.strangers {
            tell(stranger, sheet.form, report);
        }
    }
}

fn tell(stranger: &Stranger<'_>, form: &Form, report: &mut Report) {
    let key = forms::short(&stranger.key.value);
    if let Some(first) = stranger.first {
        report
            .at(stranger.key.span, words!("“{key}”已经填过", "`{key}` is filled in already"))
            .also(first.span, words!("先填在这里", "filled in here"))
            .help(words!("只留一处", "keep one of them"));
        return;
    }
    let message = match stranger.sort {
        Sort::Table => words!("统计表里没有“{key}”这张表", "the form has no table `{key}`"),
        Sort::Row => words!("表上没有“{key}”这一行", "the table has no row `{key}`"),
        Sort::Column if stranger.known.contains(&&*stranger.key.value) => {
            words!("“{key}”要分栏填写", "`{key}` is filled in column by column")
        }
        Sort::Column => words!("表上没有“{key}”这一栏", "the table has no column `{key}`"),
        Sort::Field => words!("表上没有“{key}”这一填写栏", "the form has no field `{key}`"),
    };
    let near = nearest(&stranger.key.value, stranger.known.iter().copied());
    let mut draft = report.at(stranger.key.span, message);
    if let Some(place) = near.and_then(|near| written(form, near)) {
        draft = draft.also(place, words!("也许指这里", "perhaps this is meant"));
    }
    draft.help(match near {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!("写统计表里的标识或者名称", "write an id or a name of the form"),
    });
}

/// Where a form has something of this id or name.
fn written(form: &Form, name: &str) -> Option<Span> {
    let tables = form.tables.iter();
    let ids = tables.clone().map(|table| &table.id);
    let lines =
        tables.flat_map(|table| table.rows.iter().chain(&table.columns).chain(&table.blanks));
    let lines = lines.chain(&form.fields).filter(|line| line.name == name || line.id.value == name);
    ids.filter(|id| id.value == name).chain(lines.map(|line| &line.id)).map(|id| id.span).next()
}
