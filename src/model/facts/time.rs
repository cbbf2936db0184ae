//! A time in a paper: a date, a period or a deadline, as written and as meant.

use ecow::EcoString;
use rustc_hash::FxHashMap;

use crate::calendar::{
    self, By, Context, Date, Deadline, ErrorKind, Interval, Precision, Spelling, StatedWeekday,
    Time, TimeError, Written,
};
use crate::diag::Words;
use crate::model::field::{Field, Leaf, Value};
use crate::text::{Span, Spanned};

/// A time as it was written, and what it means.
#[derive(Debug, Clone)]
pub struct TimeUse {
    /// What was written.
    pub text: EcoString,
    /// Where.
    pub span: Span,
    /// The key it stands under.
    pub name: EcoString,
    /// What its field says it is; `Prose` when it was found in running text.
    pub leaf: Leaf,
    /// What it means, or why it means nothing.
    pub parsed: Result<Time, Box<TimeTrouble>>,
    /// How it was spelt.
    pub spelling: Spelling,
    /// The weekdays stated beside its dates.
    pub weekdays: Vec<Spanned<StatedWeekday>>,
}

/// Why a time means nothing, at its exact place.
#[derive(Debug, Clone)]
pub struct TimeTrouble {
    /// The characters at fault.
    pub span: Span,
    /// Why.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
    /// Which class of fault it is.
    pub kind: ErrorKind,
}

/// What times mean that stood in papers before: those of a campaign name the same days again and
/// again.
#[derive(Debug, Default)]
pub struct Almanac(FxHashMap<(EcoString, Leaf, Context), (Time, Spelling)>);

/// How many times are kept.
const MOST_KEPT: usize = 1024;

impl Almanac {
    /// What a field of this meaning says.
    fn read(
        &mut self,
        text: &EcoString,
        leaf: Leaf,
        context: Context,
    ) -> Result<Written<Time>, TimeError> {
        let asked = (text.clone(), leaf, context);
        if let Some((time, spelling)) = self.0.get(&asked) {
            let (value, spelling) = (time.clone(), *spelling);
            return Ok(Written { value, spelling, weekdays: Vec::new() });
        }
        let written = read(text, leaf, context)?;
        if written.weekdays.is_empty() && self.0.len() < MOST_KEPT {
            self.0.insert(asked, (written.value.clone(), written.spelling));
        }
        Ok(written)
    }
}

/// Times that have been read for the object they stand in, and will be met again as fields of
/// their own: what they mean is worked out once.
pub(super) struct Times<'a> {
    ahead: Vec<(&'a Field, Context, TimeUse)>,
    almanac: &'a mut Almanac,
}

impl<'a> Times<'a> {
    /// None that has been read ahead.
    pub(super) fn new(almanac: &'a mut Almanac) -> Self {
        Self { ahead: Vec::new(), almanac }
    }

    /// The time of an object, which one of its fields holds.
    pub(super) fn of_object(&mut self, field: &'a Field, context: Context) -> Option<TimeUse> {
        let time = TimeUse::of_field(field, context, self.almanac)?;
        if matches!(field.leaf, Leaf::Date | Leaf::Period | Leaf::Deadline) {
            self.ahead.push((field, context, time.clone()));
        }
        Some(time)
    }

    /// The time that a field holds. In a phase its year may be another than was thought before the
    /// phase's own was known.
    pub(super) fn of_itself(&mut self, field: &'a Field, context: Context) -> Option<TimeUse> {
        let known = self.ahead.iter().rposition(|(own, ..)| std::ptr::eq(*own, field));
        let known = known.map(|at| self.ahead.swap_remove(at));
        let known = known.filter(|(_, own, _)| *own == context);
        known.map(|(.., time)| time).or_else(|| TimeUse::of_field(field, context, self.almanac))
    }
}

impl TimeUse {
    /// The time that a field holds.
    fn of_field(field: &Field, context: Context, almanac: &mut Almanac) -> Option<Self> {
        let Value::Text(text, _) = &field.value else { return None };
        let read = almanac.read(text, field.leaf, context);
        let (parsed, spelling, weekdays) = match read {
            Ok(written) => (Ok(written.value), written.spelling, written.weekdays),
            Err(error) => (Err(trouble(field, &error)), Spelling::default(), Vec::new()),
        };
        let weekdays = stated(field, weekdays);
        let span = field.at(0..text.len());
        let (text, name) = (text.clone(), field.name.clone());
        Some(Self { text, span, name, leaf: field.leaf, parsed, spelling, weekdays })
    }

    /// The times that running text mentions.
    pub(super) fn in_prose(field: &Field, context: Context) -> Vec<Self> {
        let Some(text) = field.text() else { return Vec::new() };
        let one = |found: calendar::Found| Self {
            text: text[found.range.clone()].into(),
            span: field.at(found.range.clone()),
            name: field.name.clone(),
            leaf: Leaf::Prose,
            parsed: found.time.map_err(|error| trouble(field, &error)),
            spelling: found.spelling,
            weekdays: stated(field, found.weekdays),
        };
        calendar::find(text, context).into_iter().map(one).collect()
    }

    /// The day it names, when it names exactly one.
    pub fn day(&self) -> Option<Date> {
        let interval = self.interval()?;
        let one = interval.start == interval.end && interval.start_precision == Precision::Day;
        interval.start.filter(|_| one)
    }

    /// The deadline it sets on days of the calendar.
    pub fn by(&self) -> Option<&By> {
        match &self.parsed {
            Ok(Time::By(by)) => Some(by),
            Ok(Time::Span(_) | Time::Recurring(_) | Time::Relative(_)) | Err(_) => None,
        }
    }

    /// The days it covers, when it is a plain stretch of time or a deadline on a day.
    pub fn interval(&self) -> Option<Interval> {
        match &self.parsed {
            Ok(Time::Span(interval)) => Some(*interval),
            Ok(Time::By(by)) => Some(by.interval()),
            Ok(Time::Recurring(_) | Time::Relative(_)) | Err(_) => None,
        }
    }
}

/// Reads what a field of some meaning says.
fn read(text: &str, leaf: Leaf, context: Context) -> Result<Written<Time>, TimeError> {
    match leaf {
        Leaf::Deadline => calendar::parse_deadline(text, context).map(deadline),
        Leaf::Date => calendar::parse_date(text, context).map(day),
        Leaf::Period
        | Leaf::Prose
        | Leaf::Text
        | Leaf::DocumentNumber
        | Leaf::Citation
        | Leaf::Unit
        | Leaf::Person
        | Leaf::Phone
        | Leaf::Money
        | Leaf::Count
        | Leaf::Percent
        | Leaf::Reference
        | Leaf::Region
        | Leaf::CreditCode => calendar::parse(text, context),
    }
}

fn day(written: Written<calendar::Date>) -> Written<Time> {
    let value = Time::Span(Interval::day(written.value));
    Written { value, spelling: written.spelling, weekdays: written.weekdays }
}

fn deadline(written: Written<Deadline>) -> Written<Time> {
    let value = match written.value {
        Deadline::By(by) => Time::By(by),
        Deadline::Recurring(term) => Time::Recurring(term),
        Deadline::Relative(term) => Time::Relative(term),
    };
    Written { value, spelling: written.spelling, weekdays: written.weekdays }
}

fn stated(field: &Field, weekdays: Vec<StatedWeekday>) -> Vec<Spanned<StatedWeekday>> {
    let at = |weekday: StatedWeekday| Spanned::new(weekday.clone(), field.at(weekday.range));
    weekdays.into_iter().map(at).collect()
}

/// In a box: nearly every time means something, and keeps no room for why it might not.
fn trouble(field: &Field, error: &TimeError) -> Box<TimeTrouble> {
    Box::new(TimeTrouble {
        span: field.at(error.range.clone()),
        message: error.message(),
        help: error.help(),
        kind: error.kind.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_before_is_read_the_same_in_every_year() {
        let mut almanac = Almanac::default();
        for text in ["3月至4月", "2022年3月11日（星期五）", "11日（星期五）", "13月", "每月底前"]
        {
            for leaf in [Leaf::Period, Leaf::Deadline, Leaf::Date] {
                for year in [Some(2022), Some(2023), None, Some(2022)] {
                    let told = almanac.read(&text.into(), leaf, Context { year });
                    assert_eq!(told, read(text, leaf, Context { year }), "{text}");
                }
            }
        }
        assert!(!almanac.0.is_empty());
    }
}
