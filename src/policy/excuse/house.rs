//! Excuses in the house's settings (`policies/registry/house.yaml`), for files and folders.

use super::{Place, Written};
use crate::calendar::{Context, parse_date};
use crate::model::{Field, Set};
use crate::text::Spanned;

/// Every entry of `excuses`; what has no rule is the schema's business.
pub(super) fn all(set: &Set) -> impl Iterator<Item = Written> + '_ {
    let houses = set.records.iter().filter(|record| record.kind.value == "house");
    houses.flat_map(|house| house.root.items_of("excuses")).filter_map(written)
}

fn written(entry: &Field) -> Option<Written> {
    let paths = entry.items_of("paths").iter().filter_map(|path| path.text().map(str::to_owned));
    let until = entry.words_of("until").and_then(|day| {
        let date = parse_date(&day.value, Context { year: None }).ok()?.value;
        Some(Spanned::new(date, day.span))
    });
    Some(Written {
        rules: vec![entry.words_of("rule")?],
        place: Place::Paths(paths.collect()),
        reason: entry.words_of("reason").map(|reason| reason.value).unwrap_or_default(),
        until,
        span: entry.span,
    })
}
