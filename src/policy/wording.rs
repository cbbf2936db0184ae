//! Running text as rules over wording read it: the drafter's own words and nothing else.
//!
//! What stands in 《》, in a hole, in an address or between backticks was worded by others, and a
//! rule over punctuation or words that touches it cries wolf. Registries are no running text.

use std::ops::Range;

use crate::model::quoting::Quote;
use crate::model::{Chars, Field, Leaf, Paper, REGISTRIES, Said, Worded};
use crate::text::Span;

/// One field of words.
pub struct Wording<'p> {
    /// The field.
    pub field: &'p Field,
    /// Its text.
    pub text: &'p str,
    /// What is known of it already.
    said: &'p Said,
}

/// The running text of a paper: prose, titles, headings, cells; everything that holds Chinese.
pub fn of(paper: &Paper) -> impl Iterator<Item = Wording<'_>> {
    let registry = REGISTRIES.contains(&paper.kind.value.as_str());
    let said = if registry { &[] } else { &*paper.said };
    said.iter().filter_map(Wording::of)
}

/// The running text of a paper that is prose.
pub fn prose(paper: &Paper) -> impl Iterator<Item = Wording<'_>> {
    let registry = REGISTRIES.contains(&paper.kind.value.as_str());
    let prose = (!registry).then(|| paper.said_of(Leaf::Prose));
    prose.into_iter().flatten().filter_map(Wording::of)
}

impl<'p> Wording<'p> {
    fn of(said: &'p Said) -> Option<Self> {
        said.is_worded().then(|| Self { field: &said.field, text: said.text(), said })
    }
}

impl Wording<'_> {
    /// Whether some bytes are the drafter's own.
    pub fn own(&self, bytes: &Range<usize>) -> bool {
        let Some(worded) = self.worded() else { return true };
        let next = worded.others.partition_point(|other| other.end <= bytes.start);
        worded.others.get(next).is_none_or(|other| other.start >= bytes.end)
    }

    /// What of it is the drafter's own; none where all of it is.
    fn worded(&self) -> Option<&Worded> {
        let look = || {
            let (holes, quotes) = (self.said.holes(), self.quotes());
            let others = others(self.text, holes, quotes, |sign| self.may_hold(sign));
            let chars = Chars::but(self.text, &others);
            Worded { others, chars }
        };
        let foreign = self.said.chars().meets(&FOREIGN);
        foreign.then(|| self.said.wording(look))
    }

    /// Whether one of some characters may stand in the drafter's own words: false is certain.
    #[inline]
    pub fn may_word(&self, chars: &Chars) -> bool {
        let all = self.said.chars();
        all.meets(chars) && self.worded().is_none_or(|worded| worded.chars.meets(chars))
    }

    /// Whether a word may stand in it: false is certain, and costs next to nothing.
    pub fn may_hold(&self, word: &str) -> bool {
        self.said.may_hold(word)
    }

    /// Whether a character may stand in it: false is certain.
    pub fn may_have(&self, c: char) -> bool {
        self.said.may_have(c)
    }

    /// Whether one of some characters may stand in it: false is certain.
    pub fn may_have_any(&self, chars: &str) -> bool {
        self.said.may_have_any(chars)
    }

    /// Whether a time may stand in it: false is certain.
    pub fn may_tell_time(&self) -> bool {
        self.said.may_tell_time()
    }

    /// How many digits it has.
    pub fn digits(&self) -> usize {
        self.said.digits()
    }

    /// The titles it quotes.
    pub fn quotes(&self) -> &[Quote] {
        self.said.quotes()
    }

    /// Every place of a word in the drafter's own text.
    pub fn find<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        // Hardly any text holds the word.
        let text = Some(self.text).filter(|_| self.may_hold(word));
        text.into_iter().flat_map(|text| places(text, word)).filter(|bytes| self.own(bytes))
    }

    /// Every character of the drafter's own text, with its place.
    pub fn chars(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        let all = self.text.char_indices();
        all.filter(|(at, c)| self.own(&(*at..at + c.len_utf8())))
    }

    /// The character before a place; none at the beginning, and none where others' words stand.
    pub fn before(&self, at: usize) -> Option<char> {
        let c = self.text[..at].chars().next_back()?;
        self.own(&(at - c.len_utf8()..at)).then_some(c)
    }

    /// The character that begins at a place; none at the end, and none where others' words stand.
    pub fn after(&self, at: usize) -> Option<char> {
        let c = self.text[at..].chars().next()?;
        self.own(&(at..at + c.len_utf8())).then_some(c)
    }

    /// Where some bytes are written.
    pub fn place(&self, bytes: Range<usize>) -> Span {
        self.field.at(bytes)
    }

    /// The sentences, each with its place: from one full stop, line end or paragraph to the next,
    /// the stop included.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        let ends = self.text.char_indices().filter(|(at, c)| {
            matches!(c, '。' | '！' | '？' | '\n') && self.own(&(*at..at + c.len_utf8()))
        });
        let ends: Vec<usize> =
            ends.map(|(at, c)| at + c.len_utf8()).chain([self.text.len()]).collect();
        ends.into_iter().filter_map(move |end| {
            let sentence = start..end;
            start = end;
            (!self.text[sentence.clone()].trim().is_empty()).then_some(sentence)
        })
    }
}

/// The characters of which one stands in whatever somebody else has worded.
const FOREIGN: Chars = Chars::of("《{`/@w");

/// Every place of a word in a text, by its first character: a text is far too short for what finds
/// longer words faster.
fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut end = 0;
    let begun = word.chars().next().into_iter().flat_map(|first| text.match_indices(first));
    begun.filter_map(move |(at, _)| {
        let here = at >= end && text[at..].starts_with(word);
        end = if here { at + word.len() } else { end };
        here.then_some(at..end)
    })
}

/// Quoted titles, holes, code, and everything that is an address to a machine.
fn others(
    text: &str,
    holes: &[Range<usize>],
    quotes: &[Quote],
    may_hold: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    let mut found = holes.to_vec();
    found.extend(quotes.iter().map(|quote| quote.range.clone()));
    if may_hold("`") {
        found.extend(between_backticks(text));
    }
    if SIGNS.iter().any(|sign| may_hold(sign) && text.contains(sign)) {
        found.extend(addresses(text));
    }
    // Nearly always there are only holes, or only quotes.
    if found.is_sorted_by(|one, next| one.end < next.start) {
        return found;
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in found {
        match merged.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

fn between_backticks(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

/// What only an address holds.
const SIGNS: [&str; 3] = ["://", "@", "www."];

/// Runs of ASCII without blanks that hold one of these signs.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_ascii_graphic()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let run = &text[from..at];
                if SIGNS.iter().any(|sign| run.contains(sign)) {
                    found.push(from..at);
                }
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::quoting;

    fn own(text: &str) -> String {
        let others = others(text, &quoting::holes(text), &quoting::find(text), |_| true);
        let kept = text.char_indices();
        kept.filter(|(at, _)| !others.iter().any(|other| other.contains(at)))
            .map(|(_, c)| c)
            .collect()
    }

    #[test]
    fn others_words_are_left_out() {
        assert_eq!(own("按《关于A,B的通知》办，见{{ ref(\"a\") }}。"), "按办，见。");
        assert_eq!(own("登录https://a.cn/b?c,d 或发a@b.cn。"), "登录 或发。");
        assert_eq!(own("运行`a,b`，比例1:500"), "运行，比例1:500");
    }

    #[test]
    fn a_lone_backtick_hides_nothing() {
        assert_eq!(own("甲`乙,丙"), "甲`乙,丙");
    }
}
