//! What is to be made.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::names::Names;
use super::press::Press;
use crate::backend::Trouble;
use crate::doc::Doc;
use crate::roster::{Roster, Row, identity, serial};
use crate::text::hex;

/// How many bytes of a hash tell what files are made of.
pub(super) const INPUT: usize = 16;

/// A letter for every institution of a roster.
pub struct Task<'a, P> {
    /// The path of the letter in the workspace.
    pub letter: &'a str,
    /// The letter in each of its looks.
    pub looks: Vec<Printed<'a, P>>,
    /// The rows that are fit to be printed.
    pub roster: &'a Roster,
    /// The rows of the file that are not, and are left out.
    pub skipped: &'a [u64],
    /// How files are named.
    pub names: Names,
    /// What is asked for.
    pub choice: Choice,
    /// Which part of it is made here; all when nothing is said.
    pub part: Option<Part<'a>>,
    /// Typesets what is no letter: covers by its look, lists.
    pub typeset: Typeset<'a>,
}

/// Typesets a paper in a look.
pub type Typeset<'a> = &'a (dyn Fn(&Doc, &str) -> Result<Vec<u8>, Trouble> + Sync);

/// A part of a merge. What lists the whole, the index, belongs to none.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Whether a row's letter is made here.
    pub row: &'a (dyn Fn(&Row) -> bool + Sync),
    /// Whether a print run is made here, by its path.
    pub run: &'a (dyn Fn(&str) -> bool + Sync),
}

impl<P: Press> Task<'_, P> {
    /// Whether a row is to be made here.
    pub fn takes(&self, row: &Row) -> bool {
        self.part.is_none_or(|part| (part.row)(row))
    }

    /// Whether a print run is to be made here.
    pub fn binds(&self, path: &str) -> bool {
        self.part.is_none_or(|part| (part.run)(path))
    }

    /// The paths of the files of a row, in the order of the looks.
    pub fn paths(&self, values: &[String]) -> Vec<String> {
        self.looks.iter().map(|look| self.names.path(values, &look.suffix)).collect()
    }

    /// A hash of all that the files of a row are made of, and of where they go. Their bytes follow
    /// from it, whatever else is in the roster.
    pub fn input(&self, values: &[String]) -> [u8; INPUT] {
        let mut digest = Sha256::new();
        let mut add = |text: &str| {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text.as_bytes());
        };
        for look in &self.looks {
            add(look.press.recipe());
        }
        for text in self.paths(values).iter().chain(values) {
            add(text);
        }
        *digest.finalize().first_chunk().expect("a SHA-256 has 32 bytes")
    }

    /// A hash of what tells an institution from others, as it may be written down.
    pub fn id(&self, values: &[String]) -> String {
        const SHOWN: usize = 8;
        hex(&Sha256::digest(identity(self.roster.columns(), values).as_bytes())[..SHOWN])
    }

    /// The values of a row as they are printed: a letter without a number of its own bears the code
    /// of its institution.
    pub fn values(&self, row: Row) -> Vec<String> {
        let columns = self.roster.columns();
        let number = serial(columns, &row.values).to_owned();
        let mut values = row.values;
        if let Some(at) = self.roster.column("serial").filter(|at| *at < values.len()) {
            values[at] = number;
        }
        values
    }
}

/// A letter in one of its looks.
pub struct Printed<'a, P> {
    /// The name of the look.
    pub look: String,
    /// What follows the names of its files: nothing, `-poster`, `-poster-archive`.
    pub suffix: String,
    /// The letter as nobody has filled it in.
    pub doc: &'a Doc,
    /// What makes its letters.
    pub press: &'a P,
}

/// What is asked of a merge besides letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Whether every institution gets a file of its own.
    pub letters: bool,
    /// Whether print runs and their index are made.
    pub runs: bool,
    /// Whether print runs are printed on both sides.
    pub duplex: bool,
}
