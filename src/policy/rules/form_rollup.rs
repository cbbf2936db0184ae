//! # 汇总表不等于下级各表之和 · sums that are not those of the forms below
//!
//! ## 为什么
//! 汇总之后下级又改了数，汇总表没有跟着改，上下两级就对不上。不重复数不能相加，只看它不小于其中最大的一个、
//! 也不大于各表之和；下级没有填的，不作核对。
//!
//! ## Good
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 家数}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计（不重复数）, unit: 家, distinct: true}]
//! ```
//!
//! ```yaml jia.yaml
//! kind: filled-form
//! id: jia
//! form: f
//! values: {t: {约谈: 3, 处罚: 1, sum: 3}}
//! ```
//!
//! ```yaml yi.yaml
//! kind: filled-form
//! id: yi
//! form: f
//! values: {t: {约谈: 5, 处罚: , sum: 5}}
//! ```
//!
//! ```yaml all.yaml
//! kind: filled-form
//! id: all
//! form: f
//! values: {t: {约谈: 8, 处罚: 1, sum: 8}}
//! sources: [jia, yi]
//! ```
//!
//! ## Bad
//! ```yaml form.yaml
//! kind: statistics-form
//! id: f
//! title: 处理情况统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 家数}]
//!     rows: [{id: x, label: 约谈, unit: 家}, {id: y, label: 处罚, unit: 家}]
//!     totals: [{id: sum, label: 合计（不重复数）, unit: 家, distinct: true}]
//! ```
//!
//! ```yaml jia.yaml
//! kind: filled-form
//! id: jia
//! form: f
//! values: {t: {约谈: 3, 处罚: 1, sum: 3}}
//! ```
//!
//! ```yaml yi.yaml
//! kind: filled-form
//! id: yi
//! form: f
//! values: {t: {约谈: 5, 处罚: , sum: 5}}
//! ```
//!
//! ```yaml all.yaml
//! kind: filled-form
//! id: all
//! form: f
//! values:
//!   t:
//!     约谈: 4 # error「4」“约谈”为4，下级各表之和为8
//!     处罚: 2
//!     sum: 4 # error「4」“合计（不重复数）”为4，下级已有一个为5
//! sources: [jia, yi]
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, Words, words};
use crate::model::amount::Amount;
use crate::model::sheet::Sheet;
use crate::model::sheet::sum::{self, Added, Address};
use crate::model::{Paper, Set};
use crate::policy::{Among, Check, Report, Rule, Strength, forms, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：汇总表等于下级各表之和",
    since: "0.1.0",
    ids: &["J07"],
    check: Check::Among(check),
};

/// How many of the forms below a finding shows.
const SHOWN: usize = 3;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let Some(sheet) = set.sheet(paper) else { return };
    // What does not even add up in the form itself is told by the rules over one form.
    let told: BTreeSet<Span> = sheet.breaches().iter().map(|own| own.whole.span).collect();
    if let Some(sources) = sources(set, paper).filter(|sources| !sources.is_empty()) {
        let sources: Vec<&Sheet<'_>> = sources.iter().collect();
        for (address, added) in sum::add(sheet.form, &sources, &BTreeMap::new()) {
            judge((&sheet, &told), &sources, address, added, report);
        }
    }
}

/// The forms it was added up from; none when one of them is not there or of another form.
fn sources<'a>(set: &'a Set, paper: &'a Paper) -> Option<Vec<Sheet<'a>>> {
    let filling = paper.facts.filling.as_ref()?;
    let source = |id: &crate::text::Spanned<String>| {
        let sheet = set.sheet(set.paper(&id.value)?)?;
        (sheet.filling.form.value == filling.form.value).then_some(sheet)
    };
    filling.sources.iter().map(source).collect()
}

fn judge(
    (sheet, told): (&Sheet<'_>, &BTreeSet<Span>),
    sources: &[&Sheet<'_>],
    (at, place): Address,
    added: Added,
    report: &mut Report,
) {
    let grid = &sheet.tables[at];
    // A rate is held against the sums of its own form, with the decimals it has there.
    if grid.table.rate_of(place).is_some() {
        return;
    }
    let Some((entry, stated)) = grid.entry(place).and_then(|own| Some((own, own.amount()?))) else {
        return;
    };
    if told.contains(&entry.span) {
        return;
    }
    let name = forms::short(&grid.table.called(place));
    let Some(message) = wrong(&name, stated, added) else { return };
    let mut draft = report.at(entry.span, message);
    let below = sources.iter().filter_map(|source| source.tables[at].entry(place));
    let counted = below.filter(|entry| entry.amount() != Some(Amount::default()));
    for entry in counted.take(SHOWN) {
        draft = draft.also(entry.span, words!("下级报的数", "what was handed in"));
    }
    draft.help(words!("重新汇总：hongtou tally --force", "add up again: `hongtou tally --force`"));
}

fn wrong(name: &str, stated: Amount, added: Added) -> Option<Words> {
    match added {
        Added::Sum(sum) if stated != sum => Some(words!(
            "“{name}”为{stated}，下级各表之和为{sum}",
            "`{name}` is {stated}, the forms below add up to {sum}"
        )),
        Added::Between(most, _) if stated < most => Some(words!(
            "“{name}”为{stated}，下级已有一个为{most}",
            "`{name}` is {stated}, one of the forms below alone has {most}"
        )),
        Added::Between(_, sum) if stated > sum => Some(words!(
            "“{name}”为{stated}，大于下级各表之和{sum}",
            "`{name}` is {stated}, more than the forms below add up to, {sum}"
        )),
        Added::Sum(_) | Added::Between(..) | Added::Gap(_) => None,
    }
}
