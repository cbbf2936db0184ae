//! Lists of wrong words and right ones, each with what must not stand beside it, and their reader.
//!
//! A list is a table of tabs: wrong, right, words it must not follow, words that must not follow
//! it, the trust in the fix (`safe`, `ask`, or `none` where a person has to choose), the reason.
//! Several words in a cell are parted by blanks; `-` is none.

use std::collections::BTreeMap;
use std::ops::Range;

use super::wording::{self, Wording};
use super::{Draft, Report};
use crate::diag::{Trust, Words, words};
use crate::model::Paper;

/// A wrong word.
#[derive(Debug)]
pub struct Entry {
    /// What is written.
    pub wrong: &'static str,
    /// What should be.
    pub right: &'static str,
    /// The reason, in Chinese.
    pub reason: &'static str,
    not_before: Vec<&'static str>,
    not_after: Vec<&'static str>,
    trust: Option<Trust>,
}

/// A list of wrong words, found in one pass over a text.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The entries, in the order of their first characters, longer words first.
    by_first: BTreeMap<char, Vec<Entry>>,
}

impl Lexicon {
    /// Reads a list of our own. Lines that begin with `#` say what follows.
    pub fn read(list: &'static str) -> Self {
        let mut lexicon = Self::default();
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for entry in lines.map(Entry::read) {
            let first = entry.wrong.chars().next().expect("a wrong word has characters");
            lexicon.by_first.entry(first).or_default().push(entry);
        }
        for entries in lexicon.by_first.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.wrong.len()));
        }
        lexicon
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.by_first.values().flatten()
    }

    /// The wrong words in a text, which do not overlap.
    pub fn find(&self, wording: &Wording<'_>) -> Vec<(Range<usize>, &Entry)> {
        let mut found: Vec<(Range<usize>, &Entry)> = Vec::new();
        for (at, first) in wording.text.char_indices() {
            let Some(entries) = self.by_first.get(&first) else { continue };
            let over = found.last().is_none_or(|(last, _)| last.end <= at);
            let stands = |entry: &&Entry| over && entry.stands(wording, at);
            if let Some(entry) = entries.iter().find(stands) {
                found.push((at..at + entry.wrong.len(), entry));
            }
        }
        found
    }

    /// Reports every wrong word of a paper.
    pub fn report(&self, paper: &Paper, report: &mut Report) {
        for wording in wording::of(paper) {
            for (bytes, entry) in self.find(&wording) {
                let (wrong, right) = (entry.wrong, entry.right);
                let message = words!("“{wrong}”应为“{right}”", "`{wrong}` should be `{right}`");
                let draft = report.at(wording.place(bytes), message);
                entry.fix(draft.help(entry.help()));
            }
        }
    }
}

impl Entry {
    fn read(line: &'static str) -> Self {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().expect("a line of a list of words has six cells");
        let many = |cell: &'static str| cell.split(' ').filter(|word| *word != "-").collect();
        Self {
            wrong: cell(),
            right: cell(),
            not_before: many(cell()),
            not_after: many(cell()),
            trust: match cell() {
                "safe" => Some(Trust::Safe),
                "ask" => Some(Trust::Suggested),
                _ => None,
            },
            reason: cell(),
        }
    }

    fn stands(&self, wording: &Wording<'_>, at: usize) -> bool {
        let (before, rest) = wording.text.split_at(at);
        rest.strip_prefix(self.wrong).is_some_and(|after| {
            !self.not_before.iter().any(|word| before.ends_with(word))
                && !self.not_after.iter().any(|word| after.starts_with(word))
                && wording.own(&(at..at + self.wrong.len()))
        })
    }

    fn help(&self) -> Words {
        let (reason, right) = (self.reason, self.right);
        words!("{reason}", "write `{right}`")
    }

    fn fix(&self, draft: Draft<'_>) {
        if let Some(trust) = self.trust {
            draft.fix(trust, self.right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    const LISTS: [&str; 4] = [
        include_str!("typo_lexicon.tsv"),
        include_str!("confusable_lexicon.tsv"),
        include_str!("set_phrase_lexicon.tsv"),
        include_str!("name_typo_lexicon.tsv"),
    ];

    #[test]
    fn every_entry_differs_from_its_right_word_and_gives_a_reason() {
        for list in LISTS {
            let lexicon = Lexicon::read(list);
            for entry in lexicon.entries() {
                let (wrong, right) = (entry.wrong, entry.right);
                assert!(wrong != right && !right.is_empty() && !entry.reason.is_empty(), "{wrong}");
            }
        }
    }

    #[test]
    fn no_right_word_is_wrong_by_another_entry() {
        let lexicons = LISTS.map(Lexicon::read);
        let all = || lexicons.iter().flat_map(Lexicon::entries);
        for right in all().map(|entry| entry.right) {
            let wrong = all().find(|entry| right.contains(entry.wrong));
            let guarded = wrong.is_none_or(|entry| !entry.not_before.is_empty());
            assert!(guarded, "{right} holds {}", wrong.map_or("", |entry| entry.wrong));
        }
    }

    #[test]
    fn the_list_of_miswritten_words_has_more_than_a_hundred_entries() {
        assert!(Lexicon::read(LISTS[0]).entries().count() > 100);
    }
}
