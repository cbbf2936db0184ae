//! House settings and calendars: what the office has decided, and which days it rests.

use crate::calendar::{Context, Date, DayOff, Holidays, Interval, parse_date, parse_period};
use crate::diag::Level;
use crate::model::field::Field;
use crate::text::Span;

/// What the house has set for one rule.
#[derive(Debug, Clone, Copy)]
pub struct HouseRule {
    /// The level it wants.
    pub level: HouseLevel,
    /// Where that is written.
    pub span: Span,
}

/// A level as `house.yaml` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseLevel {
    /// The rule is not run.
    Off,
    /// The rule reports at this level.
    At(Level),
}

impl HouseRule {
    /// Reads `rules:`; a level that is none is the schema's business.
    pub(super) fn read_all(root: &Field) -> Vec<(String, Self)> {
        let rules = root.get("rules").map_or(&[][..], Field::fields);
        let read = |field: &Field| {
            let level = match field.text()? {
                "off" => HouseLevel::Off,
                "hint" => HouseLevel::At(Level::Hint),
                "warning" => HouseLevel::At(Level::Warning),
                "error" => HouseLevel::At(Level::Error),
                _ => return None,
            };
            Some((
                field.name.as_str().to_owned(),
                Self { level, span: field.key.unwrap_or(field.span) },
            ))
        };
        rules.iter().filter_map(read).collect()
    }
}

/// Reads a year's holidays (节假日) and make-up workdays (调休上班日). Days that cannot be read are
/// reported by `date-invalid` like any other.
pub(super) fn read_calendar(root: &Field, holidays: &mut Holidays) {
    let year = root.get("year").and_then(Field::integer).and_then(|year| i16::try_from(year).ok());
    let Some(year) = year else { return };
    let context = Context { year: Some(year) };
    let mut off = Vec::new();
    for entry in root.items_of("off") {
        let name = entry.words_of("name").map_or_else(String::new, |name| name.value);
        for days in entry.items_of("days") {
            let (Some(text), span) = (days.text(), days.span) else { continue };
            let Ok(interval) = parse_period(text, context) else { continue };
            off.extend(days_of(&interval.value).map(|date| DayOff {
                date,
                name: name.clone(),
                span: Some(span),
            }));
        }
    }
    let written = root.items_of("makeup").iter().filter_map(Field::text);
    let makeup = written.filter_map(|day| parse_date(day, context).ok().map(|day| day.value));
    holidays.add_year(year, off, makeup.collect::<Vec<_>>());
}

/// The days of a stretch, of a year at most: a slip of the pen must not list centuries.
fn days_of(interval: &Interval) -> impl Iterator<Item = Date> + use<> {
    let (start, end) = (interval.start, interval.end);
    let first = start.zip(end).map(|(start, _)| start);
    std::iter::successors(first, move |day| day.tomorrow().ok().filter(|next| Some(*next) <= end))
        .take(366)
}
