//! A duty that comes round: on which days it is due.

use crate::calendar::{Date, Recurrence};

/// When a duty that comes round is due: on the last day of each stretch that its term names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The term, with one stretch in each turn at most.
    pub term: Recurrence,
    /// The first time.
    pub first: Date,
    /// The last day of all, when the end of the campaign is known.
    pub until: Option<Date>,
}

impl Again {
    /// The terms of one stretch each that a term is made of: 每年1月、7月 are two.
    pub(super) fn split(term: &Recurrence) -> Vec<Recurrence> {
        if term.spots.len() < 2 {
            return vec![term.clone()];
        }
        let one = |spot| Recurrence { spots: vec![spot], ..term.clone() };
        term.spots.iter().copied().map(one).collect()
    }

    /// A term from a day on; none where its days are not fixed by the calendar (每两年, 每个工作日)
    /// or the campaign is over before the first of them.
    pub(super) fn new(term: Recurrence, from: Date, until: Option<Date>) -> Option<Self> {
        let first = years(from, from.year().checked_add(1)?)
            .find_map(|year| due(&term, year).into_iter().find(|day| *day >= from))?;
        until.is_none_or(|until| first <= until).then_some(Self { term, first, until })
    }

    /// The days on which it is due between two days, both included.
    pub fn within(&self, from: Date, to: Date) -> Vec<Date> {
        let (from, to) = (from.max(self.first), self.until.map_or(to, |until| to.min(until)));
        let days = years(from, to.year()).flat_map(|year| due(&self.term, year));
        days.filter(|day| *day >= from && *day <= to).collect()
    }
}

/// The years whose turns may be due from a day on: a week of December ends in January.
fn years(from: Date, to: i16) -> std::ops::RangeInclusive<i16> {
    from.year() - 1..=to
}

/// The days on which a term is due in the turns that begin in a year.
fn due(term: &Recurrence, year: i16) -> Vec<Date> {
    let turns = term.in_year(year).unwrap_or_default();
    turns.into_iter().filter_map(|turn| turn.end).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{Context, Time, parse};

    fn again(text: &str, from: Date, until: Option<Date>) -> Option<Again> {
        let Time::Recurring(term) = parse(text, Context::default()).unwrap().value else {
            panic!()
        };
        Again::new(term, from, until)
    }

    #[test]
    fn a_duty_is_first_due_on_the_day_it_begins_or_after() {
        let first = |text, from| again(text, from, None).map(|again| again.first);
        assert_eq!(first("每年1月30日前", date(2024, 1, 17)), Some(date(2024, 1, 30)));
        assert_eq!(first("每年1月30日前", date(2024, 1, 31)), Some(date(2025, 1, 30)));
        assert_eq!(first("每月5日前", date(2024, 3, 5)), Some(date(2024, 3, 5)));
        assert_eq!(first("每季度末", date(2024, 3, 5)), Some(date(2024, 3, 31)));
        assert_eq!(first("每两年", date(2024, 3, 5)), None, "from which year on?");
    }

    #[test]
    fn it_ends_with_its_campaign() {
        let all = again("每月5日前", date(2022, 10, 6), Some(date(2022, 12, 31))).unwrap();
        let days = all.within(date(2022, 1, 1), date(2023, 12, 31));
        assert_eq!(days, [date(2022, 11, 5), date(2022, 12, 5)]);
        assert_eq!(again("每月5日前", date(2022, 12, 6), Some(date(2022, 12, 31))), None);
    }
}
