//! Stretches of days whose ends are known only so exactly, and questions about them.

use jiff::civil::Date;

use super::numerals::to_hanzi;

/// How exactly the end of a stretch is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Precision {
    /// To the day (日).
    #[default]
    Day,
    /// To a third of a month (旬); also 初, 底 and 末 of a month.
    Xun,
    /// To the month (月); also 初, 底 and 末 of a year.
    Month,
    /// To the quarter (季度).
    Quarter,
    /// To the half-year (上半年、下半年).
    HalfYear,
    /// To the year (年).
    Year,
}

impl Precision {
    /// The first and last day of the unit that holds a day.
    pub fn unit(self, date: Date) -> (Date, Date) {
        let months = |count: i8| {
            let first = (date.month() - 1) / count * count + 1;
            let start = month_start(date.year(), first);
            (start, month_start(date.year(), first + count - 1).last_of_month())
        };
        match self {
            Self::Day => (date, date),
            Self::Xun => Xun::of(date).days(date),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::HalfYear => months(6),
            Self::Year => months(12),
        }
    }
}

fn month_start(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).expect("every year of a date has twelve months")
}

/// A third of a month (旬).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Xun {
    /// 上旬, the 1st to the 10th.
    First,
    /// 中旬, the 11th to the 20th.
    Middle,
    /// 下旬, the 21st to the end.
    Last,
}

impl Xun {
    /// The third that holds a day.
    pub fn of(date: Date) -> Self {
        match date.day() {
            ..=10 => Self::First,
            11..=20 => Self::Middle,
            _ => Self::Last,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "上旬",
            Self::Middle => "中旬",
            Self::Last => "下旬",
        }
    }

    /// Its first and last day in the month that holds a day.
    pub fn days(self, month: Date) -> (Date, Date) {
        let day = |day| Date::new(month.year(), month.month(), day).expect("below the 29th");
        match self {
            Self::First => (day(1), day(10)),
            Self::Middle => (day(11), day(20)),
            Self::Last => (day(21), month.last_of_month()),
        }
    }
}

/// The answer to a question about time that may not be knowable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Answer {
    /// So under every reading.
    Yes,
    /// Not so under any reading.
    No,
    /// So under one reading and not so under another, or a fact is missing.
    #[default]
    Unknown,
}

impl Answer {
    fn of(yes: bool, no: bool) -> Self {
        match (yes, no) {
            (true, _) => Self::Yes,
            (_, true) => Self::No,
            _ => Self::Unknown,
        }
    }

    /// Yes or no, when it is known.
    pub(super) fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

/// A stretch of days, both ends included; an end that nobody wrote is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The first day it may cover.
    pub start: Option<Date>,
    /// The last day it may cover.
    pub end: Option<Date>,
    /// How exactly the start is known.
    pub start_precision: Precision,
    /// How exactly the end is known.
    pub end_precision: Precision,
}

impl Interval {
    /// The stretch between two days, each known to the day.
    pub fn days(start: Date, end: Date) -> Self {
        Self::new(Some(start), Some(end), Precision::Day)
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self::days(date, date)
    }

    /// A stretch with both ends known equally well.
    pub fn new(start: Option<Date>, end: Option<Date>, precision: Precision) -> Self {
        Self { start, end, start_precision: precision, end_precision: precision }
    }

    /// The earliest and the latest day it may begin.
    fn starts(&self) -> (Date, Date) {
        match self.start {
            Some(start) => (start, self.start_precision.unit(start).1.min(self.outer_end())),
            None => (Date::MIN, self.outer_end()),
        }
    }

    /// The earliest and the latest day it may end.
    fn ends(&self) -> (Date, Date) {
        match self.end {
            Some(end) => (self.end_precision.unit(end).0.max(self.outer_start()), end),
            None => (self.outer_start(), Date::MAX),
        }
    }

    fn outer_start(&self) -> Date {
        self.start.unwrap_or(Date::MIN)
    }

    fn outer_end(&self) -> Date {
        self.end.unwrap_or(Date::MAX)
    }

    /// Whether the other lies wholly inside.
    ///
    /// 3月至9月 names all of March and all of September, so 9月下旬 lies inside; but whether 3月
    /// lies in 3月15日至9月30日 cannot be known: the work of March may begin before the 15th.
    pub fn contains(&self, other: &Self) -> Answer {
        let (earliest, start) = other.starts();
        let (end, latest) = other.ends();
        let (from, to) = (self.outer_start(), self.outer_end());
        Answer::of(earliest >= from && latest <= to, start < from || end > to)
    }

    /// Whether both share at least one day.
    ///
    /// 3月至9月 and 9月至11月 both claim September, but on which day the one ends and the other
    /// begins is not written: the answer is unknown, and [`Interval::shared`] says what both claim.
    pub fn overlaps(&self, other: &Self) -> Answer {
        let apart = self.shared(other).is_none();
        let meet = self.starts().1 <= other.ends().0 && other.starts().1 <= self.ends().0;
        Answer::of(meet && !apart, apart)
    }

    /// The days that both may cover.
    pub fn shared(&self, other: &Self) -> Option<Self> {
        let first = if self.outer_start() >= other.outer_start() { self } else { other };
        let last = if self.outer_end() <= other.outer_end() { self } else { other };
        (first.outer_start() <= last.outer_end()).then_some(Self {
            start: first.start,
            end: last.end,
            start_precision: first.start_precision,
            end_precision: last.end_precision,
        })
    }

    /// Whether it is over before the other begins.
    pub fn before(&self, other: &Self) -> Answer {
        let (end, latest) = self.ends();
        let (earliest, start) = other.starts();
        Answer::of(latest < earliest, end >= start)
    }

    /// Whether it begins after the other is over.
    pub fn after(&self, other: &Self) -> Answer {
        other.before(self)
    }

    /// How many days it covers at most; `None` when an end is open or the ends are reversed.
    pub fn length(&self) -> Option<u32> {
        let days = days_between(self.start?, self.end?);
        u32::try_from(days + 1).ok().filter(|days| *days > 0)
    }

    /// The way an official would write it: 2022年3月至9月, 自2022年3月1日起, 2022年5月31日前.
    pub fn canonical(&self) -> String {
        match (self.start, self.end) {
            (None, None) => String::new(),
            (Some(start), None) => format!("自{}起", point(start, self.start_precision)),
            (None, Some(end)) => format!("{}前", point(end, self.end_precision)),
            (Some(start), Some(end)) => self.closed(start, end),
        }
    }

    fn closed(&self, start: Date, end: Date) -> String {
        for precision in [
            Precision::Day,
            Precision::Xun,
            Precision::Month,
            Precision::Quarter,
            Precision::HalfYear,
            Precision::Year,
        ] {
            let alike = self.start_precision == precision && self.end_precision == precision;
            if alike && precision.unit(start) == (start, end) {
                return point(start, precision);
            }
        }
        let (left, right) = (point(start, self.start_precision), point(end, self.end_precision));
        let year = format!("{}年", end.year());
        let month = format!("{year}{}月", end.month());
        let short = match right.strip_prefix(&month) {
            Some(rest) if left.starts_with(&month) && !rest.is_empty() => rest,
            _ if left.starts_with(&year) && right.len() > year.len() => &right[year.len()..],
            _ => &right,
        };
        format!("{left}至{short}")
    }
}

/// The unit of the given size that holds a day, as it is written.
fn point(date: Date, precision: Precision) -> String {
    let (year, month) = (date.year(), date.month());
    match precision {
        Precision::Day => canonical(date),
        Precision::Xun => format!("{year}年{month}月{}", Xun::of(date).name()),
        Precision::Month => format!("{year}年{month}月"),
        Precision::Quarter => {
            let quarter = u32::try_from((month - 1) / 3 + 1).unwrap_or(1);
            format!("{year}年第{}季度", to_hanzi(quarter))
        }
        Precision::HalfYear if month <= 6 => format!("{year}年上半年"),
        Precision::HalfYear => format!("{year}年下半年"),
        Precision::Year => format!("{year}年"),
    }
}

/// A date as GB/T 9704-2012, 7.3.5.4 wants it: 2022年5月31日.
pub fn canonical(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// How many days lie from one day to another; negative when the second is the earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(from.duration_until(to).as_hours() / 24).expect("jiff's years end at 9999")
}
