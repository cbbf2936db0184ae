//! # 单位已经更名或者撤并 · a body that no longer exists
//!
//! ## 为什么
//! 机构改革以后还把任务派给“市安全生产监督管理局”，没有人会接。登记了停用日期的机构，停用之后成文的文件不再
//! 使用它的名称；正文里提到旧名的作警告，“原”字之后的照写。成文日期没有写的，不作判断。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: aj, name: 江门市安全生产监督管理局, valid_until: 2019年1月15日, successor: yj}
//!   - {id: yj, name: 江门市应急管理局}
//! ```
//! ```yaml old.yaml
//! kind: notice
//! date: 2018年12月3日
//! to: 江门市安全生产监督管理局
//! ```
//! ```yaml new.yaml
//! kind: notice
//! date: 2022年3月11日
//! to: 江门市应急管理局
//! body: 由原江门市安全生产监督管理局受理的事项继续办理。
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: aj, name: 江门市安全生产监督管理局, valid_until: 2019年1月15日, successor: yj}
//!   - {id: yj, name: 江门市应急管理局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! to: 江门市安全生产监督管理局 # error「江门市安全生产监督管理局」“江门市安全生产监督管理局”2019年1月15日已停用
//! # warning+1「江门市安全生产监督管理局」“江门市安全生产监督管理局”2019年1月15日已停用
//! body: 报江门市安全生产监督管理局备案。
//! ```

use std::sync::Arc;

use crate::calendar::{Context, Date, canonical, parse_date};
use crate::diag::{Level, words};
use crate::model::registry::Unit;
use crate::model::{Leaf, Names};
use crate::policy::wording::{self};
use crate::policy::{
    Among, Check, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：文件成文时该机构名称须在使用",
    since: "0.1.0",
    ids: &["G06"],
    check: Check::Prepared(check),
};

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let ended = whole.set().registry.units.iter().filter_map(|unit| {
        let until = unit.valid_until.as_ref()?;
        Some((unit, parse_date(&until.value, Context::default()).ok()?.value))
    });
    let ended: Vec<(&Unit, Date)> = ended.collect();
    if ended.is_empty() {
        return idle();
    }
    of_papers(move |among, report| each(among, &ended, report))
}

fn each(among: &Among<'_>, ended: &[(&Unit, Date)], report: &mut Report) {
    let paper = among.paper;
    let Some(day) = paper.time("date").and_then(crate::model::TimeUse::day) else { return };
    for (unit, until) in ended.iter().filter(|(_, until)| *until < day) {
        for (span, running) in uses(among, unit) {
            tell(span, (unit, *until), running, among.names(), report);
        }
    }
}

/// Where a paper names a body, and whether that is in running text.
fn uses(among: &Among<'_>, unit: &Unit) -> Vec<(Span, bool)> {
    let (paper, names) = (among.paper, among.names());
    let fields = paper.leaves(Leaf::Unit).filter(|field| {
        let own = names.unit(field.text().unwrap_or_default());
        own.is_some_and(|own| own.id == unit.id)
    });
    let mut found: Vec<(Span, bool)> = fields.map(|field| (field.span, false)).collect();
    for words in wording::prose(paper) {
        for range in words.find(&unit.name.value) {
            if words.before(range.start) != Some('原') {
                found.push((words.place(range), true));
            }
        }
    }
    found
}

fn tell(
    span: Span,
    (unit, until): (&Unit, Date),
    running: bool,
    names: &Names<'_>,
    report: &mut Report,
) {
    let (name, day) = (&unit.name.value, canonical(until));
    let heir = unit.successor.as_ref().and_then(|heir| names.unit(&heir.value));
    let help = match heir.map(|heir| &heir.name.value) {
        Some(heir) => words!("职责由{heir}承继", "its work went to `{heir}`"),
        None => words!("改为承继其职责的单位", "name the body that took over its work"),
    };
    let place = unit.valid_until.as_ref().map_or(unit.name.span, |until| until.span);
    let draft = report
        .at(span, words!("“{name}”{day}已停用", "`{name}` ended on `{day}`"))
        .also(place, words!("登记的停用日期", "the registered last day"))
        .help(help);
    if running {
        draft.level(Level::Warning);
    }
}
