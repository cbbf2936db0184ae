//! Binds letters into print runs, each with its cover, and lists them in an index.
//!
//! A print run is made as a whole from the rows of its volume, whoever makes their letters; so it
//! comes to the same bytes on one machine and on fifty.

use std::fs::File;
use std::io::{Read, Seek as _};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::book::{Edition, Volume, stems, volumes};
use super::cover::{self, cover};
use super::denied::temporary;
use super::event::{Event, Tell};
use super::index::Index;
use super::ledger::Ledger;
use super::press::Press;
use super::record::{Made, Record, State};
use super::sink::Sink;
use super::task::{INPUT, Printed, Task};
use super::work::{AGE, Laid, Letter, MOST, lay_out, said};
use crate::backend::batch::Cover;
use crate::backend::{self, Trouble};
use crate::diag::{Fault, Words, words};
use crate::roster::serial;
use crate::text::hex;

/// The look of covers.
const COVER: &str = "cover";
/// The look of printed lists.
const LIST: &str = "index";
/// For how many lists what typesetting remembers is kept unused: lists share a look and no row.
const SOON: usize = 1;

/// Makes the print runs and their index. Where letters have no files of their own, their rows are
/// noted as done once all print runs that hold them are.
///
/// # Errors
/// When something cannot be written, or the look of covers or lists is wrong.
pub fn runs<P: Press>(
    task: &Task<'_, P>,
    ledger: &mut Ledger,
    sink: &dyn Sink,
    tell: Tell<'_>,
) -> Result<(), Fault> {
    let volumes = volumes(task.roster);
    let stems = stems(&volumes);
    let editions: Vec<Edition> = task.looks.iter().map(|look| edition(look, task)).collect();
    let binding = Binding { task, editions: &editions, ledger, sink, tell };
    // One after another: the letters of each are laid out on all cores, and cores that waited for
    // them would begin further volumes until the memory held all.
    let made: Vec<Vec<(usize, State)>> = volumes
        .iter()
        .zip(&stems)
        .map(|(volume, stem)| binding.volume(volume, stem))
        .collect::<Result<_, Fault>>()?;
    for (at, state) in made.into_iter().flatten() {
        ledger.set(at, state);
    }
    if task.part.is_some() {
        return Ok(());
    }
    let index = Index {
        title: task.looks.first().map_or("", |look| &look.doc.meta.title),
        roster: task.roster,
        volumes: &volumes,
        stems: &stems,
        editions: &editions,
        made: &|_, at| ledger.done(at),
        left_out: task.skipped.len(),
    };
    list(&index, task, sink, tell)
}

fn edition<P: Press>(look: &Printed<'_, P>, task: &Task<'_, P>) -> Edition {
    let press = look.press;
    Edition::new(&look.suffix, press.size_mm(), press.pages(), task.choice.duplex)
}

struct Binding<'a, 't, P> {
    task: &'a Task<'t, P>,
    editions: &'a [Edition],
    ledger: &'a Ledger,
    sink: &'a dyn Sink,
    tell: Tell<'a>,
}

impl<P: Press> Binding<'_, '_, P> {
    /// Makes a volume in every look; gives what became of rows that were due.
    fn volume(&self, volume: &Volume, stem: &str) -> Result<Vec<(usize, State)>, Fault> {
        let paths: Vec<String> = self.editions.iter().map(|edition| edition.path(stem)).collect();
        if !paths.iter().any(|path| self.task.binds(path)) {
            return Ok(Vec::new());
        }
        let mut letters = Vec::with_capacity(volume.rows.len());
        for at in volume.rows.iter().filter(|at| self.ledger.state(**at) != Some(State::Failed)) {
            letters.push(self.task.letter(*at, self.task.roster.row(*at)?));
        }
        let due = |letter: &Letter| self.ledger.due(letter.at);
        if self.there(volume, &paths, &letters) && !letters.iter().any(due) {
            return Ok(Vec::new());
        }
        let (letters, looks, mut states) = self.sound(letters)?;
        for (nth, (path, own)) in paths.iter().zip(looks).enumerate() {
            if self.task.binds(path) {
                self.run(volume, nth, path, &letters, &own)?;
            }
        }
        let done: Vec<Record> = letters
            .iter()
            .filter(|letter| due(letter))
            .map(|letter| self.task.record(letter, State::Done, Vec::new()))
            .collect();
        self.sink.note(&done)?;
        (self.tell)(Event::Letters(done.len()));
        states.extend(done.iter().map(|record| (record.at, State::Done)));
        Ok(states)
    }

    /// Whether all runs of a volume lie in their places already.
    fn there(&self, volume: &Volume, paths: &[String], letters: &[Letter]) -> bool {
        let have = |(nth, path): (usize, &String)| {
            let input = self.input(volume, nth, letters);
            !self.task.binds(path) || self.sink.have(path, &input).is_some()
        };
        paths.iter().enumerate().all(have)
    }

    /// Lays letters out in all looks, and parts those that cannot be printed from the others.
    #[expect(clippy::type_complexity, reason = "three lists that nobody else ever needs together")]
    fn sound(
        &self,
        letters: Vec<Letter>,
    ) -> Result<(Vec<Letter>, Vec<Vec<P::Own>>, Vec<(usize, State)>), Fault> {
        let mut looks: Vec<Vec<P::Own>> = self.task.looks.iter().map(|_| Vec::new()).collect();
        let (mut sound, mut states) = (Vec::new(), Vec::new());
        let batches: Vec<Vec<Vec<Laid<P::Own>>>> =
            letters.par_chunks(MOST).map(|batch| self.batch(batch)).collect::<Result<_, _>>()?;
        let all = batches.into_iter().flat_map(turned);
        for (letter, laid) in letters.into_iter().zip(all) {
            match laid.into_iter().collect::<Laid<Vec<P::Own>>>() {
                Ok(laid) => {
                    looks.iter_mut().zip(laid).for_each(|(look, own)| look.push(own));
                    sound.push(letter);
                }
                // Whoever makes the letter tells of it.
                Err(_) if !self.ledger.due(letter.at) => {}
                Err(words) => {
                    self.task.failed(&letter, &words, self.tell);
                    states.push((letter.at, State::Failed));
                }
            }
        }
        Ok((sound, looks, states))
    }

    /// Lays some letters out in each look.
    fn batch(&self, letters: &[Letter]) -> Result<Vec<Vec<Laid<P::Own>>>, Fault> {
        let values: Vec<&[String]> = letters.iter().map(|letter| &letter.values[..]).collect();
        let columns = self.task.roster.columns();
        let looks = self.task.looks.iter();
        let laid = looks.map(|look| lay_out(look.press, &values, columns)).collect();
        backend::forget(AGE);
        laid
    }

    /// Makes a print run.
    fn run(
        &self,
        volume: &Volume,
        nth: usize,
        path: &str,
        letters: &[Letter],
        own: &[P::Own],
    ) -> Result<(), Fault> {
        let input = self.input(volume, nth, letters);
        if letters.is_empty() || self.sink.have(path, &input).is_some() {
            return Ok(());
        }
        let doc = self.cover(volume, nth, letters);
        let (press, duplex) = (self.task.looks[nth].press, self.editions[nth].printing.duplex);
        let bytes = press.book(Some(Cover { doc: &doc, look: COVER }), own, duplex);
        let bytes = bytes.map_err(|trouble| unmade(path, &trouble))?;
        put(self.sink, path, &bytes, &input)?;
        (self.tell)(Event::Wrote { path, letters: letters.len() });
        Ok(())
    }

    fn cover(&self, volume: &Volume, nth: usize, letters: &[Letter]) -> crate::doc::Doc {
        let number = |letter: Option<&Letter>| {
            let values = letter.map_or(&[][..], |letter| &letter.values);
            serial(self.task.roster.columns(), values).to_owned()
        };
        let (first, last) = (number(letters.first()), number(letters.last()));
        let bound = cover::Letters { count: letters.len(), first: &first, last: &last };
        cover(self.task.looks[nth].doc, &self.editions[nth], volume, bound)
    }

    /// A hash of all that a run is made of.
    fn input(&self, volume: &Volume, nth: usize, letters: &[Letter]) -> String {
        let cover = serde_json::to_vec(&self.cover(volume, nth, letters)).unwrap_or_default();
        let mut digest = Sha256::new();
        digest.update(self.task.looks[nth].press.recipe());
        digest.update((cover.len() as u64).to_le_bytes());
        digest.update(cover);
        for letter in letters {
            digest.update(self.task.input(&letter.values));
        }
        hex(&digest.finalize()[..INPUT])
    }
}

/// From looks of letters to letters of looks.
fn turned<T>(looks: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let count = looks.first().map_or(0, Vec::len);
    let mut looks: Vec<_> = looks.into_iter().map(Vec::into_iter).collect();
    (0..count).map(|_| looks.iter_mut().filter_map(Iterator::next).collect()).collect()
}

/// Lists all letters in a spreadsheet, and those of each volume on paper.
fn list<P: Press>(
    index: &Index<'_>,
    task: &Task<'_, P>,
    sink: &dyn Sink,
    tell: Tell<'_>,
) -> Result<(), Fault> {
    let write = |path: &str, letters: usize, bytes: &[u8]| {
        // A list is made of what it says.
        let input = hex(&Sha256::digest(bytes)[..INPUT]);
        put(sink, path, bytes, &input)?;
        tell(Event::Wrote { path, letters });
        Ok::<(), Fault>(())
    };
    let book = index.workbook(tempfile::tempfile().map_err(|error| temporary(&error))?)?;
    pour(sink, "index.xlsx", book)?;
    tell(Event::Wrote { path: "index.xlsx", letters: task.roster.len() });
    let list = |nth: usize| {
        let path = format!("index/{}.pdf", index.stems[nth]);
        let bytes = (task.typeset)(&index.page(nth)?, LIST);
        let bytes = bytes.map_err(|trouble| unmade(&path, &trouble))?;
        backend::forget(SOON);
        write(&path, index.volumes[nth].rows.len(), &bytes)
    };
    // As many at once as there are cores, for the same reason.
    let all: Vec<usize> = (0..index.volumes.len()).collect();
    let mut together = all.chunks(rayon::current_num_threads());
    together.try_for_each(|some| some.par_iter().try_for_each(|nth| list(*nth)))
}

fn put(sink: &dyn Sink, path: &str, bytes: &[u8], input: &str) -> Result<(), Fault> {
    sink.put(path, bytes)?;
    let sha256 = hex(&Sha256::digest(bytes));
    sink.wrote(&Made { path: path.to_owned(), sha256, bytes: bytes.len() as u64 }, input)
}

/// The same for a file that grows with the roster: memory never holds it.
fn pour(sink: &dyn Sink, path: &str, mut from: File) -> Result<(), Fault> {
    from.rewind().map_err(|error| temporary(&error))?;
    let mut hashed = Hashed { from, digest: Sha256::new(), bytes: 0 };
    sink.pour(path, &mut hashed)?;
    let (sha256, bytes) = (hex(&hashed.digest.finalize()), hashed.bytes);
    let input = sha256[..2 * INPUT].to_owned();
    sink.wrote(&Made { path: path.to_owned(), sha256, bytes }, &input)
}

/// A file that is hashed and measured while it is read.
struct Hashed {
    from: File,
    digest: Sha256,
    bytes: u64,
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(into)?;
        self.digest.update(&into[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

/// A file that is no letter cannot be made: no row is to blame.
fn unmade(path: &str, trouble: &Trouble) -> Fault {
    let Words { zh, en } = said(trouble);
    Fault::new(words!("{path} 没有做成：{zh}", "{path} was not made: {en}")).help(words!(
        "排除原因后再运行一次，会接着做",
        "remove the cause and run again: the work goes on"
    ))
}
