//! What is to be made.

use super::press::Press;
use crate::doc::Doc;
use crate::roster::{Roster, Row, serial};

/// A letter for every institution of a roster.
pub struct Task<'a> {
    /// The path of the letter in the workspace.
    pub letter: &'a str,
    /// The letter in each of its looks.
    pub looks: Vec<Printed<'a>>,
    /// The rows that are fit to be printed.
    pub roster: &'a Roster,
    /// The rows of the file that are not, and are left out.
    pub skipped: &'a [u64],
    /// How files are named.
    pub names: super::Names,
    /// What is asked for.
    pub choice: Choice,
    /// Which rows are made here; all when nothing is said.
    pub only: Option<&'a (dyn Fn(&Row) -> bool + Sync)>,
}

impl Task<'_> {
    /// Whether a row is to be made here.
    pub fn takes(&self, row: &Row) -> bool {
        self.only.is_none_or(|only| only(row))
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
pub struct Printed<'a> {
    /// The name of the look.
    pub look: String,
    /// What follows the names of its files: nothing, `-poster`, `-poster-archive`.
    pub suffix: String,
    /// The letter as nobody has filled it in.
    pub doc: &'a Doc,
    /// What makes its letters.
    pub press: Box<dyn Press + 'a>,
}

/// What is asked of a merge besides letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Whether every institution gets a file.
    pub letters: bool,
    /// Whether print runs and their index are made.
    pub runs: bool,
    /// Whether print runs are printed on both sides.
    pub duplex: bool,
}
