//! The gates before the rules over single papers: which of them have anything to say about one.
//!
//! Most rules are about something that most papers do not have: a mark, a phrase, a misspelling.
//! Such a rule names words of which one must stand in a paper's texts. Whoever reads the texts
//! listens for the words of all rules at once; a rule none of whose words was heard costs nothing.

use std::sync::LazyLock;

use super::{Check, Rule, rules};
use crate::model::{Awaited, Chars, Paper};

/// The gate before one rule.
pub struct Gate {
    /// The place of the rule among all.
    rule: usize,
    /// Whether it names no words, and is always run.
    always: bool,
    /// Marks that are words by themselves: a paper tells which of them it has.
    marks: Option<Chars>,
}

impl Gate {
    fn new((rule, words): (usize, &Option<Vec<String>>)) -> Self {
        let marks: String = words.iter().flatten().filter_map(|word| mark(word)).collect();
        let marks = (!marks.is_empty()).then(|| Chars::of(&marks));
        Self { rule, always: words.is_none(), marks }
    }

    /// Whether the rule is run on this paper.
    pub fn opens(&self, paper: &Paper) -> bool {
        self.always
            || paper.heard.any_of(self.rule)
            || self.marks.is_some_and(|marks| marks.meets(&paper.chars))
    }
}

/// The words that each rule names.
static WORDS: LazyLock<Vec<Option<Vec<String>>>> =
    LazyLock::new(|| rules::ALL.iter().map(|rule| rule.words()).collect());

static GATES: LazyLock<Vec<Gate>> =
    LazyLock::new(|| WORDS.iter().enumerate().map(Gate::new).collect());

static AWAITED: LazyLock<Awaited> = LazyLock::new(|| {
    let named = |(rule, words): (usize, &Option<Vec<String>>)| {
        let words = words.clone().unwrap_or_default().into_iter();
        words.filter(|word| mark(word).is_none()).map(move |word| (word, rule))
    };
    Awaited::new(WORDS.iter().enumerate().flat_map(named))
});

/// The gates before all rules, in their order.
pub fn all() -> &'static [Gate] {
    &GATES
}

/// The words of all rules, each with the place of its rule.
pub fn awaited() -> &'static Awaited {
    &AWAITED
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
