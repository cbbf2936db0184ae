//! Tells of numbers in filled forms that do not hold together; the rules about forms share it.

use super::Report;
use crate::diag::{Words, words};
use crate::model::Set;
use crate::model::facts::filling::Entry;
use crate::model::sheet::{Bound, Breach, Grid, Place, Tie};

/// How many characters of a row's name a message repeats.
const LONGEST: usize = 18;

/// Tells of everything of one sort that does not hold in the filled forms of a set.
pub fn tell(set: &Set, tie: Tie, report: &mut Report) {
    for sheet in set.papers.iter().filter_map(|paper| set.sheet(paper)) {
        for breach in sheet.breaches().into_iter().filter(|breach| breach.tie == tie) {
            one(&breach, report);
        }
    }
}

/// Shows every entry of the filled forms of a set, with its table and its place there.
pub fn each_entry(set: &Set, mut show: impl FnMut(&Grid<'_>, Place, &Entry)) {
    for sheet in set.papers.iter().filter_map(|paper| set.sheet(paper)) {
        for grid in &sheet.tables {
            for place in grid.table.places() {
                if let Some(entry) = grid.entry(place) {
                    show(grid, place, entry);
                }
            }
        }
    }
}

fn one(breach: &Breach<'_>, report: &mut Report) {
    let mut draft = report.at(breach.whole.span, message(breach));
    for other in &breach.others {
        draft = draft.also(other.span, words!("同它核对", "held against this"));
    }
    draft.also(breach.said, words!("统计表里的关系", "what the form says")).help(words!(
        "核对原始数据，改正填错的一处",
        "check the records and correct what is wrong"
    ));
}

/// What does not hold, in one sentence.
pub fn message(breach: &Breach<'_>) -> Words {
    let (name, stated, found) = (short(&breach.name), breach.stated, breach.found);
    match (breach.tie, breach.bound) {
        (Tie::Part, _) => words!(
            "“{name}”为{stated}，大于它所属的{found}",
            "`{name}` is {stated}, more than the {found} it is a part of"
        ),
        (Tie::Rate, _) => {
            words!(
                "“{name}”为{stated}，按数应为{found}",
                "`{name}` is {stated}, it comes to {found}"
            )
        }
        (_, Bound::AtLeast) => words!(
            "“{name}”为{stated}，小于其中一项{found}",
            "`{name}` is {stated}, less than one of its parts, {found}"
        ),
        (_, Bound::AtMost) => words!(
            "“{name}”为{stated}，大于各项之和{found}",
            "`{name}` is {stated}, more than its parts add up to, {found}"
        ),
        (Tie::Across, Bound::Equal) => words!(
            "“{name}”为{stated}，各栏之和为{found}",
            "`{name}` is {stated}, its columns add up to {found}"
        ),
        (Tie::Total, Bound::Equal) => words!(
            "“{name}”为{stated}，各项之和为{found}",
            "`{name}` is {stated}, its parts add up to {found}"
        ),
    }
}

/// A name short enough for a message.
pub fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}
