//! House settings and calendars: what the office has decided, and which days it rests.

use crate::calendar::{Context, Holidays, parse_date, parse_period};
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
            Some((field.name.clone(), Self { level, span: field.key.unwrap_or(field.span) }))
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
        for days in entry.items_of("days").iter().filter_map(Field::text) {
            let Ok(interval) = parse_period(days, context) else { continue };
            off.extend(interval.days().map(|day| (day, name.clone())));
        }
    }
    let written = root.items_of("makeup").iter().filter_map(Field::text);
    let makeup = written.filter_map(|day| parse_date(day, context).ok().map(|day| day.date));
    holidays.add_year(year, off, makeup.collect());
}
