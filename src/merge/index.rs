//! The index (分发总目) of print runs: which letter lies in which volume on which pages, and boxes to
//! tick when it goes out and when it comes back. A spreadsheet for all, a printed list for each
//! volume.

mod page;
mod rows;
mod style;
mod totals;
mod workbook;

use std::ops::RangeInclusive;

use super::book::{Edition, Volume};
use crate::diag::Fault;
use crate::roster::{self, Roster, Row};

/// What is written of a row whose letter could not be made.
const UNMADE: &str = "未制成";

/// What an index is made of.
pub struct Index<'a> {
    /// The title of the letter, as one line.
    pub title: &'a str,
    /// The institutions.
    pub roster: &'a Roster,
    /// The volumes of the roster.
    pub volumes: &'a [Volume],
    /// What the files of each volume are called.
    pub stems: &'a [String],
    /// The looks in which the letters are printed.
    pub editions: &'a [Edition],
    /// Whether a row, by its place in the roster, has its letter in an edition, by its place.
    pub made: &'a (dyn Fn(usize, usize) -> bool + Sync),
    /// How many rows of the file were left out as bad, and so are not in the roster.
    pub left_out: usize,
}

/// One letter in its volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in its county, from 1 (序号).
    pub place: usize,
    /// Its number (编号).
    pub serial: String,
    /// Who makes the promise (机构名称).
    pub institution: String,
    /// The credit code, or else the code of the institution.
    pub code: String,
    /// Its pages in the volume of each edition; nothing where it could not be made.
    pub pages: Vec<Option<RangeInclusive<usize>>>,
}

impl Index<'_> {
    /// The letters of a volume, by the volume's place.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn entries(&self, volume: usize) -> Result<Vec<Entry>, Fault> {
        let volume = &self.volumes[volume];
        let mut made = vec![0; self.editions.len()];
        let mut entries = Vec::with_capacity(volume.rows.len());
        for (at, place) in (volume.before + 1..).zip(&volume.rows) {
            let row = self.roster.row(*place)?;
            let pages = self.editions.iter().enumerate().zip(&mut made);
            let pages = pages.map(|((edition, printed), made)| {
                (self.made)(edition, *place).then(|| {
                    *made += 1;
                    printed.printing.letter(*made - 1)
                })
            });
            entries.push(self.entry(at, &row, pages.collect()));
        }
        Ok(entries)
    }

    fn entry(&self, place: usize, row: &Row, pages: Vec<Option<RangeInclusive<usize>>>) -> Entry {
        let columns = self.roster.columns();
        let institution = self.roster.column("institution").and_then(|at| row.values.get(at));
        Entry {
            place,
            serial: roster::serial(columns, &row.values).to_owned(),
            institution: institution.cloned().unwrap_or_default(),
            code: roster::identity(columns, &row.values).to_owned(),
            pages,
        }
    }

    /// How many letters of a volume an edition has.
    fn count(&self, volume: usize, edition: usize) -> usize {
        self.volumes[volume].rows.iter().filter(|row| (self.made)(edition, **row)).count()
    }

    /// What is said of a letter in the column for remarks: in which editions it is missing.
    fn remark(&self, entry: &Entry) -> String {
        let missing = self.editions.iter().zip(&entry.pages).filter(|(_, pages)| pages.is_none());
        let missing: Vec<String> = missing.map(|(edition, _)| edition.format()).collect();
        match missing.len() {
            0 => String::new(),
            all if all == self.editions.len() => UNMADE.to_owned(),
            _ => format!("{UNMADE}：{}", missing.join("、")),
        }
    }

    /// The head of what is said of each edition: with its name where there are several.
    fn head(&self, words: &str, edition: &Edition) -> String {
        let format = if self.editions.len() == 1 { String::new() } else { edition.format() };
        format + words
    }
}

/// How wide a text is, in characters.
fn ems(text: &str) -> usize {
    let halves = |c: char| if c.is_ascii() { 1 } else { 2 };
    text.chars().map(halves).sum::<usize>().div_ceil(2)
}

#[cfg(test)]
mod tests;
