//! A line of the ledger (备案台账): what the roster knows of an institution, and how it stands.

use super::index::{Key, value};
use super::volume::Volume;
use super::{Entry, Filing, State};
use crate::diag::Fault;
use crate::roster::Roster;

/// What is known of the letter that was to be handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The title of the letter.
    pub title: String,
    /// To whom it is addressed (副标题): 定点医疗机构.
    pub audience: Option<String>,
    /// Who has issued it.
    pub issuers: Vec<String>,
    /// What is printed across every page: 样张, where the letter is one.
    pub across: Option<String>,
}

/// One institution.
#[derive(Debug, Clone)]
pub(super) struct Line<'f> {
    /// Its number in the whole ledger, from 1.
    pub(super) place: usize,
    pub(super) county: &'f str,
    pub(super) name: String,
    /// The number of its letter (编号).
    pub(super) serial: String,
    pub(super) credit_code: String,
    pub(super) responsible: String,
    pub(super) phone: String,
    pub(super) entry: &'f Entry,
}

/// Of whom a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Everybody,
    /// Who is late and has not handed in.
    Overdue,
}

impl Wanted {
    pub(super) fn has(self, entry: &Entry) -> bool {
        self == Self::Everybody || (entry.state == State::Overdue && !entry.disputed)
    }
}

/// Calls `each` for every line of a volume that is wanted, county by county.
pub(super) fn lines<'f>(
    filing: &'f Filing,
    roster: &Roster,
    volume: &Volume,
    wanted: Wanted,
    each: &mut dyn FnMut(Line<'f>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let before = filing.counties[..volume.counties.start].iter();
    let mut first = before.map(|county| county.members.len()).sum::<usize>();
    for county in &filing.counties[volume.counties.clone()] {
        let members = county.members.iter().enumerate();
        let taken = members.filter(|(nth, _)| volume.members.contains(nth));
        for (nth, at) in taken.filter(|(_, at)| wanted.has(&filing.entries[**at])) {
            let row = roster.row(*at)?;
            let text = |key| value(roster, &row, key).to_owned();
            let of = |field: &str| {
                let value = roster.column(field).and_then(|at| row.values.get(at));
                value.cloned().unwrap_or_default()
            };
            each(Line {
                place: first + nth + 1,
                county: &county.name,
                name: text(Key::Name),
                serial: text(Key::Serial),
                credit_code: text(Key::CreditCode),
                responsible: of("responsible"),
                phone: of("phone"),
                entry: &filing.entries[*at],
            })?;
        }
        first += county.members.len();
    }
    Ok(())
}

/// The name of a county in lists.
pub(super) fn called(county: &str) -> &str {
    if county.is_empty() { "未注明县区" } else { county }
}
