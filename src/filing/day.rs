//! Reads the day on which something was handed in, as officials and spreadsheets write it.

use crate::calendar::{self, Context, Date};

/// The day before the first that spreadsheets number, as they are off by one since 1900-03-01.
const EPOCH: Date = Date::constant(1899, 12, 30);
/// The numbers that a spreadsheet gives to the days of our time: 1954 to 2119.
const SERIAL: std::ops::Range<i32> = 20_000..80_000;

/// Reads a day: 2026年5月20日, 2026-05-20, 2026/5/20, 2026.5.20, 20260520; a time of day after it
/// is passed over.
pub(super) fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = match text.split_once([' ', 'T', '\u{3000}']) {
        Some((day, clock)) if is_clock(clock) => day,
        _ => text,
    };
    let compact = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let dashed = compact.then(|| format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]));
    let day = dashed.as_deref().unwrap_or(day);
    calendar::parse_date(day, Context { year: None }).ok().map(|written| written.value)
}

/// The day that a bare number of a spreadsheet may stand for.
pub(super) fn serial(text: &str) -> Option<Date> {
    let number = text.parse().ok().filter(|number| SERIAL.contains(number))?;
    EPOCH.checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

/// 00:00, 14:30:05, 14:30:05.000.
fn is_clock(text: &str) -> bool {
    let text = text.trim();
    let numbers = text.split(':').all(|part| {
        let digits = part.split('.').all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        !part.is_empty() && digits
    });
    numbers && (2..=3).contains(&text.split(':').count())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "2026-05-20",
            "2026/5/20",
            "2026.5.20",
            "2026年5月20日",
            "二〇二六年五月二十日",
            "20260520",
            "2026-05-20 00:00:00",
            "2026-05-20T14:30:05.000",
            " 2026/5/20 9:05 ",
        ] {
            assert_eq!(read(text), Some(date(2026, 5, 20)), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_or_another_one_is_not_guessed() {
        for text in [
            "",
            "5月20日",
            "2026年5月",
            "20260532",
            "26-5-20",
            "5/20/2026",
            "46162",
            "昨天",
            "2026-02-29",
            "2026-05-20 收到",
            "2026-05-20至21",
            "１２３４５６７８",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(serial("46162"), Some(date(2026, 5, 20)));
        assert_eq!(serial("12"), None);
    }
}
