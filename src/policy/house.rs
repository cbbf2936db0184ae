//! What is wrong with the house's own layout: values that fit their fields and not each other.

use crate::diag::{Finding, Level, Words, words};
use crate::model::registry::Trouble;
use crate::model::{Field, Set};

/// The rule that says so.
const RULE: &str = "house-layout";

/// What makes no sense in the layout that the house has set.
pub(super) fn layout(set: &Set) -> Vec<Finding> {
    let Some(field) = written(set) else { return Vec::new() };
    let judge = |(paths, trouble): (&'static [&'static str], Trouble)| {
        let written = paths.iter().filter_map(|path| field.get(path));
        let mut spans = written.filter_map(|field| field.key);
        let span = spans.next().unwrap_or(field.head());
        let (message, help) = say(trouble);
        let finding = Finding::new(RULE, Level::Error, span, message).help(help);
        spans.fold(finding, |finding, span| finding.also(span, words!("还有这里", "and this")))
    };
    set.registry.layout.troubles().into_iter().map(judge).collect()
}

/// What is the matter, and what to do.
fn say(trouble: Trouble) -> (Words, Words) {
    match trouble {
        Trouble::Width(mm) => (
            words!(
                "版心宽 {mm:.1} 毫米，应在 120 至 190 毫米之间",
                "the type area is {mm:.1} mm wide and must be 120 to 190 mm"
            ),
            words!("改订口、切口；标准的版心宽 156 毫米", "the standard's is 156 mm wide"),
        ),
        Trouble::Height(mm) => (
            words!(
                "版心高 {mm:.1} 毫米，应在 160 至 260 毫米之间",
                "the type area is {mm:.1} mm high and must be 160 to 260 mm"
            ),
            words!("改天头、地脚；标准的版心高 225 毫米", "the standard's is 225 mm high"),
        ),
        Trouble::Size(points) => (
            words!(
                "正文字号为 {points:.1} 磅，应在 12 至 20 磅之间",
                "the body is {points:.1} pt in size and must be 12 to 20 pt"
            ),
            words!(
                "改每行字数；标准为每行 28 字，约 16 磅",
                "change `characters`; the standard's 28 make about 16 pt"
            ),
        ),
        Trouble::Tight(points) => (
            words!("行距 {points:.1} 磅太小，各行会相碰", "lines {points:.1} pt apart touch"),
            words!("加大行距，或减少每页行数", "set them wider apart, or fewer on a page"),
        ),
        Trouble::Overflow(whole, height) => (
            words!(
                "各行共高 {whole:.1} 毫米，版心只高 {height:.1} 毫米",
                "the lines are {whole:.1} mm high and the type area is {height:.1} mm"
            ),
            words!("减少行数或行距；二者只写一个即可", "make them fewer or nearer; one is enough"),
        ),
    }
}

/// The layout as the house has written it. Where several files have one the last counts, as it
/// does for the registry.
pub fn written(set: &Set) -> Option<&Field> {
    let houses = set.records.iter().filter(|record| record.kind.value == "house");
    houses.filter_map(|record| record.root.get("layout")).next_back()
}
