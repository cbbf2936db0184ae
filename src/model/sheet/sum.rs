//! Several filled forms of one form added up, place by place.

use std::collections::BTreeMap;

use super::{Place, Sheet};
use crate::model::amount::Amount;
use crate::model::facts::form::Form;

/// A table of the form, and a place in it.
pub type Address = (usize, Place);

/// What several filled forms come to at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// Their sum, or the rate of their sums.
    Sum(Amount),
    /// Nobody can say, because each thing is counted once: something from the largest number to
    /// the sum of all.
    Between(Amount, Amount),
    /// Nobody can say, because this one has left the place empty.
    Gap(usize),
}

/// Adds up filled forms of a form. `given` are numbers that are known from elsewhere.
pub fn add(
    form: &Form,
    sheets: &[&Sheet<'_>],
    given: &BTreeMap<Address, Amount>,
) -> BTreeMap<Address, Added> {
    let mut sums: BTreeMap<Address, Added> =
        given.iter().map(|(at, amount)| (*at, Added::Sum(*amount))).collect();
    for (at, table) in form.tables.iter().enumerate() {
        let open = |place: &Place| !given.contains_key(&(at, *place));
        let places: Vec<Place> = table.places().into_iter().filter(open).collect();
        let (rates, plain): (Vec<Place>, Vec<Place>) =
            places.into_iter().partition(|place| table.rate_of(*place).is_some());
        for place in plain {
            let distinct = table.is_distinct(place);
            let added = one(sheets, (at, place), distinct);
            sums.extend(added.map(|added| ((at, place), added)));
        }
        for place in rates {
            let amount = |other| match sums.get(&(at, other)) {
                Some(Added::Sum(amount)) => Some(*amount),
                Some(Added::Between(..) | Added::Gap(_)) | None => None,
            };
            let rate = table.rate(place, &amount);
            sums.extend(rate.map(|rate| ((at, place), Added::Sum(rate))));
        }
    }
    sums
}

fn one(sheets: &[&Sheet<'_>], (at, place): Address, distinct: bool) -> Option<Added> {
    let gap = sheets.iter().position(|sheet| sheet.tables[at].amount(place).is_none());
    if let Some(gap) = gap {
        return Some(Added::Gap(gap));
    }
    let amounts = sheets.iter().filter_map(|sheet| sheet.tables[at].amount(place));
    let sum = amounts.clone().try_fold(Amount::default(), Amount::plus)?;
    let most = amounts.max().unwrap_or_default();
    // Of one form, and of nothing, each thing is counted once anyway.
    let between = distinct && sheets.len() > 1 && sum != most;
    Some(if between { Added::Between(most.min(sum), most.max(sum)) } else { Added::Sum(sum) })
}

/// A place by its ids: institutions/total/hospital.
pub fn named(form: &Form, (at, place): Address) -> String {
    let table = &form.tables[at];
    let id = &table.id.value;
    match place {
        Place::Cell(row, column) if table.columns.len() > 1 => {
            format!("{id}/{}/{}", table.rows[row].id.value, table.columns[column].id.value)
        }
        Place::Cell(row, _) => format!("{id}/{}", table.rows[row].id.value),
        Place::Blank(blank) => format!("{id}/{}", table.blanks[blank].id.value),
    }
}
