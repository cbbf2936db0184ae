//! What expressions of time mean: stretches, deadlines, recurring and relative terms.

use jiff::civil::{Date, Weekday};

use super::interval::{Answer, Interval, Precision, Xun};

/// What an expression means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Time {
    /// A stretch of days: 2022年3月至9月, 自2022年3月1日起.
    Span(Interval),
    /// A deadline: 2022年5月31日前, 11月底前, 5月内.
    By(By),
    /// A term that comes round: 每年1月30日前.
    Recurring(Recurrence),
    /// A term counted from an event: 自批准之日起30个工作日内.
    Relative(Relative),
}

/// A deadline that falls on days of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By {
    /// Where the time for it begins, when that is written.
    pub start: Option<Date>,
    /// The last day on which it may still be in time, under the more generous reading.
    pub last: Date,
    /// The last day on which it is in time under every reading: the eve of what a bare 前 names.
    pub safe: Date,
    /// How exactly the last day is named.
    pub precision: Precision,
    /// Whether the day or month named counts as in time; a bare 前 does not say.
    pub included: Answer,
}

impl By {
    /// The stretch in which it is in time, under the more generous reading.
    pub fn interval(&self) -> Interval {
        Interval {
            start: self.start,
            end: Some(self.last),
            start_precision: Precision::Day,
            end_precision: self.precision,
        }
    }
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// On days of the calendar.
    By(By),
    /// Again and again.
    Recurring(Recurrence),
    /// Counted from an event.
    Relative(Relative),
}

/// What comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cycle {
    /// 每日, 每天.
    Day,
    /// 每个工作日.
    Workday,
    /// 每周.
    Week,
    /// 每旬.
    Xun,
    /// 每月.
    Month,
    /// 每季度.
    Quarter,
    /// 每半年.
    HalfYear,
    /// 每年.
    Year,
}

/// A place inside a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// 月初.
    Start,
    /// 月底, 月末.
    End,
    /// 上旬, 中旬, 下旬.
    Xun(Xun),
    /// One day; in a shorter month its last day.
    Day(i8),
}

impl Part {
    /// The stretch it means in the month that holds a day.
    pub(super) fn within(self, month: Date) -> Interval {
        let (first, last) = (month.first_of_month(), month.last_of_month());
        let (days, precision) = match self {
            Self::Whole => ((first, last), Precision::Month),
            Self::Start => (Xun::First.days(month), Precision::Xun),
            Self::End => (Xun::Last.days(month), Precision::Xun),
            Self::Xun(xun) => (xun.days(month), Precision::Xun),
            Self::Day(day) => {
                let date = Date::new(month.year(), month.month(), day).unwrap_or(last);
                ((date, date), Precision::Day)
            }
        };
        Interval::new(Some(days.0), Some(days.1), precision)
    }
}

/// A place inside a turn of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// Its beginning (初).
    Start,
    /// Its end (底, 末).
    End,
    /// A day of the week.
    Weekday(Weekday),
    /// A place in the turn's month.
    InMonth(Part),
    /// A place in one month of the turn's year.
    Month(i8, Part),
    /// A quarter of the turn's year.
    Quarter(i8),
    /// A half of the turn's year.
    Half(i8),
}

impl Spot {
    /// The stretch it means in the turn between two days.
    fn within(self, cycle: Cycle, start: Date, end: Date) -> Interval {
        let month = |month| Date::new(start.year(), month, 1).unwrap_or(start);
        let unit = |month, precision: Precision| {
            let (first, last) = precision.unit(month);
            Interval::new(Some(first), Some(last), precision)
        };
        // The edge of a month is its first or last 旬, of anything longer a month.
        let edge = match cycle {
            Cycle::Day | Cycle::Workday | Cycle::Week | Cycle::Xun => Precision::Day,
            Cycle::Month => Precision::Xun,
            Cycle::Quarter | Cycle::HalfYear | Cycle::Year => Precision::Month,
        };
        match self {
            Self::Start => unit(start, edge),
            Self::End => unit(end, edge),
            Self::Weekday(day) => {
                let on = (0..7).find_map(|n| add_days(start, n).filter(|d| d.weekday() == day));
                Interval::day(on.unwrap_or(start))
            }
            Self::InMonth(part) => part.within(start),
            Self::Month(number, part) => part.within(month(number)),
            Self::Quarter(number) => unit(month(number * 3), Precision::Quarter),
            Self::Half(number) => unit(month(number * 6), Precision::HalfYear),
        }
    }
}

/// A term that comes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// How many units one turn takes: 2 in 每两年.
    pub every: u32,
    /// The unit.
    pub cycle: Cycle,
    /// From where to where in each turn, both included; empty when only the cycle is named.
    pub spots: Vec<(Spot, Spot)>,
    /// Whether it sets a deadline in each turn (前, 内) rather than a time.
    pub by: bool,
}

impl Recurrence {
    /// What it means in one year, in order; in a deadline each stretch ends with the last day.
    ///
    /// `None` when the turns are not fixed by the calendar: 每两年 from when?, 每个工作日.
    pub fn in_year(&self, year: i16) -> Option<Vec<Interval>> {
        if self.every != 1 {
            return None;
        }
        let turns = turns(self.cycle, year)?;
        let mut all = Vec::new();
        for (start, end) in turns {
            if self.spots.is_empty() {
                all.push(Interval::days(start, end));
            }
            for (from, to) in &self.spots {
                let from = from.within(self.cycle, start, end);
                let to = to.within(self.cycle, start, end);
                all.push(Interval { end: to.end, end_precision: to.end_precision, ..from });
            }
        }
        Some(all)
    }
}

/// The turns of a cycle that begin in a year.
fn turns(cycle: Cycle, year: i16) -> Option<Vec<(Date, Date)>> {
    let precision = match cycle {
        Cycle::Day | Cycle::Week => Precision::Day,
        Cycle::Workday => return None,
        Cycle::Xun => Precision::Xun,
        Cycle::Month => Precision::Month,
        Cycle::Quarter => Precision::Quarter,
        Cycle::HalfYear => Precision::HalfYear,
        Cycle::Year => Precision::Year,
    };
    let mut day = Date::new(year, 1, 1).ok()?;
    if cycle == Cycle::Week {
        // The week belongs to the year of its Monday.
        day = add_days(day, (7 - i32::from(day.weekday().to_monday_zero_offset())) % 7)?;
    }
    let mut all = Vec::new();
    while day.year() == year {
        let (start, mut end) = precision.unit(day);
        if cycle == Cycle::Week {
            end = add_days(start, 6)?;
        }
        all.push((start, end));
        match end.tomorrow() {
            Ok(next) => day = next,
            Err(_) => break,
        }
    }
    Some(all)
}

/// A day so many days later; `None` past the end of the calendar.
pub(super) fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok()
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// 小时.
    Hour,
    /// 工作日.
    Workday,
    /// 日, 天.
    Day,
    /// 周.
    Week,
    /// 个月.
    Month,
    /// 年.
    Year,
}

/// So many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// Whether a term runs from its event or up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the event on: 收到通知后5日内.
    After,
    /// Up to the event: 会议召开前3个工作日.
    Before,
}

/// A term counted from an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// The event, in the words of the text: 批准, 收到通知.
    pub anchor: Option<String>,
    /// How long; without it the term has only a beginning: 自印发之日起施行.
    pub length: Option<Length>,
    /// Which way it runs.
    pub direction: Direction,
}
