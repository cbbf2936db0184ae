//! Workdays: weekends, public holidays (法定节假日) and the make-up days worked for them (调休).
//!
//! What days are worked is announced year by year. About a year whose announcement is not loaded
//! nothing is known, not even of its weekends: any of them may be a make-up day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use super::interval::{Answer, Interval, days_between};
use super::term::{Direction, Relative, Unit, add_days};
use crate::text::Span;

/// One day off as a registry gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    /// The day.
    pub date: Date,
    /// The holiday it belongs to: 春节.
    pub name: String,
    /// Where the registry says so.
    pub span: Option<Span>,
}

/// What kind of day a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// An ordinary workday.
    Workday,
    /// A weekend day worked to make up for a holiday (调休上班).
    MakeUp,
    /// An ordinary weekend day.
    Weekend,
    /// A public holiday or a day off beside one.
    Holiday(&'a DayOff),
}

/// The holidays and make-up days of the years that are loaded.
#[derive(Debug, Clone, Default)]
pub struct Holidays {
    years: BTreeSet<i16>,
    off: BTreeMap<Date, DayOff>,
    make_up: BTreeSet<Date>,
}

impl Holidays {
    /// No year is loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Loads a year. Days off of a neighbouring year count too: 元旦 may begin on 30 December;
    /// they do not make that year known.
    pub fn add_year(
        &mut self,
        year: i16,
        off: impl IntoIterator<Item = DayOff>,
        make_up: impl IntoIterator<Item = Date>,
    ) {
        self.years.insert(year);
        self.off.extend(off.into_iter().map(|day| (day.date, day)));
        self.make_up.extend(make_up);
    }

    /// Whether a year's announcement is loaded.
    pub fn is_loaded(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// What kind of day it is; `None` when nothing loaded says so.
    pub fn kind(&self, date: Date) -> Option<Kind<'_>> {
        if self.make_up.contains(&date) {
            return Some(Kind::MakeUp);
        }
        if let Some(day) = self.off.get(&date) {
            return Some(Kind::Holiday(day));
        }
        let usual = if is_weekend(date) { Kind::Weekend } else { Kind::Workday };
        self.is_loaded(date.year()).then_some(usual)
    }

    /// Whether a day is worked.
    pub fn is_workday(&self, date: Date) -> Answer {
        match self.kind(date) {
            Some(Kind::Workday | Kind::MakeUp) => Answer::Yes,
            Some(Kind::Weekend | Kind::Holiday(_)) => Answer::No,
            None => Answer::Unknown,
        }
    }

    /// The holiday a day belongs to.
    pub fn name(&self, date: Date) -> Option<&str> {
        self.off.get(&date).map(|day| day.name.as_str())
    }

    /// The day itself when it is worked, otherwise the first workday after it.
    pub fn next_workday(&self, date: Date) -> Option<Date> {
        self.walk(date, 1, |_| true)
    }

    /// The day itself when it is worked, otherwise the last workday before it.
    pub fn previous_workday(&self, date: Date) -> Option<Date> {
        self.walk(date, -1, |_| true)
    }

    /// The workday so many workdays after a day, which itself is not counted; before it when
    /// negative. Zero gives the day itself. `None` when a year on the way is not loaded.
    pub fn add_workdays(&self, date: Date, count: i32) -> Option<Date> {
        if count == 0 {
            return Some(date);
        }
        let mut left = count.unsigned_abs();
        let step = count.signum();
        self.walk(add_days(date, step)?, step, |_| {
            left -= 1;
            left == 0
        })
    }

    /// Goes from workday to workday until one will do. Every step costs a look-up and ends at the
    /// edge of the years loaded, so no count is too large.
    fn walk(&self, from: Date, step: i32, mut enough: impl FnMut(Date) -> bool) -> Option<Date> {
        let mut day = from;
        loop {
            match self.is_workday(day) {
                Answer::Unknown => return None,
                Answer::Yes if enough(day) => return Some(day),
                Answer::Yes | Answer::No => day = add_days(day, step)?,
            }
        }
    }

    /// How many workdays a stretch has, both ends included; `None` when an end is open or a day
    /// is not known.
    pub fn workdays(&self, interval: &Interval) -> Option<u32> {
        let (start, end) = (interval.start?, interval.end?);
        let within = |year| {
            let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            let (first, last) = (first.max(start), last.min(end));
            if first > last {
                Some(0)
            } else if self.is_loaded(year) {
                Some(self.workdays_known(first, last))
            } else {
                // Only the few days that a neighbouring year announced are known.
                let days = Interval::days(first, last);
                self.each(&days)?.map(|answer| answer.known().map(u32::from)).sum()
            }
        };
        (start.year()..=end.year()).map(within).sum()
    }

    /// How many workdays a stretch inside a loaded year has: those of its weeks, and what the
    /// announcement changes of them.
    fn workdays_known(&self, first: Date, last: Date) -> u32 {
        let changed = |days: usize| u32::try_from(days).unwrap_or(u32::MAX);
        let off = self.off.range(first..=last).map(|(day, _)| day);
        let off = off.filter(|day| !is_weekend(**day) && !self.make_up.contains(day)).count();
        let make_up = self.make_up.range(first..=last).filter(|day| is_weekend(**day)).count();
        weekdays(first, last) + changed(make_up) - changed(off)
    }

    /// How many workdays follow a day up to and with another; the first day is not counted.
    pub fn workdays_between(&self, from: Date, to: Date) -> Option<u32> {
        self.workdays(&Interval::days(from.tomorrow().ok()?, to))
    }

    /// Whether every day of a stretch is a day of rest; yes when it has no day.
    pub fn all_rest(&self, interval: &Interval) -> Answer {
        let Some(days) = self.each(interval) else { return Answer::Unknown };
        let mut answer = Answer::Yes;
        for day in days {
            match day {
                Answer::Yes => return Answer::No,
                Answer::Unknown => answer = Answer::Unknown,
                Answer::No => {}
            }
        }
        answer
    }

    /// The answers for each day of a closed stretch.
    fn each(&self, interval: &Interval) -> Option<impl Iterator<Item = Answer>> {
        let (start, end) = (interval.start?, interval.end?);
        let days = std::iter::successors(Some(start), |day| day.tomorrow().ok());
        Some(days.take_while(move |day| *day <= end).map(|day| self.is_workday(day)))
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many days from Monday to Friday a stretch has, both ends included.
fn weekdays(first: Date, last: Date) -> u32 {
    let days = u32::try_from(days_between(first, last) + 1).unwrap_or(0);
    let monday = first.weekday().to_monday_zero_offset().unsigned_abs();
    let rest = (0..days % 7).filter(|day| (u32::from(monday) + day) % 7 < 5).count();
    days / 7 * 5 + u32::try_from(rest).unwrap_or(0)
}

impl Relative {
    /// The last day of a term whose event falls on a day, which is not counted (民法典第二百零一条);
    /// for a term before its event, its first day.
    ///
    /// `None` for hours, for a term without a length, and when a year needed is not loaded.
    pub fn due(&self, event: Date, holidays: &Holidays) -> Option<Date> {
        let length = self.length?;
        let count = i32::try_from(length.count).ok()?;
        let count = if self.direction == Direction::Before { -count } else { count };
        let span = jiff::Span::new();
        let span = match length.unit {
            Unit::Hour => return None,
            Unit::Workday => return holidays.add_workdays(event, count),
            Unit::Day => span.try_days(count),
            Unit::Week => span.try_weeks(count),
            Unit::Month => span.try_months(count),
            Unit::Year => span.try_years(count),
        };
        event.checked_add(span.ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Context, Time, parse, parse_period};
    use super::*;

    /// The days off and the make-up days that were announced for 2022.
    fn holidays() -> Holidays {
        let mut off = Vec::new();
        for (name, first, days) in [
            ("元旦", date(2022, 1, 1), 3),
            ("春节", date(2022, 1, 31), 7),
            ("清明节", date(2022, 4, 3), 3),
            ("劳动节", date(2022, 4, 30), 5),
            ("端午节", date(2022, 6, 3), 3),
            ("中秋节", date(2022, 9, 10), 3),
            ("国庆节", date(2022, 10, 1), 7),
        ] {
            for day in 0..days {
                let date = add_days(first, day).unwrap();
                off.push(DayOff { date, name: name.to_owned(), span: None });
            }
        }
        let make_up = [(1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9)];
        let mut holidays = Holidays::new();
        holidays.add_year(2022, off, make_up.map(|(month, day)| date(2022, month, day)));
        holidays
    }

    #[test]
    fn a_year_that_is_not_loaded_is_not_known_not_even_its_weekends() {
        let holidays = holidays();
        assert_eq!(holidays.is_workday(date(2023, 3, 1)), Answer::Unknown);
        assert_eq!(holidays.is_workday(date(2023, 3, 4)), Answer::Unknown);
        assert_eq!(holidays.add_workdays(date(2022, 12, 30), 1), None);
        assert_eq!(holidays.next_workday(date(2022, 12, 31)), None);
        assert_eq!(holidays.add_workdays(date(2022, 12, 30), i32::MAX), None);
    }

    #[test]
    fn holidays_rest_and_make_up_days_work() {
        let holidays = holidays();
        assert_eq!(holidays.is_workday(date(2022, 10, 3)), Answer::No);
        assert_eq!(holidays.is_workday(date(2022, 10, 8)), Answer::Yes);
        assert_eq!(holidays.is_workday(date(2022, 10, 15)), Answer::No);
        assert_eq!(holidays.is_workday(date(2022, 10, 17)), Answer::Yes);
        assert_eq!(holidays.kind(date(2022, 10, 8)), Some(Kind::MakeUp));
        assert_eq!(holidays.name(date(2022, 10, 3)), Some("国庆节"));
        assert_eq!(holidays.next_workday(date(2022, 10, 3)), Some(date(2022, 10, 8)));
        assert_eq!(holidays.previous_workday(date(2022, 10, 3)), Some(date(2022, 9, 30)));
    }

    #[test]
    fn workdays_are_counted_over_holidays_and_make_up_days() {
        let holidays = holidays();
        assert_eq!(holidays.add_workdays(date(2022, 9, 30), 1), Some(date(2022, 10, 8)));
        assert_eq!(holidays.add_workdays(date(2022, 9, 30), 3), Some(date(2022, 10, 10)));
        assert_eq!(holidays.add_workdays(date(2022, 10, 10), -3), Some(date(2022, 9, 30)));
        assert_eq!(holidays.workdays_between(date(2022, 9, 30), date(2022, 10, 10)), Some(3));
        let october = Interval::days(date(2022, 10, 1), date(2022, 10, 31));
        assert_eq!(holidays.workdays(&october), Some(18));
        let open = Interval { end: None, ..october };
        assert_eq!((holidays.workdays(&open), holidays.all_rest(&open)), (None, Answer::Unknown));
    }

    #[test]
    fn workdays_counted_by_weeks_are_those_counted_by_days() {
        let mut holidays = holidays();
        // A make-up day in the week, a day off at its end, and a day that is both.
        let off = [(5, 8), (5, 14), (6, 18)].map(|(month, day)| DayOff {
            date: date(2021, month, day),
            name: "假".to_owned(),
            span: None,
        });
        let make_up = [(5, 8), (6, 17), (12, 31)].map(|(month, day)| date(2021, month, day));
        holidays.add_year(2021, off, make_up);
        let from = |start: Date, days| (0..days).map(move |day| add_days(start, day).unwrap());
        for start in from(date(2020, 12, 28), 740).step_by(5) {
            for end in from(start, 400).step_by(13) {
                let days = from(start, 400).take_while(|day| *day <= end);
                let each = days.map(|day| holidays.is_workday(day).known().map(u32::from));
                let counted = holidays.workdays(&Interval::days(start, end));
                assert_eq!(counted, each.sum(), "{start} {end}");
            }
        }
        let backwards = Interval::days(date(2022, 5, 2), date(2022, 5, 1));
        assert_eq!(holidays.workdays(&backwards), Some(0));
    }

    #[test]
    fn a_gap_of_nothing_but_rest_is_seen() {
        let holidays = holidays();
        let ask = |text| {
            let written = parse_period(text, Context { year: Some(2022) });
            holidays.all_rest(&written.unwrap().value)
        };
        assert_eq!(ask("10月1日至7日"), Answer::Yes);
        assert_eq!(ask("10月1日至8日"), Answer::No);
        assert_eq!(ask("2022年12月31日至2023年1月2日"), Answer::Unknown);
        assert_eq!(ask("2022年12月30日至2023年1月2日"), Answer::No);
    }

    #[test]
    fn a_term_from_an_event_has_a_last_day() {
        let holidays = holidays();
        let due = |text: &str, event| {
            let Time::Relative(term) = parse(text, Context::default()).unwrap().value else {
                panic!("{text}")
            };
            term.due(event, &holidays)
        };
        let event = date(2022, 9, 30);
        assert_eq!(due("自批准之日起30个工作日内", event), Some(date(2022, 11, 16)));
        assert_eq!(due("收到通知后5日内", event), Some(date(2022, 10, 5)));
        assert_eq!(due("两周内", event), Some(date(2022, 10, 14)));
        assert_eq!(due("半年内", date(2022, 8, 31)), Some(date(2023, 2, 28)));
        assert_eq!(due("会议召开前3个工作日", date(2022, 10, 10)), Some(event));
        assert_eq!(due("24小时内", event), None);
        assert_eq!(due("自印发之日起", event), None);
        assert_eq!(due("100个工作日内", event), None);
    }
}
