//! Why an expression of time could not be read, and what to write instead.

use std::ops::Range;

use super::interval::Interval;
use crate::diag::{Words, words};

/// The years that a paper may speak of.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// An expression of time that is wrong, with its place inside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeError {
    /// The bytes that are wrong.
    pub range: Range<usize>,
    /// What is wrong with them.
    pub kind: ErrorKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text holds no expression of time.
    NoTime,
    /// The month has no such day.
    NoSuchDay {
        /// The year, when it matters and is known.
        year: Option<i16>,
        /// The month.
        month: i8,
        /// The day written.
        day: u32,
        /// The last day the month has.
        last: i8,
    },
    /// The year has no such month.
    NoSuchMonth(u32),
    /// The year has no such quarter.
    NoSuchQuarter(u32),
    /// A year outside 1900 to 2199.
    NoSuchYear(u32),
    /// A year written with its last two digits.
    ShortYear(u32),
    /// The character 月 is missing; the text with it.
    MonthMark(String),
    /// The character 日 is missing; the text with it.
    DayMark(String),
    /// No year is written and none can be assumed.
    YearUnknown,
    /// A day or 旬 without its month.
    MonthUnknown,
    /// The right end lies before the left one.
    Reversed {
        /// What was written on the left.
        start: Interval,
        /// What was written on the right.
        end: Interval,
    },
    /// The items of an enumeration do not adjoin.
    Scattered,
    /// Something stands after the expression.
    Trailing(String),
    /// A period where one day is wanted.
    NotADay,
    /// A recurring or relative term where a stretch of days is wanted.
    NotAStretch,
    /// No last day follows from it.
    NoEnd,
}

impl TimeError {
    pub(super) fn new(range: Range<usize>, kind: ErrorKind) -> Self {
        Self { range, kind }
    }

    /// What is wrong, in both languages.
    pub fn message(&self) -> Words {
        match &self.kind {
            ErrorKind::NoTime => words!("不是时间", "this is no date or period"),
            ErrorKind::NoSuchDay { year, month, day, last } => {
                no_such_day(*year, *month, *day, *last)
            }
            ErrorKind::NoSuchMonth(month) => {
                let shown = number(*month);
                words!(
                    "一年有12个月，没有{shown}月",
                    "a year has 12 months, there is no month {shown}"
                )
            }
            ErrorKind::NoSuchQuarter(quarter) => {
                let shown = number(*quarter);
                words!(
                    "一年有4个季度，没有第{shown}季度",
                    "a year has 4 quarters, there is no quarter {shown}"
                )
            }
            ErrorKind::NoSuchYear(year) => {
                let (shown, first, last) = (number(*year), YEARS.start(), YEARS.end());
                words!(
                    "年份{shown}不在{first}至{last}之间",
                    "the year {shown} lies outside {first} to {last}"
                )
            }
            ErrorKind::ShortYear(year) => {
                words!("年份“{year:02}年”不完整", "the year `{year:02}年` is cut short")
            }
            ErrorKind::MonthMark(_) => words!("缺少“月”字", "the character `月` is missing"),
            ErrorKind::DayMark(_) => words!("缺少“日”字", "the character `日` is missing"),
            ErrorKind::YearUnknown => words!("没有写年份", "the year is not written"),
            ErrorKind::MonthUnknown => words!("没有写月份", "the month is not written"),
            ErrorKind::Reversed { start, end } => {
                let (start, end) = (start.canonical(), end.canonical());
                words!("止于{end}，早于起始{start}", "it ends {end}, before its start {start}")
            }
            ErrorKind::Scattered => {
                words!("列举的时间不相连", "the times listed do not follow one another")
            }
            ErrorKind::Trailing(text) => {
                words!("时间之后有多余的“{text}”", "`{text}` after the time is not understood")
            }
            ErrorKind::NotADay => words!("没有写到日", "this does not name a single day"),
            ErrorKind::NotAStretch => {
                words!("推算或周期性的时间不是时段", "a recurring or relative term is no period")
            }
            ErrorKind::NoEnd => words!("没有截止时间", "this has no last day"),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<Words> {
        Some(match &self.kind {
            ErrorKind::NoTime => words!(
                "写成“2022年5月31日”“2022年3月至9月”等",
                "write a time such as `2022年5月31日` or `2022年3月至9月`"
            ),
            ErrorKind::ShortYear(year) => {
                words!("写成“20{year:02}年”", "write `20{year:02}年`")
            }
            ErrorKind::MonthMark(text) | ErrorKind::DayMark(text) => {
                words!("写成“{text}”", "write `{text}`")
            }
            ErrorKind::YearUnknown => {
                words!("写明年份，如“2022年5月”", "write the year, as in `2022年5月`")
            }
            ErrorKind::MonthUnknown => {
                words!("写明月份，如“5月20日”", "write the month, as in `5月20日`")
            }
            ErrorKind::Reversed { .. } => words!(
                "对调两端；跨年的写明后一个年份",
                "swap the ends, or write the second year if it is another"
            ),
            ErrorKind::Scattered => words!("分开写成几项", "write them as items of their own"),
            ErrorKind::Trailing(_) => {
                words!("删去，或另写一项", "remove it, or put it in a field of its own")
            }
            ErrorKind::NotADay => {
                words!("写到日，如“2022年5月31日”", "write one day, as in `2022年5月31日`")
            }
            ErrorKind::NotAStretch => {
                words!(
                    "写明起止时间，如“2022年3月至9月”",
                    "write both ends, as in `2022年3月至9月`"
                )
            }
            ErrorKind::NoEnd => {
                words!("写明截止日，如“5月31日前”", "write the last day, as in `5月31日前`")
            }
            ErrorKind::NoSuchDay { .. }
            | ErrorKind::NoSuchMonth(_)
            | ErrorKind::NoSuchQuarter(_)
            | ErrorKind::NoSuchYear(_) => return None,
        })
    }
}

/// A number for a message; what no date can hold is not repeated digit by digit.
fn number(value: u32) -> String {
    if value == u32::MAX { "……".to_owned() } else { value.to_string() }
}

fn no_such_day(year: Option<i16>, month: i8, day: u32, last: i8) -> Words {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).unwrap_or(&"the month");
    let (zh, en) = match year {
        Some(year) => (format!("{year}年"), format!(" {year}")),
        None => (String::new(), String::new()),
    };
    let shown = number(day);
    words!(
        "{zh}{month}月有{last}天，没有{shown}日",
        "{name}{en} has {last} days, there is no day {shown}"
    )
}
