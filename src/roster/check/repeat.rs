//! Institutions that stand in a roster twice. While rows go by, only hashes of what must not be
//! repeated are kept; where two are equal, the rows are read back and compared, so that nobody is
//! accused by a chance of hashing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::found::Found;
use crate::diag::{Fault, Level, Words, words};
use crate::roster::{Column, Flaw, Place, Roster, Row, identity, serial};

/// How many rows are read back at once.
const CHUNK: usize = 512;

/// Hashes of what must not be repeated.
#[derive(Debug, Default)]
pub(super) struct Keys {
    hashes: Vec<u64>,
}

impl Keys {
    /// Takes in a row.
    pub(super) fn add(&mut self, fields: &Fields, values: &[String]) {
        let start = self.hashes.len();
        for key in fields.keys(values) {
            let hash = key.hash();
            // A row that numbers its letter by its own code repeats nobody.
            if !self.hashes[start..].contains(&hash) {
                self.hashes.push(hash);
            }
        }
    }

    /// The hashes that two rows share, sorted.
    fn repeated(mut self) -> Vec<u64> {
        self.hashes.sort_unstable();
        let runs = self.hashes.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
        runs.map(|run| run[0]).collect()
    }
}

/// Something that must not be repeated.
enum Key<'a> {
    /// A name, without what is often written differently.
    Name(String),
    /// A code of any kind, or a number.
    Code(&'a str),
}

impl Key<'_> {
    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::Name(name) => (1_u8, name).hash(&mut hasher),
            Self::Code(code) => (2_u8, code).hash(&mut hasher),
        }
        hasher.finish()
    }
}

/// Where the fields that matter stand among the columns, and those in the file.
#[derive(Debug)]
pub(super) struct Fields {
    columns: Vec<Column>,
    /// The column of each in the file, where it has one.
    pub(super) files: Vec<Option<usize>>,
    pub(super) institution: Option<usize>,
    pub(super) county: Option<usize>,
    pub(super) code: Option<usize>,
    pub(super) credit: Option<usize>,
    serial: Option<usize>,
}

impl Fields {
    pub(super) fn new(columns: &[Column]) -> Self {
        let at = |key: &str| columns.iter().position(|column| column.key == key);
        Self {
            columns: columns.to_vec(),
            files: vec![None; columns.len()],
            institution: at("institution"),
            county: at("county"),
            code: at("code"),
            credit: at("credit_code"),
            serial: at("serial"),
        }
    }

    fn value<'a>(values: &'a [String], at: Option<usize>) -> &'a str {
        at.and_then(|at| values.get(at)).map_or("", String::as_str)
    }

    fn keys<'a>(&self, values: &'a [String]) -> impl Iterator<Item = Key<'a>> {
        let name = Self::value(values, self.institution);
        let name = (!name.is_empty()).then(|| Key::Name(folded(name)));
        let codes = [self.serial, self.code, self.credit].map(|at| Self::value(values, at));
        name.into_iter().chain(codes.into_iter().filter(|code| !code.is_empty()).map(Key::Code))
    }
}

/// A name without blanks, its brackets and letters in one width: what makes two of them one.
fn folded(name: &str) -> String {
    const STEP: u32 = 0xfee0;
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - STEP).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

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
            Common::Code => (fields.code, same("机构编码", "code", other)),
            Common::Credit => (fields.credit, same("统一社会信用代码", "credit code", other)),
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
                same("编号", "number", other),
            ),
            Common::Identity => (fields.credit, same("代码", "code", other)),
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

fn same(zh: &str, en: &str, other: u64) -> Words {
    words!("{zh}与第 {other} 行相同", "it has the {en} of row {other}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_whatever_the_width_of_their_brackets() {
        assert_eq!(folded("甲（Ａ1）药房"), folded("甲 (A1) 药房"));
        assert_ne!(folded("甲药房"), folded("甲大药房"));
    }

    #[test]
    fn a_row_does_not_repeat_itself() {
        let column = |key: &str| Column { key: key.into(), ..Column::default() };
        let fields = Fields::new(&["institution", "code", "serial"].map(column));
        let mut keys = Keys::default();
        keys.add(&fields, &["甲", "H1", "H1"].map(str::to_owned));
        keys.add(&fields, &["乙", "H2", ""].map(str::to_owned));
        assert_eq!(keys.repeated(), []);
        let mut keys = Keys::default();
        keys.add(&fields, &["甲", "H1", ""].map(str::to_owned));
        keys.add(&fields, &["乙", "", "H1"].map(str::to_owned));
        assert_eq!(keys.repeated().len(), 1);
    }
}
