//! The rule (RRULE, RFC 5545, 3.3.10) of a duty that comes round.

use crate::calendar::{Cycle, Part, Spot, Weekday, Xun};
use crate::model::schedule::Again;

/// The rule whose days are the last days of each stretch of a term, from its first day on.
pub(super) fn rrule(again: &Again) -> String {
    let term = &again.term;
    let spot = term.spots.first().map_or(Spot::End, |(_, to)| *to);
    let rule = match term.cycle {
        // A term of workdays has no days of its own and never comes here.
        Cycle::Day | Cycle::Workday => "FREQ=DAILY".to_owned(),
        Cycle::Week => format!("FREQ=WEEKLY;BYDAY={}", weekday(spot)),
        Cycle::Xun => "FREQ=MONTHLY;BYMONTHDAY=10,20,-1".to_owned(),
        Cycle::Month => format!("FREQ=MONTHLY;{}", in_month(spot)),
        Cycle::Quarter => in_year(edge(spot, &[1, 4, 7, 10], &[3, 6, 9, 12]), "BYMONTHDAY=-1"),
        Cycle::HalfYear => in_year(edge(spot, &[1, 7], &[6, 12]), "BYMONTHDAY=-1"),
        Cycle::Year => yearly(spot),
    };
    let until = again.until.map(|day| format!(";UNTIL={}", super::day(day)));
    rule + &until.unwrap_or_default()
}

fn in_year(months: &[i8], days: &str) -> String {
    let months: Vec<String> = months.iter().map(ToString::to_string).collect();
    format!("FREQ=YEARLY;BYMONTH={};{days}", months.join(","))
}

/// The months of the beginnings or of the ends of the turns of a year.
fn edge<'m>(spot: Spot, starts: &'m [i8], ends: &'m [i8]) -> &'m [i8] {
    if spot == Spot::Start { starts } else { ends }
}

fn yearly(spot: Spot) -> String {
    match spot {
        Spot::Start => in_year(&[1], "BYMONTHDAY=-1"),
        // Only in February does a day of the month depend on the year.
        Spot::Month(month, Part::Day(day)) if month != 2 => {
            in_year(&[month], &format!("BYMONTHDAY={day}"))
        }
        Spot::Month(month, part) => in_year(&[month], &last_of(part)),
        Spot::Quarter(number) => in_year(&[number * 3], "BYMONTHDAY=-1"),
        Spot::Half(number) => in_year(&[number * 6], "BYMONTHDAY=-1"),
        Spot::End | Spot::Weekday(_) | Spot::InMonth(_) => in_year(&[12], "BYMONTHDAY=-1"),
    }
}

fn in_month(spot: Spot) -> String {
    match spot {
        Spot::Start => last_of(Part::Start),
        Spot::InMonth(part) => last_of(part),
        Spot::End | Spot::Weekday(_) | Spot::Month(..) | Spot::Quarter(_) | Spot::Half(_) => {
            last_of(Part::End)
        }
    }
}

/// The last day of a part of a month.
fn last_of(part: Part) -> String {
    let day = match part {
        Part::Whole | Part::End | Part::Xun(Xun::Last) => -1,
        Part::Start | Part::Xun(Xun::First) => 10,
        Part::Xun(Xun::Middle) => 20,
        Part::Day(day) => day,
    };
    if day <= 28 {
        return format!("BYMONTHDAY={day}");
    }
    // A shorter month has its last day instead: the last of those that there are.
    let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
    format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","))
}

fn weekday(spot: Spot) -> &'static str {
    let day = match spot {
        Spot::Weekday(day) => day,
        Spot::Start => Weekday::Monday,
        Spot::End | Spot::InMonth(_) | Spot::Month(..) | Spot::Quarter(_) | Spot::Half(_) => {
            Weekday::Sunday
        }
    };
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
