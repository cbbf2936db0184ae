//! Reads terms that come round: 每年1月30日前, 每月25日前, 每季度末, 每周五前.

use super::error::{ErrorKind, TimeError};
use super::lex::{JOINERS, LISTERS, Number, Words, any};
use super::parse::Reader;
use super::point::{Fine, Point, Side};
use super::resolve::{day_of, month_of, part_of, quarter_of};
use super::spelling::weekday_of;
use super::term::{Cycle, Part, Recurrence, Spot};
use crate::text::Marks;

/// The units a cycle is named with; a longer word stands before the one it begins with.
const CYCLES: &Words<Cycle> = &Words::of(&[
    ("个工作日", Cycle::Workday),
    ("工作日", Cycle::Workday),
    ("半年度", Cycle::HalfYear),
    ("半年", Cycle::HalfYear),
    ("个季度", Cycle::Quarter),
    ("季度", Cycle::Quarter),
    ("季", Cycle::Quarter),
    ("年度", Cycle::Year),
    ("年", Cycle::Year),
    ("个月", Cycle::Month),
    ("月", Cycle::Month),
    ("旬", Cycle::Xun),
    ("个星期", Cycle::Week),
    ("星期", Cycle::Week),
    ("周", Cycle::Week),
    ("日", Cycle::Day),
    ("天", Cycle::Day),
]);

/// Whether 周一 here is 每周 and a count: 每周一次, 每周一报.
fn counts(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('一')
        && chars.next().is_some_and(|c| const { Marks::of("次回期报个轮场篇条调") }.has(c))
}

impl Reader<'_> {
    /// Reads a term that begins with 每, or nothing and stays where it is.
    pub(super) fn recurrence(&mut self) -> Result<Option<Recurrence>, TimeError> {
        let save = self.save();
        if self.cursor.eat_any(any!["每"]).is_none() {
            return Ok(None);
        }
        self.cursor.eat("逢");
        let every = self.cursor.number();
        let Some(cycle) = self.cursor.eat_one(CYCLES).copied() else {
            self.restore(save);
            return Ok(None);
        };
        if let Some(number) = every {
            self.spelling.note(&number);
        }
        let spots = self.spots(cycle)?;
        let by = self.word(any!["之前", "以前", "前", "以内", "之内", "内"]).is_some();
        let every = every.map_or(1, |number| number.value);
        Ok(Some(Recurrence { every, cycle, spots, by }))
    }

    fn spots(&mut self, cycle: Cycle) -> Result<Vec<(Spot, Spot)>, TimeError> {
        let mut spots = Vec::new();
        loop {
            let save = self.save();
            if !spots.is_empty() && self.cursor.eat_any(LISTERS).is_none() {
                break;
            }
            let Some(from) = self.spot(cycle)? else {
                self.restore(save);
                break;
            };
            let save = self.save();
            let to = match self.cursor.eat_any(JOINERS) {
                Some(_) => self.spot(cycle)?,
                None => None,
            };
            if to.is_none() {
                self.restore(save);
            }
            spots.push((from, to.unwrap_or(from)));
        }
        Ok(spots)
    }

    fn spot(&mut self, cycle: Cycle) -> Result<Option<Spot>, TimeError> {
        match cycle {
            Cycle::Week => Ok(self.spot_in_week()),
            Cycle::Month => self.spot_in_month(),
            Cycle::Year => self.spot_in_year(),
            Cycle::Quarter | Cycle::HalfYear => Ok(self.edge()),
            Cycle::Day | Cycle::Workday | Cycle::Xun => Ok(None),
        }
    }

    fn edge(&mut self) -> Option<Spot> {
        if self.word(any!["季初", "初"]).is_some() {
            return Some(Spot::Start);
        }
        self.word(any!["季末", "季底", "末", "底"]).map(|()| Spot::End)
    }

    fn spot_in_week(&mut self) -> Option<Spot> {
        if self.word(any!["末"]).is_some() {
            return Some(Spot::End);
        }
        let _ = self.cursor.eat("周") || self.cursor.eat("星期");
        let c = self.cursor.peek()?;
        let day = weekday_of(c).filter(|_| !counts(self.cursor.rest()))?;
        self.cursor.at += c.len_utf8();
        Some(Spot::Weekday(day))
    }

    fn spot_in_month(&mut self) -> Result<Option<Spot>, TimeError> {
        let save = self.save();
        let start = self.cursor.at;
        let counted = counts(self.cursor.rest());
        // In 每月5前 the day lacks its 日 and its month is none: it is read as no spot at all.
        let fine = if counted { None } else { self.part_of_month(start).unwrap_or(None) };
        Ok(match fine {
            Some(Fine::Day(number)) => {
                let day = day_of(number, None, 1)?;
                Some(Spot::InMonth(Part::Day(day)))
            }
            Some(fine) => Some(Spot::InMonth(part_of(fine, None, 1)?)),
            None => {
                self.restore(save);
                None
            }
        })
    }

    fn spot_in_year(&mut self) -> Result<Option<Spot>, TimeError> {
        if self.word(any!["底", "末"]).is_some() {
            return Ok(Some(Spot::End));
        }
        if self.word(any!["初"]).is_some() {
            return Ok(Some(Spot::Start));
        }
        let save = self.save();
        if let Some(Point { year: None, month, fine, .. }) = self.point(Side::Left)? {
            return self.spot_of(month, fine).map(Some);
        }
        self.restore(save);
        Ok(None)
    }

    fn spot_of(&self, month: Option<Number>, fine: Fine) -> Result<Spot, TimeError> {
        Ok(match fine {
            Fine::Half(half) => Spot::Half(half),
            Fine::Quarter(number) => Spot::Quarter(quarter_of(number)?),
            Fine::QuarterEnd(number) => Spot::Month(quarter_of(number)? * 3, Part::Whole),
            Fine::YearStart => Spot::Start,
            Fine::YearEnd => Spot::End,
            Fine::Whole | Fine::MonthStart | Fine::MonthEnd | Fine::Xun(_) | Fine::Day(_) => {
                let Some(number) = month else {
                    let at = self.cursor.at;
                    return Err(TimeError::new(at..at, ErrorKind::MonthUnknown));
                };
                let month = month_of(number)?;
                Spot::Month(month, part_of(fine, None, month)?)
            }
        })
    }
}
