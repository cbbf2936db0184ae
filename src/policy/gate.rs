//! The gate before the rules over single papers: which of them have anything to say about one.
//!
//! Most rules are about something that most papers do not have: a mark, a phrase, a misspelling.
//! Such a rule names words of which one must stand in a paper's texts, and one pass over the texts
//! for the words of all rules tells which rules are to be run; the others cost nothing.

use super::needles::Needles;
use super::{Check, Rule};
use crate::model::Paper;

/// Which rules of a list are run on a paper.
pub struct Gate {
    needles: Needles,
    /// For each word, the rule that names it.
    rules: Vec<usize>,
    /// The rules that name no words, and are always run.
    always: Vec<bool>,
}

impl Gate {
    /// The gate before these rules.
    pub fn before<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Self {
        let (mut words, mut owners, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (at, rule) in rules.into_iter().enumerate() {
            let named = rule.words();
            always.push(named.is_none());
            for word in named.unwrap_or_default() {
                words.push(word);
                owners.push(at);
            }
        }
        Self { needles: Needles::new(words), rules: owners, always }
    }

    /// For each rule, whether it is run on this paper.
    pub fn open(&self, paper: &Paper) -> Vec<bool> {
        let mut open = self.always.clone();
        for text in paper.said.iter().map(|said| said.text()) {
            self.needles.find(text, |_, word| open[self.rules[word]] = true);
        }
        open
    }
}

impl Rule {
    /// The words of which one must stand in the texts of a paper for this rule to have anything to
    /// say; none where it may always have.
    fn words(&self) -> Option<Vec<String>> {
        match self.check {
            Check::Words(words, _) => Some(words.iter().map(|word| (*word).to_owned()).collect()),
            Check::Listed(words, _) => Some(words()),
            Check::Paper(_)
            | Check::Set(_)
            | Check::Release(_)
            | Check::Doc(_)
            | Check::Pages(_) => None,
        }
    }
}
