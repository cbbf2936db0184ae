//! Until when a letter is to be handed in, and whether a day is past that.

use crate::calendar::{
    self, Answer, Context, Date, Deadline, Direction, Holidays, Relative, Unit, days_between,
};
use crate::diag::{Fault, words};

/// The events that are a letter's own: a term from anything else begins nobody knows when.
const EVENTS: [&str; 6] = ["印发", "发布", "公布", "下发", "发文", "成文"];
/// What may stand before such an event.
const OWN: [&str; 3] = ["本承诺书", "本文", "本件"];

/// Until when something is to be handed in (期限).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// As it was written.
    pub text: String,
    /// The last day on which it may be in time, under the more generous reading.
    pub last: Date,
    /// The last day on which it is in time under every reading.
    pub safe: Date,
    /// Whether it is counted in workdays (工作日), and so is what is late.
    pub workdays: bool,
}

impl Due {
    /// Reads a deadline. A term from the issue of the letter is counted from `issued`.
    ///
    /// # Errors
    /// When no day of the calendar can be the last one.
    pub fn read(
        text: &str,
        context: Context,
        issued: Option<Date>,
        holidays: &Holidays,
    ) -> Result<Self, Fault> {
        let written = calendar::parse_deadline(text, context).map_err(|error| {
            let said = error.message();
            let (zh, en) = (said.zh, said.en);
            let fault =
                words!("看不懂交回期限“{text}”：{zh}", "cannot read the deadline `{text}`: {en}");
            instead(Fault::new(fault))
        })?;
        let whole = |last, safe, workdays| Self { text: text.to_owned(), last, safe, workdays };
        match written.value {
            Deadline::By(by) => Ok(whole(by.last, by.safe, false)),
            Deadline::Relative(term) => {
                let last = term_end(text, &term, issued, holidays)?;
                let workdays = term.length.is_some_and(|length| length.unit == Unit::Workday);
                Ok(whole(last, last, workdays))
            }
            Deadline::Recurring(_) => Err(instead(Fault::new(words!(
                "交回期限“{text}”每次不同，没有一个截止日",
                "the deadline `{text}` comes round and has no one last day"
            )))),
        }
    }

    /// Whether something that is handed in on a day is late.
    pub fn late(&self, day: Date) -> Answer {
        if day > self.last {
            Answer::Yes
        } else if day <= self.safe {
            Answer::No
        } else {
            Answer::Unknown
        }
    }

    /// By how many days a day is late; nothing where it is not, or where workdays are counted and
    /// the calendar of a year between is not loaded.
    pub fn days(&self, day: Date, holidays: &Holidays) -> Option<u32> {
        if self.workdays {
            return holidays.workdays_between(self.last, day).filter(|_| day > self.last);
        }
        u32::try_from(days_between(self.last, day)).ok().filter(|days| *days > 0)
    }
}

fn term_end(
    text: &str,
    term: &Relative,
    issued: Option<Date>,
    holidays: &Holidays,
) -> Result<Date, Fault> {
    let own = term.anchor.as_deref().is_some_and(|anchor| {
        let bare = OWN.iter().find_map(|own| anchor.strip_prefix(own)).unwrap_or(anchor);
        EVENTS.contains(&bare)
    });
    let from = issued.filter(|_| own && term.direction == Direction::After).ok_or_else(|| {
        instead(Fault::new(words!(
            "交回期限“{text}”从哪一天算起不能确定",
            "nobody knows the day that the deadline `{text}` is counted from"
        )))
    })?;
    term.due(from, holidays).ok_or_else(|| {
        let fault = words!(
            "交回期限“{text}”的截止日不能确定，那几年的节假日没有登记",
            "the last day of `{text}` is not known: no calendar of those years is loaded"
        );
        instead(Fault::new(fault))
    })
}

fn instead(fault: Fault) -> Fault {
    fault.help(words!(
        "用 --deadline 写明截止日，如 --deadline 2026-05-29",
        "name the last day, as in `--deadline 2026-05-29`"
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 2026 without holidays: every weekend is one of rest.
    fn holidays() -> Holidays {
        let mut holidays = Holidays::new();
        holidays.add_year(2026, [], []);
        holidays
    }

    fn due(text: &str) -> Result<Due, Fault> {
        Due::read(text, Context { year: Some(2026) }, Some(date(2026, 5, 8)), &holidays())
    }

    #[test]
    fn only_what_is_past_every_reading_is_late() {
        let due = due("2026年5月29日前").unwrap();
        assert_eq!(due.late(date(2026, 5, 28)), Answer::No);
        // Whether 29日前 holds the 29th is not written.
        assert_eq!(due.late(date(2026, 5, 29)), Answer::Unknown);
        assert_eq!(due.late(date(2026, 5, 30)), Answer::Yes);
        assert_eq!(due.days(date(2026, 6, 1), &holidays()), Some(3));
        assert_eq!(due.days(date(2026, 5, 29), &holidays()), None);
    }

    #[test]
    fn a_deadline_that_names_its_last_day_leaves_no_doubt() {
        for text in ["2026-05-31", "2026年5月底前", "5月31日"] {
            let due = due(text).unwrap();
            let judged = [31, 32].map(|day| due.late(date(2026, 5 + day / 32, 31 - day / 32 * 30)));
            assert_eq!(judged, [Answer::No, Answer::Yes], "{text}");
        }
    }

    #[test]
    fn workdays_are_counted_where_the_deadline_speaks_of_them() {
        // From Friday the 8th five workdays lead to Friday the 15th.
        let five = due("自印发之日起5个工作日内").unwrap();
        assert_eq!((five.last, five.workdays), (date(2026, 5, 15), true));
        assert_eq!(five.days(date(2026, 5, 18), &holidays()), Some(1));
        assert_eq!(five.days(date(2027, 1, 5), &holidays()), None, "2027 is not loaded");
        assert_eq!(due("自本承诺书印发之日起7日内").unwrap().last, date(2026, 5, 15));
    }

    #[test]
    fn a_deadline_without_a_last_day_asks_for_one() {
        for text in ["每月5日前", "收到通知后5日内", "自印发之日起300个工作日内", "尽快", "5日内"]
        {
            let fault = due(text).unwrap_err();
            assert!(fault.help.unwrap().en.contains("--deadline"), "{text}");
        }
    }
}
