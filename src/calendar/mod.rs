//! Time as officials write it: dates, periods, deadlines, recurrences, and workdays.
//!
//! An expression is read in steps: `lex` knows its words, `point` reads one end of it, `resolve`
//! turns that into days, `parse` joins the ends. `field` wants a text to be one expression; `find`
//! looks for expressions in prose.

mod error;
mod field;
mod find;
mod interval;
mod lex;
mod month;
pub mod numerals;
mod numeric;
mod parse;
mod point;
mod recurring;
mod relative;
mod resolve;
mod spelling;
mod term;
#[cfg(test)]
mod tests;
mod workday;

pub use jiff::civil::{Date, Weekday};

pub use error::{ErrorKind, TimeError, YEARS};
pub use field::{parse, parse_date, parse_deadline, parse_period};
pub use find::{Found, find};
pub use interval::{Answer, Interval, Precision, Xun, canonical, days_between};
pub use parse::Context;
pub use spelling::{Spelling, StatedWeekday, Written, weekday, weekday_name};
pub use term::{
    By, Cycle, Deadline, Direction, Length, Part, Recurrence, Relative, Spot, Time, Unit,
};
pub use workday::{DayOff, Holidays, Kind};
