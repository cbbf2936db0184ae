//! Abbreviations as papers declare them: 《…》（以下简称《条例》）, 江门市医疗保障局（以下简称市医保局）.

use std::ops::Range;

use crate::model::{Field, Leaf, Paper, REGISTRIES, quoting};

/// The marks around an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// 《》, of titles.
    Title,
    /// “”.
    Quotes,
    /// None.
    Bare,
}

/// An abbreviation and where it is declared.
#[derive(Debug, Clone)]
pub struct Abbreviation<'a> {
    /// The field it is declared in.
    pub field: &'a Field,
    /// The short name, without marks.
    pub name: String,
    /// The marks around it.
    pub marks: Marks,
    /// The title it stands for, when a whole title in 《》 stands right before the declaration.
    pub title: Option<String>,
    /// Where the short name stands, with its marks.
    pub range: Range<usize>,
    /// Where the bracket with the declaration ends.
    pub end: usize,
}

/// The words that declare.
const WORDS: [&str; 4] = ["以下简称", "以下统称", "以下合称", "下称"];
/// What all of them end in: few texts have it, and it is found faster than each of them.
const LAST: char = '称';
/// Longer names are no abbreviations but sentences.
const LONGEST: usize = 24;
/// How many bytes around a declaration may belong to it.
const REACH: usize = 400;
/// More abbreviations than this nobody keeps apart.
const MOST: usize = 100;

/// Every abbreviation that a paper declares in running text, in the order they are written.
pub fn declared(paper: &Paper) -> Vec<Abbreviation<'_>> {
    let mut found = Vec::new();
    if REGISTRIES.contains(&paper.kind.value.as_str()) {
        return found;
    }
    for said in paper.said_of(Leaf::Prose).filter(|said| said.may_have(LAST)) {
        let (field, text) = (&said.field, said.text());
        let ends = text.match_indices(LAST).map(|(at, last)| at + last.len());
        found.extend(ends.filter_map(|end| declaration(field, text, declares(&text[..end])?, end)));
    }
    found.sort_by_key(|abbr| (abbr.field.span.source, abbr.field.at(abbr.range.clone()).start));
    found.truncate(MOST);
    found
}

/// Where the word that declares begins with which a text ends.
fn declares(text: &str) -> Option<usize> {
    let word = WORDS.iter().find(|word| text.ends_with(**word))?;
    let at = text.len() - word.len();
    // 以下称 declares nothing by the 下称 in it.
    (*word != "下称" || text[..at].ends_with(['（', '，'])).then_some(at)
}

fn declaration<'a>(
    field: &'a Field,
    text: &str,
    at: usize,
    after: usize,
) -> Option<Abbreviation<'a>> {
    let rest = text[after..].trim_start_matches(['为', '：']);
    let start = text.len() - rest.len();
    let rest = &rest[..rest.floor_char_boundary(REACH)];
    let inside = rest.split(['）', ')', '，', '。', '；', '\n']).next()?;
    let (name, marks) = bare(inside.trim());
    let usable = !name.is_empty() && name.chars().count() <= LONGEST && !name.contains(['{', '《']);
    let end = start + inside.len();
    usable.then(|| Abbreviation {
        field,
        name: name.to_owned(),
        marks,
        title: title_before(text, at),
        range: start..end,
        end,
    })
}

/// A name without the marks around it.
fn bare(text: &str) -> (&str, Marks) {
    for (open, close, marks) in [('《', '》', Marks::Title), ('“', '”', Marks::Quotes)] {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside {
            return (inside, marks);
        }
    }
    (text, Marks::Bare)
}

/// The quoted title that ends where the bracket of a declaration begins, its number between them.
fn title_before(text: &str, at: usize) -> Option<String> {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(REACH))..at];
    let quotes = quoting::find(near);
    let last = quotes.last()?;
    let between = &near[last.range.end..];
    let near = between.starts_with(['（', '(']) && !between.contains(['）', ')', '。']);
    if near { last.title.clone() } else { None }
}

/// Every place of a name in a text, with the marks it has there.
pub fn uses(text: &str, name: &str) -> Vec<(Range<usize>, Marks)> {
    let marked = |(at, word): (usize, &str)| {
        let range = at..at + word.len();
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let around = |open: char, close: char| before.ends_with(open) && after.starts_with(close);
        if around('《', '》') {
            (range.start - '《'.len_utf8()..range.end + '》'.len_utf8(), Marks::Title)
        } else if around('“', '”') {
            (range.start - '“'.len_utf8()..range.end + '”'.len_utf8(), Marks::Quotes)
        } else {
            (range, Marks::Bare)
        }
    };
    text.match_indices(name).map(marked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_tell_a_title_from_words() {
        let found = uses("按《条例》办，“条例”和条例", "条例");
        let marks: Vec<Marks> = found.into_iter().map(|(_, marks)| marks).collect();
        assert_eq!(marks, [Marks::Title, Marks::Quotes, Marks::Bare]);
    }

    #[test]
    fn a_number_may_stand_between_title_and_declaration() {
        let text = "《甲条例》（国务院令第735号，以下简称";
        assert_eq!(title_before(text, text.len()).as_deref(), Some("甲条例"));
        let text = "《甲条例》和某局（以下简称";
        assert_eq!(title_before(text, text.len()), None);
    }
}
