//! The manifest of a folder that is finished: what it was made of, and how many letters there are.
//! Hosts, clocks and jobs leave no trace in it.

use serde::{Deserialize, Serialize};

use super::press::Press;
use super::record::{Counts, Other};
use super::task::{Choice, Task};
use crate::diag::{Fault, words};

/// The name of the manifest in an out folder.
pub const NAME: &str = "manifest.json";
/// The name of the file with a line for each letter.
pub const LETTERS: &str = "letters.jsonl";
/// The version of the form of manifests.
pub const VERSION: u32 = 1;
/// What tells it from manifests of other commands.
pub const KIND: &str = "merge";

/// What a merge has made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of its form.
    pub version: u32,
    /// Always `merge`.
    pub kind: String,
    /// The program that made it.
    pub tool: String,
    /// The path of the letter in the workspace.
    pub letter: String,
    /// The hash of the roster's rows.
    pub roster: String,
    /// The pattern of the names of letters.
    pub names: String,
    /// What was asked for.
    pub options: Choice,
    /// The looks that were printed.
    pub looks: Vec<Look>,
    /// How many letters there are.
    pub counts: Counts,
    /// The SHA-256 of `letters.jsonl`.
    pub letters: String,
    /// The print runs.
    pub runs: Vec<Other>,
    /// The files of the index.
    pub index: Vec<Other>,
}

/// A look in which letters were printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Its name.
    pub look: String,
    /// What follows the names of its files.
    pub suffix: String,
    /// A hash of all that its letters are made of, rows excepted.
    pub recipe: String,
    /// How many pages a letter has.
    pub pages: usize,
}

impl Manifest {
    /// What is known before anything is made.
    pub fn new<P: Press>(task: &Task<'_, P>) -> Self {
        let look = |printed: &super::task::Printed<'_, P>| Look {
            look: printed.look.clone(),
            suffix: printed.suffix.clone(),
            recipe: printed.press.recipe().to_owned(),
            pages: printed.press.pages(),
        };
        Self {
            version: VERSION,
            kind: KIND.to_owned(),
            tool: concat!("hongtou ", env!("CARGO_PKG_VERSION")).to_owned(),
            letter: task.letter.to_owned(),
            roster: task.roster.hash().to_owned(),
            names: task.names.pattern().to_owned(),
            options: task.choice,
            looks: task.looks.iter().map(look).collect(),
            ..Self::default()
        }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// When it is none of a merge.
    pub fn parse(text: &str, shown: &str) -> Result<Self, Fault> {
        let read: Option<Self> = serde_json::from_str(text).ok();
        read.filter(|manifest| manifest.kind == KIND && manifest.version == VERSION).ok_or_else(
            || {
                Fault::new(words!(
                    "{shown} 不是本版本合并套打的清单",
                    "{shown} is no manifest of a merge by this version"
                ))
                .help(words!(
                    "这个文件夹里是别的成品，换一个 --out",
                    "the folder holds something else: choose another --out"
                ))
            },
        )
    }

    /// Its text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl Default for Choice {
    fn default() -> Self {
        Self { letters: true, runs: true, duplex: false }
    }
}
