//! One cell while it is looked at.

use crate::diag::{Level, Words};
use crate::roster::{Column, Flaw, Kind, Place};

/// A cell, and what is known of it beside its text.
#[derive(Debug)]
pub(super) struct Look<'a> {
    /// Its column.
    pub(super) column: &'a Column,
    /// Its place.
    pub(super) place: Place,
    /// What it says.
    pub(super) text: &'a str,
    /// What it is in the file.
    pub(super) kind: Kind,
    /// Whether no letter can be made without it.
    pub(super) needed: bool,
}

impl Look<'_> {
    /// Something wrong in it.
    pub(super) fn flaw(&self, check: &'static str, level: Level, words: Words) -> Flaw {
        Flaw { check, level, place: self.place.clone(), words, help: None, also: None }
    }

    /// Something wrong in it, so that the row cannot be printed.
    pub(super) fn error(&self, check: &'static str, words: Words) -> Flaw {
        self.flaw(check, Level::Error, words)
    }

    /// Something doubtful in it.
    pub(super) fn warning(&self, check: &'static str, words: Words) -> Flaw {
        self.flaw(check, Level::Warning, words)
    }

    /// Whether its field is one of these.
    pub(super) fn is(&self, keys: &[&str]) -> bool {
        keys.contains(&self.column.key.as_str())
    }

    /// Whether it holds a code, of which every character counts.
    pub(super) fn is_code(&self) -> bool {
        self.is(&["code", "credit_code", "serial"]) || self.column.leaf == "credit-code"
    }
}

impl Flaw {
    /// Says what to do.
    pub(super) fn help(self, words: Words) -> Self {
        Self { help: Some(words), ..self }
    }
}
