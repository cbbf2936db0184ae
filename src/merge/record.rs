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

/// A file other than a letter, as the journal notes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// What it was made of, as a hash.
    pub input: String,
    /// The file.
    pub file: Made,
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

#[cfg(test)]
mod tests {
    use super::*;

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
