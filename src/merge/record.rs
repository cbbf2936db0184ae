//! What is written down of each letter, and of all of them.

use serde::{Deserialize, Serialize};

/// A file that lies in the out folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its path inside the folder.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It lies in the folder, made now or kept unchanged.
    Done,
    /// It could not be made.
    #[default]
    Failed,
    /// Its row is bad and was left out.
    Skipped,
}

/// A line of `letters.jsonl`. It shows no values of the roster, except in the names of files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The place of its row among all good rows, from 0: it is told here and never written down,
    /// for it changes with every row that is added above.
    #[serde(skip)]
    pub at: usize,
    /// Its row in the roster, from 1.
    pub row: u64,
    /// A hash of what tells the institution from others, as 16 hexadecimal digits.
    pub id: String,
    /// What became of it.
    pub state: State,
    /// A hash of all that its files are made of, as 32 hexadecimal digits.
    pub input: String,
    /// Its files, in the order of the looks.
    pub files: Vec<Made>,
}

/// How many letters there are: expected = done + failed + skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The rows of the roster that are institutions.
    pub expected: usize,
    /// Letters that lie in the folder.
    pub done: usize,
    /// Letters that could not be made.
    pub failed: usize,
    /// Rows that were left out because they are bad.
    pub skipped: usize,
}

impl Counts {
    /// Whether no letter is missing.
    pub fn complete(self) -> bool {
        self.done == self.expected
    }
}

/// What became of every row, by its place among the good ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Nothing where a row is made elsewhere.
    states: Vec<Option<State>>,
    skipped: usize,
}

impl Ledger {
    /// Of so many rows nothing is known yet; so many more were left out.
    pub fn new(rows: usize, skipped: usize) -> Self {
        Self { states: vec![None; rows], skipped }
    }

    /// Notes what became of a row.
    pub fn set(&mut self, at: usize, state: State) {
        self.states[at] = Some(state);
    }

    /// What became of a row; nothing where it is made elsewhere.
    pub fn state(&self, at: usize) -> Option<State> {
        self.states.get(at).copied().flatten()
    }

    /// Whether the letter of a row lies in the folder.
    pub fn done(&self, at: usize) -> bool {
        self.state(at) == Some(State::Done)
    }

    /// How many letters there are of each.
    pub fn counts(&self) -> Counts {
        let count = |state| self.states.iter().filter(|own| **own == Some(state)).count();
        let (done, failed) = (count(State::Done), count(State::Failed));
        let skipped = self.skipped + count(State::Skipped);
        Counts { expected: done + failed + skipped, done, failed, skipped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_elsewhere_is_not_counted() {
        let mut ledger = Ledger::new(4, 2);
        ledger.set(0, State::Done);
        ledger.set(2, State::Failed);
        assert!(ledger.done(0) && !ledger.done(1) && !ledger.done(2));
        let counts = ledger.counts();
        assert_eq!(counts, Counts { expected: 4, done: 1, failed: 1, skipped: 2 });
        assert!(!counts.complete());
    }

    #[test]
    fn a_line_shows_what_is_known_of_a_letter() {
        let made = Made { path: "letters/a/1.pdf".into(), sha256: "00".into(), bytes: 9 };
        let record =
            Record { at: 7, row: 2, state: State::Done, files: vec![made], ..Record::default() };
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(
            line,
            r#"{"row":2,"id":"","state":"done","input":"","files":[{"path":"letters/a/1.pdf","sha256":"00","bytes":9}]}"#
        );
        assert_eq!(serde_json::from_str::<Record>(&line).unwrap(), Record { at: 0, ..record });
    }
}
