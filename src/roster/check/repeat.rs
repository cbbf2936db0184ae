//! Institutions that stand in a roster twice. Rows that share a hash are read back and compared, so
//! that nobody is accused by a chance of hashing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::found::Found;
use super::keys::{Fields, Key, Keys, folded};
use crate::diag::{Fault, Level, Words, words};
use crate::roster::{Flaw, Place, Roster, Row, identity, serial};

/// How many rows are read back at once.
const CHUNK: usize = 512;

/// What two rows have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Common {
    Code,
    Credit,
    /// The name, in one county.
    Name,
    /// The name, in whatever counties.
    Namesake,
    /// The number of the letter, one of which may be its own and the other a code.
    Serial,
    /// What identifies them, one of which may be a credit code and the other a code.
    Identity,
}

/// The first row that had something.
struct First {
    line: u64,
    whole: u64,
    good: bool,
    told: bool,
}

/// Compares the rows that may be repetitions, and gives the lines of those among the good ones
/// that are.
pub(super) fn compare(
    keys: Keys,
    fields: &Fields,
    good: &Roster,
    bad: &Roster,
    found: &mut Found,
) -> Result<BTreeSet<u64>, Fault> {
    let mut comparing =
        Comparing { fields, firsts: BTreeMap::new(), spoiled: BTreeSet::new(), found };
    let repeated = keys.repeated();
    if repeated.is_empty() {
        return Ok(comparing.spoiled);
    }
    let (mut good, mut bad) = (Rows::new(good), Rows::new(bad));
    loop {
        let from_good = match (good.next_line()?, bad.next_line()?) {
            (None, None) => return Ok(comparing.spoiled),
            (Some(a), Some(b)) => a < b,
            (a, _) => a.is_some(),
        };
        let Some(row) = (if from_good { good.take() } else { bad.take() }) else { continue };
        let shared = |key: Key<'_>| repeated.binary_search(&key.hash()).is_ok();
        if fields.keys(&row.values).any(shared) {
            comparing.row(&row, from_good);
        }
    }
}

struct Comparing<'a> {
    fields: &'a Fields,
    firsts: BTreeMap<(Common, String), First>,
    spoiled: BTreeSet<u64>,
    found: &'a mut Found,
}

impl Comparing<'_> {
    /// Holds a row against those before it.
    fn row(&mut self, row: &Row, good: bool) {
        let whole = hash(&row.values);
        let shared = self.shared(&row.values);
        let twin = |key| self.firsts.get(key).filter(|first| first.whole == whole);
        if let Some(line) = shared.iter().find_map(twin).map(|first| first.line) {
            self.twin(row.line, line);
            return;
        }
        let mut told = false;
        for key in shared {
            let common = key.0;
            let doubtful = common == Common::Namesake;
            // One word for one repetition: what follows from equal codes is not told again.
            let repeats = matches!(common, Common::Serial | Common::Identity) && told;
            let same_name = doubtful && told;
            let Some(first) = self.firsts.get_mut(&key) else {
                self.firsts.insert(key, First { line: row.line, whole, good, told: false });
                continue;
            };
            if repeats || same_name {
                continue;
            }
            let (line, known, other) = (first.line, first.told, first.good);
            first.told = true;
            told = true;
            self.tell(common, row.line, line);
            if doubtful {
                continue;
            }
            self.spoiled.insert(row.line);
            if !known {
                self.tell(common, line, row.line);
            }
            if other {
                self.spoiled.insert(line);
            }
        }
    }

    /// What a row has that no other may have.
    fn shared(&self, values: &[String]) -> Vec<(Common, String)> {
        let fields = self.fields;
        let name = folded(Fields::value(values, fields.institution));
        let county = Fields::value(values, fields.county);
        let columns = &fields.columns;
        let all = [
            (Common::Code, Fields::value(values, fields.code).to_owned()),
            (Common::Credit, Fields::value(values, fields.credit).to_owned()),
            (
                Common::Name,
                if name.is_empty() { String::new() } else { format!("{name}\n{county}") },
            ),
            (Common::Namesake, name),
            (Common::Serial, serial(columns, values).to_owned()),
            (Common::Identity, identity(columns, values).to_owned()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn same(&self, at: Option<usize>, other: u64) -> Words {
        let name = at.map_or("编号", |at| &self.fields.columns[at].name);
        words!("{name}与第 {other} 行相同", "its {name} is that of row {other}")
    }

    fn twin(&mut self, line: u64, first: u64) {
        let words = words!("整行与第 {first} 行相同", "the whole row is the same as row {first}");
        self.found.add(Flaw {
            check: "roster-repeated",
            level: Level::Error,
            place: Place::row(line),
            words,
            help: Some(words!("删去这一行", "delete the row")),
            also: Some(first),
        });
        self.spoiled.insert(line);
    }

    fn tell(&mut self, common: Common, line: u64, other: u64) {
        let fields = self.fields;
        let (at, words) = match common {
            Common::Code => (fields.code, self.same(fields.code, other)),
            Common::Credit => (fields.credit, self.same(fields.credit, other)),
            Common::Name => (
                fields.institution,
                words!(
                    "同一县区里与第 {other} 行同名",
                    "it has the name of row {other} in the same county"
                ),
            ),
            Common::Namesake => (
                fields.institution,
                words!(
                    "与第 {other} 行同名，不在同一县区",
                    "it has the name of row {other} elsewhere"
                ),
            ),
            Common::Serial => (
                fields.serial.filter(|at| fields.files[*at].is_some()).or(fields.code),
                self.same(fields.serial, other),
            ),
            Common::Identity => (fields.credit, self.same(fields.credit.or(fields.code), other)),
        };
        let column = at.and_then(|at| fields.files[at]);
        let doubtful = common == Common::Namesake;
        let help = if doubtful {
            words!("确认是两家机构", "make sure that they are two")
        } else {
            words!("核对两行，改正或者删去一行", "compare both; correct or delete one")
        };
        self.found.add(Flaw {
            check: "roster-duplicate",
            level: if doubtful { Level::Warning } else { Level::Error },
            place: Place { row: line, column },
            words,
            help: Some(help),
            also: Some(other),
        });
    }
}

fn hash(values: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    values.hash(&mut hasher);
    hasher.finish()
}

/// The rows of a roster one after another, a few in memory.
struct Rows<'a> {
    roster: &'a Roster,
    at: usize,
    chunk: std::vec::IntoIter<Row>,
}

impl<'a> Rows<'a> {
    fn new(roster: &'a Roster) -> Self {
        Self { roster, at: 0, chunk: Vec::new().into_iter() }
    }

    /// The line of the row that comes next.
    fn next_line(&mut self) -> Result<Option<u64>, Fault> {
        if self.chunk.len() == 0 && self.at < self.roster.len() {
            let end = self.roster.len().min(self.at + CHUNK);
            self.chunk = self.roster.rows(self.at..end)?.into_iter();
            self.at = end;
        }
        Ok(self.chunk.as_slice().first().map(|row| row.line))
    }

    fn take(&mut self) -> Option<Row> {
        self.chunk.next()
    }
}
