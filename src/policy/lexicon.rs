//! Lists of wrong words and right ones, each with what must not stand beside it, and their reader.
//!
//! A list is a table of tabs: wrong, right, words it must not follow, words that must not follow
//! it, the trust in the fix (`safe`, `ask`, or `none` where a person has to choose), the reason.
//! Several words in a cell are parted by blanks; `-` is none.

use std::cmp::Reverse;
use std::ops::Range;

use super::wording::{self, Wording};
use super::{Draft, Report};
use crate::diag::{Trust, Words, words};
use crate::model::Paper;
use crate::text::Needles;

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
#[derive(Debug)]
pub struct Lexicon {
    /// The entries, in the order of the list.
    entries: Vec<Entry>,
    needles: Needles,
}

impl Lexicon {
    /// Reads a list of our own. Lines that begin with `#` say what follows.
    pub fn read(list: &'static str) -> Self {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entries: Vec<Entry> = lines.map(Entry::read).collect();
        let needles = Needles::new(entries.iter().map(|entry| entry.wrong.to_owned()));
        Self { entries, needles }
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The wrong words.
    pub fn words(&self) -> Vec<String> {
        self.entries().map(|entry| entry.wrong.to_owned()).collect()
    }

    /// The wrong words in a text, which do not overlap. Where several begin, the longest counts.
    pub fn find(&self, wording: &Wording<'_>) -> Vec<(Range<usize>, &Entry)> {
        let mut begun: Vec<(usize, &Entry)> = Vec::new();
        self.needles.find(wording.text, |at, word| begun.push((at, &self.entries[word])));
        begun.sort_by_key(|(at, entry)| (*at, Reverse(entry.wrong.len())));
        let mut found: Vec<(Range<usize>, &Entry)> = Vec::new();
        for (at, entry) in begun {
            let over = found.last().is_none_or(|(last, _)| last.end <= at);
            if over && entry.stands(wording, at) {
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
