//! Takes a register of returns (交回登记) row by row: each is held against the roster and the
//! calendar, and none is dropped without a word.

use super::index::{Found, Index, Key, plain, value};
use super::returned::{Field, HANDLER, NOTE, Return, Rows};
use super::{day, wrong};
use crate::calendar::Date;
use crate::diag::{Fault, Level};
use crate::roster::{Cell, Flaw, Place, Record, Roster, Row, Table};

/// The first character of a text that no font has.
pub type Covered<'a> = &'a dyn Fn(&str) -> Option<char>;

/// What stands in the place of a character that cannot be printed (隐去号).
const GETA: char = '〓';

/// A register that is being read.
pub struct Register<'r> {
    roster: &'r Roster,
    index: Index<'r>,
    /// The date of the letter itself (成文日期).
    issued: Option<Date>,
    today: Date,
    covered: Covered<'r>,
    /// Whether the file has a column that identifies; not known before the first row.
    identifies: Option<bool>,
    /// Of which institutions a row says that they have handed in, without a day that can be one.
    pub(super) disputed: Vec<bool>,
    /// What each institution has handed in, by its place in the roster.
    pub(super) returns: Vec<Option<Return>>,
    /// What became of the rows.
    pub(super) rows: Rows,
    /// What is wrong.
    pub(super) flaws: Vec<Flaw>,
}

impl<'r> Register<'r> {
    /// A register of which no row has been read.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn new(
        roster: &'r Roster,
        issued: Option<Date>,
        today: Date,
        covered: Covered<'r>,
    ) -> Result<Self, Fault> {
        let (index, returns) = (Index::new(roster)?, vec![None; roster.len()]);
        let disputed = vec![false; roster.len()];
        let (rows, flaws) = (Rows::default(), Vec::new());
        Ok(Self {
            roster,
            index,
            issued,
            today,
            covered,
            identifies: None,
            disputed,
            returns,
            rows,
            flaws,
        })
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn take(&mut self, record: Record) -> Result<(), Fault> {
        let (line, cells) = (record.line, &record.cells[..]);
        let has = |field: Field| field.of(cells).column.is_some();
        let any = || Field::IDENTITY.into_iter().any(has);
        let identifies = *self.identifies.get_or_insert_with(any);
        let broken = record.flaws.iter().any(|flaw| flaw.level == Level::Error);
        self.flaws.extend(record.flaws);
        // Of a file without such a column that is told once and not of every row.
        let sound = identifies && !broken && self.readable(line, cells, &Field::IDENTITY);
        let who = if sound { self.identified(line, cells)? } else { None };
        let own = [Field::Returned, Field::Handler, Field::Note];
        let bare = own.into_iter().all(|field| field.of(cells).text.is_empty());
        let dated = !bare && !broken && self.readable(line, cells, &[Field::Returned]);
        let when = if dated { self.dated(line, cells) } else { None };
        let (Some((place, row)), Some(date)) = (&who, when) else {
            self.count_out(who.map(|(place, _)| place), bare);
            return Ok(());
        };
        self.named(line, Field::Name.of(cells), row);
        let handler = self.printable(line, Field::Handler.of(cells), HANDLER);
        let note = self.printable(line, Field::Note.of(cells), NOTE);
        self.count(*place, Return { line, date, handler, note });
        Ok(())
    }

    /// The day on which it is read.
    pub(super) fn today(&self) -> Date {
        self.today
    }

    /// Ends the register with what is known of its table.
    pub fn end(&mut self, table: Table) {
        let none = self.identifies == Some(false);
        self.flaws.extend(none.then(|| wrong::no_identity(table.head)));
        self.flaws.extend(table.flaws);
        self.flaws.sort_by(|a, b| a.place.cmp(&b.place));
    }

    /// Counts a row that says of nobody that a letter was handed in on a day.
    fn count_out(&mut self, who: Option<usize>, bare: bool) {
        match who {
            Some(_) if bare => self.rows.open += 1,
            who => {
                self.rows.rejected += 1;
                if let Some(place) = who {
                    self.disputed[place] = true;
                }
            }
        }
    }

    /// Whether cells that matter hold what somebody has written.
    fn readable(&mut self, line: u64, cells: &[Cell], fields: &[Field]) -> bool {
        let written = fields.iter().map(|field| field.of(cells)).filter(|own| !own.text.is_empty());
        let before = self.flaws.len();
        self.flaws.extend(written.filter_map(|own| wrong::cell(at(line, own), own.kind)));
        self.flaws.len() == before
    }

    /// The institution that a row is about: everything it says of its identity must be of one.
    fn identified(&mut self, line: u64, cells: &[Cell]) -> Result<Option<(usize, Row)>, Fault> {
        let keys = [Key::CreditCode, Key::Code, Key::Serial].into_iter().zip(Field::IDENTITY);
        let written = keys.map(|(key, field)| (key, field.of(cells)));
        let written: Vec<(Key, &Cell)> = written.filter(|(_, own)| !own.text.is_empty()).collect();
        let (mut found, mut strange): (Option<(usize, Row)>, Option<&Cell>) = (None, None);
        for (key, own) in &written {
            match self.index.find(*key, &own.text)? {
                Found::One(place, row) => {
                    if found.as_ref().is_some_and(|(other, _)| *other != place) {
                        strange = strange.or(Some(own));
                    } else {
                        found = Some((place, row));
                    }
                }
                Found::Nobody => strange = strange.or(Some(own)),
                Found::Unasked => {}
                Found::Several => {
                    self.flaws.push(wrong::several(at(line, own)));
                    return Ok(None);
                }
            }
        }
        let place = strange.or(written.first().map(|(_, own)| *own)).map(|own| at(line, own));
        let flaw = match (&found, place) {
            (Some(_), Some(place)) if strange.is_some() => wrong::contradiction(place),
            (Some(_), _) => return Ok(found),
            (None, Some(place)) => wrong::unknown(place, self.twin(Field::Name.of(cells))?),
            (None, None) => wrong::unidentified(Place::row(line)),
        };
        self.flaws.push(flaw);
        Ok(None)
    }

    /// The row of the roster that has a name.
    fn twin(&self, name: &Cell) -> Result<Option<u64>, Fault> {
        if name.text.is_empty() {
            return Ok(None);
        }
        Ok(match self.index.find(Key::Name, &name.text)? {
            Found::One(_, row) => Some(row.line),
            Found::Several | Found::Nobody | Found::Unasked => None,
        })
    }

    /// The day of a row, if it can be one.
    fn dated(&mut self, line: u64, cells: &[Cell]) -> Option<Date> {
        let own = Field::Returned.of(cells);
        let place = at(line, own);
        let read = day::read(&own.text);
        let early = self.issued.filter(|issued| read.is_some_and(|date| date < *issued));
        let flaw = match (read, early) {
            (None, _) if own.text.is_empty() => wrong::undated(place),
            (None, _) => wrong::unreadable(place, &own.text),
            (Some(date), _) if date > self.today => wrong::future(place, self.today),
            (Some(_), Some(issued)) => wrong::early(place, issued),
            (Some(date), None) => return Some(date),
        };
        self.flaws.push(flaw);
        None
    }

    /// A name that is not the roster's makes a row doubtful and no more.
    fn named(&mut self, line: u64, own: &Cell, row: &Row) {
        let known = value(self.roster, row, Key::Name);
        let same = plain(&own.text) == plain(known);
        if !own.text.is_empty() && !known.is_empty() && !same {
            self.flaws.push(wrong::misnamed(at(line, own), row.line));
        }
    }

    /// A text as the ledger can show it; what it cannot is told and replaced.
    fn printable(&mut self, line: u64, own: &Cell, most: usize) -> String {
        let unfit =
            |c: char| c.is_control() || (self.covered)(c.encode_utf8(&mut [0; 4])).is_some();
        let strange = own.text.chars().enumerate().find(|(_, c)| *c != '\n' && unfit(*c));
        let long = own.text.chars().nth(most).is_some();
        let fit = |c: char| match c {
            '\n' => ' ',
            c if unfit(c) => GETA,
            c => c,
        };
        let text = own.text.chars().take(most).map(fit).collect();
        let strange = strange.map(|(nth, c)| wrong::character(at(line, own), nth, c));
        self.flaws
            .extend(strange.into_iter().chain(long.then(|| wrong::long(at(line, own), most))));
        text
    }

    /// The earlier of two returns counts.
    fn count(&mut self, at: usize, new: Return) {
        let old = &mut self.returns[at];
        let Some(first) = old else {
            *old = Some(new);
            self.rows.counted += 1;
            return;
        };
        self.rows.repeated += 1;
        self.flaws.push(wrong::twice(Place::row(new.line), first.line));
        if new.date < first.date {
            *first = new;
        }
    }
}

fn at(line: u64, cell: &Cell) -> Place {
    Place { row: line, column: cell.column }
}

#[cfg(test)]
mod tests;
