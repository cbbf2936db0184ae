//! The grammar of expressions of time: two ends, what joins them, and the words around them.

use jiff::civil::Date;

use super::error::{ErrorKind, TimeError};
use super::interval::{Answer, Interval, Precision};
use super::lex::{Cursor, JOINERS, LISTERS, Words, any};
use super::point::Side;
use super::resolve::End;
use super::spelling::{Spelling, StatedWeekday, weekday_of};
use super::term::{By, Time, add_days};

/// What an expression may lean on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Context {
    /// The year to take where none is written.
    pub year: Option<i16>,
}

/// Reads expressions from a text; strictly in a field, with care for other words in prose.
pub(super) struct Reader<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) strict: bool,
    pub(super) context: Context,
    pub(super) spelling: Spelling,
    pub(super) weekdays: Vec<StatedWeekday>,
}

/// Where a reader was, to go back to.
#[derive(Clone, Copy)]
pub(super) struct Save {
    at: usize,
    spelling: Spelling,
    weekdays: usize,
}

/// The word before an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    From,
    Until,
}

/// What an expression covers before its last word is read.
struct Body {
    first: End,
    last: End,
    range: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, at: usize, strict: bool, context: Context) -> Self {
        let spelling = Spelling::default();
        Self { cursor: Cursor { text, at }, strict, context, spelling, weekdays: Vec::new() }
    }

    pub(super) fn save(&self) -> Save {
        Save { at: self.cursor.at, spelling: self.spelling, weekdays: self.weekdays.len() }
    }

    pub(super) fn restore(&mut self, save: Save) {
        self.cursor.at = save.at;
        self.spelling = save.spelling;
        self.weekdays.truncate(save.weekdays);
    }

    /// Steps over the first of these words that stands here, unless in prose it is the beginning
    /// of another word: 前 in 5月前后, 初 in 2022年初步.
    pub(super) fn word<T>(&mut self, words: &Words<T>) -> Option<&'static T> {
        let start = self.cursor.at;
        let (word, meaning) = self.cursor.eat_any(words)?;
        let others = match word.chars().next_back() {
            Some('前') => "往后期述置来景沿瞻所",
            Some('后') => "续期勤果台备",
            Some('起') => "草诉点重伏见来源步",
            Some('止') => "步损血",
            Some('内') => "部容科设外地涵",
            Some('初') => "步审评级始次中期心任稿赛诊查复",
            Some('底') => "部线数册稿账座层",
            Some('末') => "位端梢次",
            _ => "",
        };
        if !self.strict && self.cursor.peek().is_some_and(|c| others.contains(c)) {
            self.cursor.at = start;
            return None;
        }
        Some(meaning)
    }

    /// Reads one expression that names days of the calendar, or nothing and stays where it is.
    pub(super) fn expression(&mut self) -> Result<Option<Time>, TimeError> {
        let save = self.save();
        let lead = self.lead();
        let Some(first) = self.end(Side::Left, None)? else {
            self.restore(save);
            return Ok(None);
        };
        if self.until_now() {
            return Ok(Some(since(first.first, first.precision)));
        }
        let begun = self.word(any!["起", "开始"]).is_some();
        let body = self.body(first)?;
        if begun && !body.range {
            return Ok(Some(since(body.first.first, body.first.precision)));
        }
        Ok(Some(self.finish(lead, &body)))
    }

    fn lead(&mut self) -> Lead {
        if self.word(any!["自", "从"]).is_some() {
            Lead::From
        } else if self
            .word(any!["截至", "截止到", "截止", "不迟于", "不晚于", "最迟", "至迟"])
            .is_some()
        {
            Lead::Until
        } else {
            if self.strict {
                self.word(any!["于", "在"]);
            }
            Lead::None
        }
    }

    /// One point in days, with the weekday and the time of day behind it.
    fn end(&mut self, side: Side, left: Option<&End>) -> Result<Option<End>, TimeError> {
        let Some(point) = self.point(side)? else { return Ok(None) };
        let mut end = self.resolve(&point, left)?;
        if end.precision == Precision::Day {
            self.weekday(end.first);
            end.clock = self.clock();
        }
        Ok(Some(end))
    }

    /// Reads （星期五）, (周五) or 星期五.
    fn weekday(&mut self, date: Date) {
        let save = self.save();
        let bracket = self.cursor.eat_any(any!["（", "("]).is_some();
        self.cursor.blanks();
        let start = self.cursor.at;
        let named = self.cursor.eat_any(any!["星期", "礼拜", "周"]).is_some();
        let day = self.cursor.peek().and_then(weekday_of).filter(|_| named);
        if let (Some(stated), Some(c)) = (day, self.cursor.peek()) {
            self.cursor.at += c.len_utf8();
            let range = start..self.cursor.at;
            if !bracket || self.cursor.eat_any(any!["）", ")"]).is_some() {
                self.weekdays.push(StatedWeekday { date, stated, range });
                return;
            }
        }
        self.restore(save);
    }

    /// Reads 上午9:30, 17时, 24点 or 下班; true when a time of day was there.
    fn clock(&mut self) -> bool {
        let save = self.save();
        if self.cursor.eat_any(any!["下班"]).is_some()
            && self.cursor.rest().starts_with(['前', '之', '以'])
        {
            return true;
        }
        self.restore(save);
        let half = self.cursor.eat_any(any!["上午", "下午", "中午", "晚上", "凌晨"]).is_some();
        let save = self.save();
        let hour = self.cursor.number().filter(|hour| hour.length <= 2 && hour.value <= 24);
        if hour.is_some() && self.cursor.eat_any(any![":", "：", "时", "点"]).is_some() {
            let save = self.save();
            if self.cursor.number().is_some_and(|minute| minute.value < 60) {
                self.cursor.eat("分");
            } else {
                self.restore(save);
                self.cursor.eat_any(any!["整", "半"]);
            }
            return true;
        }
        self.restore(save);
        half
    }

    /// Reads 至今, but not the 至今 of 至今年5月.
    fn until_now(&mut self) -> bool {
        let save = self.save();
        let now = self.cursor.eat_any(any!["至今"]).is_some() && self.cursor.peek() != Some('年');
        if !now {
            self.restore(save);
        }
        now
    }

    fn body(&mut self, first: End) -> Result<Body, TimeError> {
        let save = self.save();
        if let Some((joiner, ())) = self.cursor.eat_any(JOINERS) {
            self.spelling.joiner = Some(joiner);
            if let Some(last) = self.end(Side::Right, Some(&first))? {
                if last.last < first.first {
                    let kind =
                        ErrorKind::Reversed { start: first.interval(), end: last.interval() };
                    return Err(TimeError::new(first.range.start..last.range.end, kind));
                }
                return Ok(Body { first, last, range: true });
            }
            self.restore(save);
        }
        self.enumeration(first)
    }

    /// Reads 3月、4月: what follows must adjoin; in prose what does not is left for itself.
    fn enumeration(&mut self, first: End) -> Result<Body, TimeError> {
        let mut last = first.clone();
        let mut range = false;
        loop {
            let save = self.save();
            if self.cursor.eat_any(LISTERS).is_none() {
                break;
            }
            let next = match self.end(Side::Right, Some(&last)) {
                Err(error) if self.strict => return Err(error),
                Err(_) | Ok(None) => None,
                Ok(next) => next,
            };
            match next {
                Some(next) if add_days(last.last, 1) == Some(next.first) => last = next,
                Some(next) if self.strict => {
                    let place = first.range.start..next.range.end;
                    return Err(TimeError::new(place, ErrorKind::Scattered));
                }
                _ => {
                    self.restore(save);
                    break;
                }
            }
            range = true;
        }
        Ok(Body { first, last, range })
    }

    /// Reads the word that makes a deadline or an open end of it.
    fn finish(&mut self, lead: Lead, body: &Body) -> Time {
        let (first, last) = (&body.first, &body.last);
        let start = body.range.then_some(first.first);
        let by = |start, included, safe| {
            let (last, precision) = (last.last, last.precision);
            Time::By(By { start, last, safe, precision, included })
        };
        if self.word(any!["之前", "以前", "前"]).is_some() {
            // 11月底前 and 5月31日17时前 reach into the day; whether a bare 前 does is disputed.
            if last.bottom || last.clock {
                return by(start, Answer::Yes, last.last);
            }
            let eve = last.first.yesterday().unwrap_or(last.first);
            return by(start, Answer::Unknown, eve);
        }
        if self.word(any!["以内", "之内", "内"]).is_some() {
            return by(Some(first.first), Answer::Yes, last.last);
        }
        if body.range {
            self.word(any!["期间", "之间", "为止", "止"]);
        } else if lead == Lead::Until || self.word(any!["为止", "止"]).is_some() {
            return by(None, Answer::Yes, last.last);
        } else if lead == Lead::From || self.word(any!["以来"]).is_some() {
            return since(first.first, first.precision);
        } else if self.word(any!["之后", "以后", "后"]).is_some() {
            return since(add_days(last.last, 1).unwrap_or(last.last), last.precision);
        } else {
            self.word(any!["期间"]);
        }
        Time::Span(Interval {
            start: Some(first.first),
            end: Some(last.last),
            start_precision: first.precision,
            end_precision: last.precision,
        })
    }
}

/// From a day on.
fn since(start: Date, precision: Precision) -> Time {
    Time::Span(Interval {
        start: Some(start),
        end: None,
        start_precision: precision,
        end_precision: Precision::Day,
    })
}
