//! The plan of a merge that many machines share: everything that they must agree on before the
//! first letter is made, and what the work will weigh.
//!
//! It holds hashes and counts, never values of the roster besides the names of counties. Each step
//! works its own plan out of the files it was given and compares: a machine with other fonts, an
//! older program or yesterday's roster is found before it has made anything.

mod weigh;

pub use weigh::{County, Run, Weights, clashes, plan};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::build::manifest::Tool;
use crate::diag::{Fault, Words, words};
use crate::text::hex;

/// The version of the format.
const VERSION: u32 = 1;
/// What the file says of itself.
const KIND: &str = "merge-plan";

/// Why one of the steps `plan`, `render` and `join` stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// What was given does not fit together. It never will, so nobody need try again.
    Unfit(Vec<Fault>),
    /// Something did not work that may work the next time: a full disk, a lost network.
    Failed(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

/// What stands in `plan.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the format.
    pub version: u32,
    /// `merge-plan`.
    pub kind: String,
    /// The program.
    pub tool: Tool,
    /// The path of the letter in the workspace.
    pub letter: String,
    /// What was asked for, in the words of the command line.
    pub options: Value,
    /// The roster.
    pub roster: Planned,
    /// The letter in each of its looks.
    pub looks: Vec<Look>,
    /// What there will be to do.
    pub weights: Weights,
}

/// What is known of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The hash of its rows, whatever file they stand in.
    pub hash: String,
    /// How many institutions get a letter.
    pub rows: usize,
    /// How many rows are bad and left out.
    pub skipped: usize,
}

/// A letter in one of its looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The name of the look.
    pub look: String,
    /// What follows the names of its files.
    pub suffix: String,
    /// A hash of all that a letter is made of, its row excepted: letter, look, fonts, program.
    pub recipe: String,
    /// How many pages a letter has.
    pub pages: usize,
    /// How many bytes the first letter has; others differ by a few.
    pub bytes: u64,
}

impl Plan {
    /// A plan by this program.
    pub fn new(
        letter: &str,
        options: Value,
        roster: Planned,
        looks: Vec<Look>,
        weights: Weights,
    ) -> Self {
        let (kind, tool, letter) = (KIND.to_owned(), Tool::own(), letter.to_owned());
        Self { version: VERSION, kind, tool, letter, options, roster, looks, weights }
    }

    /// The file.
    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("a plan has no maps with odd keys");
        text + "\n"
    }

    /// Reads the file.
    ///
    /// # Errors
    /// When it is no plan, or that of another program.
    pub fn read(text: &str) -> Result<Self, Stop> {
        let value: Value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        // Of another version's plan no more is read than whose it is.
        let own = Tool::own().version;
        let told = value.get("tool").and_then(|tool| tool.get("version")).and_then(Value::as_str);
        if value.get("kind").and_then(Value::as_str) == Some(KIND)
            && let Some(told) = told.filter(|told| *told != own)
        {
            return Err(unfit(vec![words!(
                "计划由红头 {told} 写出，这台机器上是 {own}",
                "the plan was made by hongtou {told}, and this is {own}"
            )]));
        }
        let plan: Self = serde_json::from_value(value).map_err(|error| unreadable(&error))?;
        if plan.kind != KIND || plan.version != VERSION {
            return Err(unfit(vec![words!("这不是套打的计划", "this is no plan of a merge")]));
        }
        Ok(plan)
    }

    /// Holds what was planned against what the files here come to.
    ///
    /// # Errors
    /// When they are not the files that the plan was made of.
    pub fn hold(&self, here: &Self) -> Result<(), Stop> {
        let mut found = Vec::new();
        if self.letter != here.letter || self.options != here.options {
            found.push(words!("计划的文件或选项改过", "the plan is for another letter or options"));
        }
        self.hold_roster(here, &mut found);
        self.hold_looks(here, &mut found);
        if found.is_empty() && self != here {
            found.push(words!("计划里的工作量改过", "the weights in the plan were changed"));
        }
        if found.is_empty() { Ok(()) } else { Err(unfit(found)) }
    }

    fn hold_roster(&self, here: &Self, found: &mut Vec<Words>) {
        let (planned, rows) = (self.roster.rows, here.roster.rows);
        if rows != planned {
            found.push(words!(
                "计划时名册有 {planned} 行，现在是 {rows} 行",
                "the roster had {planned} rows when it was planned and has {rows} now"
            ));
        } else if self.roster != here.roster {
            found.push(words!(
                "名册的内容和计划时不同",
                "the roster is not the one that was planned with"
            ));
        }
    }

    fn hold_looks(&self, here: &Self, found: &mut Vec<Words>) {
        let key = |look: &Look| (look.look.clone(), look.suffix.clone());
        if !self.looks.iter().map(key).eq(here.looks.iter().map(key)) {
            found.push(words!("版式和计划时不同", "the looks are not those that were planned"));
            return;
        }
        for (planned, here) in self.looks.iter().zip(&here.looks) {
            if planned.recipe != here.recipe {
                let look = &here.look;
                found.push(words!(
                    "{look}：文件、版式或字体和计划时不同",
                    "{look}: the letter, look or fonts are not those of the plan"
                ));
            }
        }
    }
}

/// The hash that shards name a plan by.
pub fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn unreadable(error: &serde_json::Error) -> Stop {
    Stop::Unfit(vec![
        Fault::new(words!("计划读不出来：{error}", "the plan cannot be read: {error}"))
            .help(words!("用 hongtou merge plan 重写", "write it anew with `hongtou merge plan`")),
    ])
}

fn unfit(found: Vec<Words>) -> Stop {
    let help = words!(
        "各台机器用同一版红头、同一份名册和文件；改过就从 plan 重做",
        "give all machines the same program, roster and letter, or plan anew"
    );
    Stop::Unfit(found.into_iter().map(|words| Fault::new(words).help(help.clone())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let roster = Planned { hash: "ab".into(), rows: 3, skipped: 0 };
        let look = Look {
            look: "pledge-a4".into(),
            suffix: String::new(),
            recipe: "cd".into(),
            pages: 1,
            bytes: 40_000,
        };
        let weights = Weights { letters: 3, pages: 3, bytes: 120_000, ..Weights::default() };
        Plan::new("policies/a/letter.yaml", Value::Null, roster, vec![look], weights)
    }

    fn said(held: Result<(), Stop>) -> Vec<String> {
        match held {
            Ok(()) => Vec::new(),
            Err(Stop::Unfit(all)) => all.into_iter().map(|fault| fault.words.en).collect(),
            Err(Stop::Failed(fault)) => panic!("{fault}"),
        }
    }

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        assert_eq!(Plan::read(&plan().text()), Ok(plan()));
        assert_eq!(said(plan().hold(&plan())), [""; 0]);
        assert_eq!(hash(&plan().text()).len(), 64);
    }

    #[test]
    fn every_difference_is_named() {
        let mut other = plan();
        other.roster = Planned { hash: "ef".into(), rows: 4, skipped: 0 };
        other.looks[0].recipe = "00".into();
        let differences = [
            "the roster had 3 rows when it was planned and has 4 now",
            "pledge-a4: the letter, look or fonts are not those of the plan",
        ];
        assert_eq!(said(plan().hold(&other)), differences);
        let mut same_rows = plan();
        same_rows.roster.hash = "ef".into();
        assert_eq!(said(plan().hold(&same_rows)).len(), 1);
        let mut options = plan();
        options.options = Value::Bool(true);
        assert_eq!(said(plan().hold(&options)), ["the plan is for another letter or options"]);
        let mut weights = plan();
        weights.weights.letters = 9;
        assert_eq!(said(plan().hold(&weights)), ["the weights in the plan were changed"]);
    }

    #[test]
    fn what_is_no_plan_or_of_another_program_is_refused() {
        let read = |text: &str| said(Plan::read(text).map(drop));
        let other = plan().text().replace(env!("CARGO_PKG_VERSION"), "9.9.9");
        assert!(read(&other)[0].starts_with("the plan was made by hongtou 9.9.9"), "{other}");
        assert!(read("{}")[0].starts_with("the plan cannot be read"));
        assert!(read("[[[[").len() == 1);
        let manifest = plan().text().replace(KIND, "merge");
        assert_eq!(read(&manifest), ["this is no plan of a merge"]);
    }
}
