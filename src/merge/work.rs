//! The work itself: letters in batches, on all cores, each batch forgotten before the next one is
//! begun.

use std::ops::Range;

use rayon::prelude::*;

use super::alike::Alike;
use super::event::{Event, Tell};
use super::ledger::Ledger;
use super::press::{Press, Refusal};
use super::record::{Made, Record, State};
use super::sink::Sink;
use super::task::Task;
use crate::backend::{self, InLook, Trouble};
use crate::diag::{Fault, Words, words};
use crate::roster::{Column, Row, masked};
use crate::text::hex;

/// How many letters are laid out together at most: enough to make the cost of a batch small for
/// each, and few enough that memory does not grow with the roster.
pub(super) const MOST: usize = 128;
/// How few, where there are not many: every core is to have some, and bars are to move.
const FEW: usize = 8;
/// How many batches there are for each core at least.
const EACH: usize = 4;
/// For how many batches what typesetting remembers is kept unused.
pub(super) const AGE: usize = 8;

/// Makes the letters that are due, and notes in the ledger what became of them.
///
/// # Errors
/// When something cannot be written, or a font is broken. What was noted by then stays done.
pub fn letters<P: Press>(
    task: &Task<'_, P>,
    ledger: &mut Ledger,
    sink: &dyn Sink,
    tell: Tell<'_>,
) -> Result<(), Fault> {
    let rows = task.roster.len();
    let size = (rows / (EACH * rayon::current_num_threads())).clamp(FEW, MOST);
    let (work, due) = (Work { task, sink, tell }, &*ledger);
    let batch = |alike: &mut Vec<Alike>, range: Range<usize>| {
        let made = work.batch(range, due, alike);
        backend::forget(AGE);
        made
    };
    let new = || task.looks.iter().map(|_| Alike::default()).collect();
    let done: Vec<Vec<(usize, State)>> =
        batches(rows, size).into_par_iter().map_init(new, batch).collect::<Result<_, Fault>>()?;
    for (at, state) in done.into_iter().flatten() {
        ledger.set(at, state);
    }
    Ok(())
}

/// The rows of each batch. The first is small, so that whoever waits soon sees a letter.
fn batches(rows: usize, size: usize) -> Vec<Range<usize>> {
    let first = rows.min(FEW);
    let others = (first..rows).step_by(size).map(|from| from..rows.min(from + size));
    std::iter::once(0..first).chain(others).collect()
}

struct Work<'a, 't, P> {
    task: &'a Task<'t, P>,
    sink: &'a dyn Sink,
    tell: Tell<'a>,
}

/// A row whose letters are made.
pub(super) struct Letter {
    pub(super) at: usize,
    pub(super) line: u64,
    pub(super) values: Vec<String>,
}

/// What a letter is in each look, or why it is none.
pub(super) type Laid<O> = Result<O, Words>;

impl<P: Press> Work<'_, '_, P> {
    /// Makes the letters of some neighbouring rows.
    fn batch(
        &self,
        range: Range<usize>,
        due: &Ledger,
        alike: &mut [Alike],
    ) -> Result<Vec<(usize, State)>, Fault> {
        let rows = range.clone().zip(self.task.roster.rows(range)?);
        let due = rows.filter(|(at, _)| due.due(*at));
        let letter =
            |(at, row): (usize, Row)| Letter { at, line: row.line, values: self.task.values(row) };
        let letters: Vec<Letter> = due.map(letter).collect();
        if letters.is_empty() {
            return Ok(Vec::new());
        }
        let values: Vec<&[String]> = letters.iter().map(|letter| &letter.values[..]).collect();
        let mut looks = Vec::new();
        for look in &self.task.looks {
            looks.push(lay_out(look.press, &values, self.task.roster.columns())?.into_iter());
        }
        let mut states = Vec::with_capacity(letters.len());
        let mut records = Vec::with_capacity(letters.len());
        for letter in &letters {
            // Every look moves on to the next letter, whatever the first says of this one.
            let laid: Vec<Laid<P::Own>> = looks.iter_mut().filter_map(Iterator::next).collect();
            let laid: Laid<Vec<P::Own>> = laid.into_iter().collect();
            match laid.and_then(|laid| self.write(&laid)) {
                Ok(files) => records.push(self.put(letter, files, alike)?),
                Err(words) => self.task.failed(letter, &words, self.tell),
            }
            let made = records.last().is_some_and(|record: &Record| record.at == letter.at);
            states.push((letter.at, if made { State::Done } else { State::Failed }));
        }
        self.sink.note(&records)?;
        (self.tell)(Event::Letters(records.len()));
        Ok(states)
    }

    /// The files of a letter, in every look: all of them, or none.
    fn write(&self, laid: &[P::Own]) -> Laid<Vec<Vec<u8>>> {
        let looks = self.task.looks.iter().zip(laid);
        looks.map(|(look, own)| look.press.write(own).map_err(|why| said(&why))).collect()
    }

    fn put(
        &self,
        letter: &Letter,
        files: Vec<Vec<u8>>,
        alike: &mut [Alike],
    ) -> Result<Record, Fault> {
        let mut made = Vec::with_capacity(files.len());
        let paths = self.task.paths(&letter.values);
        for ((path, bytes), alike) in paths.into_iter().zip(files).zip(alike) {
            self.sink.put(&path, &bytes)?;
            made.push(Made { path, sha256: alike.hash(&bytes), bytes: bytes.len() as u64 });
        }
        Ok(self.task.record(letter, State::Done, made))
    }
}

impl<P: Press> Task<'_, P> {
    /// What is written down of a letter.
    pub(super) fn record(&self, letter: &Letter, state: State, files: Vec<Made>) -> Record {
        Record {
            at: letter.at,
            row: letter.line,
            id: self.id(&letter.values),
            state,
            input: hex(&self.input(&letter.values)),
            files,
        }
    }

    /// Tells of a letter that cannot be made.
    pub(super) fn failed(&self, letter: &Letter, words: &Words, tell: Tell<'_>) {
        let name = self.roster.column("institution").and_then(|at| letter.values.get(at));
        let who = masked(name.map_or("", String::as_str));
        tell(Event::Failed { row: letter.line, who: &who, words });
    }

    /// A row as it is printed.
    pub(super) fn letter(&self, at: usize, row: Row) -> Letter {
        Letter { at, line: row.line, values: self.values(row) }
    }
}

/// Lays letters out; where that fails for some, those are found and the others go on.
pub(super) fn lay_out<P: Press>(
    press: &P,
    rows: &[&[String]],
    columns: &[Column],
) -> Result<Vec<Laid<P::Own>>, Fault> {
    let sound = |own: P::Own| match press.refusal(&own) {
        Some(refusal) => Err(refused(&refusal, columns)),
        None => Ok(own),
    };
    match press.lay_out(rows) {
        Ok(all) => Ok(all.into_iter().map(sound).collect()),
        Err(Trouble::Font { file, message }) => Err(Fault::new(words!(
            "字体文件 {file} 不能用：{message}",
            "the font {file} cannot be used: {message}"
        ))
        .help(words!("换一个字体文件，或把它移走", "replace the font file, or take it away"))),
        Err(trouble) if rows.len() < 2 => Ok(vec![Err(said(&trouble))]),
        Err(_) => {
            let (front, back) = rows.split_at(rows.len() / 2);
            let mut all = lay_out(press, front, columns)?;
            all.extend(lay_out(press, back, columns)?);
            Ok(all)
        }
    }
}

/// Why a letter must not be printed, without what stands in the roster.
fn refused(refusal: &Refusal, columns: &[Column]) -> Words {
    let name = |at: &usize| columns.get(*at).map_or("", |column| &*column.name);
    let beyond: Vec<&str> = refusal.beyond.iter().map(name).collect();
    if beyond.is_empty() {
        let codes: Vec<String> =
            refusal.missing.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let (zh, en) = (codes.join("、"), codes.join(", "));
        words!("没有字体能印 {zh}", "no font can print {en}")
    } else {
        let (zh, en) = (beyond.join("、"), beyond.join(", "));
        words!("{zh}太长，印不下", "{en}: too long for its place")
    }
}

/// What typesetting says of a letter.
pub(super) fn said(trouble: &Trouble) -> Words {
    match trouble {
        Trouble::Look(all) => {
            let said = all.first().map_or("", |one: &InLook| &*one.message);
            words!("版式出错：{said}", "the look fails: {said}")
        }
        Trouble::Font { message, .. } | Trouble::Internal(message) => {
            words!("排版出错：{message}", "typesetting fails: {message}")
        }
    }
}
