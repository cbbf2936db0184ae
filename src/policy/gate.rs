//! The gate before the rules over single papers: which of them have anything to say about one.
//!
//! Most rules are about something that most papers do not have: a mark, a phrase, a misspelling.
//! Such a rule names words of which one must stand in a paper's texts, and one pass over the texts
//! for the words of all rules tells which rules are to be run; the others cost nothing.

use super::needles::Needles;
use super::{Check, Rule};
use crate::model::{Chars, Paper};

/// Which rules of a list are run on a paper.
pub struct Gate {
    needles: Needles,
    /// For each word, the rule that names it.
    rules: Vec<usize>,
    /// Marks that are words by themselves, and the rules that name them: texts tell which of them
    /// they have without being read once more.
    marks: Vec<(char, usize)>,
    /// The rules that name no words, and are always run.
    always: Vec<bool>,
}

impl Gate {
    /// The gate before these rules.
    pub fn before<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let (mut words, mut owners) = (Vec::new(), Vec::new());
        let (mut marks, mut always) = (Vec::new(), Vec::new());
        for (at, rule) in rules.into_iter().enumerate() {
            let named = rule.words();
            always.push(named.is_none());
            for word in named.unwrap_or_default() {
                if let Some(mark) = mark(&word) {
                    marks.push((mark, at));
                } else {
                    words.push(word);
                    owners.push(at);
                }
            }
        }
        Self { needles: Needles::new(words), rules: owners, marks, always }
    }

    /// For each rule, whether it is run on this paper.
    pub fn open(&self, paper: &Paper) -> Vec<bool> {
        let mut open = self.always.clone();
        let mut chars = Chars::NONE;
        for said in &paper.said {
            chars.join(said.chars());
            self.needles.find(said.text(), |_, word| open[self.rules[word]] = true);
        }
        for (mark, rule) in &self.marks {
            open[*rule] |= chars.may_have(*mark);
        }
        open
    }
}

/// The mark that is a whole word, when all texts together still tell whether one of them has it.
/// A zero stands for any digit.
fn mark(word: &str) -> Option<char> {
    let mut chars = word.chars();
    let first = chars.next().filter(|c| *c != '0' && Chars::knows(*c));
    first.filter(|_| chars.next().is_none())
}

impl Rule {
    /// The words of which one must stand in the texts of a paper for this rule to have anything to
    /// say; none where it may always have.
    fn words(&self) -> Option<Vec<String>> {
        match self.check {
            Check::Words(words, _) => Some(words.iter().map(|word| (*word).to_owned()).collect()),
            Check::Listed(words, _) => Some(words()),
            _ => None,
        }
    }
}
