//! Turns a point as written into days: fills in what was left out and refuses what cannot be.

use std::ops::Range;

use jiff::civil::Date;

use super::error::{ErrorKind, TimeError, YEARS};
use super::interval::{Interval, Precision};
use super::lex::Number;
use super::parse::Reader;
use super::point::{Fine, Point, YearWord};
use super::term::Part;

/// One end of a period in days.
#[derive(Debug, Clone)]
pub(super) struct End {
    /// The first day of what is named.
    pub(super) first: Date,
    /// Its last day.
    pub(super) last: Date,
    /// Its size.
    pub(super) precision: Precision,
    /// Whether it is the bottom of something (底、末), which 前 does not exclude.
    pub(super) bottom: bool,
    /// Whether a time of day follows, which 前 then speaks of.
    pub(super) clock: bool,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

impl End {
    pub(super) fn interval(&self) -> Interval {
        Interval::new(Some(self.first), Some(self.last), self.precision)
    }
}

/// The month's number, checked.
pub(super) fn month_of(number: Number) -> Result<i8, TimeError> {
    let month = i8::try_from(number.value).ok().filter(|month| (1..=12).contains(month));
    month.ok_or_else(|| TimeError::new(number.range(), ErrorKind::NoSuchMonth(number.value)))
}

/// The quarter's number, checked.
pub(super) fn quarter_of(number: Number) -> Result<i8, TimeError> {
    let quarter = i8::try_from(number.value).ok().filter(|quarter| (1..=4).contains(quarter));
    quarter.ok_or_else(|| TimeError::new(number.range(), ErrorKind::NoSuchQuarter(number.value)))
}

/// The day's number, checked against the month; without a year February has 29 days.
pub(super) fn day_of(number: Number, year: Option<i16>, month: i8) -> Result<i8, TimeError> {
    let first = Date::new(year.unwrap_or(2000), month, 1);
    let last = first.map_or(31, Date::days_in_month);
    let day = i8::try_from(number.value).ok().filter(|day| (1..=last).contains(day));
    day.ok_or_else(|| {
        let kind = ErrorKind::NoSuchDay { year, month, day: number.value, last };
        TimeError::new(number.range(), kind)
    })
}

/// The part of a month that a point names.
pub(super) fn part_of(fine: Fine, year: Option<i16>, month: i8) -> Result<Part, TimeError> {
    Ok(match fine {
        Fine::MonthStart => Part::Start,
        Fine::MonthEnd => Part::End,
        Fine::Xun(xun) => Part::Xun(xun),
        Fine::Day(number) => Part::Day(day_of(number, year, month)?),
        Fine::Whole
        | Fine::Half(_)
        | Fine::Quarter(_)
        | Fine::QuarterEnd(_)
        | Fine::YearStart
        | Fine::YearEnd => Part::Whole,
    })
}

impl Reader<'_> {
    /// The days a point means; the left end supplies what was left out.
    pub(super) fn resolve(&mut self, point: &Point, left: Option<&End>) -> Result<End, TimeError> {
        let base = left.map(|left| left.last.year());
        let year = self.year_of(point, base)?;
        let days = match point.fine {
            Fine::Half(half) => unit(point, year, half * 6, Precision::HalfYear)?,
            Fine::Quarter(number) => {
                unit(point, year, quarter_of(number)? * 3, Precision::Quarter)?
            }
            Fine::QuarterEnd(number) => {
                unit(point, year, quarter_of(number)? * 3, Precision::Month)?
            }
            Fine::YearStart => unit(point, year, 1, Precision::Month)?,
            Fine::YearEnd => unit(point, year, 12, Precision::Month)?,
            Fine::Whole if point.month.is_none() => unit(point, year, 1, Precision::Year)?,
            Fine::Whole | Fine::MonthStart | Fine::MonthEnd | Fine::Xun(_) | Fine::Day(_) => {
                in_month(point, year, left)?
            }
        };
        let bottom = matches!(point.fine, Fine::YearEnd | Fine::QuarterEnd(_) | Fine::MonthEnd);
        let (first, last, precision) = days;
        Ok(End { first, last, precision, bottom, clock: false, range: point.range.clone() })
    }

    fn year_of(&mut self, point: &Point, base: Option<i16>) -> Result<Option<i16>, TimeError> {
        let (year, range) = match point.year {
            Some(YearWord::Written(number)) => (i16::try_from(number.value).ok(), number.range()),
            Some(YearWord::Offset(offset)) => {
                let base = base.or(self.context.year);
                (base.map(|base| base.saturating_add(offset)), point.range.clone())
            }
            None => (base.or(self.context.year), point.range.clone()),
        };
        let written = matches!(point.year, Some(YearWord::Written(_)));
        self.spelling.year_assumed |= !written && base.is_none();
        match year {
            Some(year) if !YEARS.contains(&year) => {
                let kind = ErrorKind::NoSuchYear(u32::from(year.unsigned_abs()));
                Err(TimeError::new(range, kind))
            }
            year => Ok(year),
        }
    }
}

/// The unit of the given size that holds a month.
fn unit(
    point: &Point,
    year: Option<i16>,
    month: i8,
    precision: Precision,
) -> Result<(Date, Date, Precision), TimeError> {
    let (start, end) = precision.unit(first_day(point, year, month)?);
    Ok((start, end, precision))
}

/// The month a point names, or the part of it.
fn in_month(
    point: &Point,
    year: Option<i16>,
    left: Option<&End>,
) -> Result<(Date, Date, Precision), TimeError> {
    let month = match (point.month, left) {
        (Some(number), _) => month_of(number)?,
        (None, Some(left)) if point.year.is_none() => left.last.month(),
        _ => return Err(TimeError::new(point.range.clone(), ErrorKind::MonthUnknown)),
    };
    let part = part_of(point.fine, year, month)?;
    let first = first_day(point, year, month)?;
    let days = part.within(first);
    Ok((days.start.unwrap_or(first), days.end.unwrap_or(first), days.start_precision))
}
fn first_day(point: &Point, year: Option<i16>, month: i8) -> Result<Date, TimeError> {
    let unknown = || TimeError::new(point.range.clone(), ErrorKind::YearUnknown);
    let year = year.ok_or_else(unknown)?;
    Date::new(year, month, 1).map_err(|_| unknown())
}
