//! Small questions about what stands around a place in running text, shared by rules over wording.

use crate::text::Marks;
use std::ops::Range;

use crate::calendar;
use crate::model::{Field, Paper};

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇')
}

/// Whether a character is a Chinese one, or a mark that closes what is written in Chinese.
pub fn is_chinese_before(c: char) -> bool {
    is_han(c) || const { Marks::of("”’》〉）】〕％、。…") }.has(c)
}

/// Whether a character is a Chinese one, or a mark that opens what is written in Chinese.
pub fn is_chinese_after(c: char) -> bool {
    is_han(c) || const { Marks::of("“‘《〈（【〔") }.has(c)
}

/// Whether a character prints nothing and is typed by nobody: zero-width spaces, marks of direction,
/// control characters. Selectors of variants belong to the character before them.
pub fn is_unseen(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let format = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    control || format
}

/// Where the run of ASCII digits that begins here ends.
pub fn digits_from(text: &str, at: usize) -> usize {
    at + text[at..].bytes().take_while(u8::is_ascii_digit).count()
}

/// Where the run of ASCII digits that ends here begins.
pub fn digits_to(text: &str, end: usize) -> usize {
    end - text[..end].bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Where the decimal number that begins here ends: 3, 3.5, but not the point of 3.
pub fn number_from(text: &str, at: usize) -> usize {
    let whole = digits_from(text, at);
    let fraction =
        if text[whole..].starts_with('.') { digits_from(text, whole + 1) } else { whole };
    if whole > at && fraction > whole + 1 { fraction } else { whole }
}

/// Where the decimal number that ends here begins. None where letters, digits of another sort,
/// points or dashes stand right before it, because then it is part of a code or a version.
pub fn number_to(text: &str, end: usize) -> Option<usize> {
    let mut start = digits_to(text, end);
    if start < end && text[..start].ends_with('.') {
        let whole = digits_to(text, start - 1);
        start = if whole < start - 1 { whole } else { start };
    }
    let joined =
        |c: char| c.is_ascii_alphanumeric() || const { Marks::of(".-/_,，:：—～~–#") }.has(c);
    (start < end && !text[..start].ends_with(joined)).then_some(start)
}

/// Where the Chinese numeral that ends here begins.
pub fn hanzi_to(text: &str, end: usize) -> usize {
    let numeral = |c: &char| const { Marks::of("〇零一二两三四五六七八九十百千") }.has(*c);
    end - text[..end].chars().rev().take_while(numeral).map(char::len_utf8).sum::<usize>()
}

/// Two numbers joined as a range: 5～10, 5-10, 5至10.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// From the first number to the second.
    pub range: Range<usize>,
    /// The first number.
    pub first: Range<usize>,
    /// The second number.
    pub second: Range<usize>,
    /// The value of the first.
    pub low: f64,
    /// The value of the second.
    pub high: f64,
}

/// The signs between two numbers of a range, the longer before those they begin with.
const JOINTS: [&str; 10] = ["——", "--", "～", "~", "—", "–", "－", "-", "至", "到"];

/// Every two numbers that are joined as a range, whatever they count.
pub fn ranges(text: &str) -> Vec<Joined> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|next| at + next) {
        let end = number_from(text, start);
        at = end;
        let Some(joint) = begins(&text[end..], &JOINTS) else { continue };
        let second = end + joint.len()..number_from(text, end + joint.len());
        let whole = number_to(text, end) == Some(start);
        let read = |bytes: &Range<usize>| text[bytes.clone()].parse().ok();
        if let (true, Some(low), Some(high)) = (whole, read(&(start..end)), read(&second)) {
            let range = start..second.end;
            found.push(Joined { range, first: start..end, second, low, high });
        }
    }
    found
}

/// The first of these words that a text begins with.
pub fn begins<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().find(|word| text.starts_with(**word)).copied()
}

/// The first of these words that a text ends with.
pub fn ends<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().find(|word| text.ends_with(**word)).copied()
}

/// Whether nothing but the marks of Markdown stands between the beginning of the line and here.
pub fn starts_line(text: &str, at: usize) -> bool {
    let mark = |c: char| c != '\n' && (c.is_whitespace() || const { Marks::of("#>*-|") }.has(c));
    text[..at].chars().rev().find(|c| !mark(*c)).is_none_or(|c| c == '\n')
}

/// Whether a sentence or a part of one begins here.
pub fn starts_clause(text: &str, at: usize) -> bool {
    let last = text[..at].chars().next_back();
    starts_line(text, at) || last.is_some_and(|c| const { Marks::of("。；：！？，“") }.has(c))
}

/// Whether nothing stands between here and the end of the line.
pub fn ends_line(text: &str, at: usize) -> bool {
    let blank = |c: char| c != '\n' && c.is_whitespace();
    text[at..].chars().find(|c| !blank(*c)).is_none_or(|c| c == '\n')
}

/// How many bytes on each side may bear on a place; a longer line is cut.
const REACH: usize = 240;

/// What of the line that holds a place stands near it.
pub fn near(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(bytes.start.saturating_sub(REACH));
    let end = text.floor_char_boundary(bytes.end.saturating_add(REACH).min(text.len()));
    let from = text[start..bytes.start].rfind('\n').map_or(start, |found| start + found + 1);
    let to = text[bytes.end..end].find('\n').map_or(end, |found| bytes.end + found);
    from..to
}

/// The first part of a text, as long as may bear on its beginning.
pub fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(REACH.min(text.len()))]
}

/// The lines of a text, each with its end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

/// The paragraphs of a text, which blank lines part, without the blank lines.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let (mut at, mut lines) = (0, lines(text));
    std::iter::from_fn(move || {
        let mut found: Option<Range<usize>> = None;
        for line in lines.by_ref() {
            let bytes = at..at + line.trim_end().len();
            at += line.len();
            match &mut found {
                _ if !bytes.is_empty() => {
                    found = Some(found.map_or(bytes.start, |found| found.start)..bytes.end);
                }
                Some(_) => break,
                None => {}
            }
        }
        found
    })
}

/// Whether a field holds the name of something, and no sentences.
pub fn is_name(field: &Field) -> bool {
    matches!(field.name.as_str(), "title" | "subtitle" | "heading" | "name" | "caption")
}

/// Whether all times near some bytes keep their meaning when these are written anew.
pub fn keeps_times(paper: &Paper, text: &str, bytes: &Range<usize>, new: &str) -> bool {
    let line = near(text, bytes);
    let read = |text: &str| -> Vec<_> {
        calendar::find(text, paper.context).into_iter().map(|found| found.time).collect()
    };
    let (before, after) = (&text[line.start..bytes.start], text.get(bytes.end..line.end));
    let times = read(&text[line.clone()]);
    let sound = times.iter().all(Result::is_ok) && !times.is_empty();
    after.is_some_and(|after| sound && times == read(&format!("{before}{new}{after}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_and_begin_where_their_digits_do() {
        assert_eq!(number_from("3.5万", 0), 3);
        assert_eq!(number_from("3.", 0), 1);
        assert_eq!(number_to("约3.5", 6), Some(3));
        assert_eq!(number_to("V3.5", 4), None);
        assert_eq!(number_to("0750-5", 6), None);
        assert_eq!(number_to("约", 3), None);
    }

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let text = "甲\n乙\n\n\n丙\n";
        let found: Vec<&str> = paragraphs(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["甲\n乙", "丙"]);
    }

    #[test]
    fn a_line_may_begin_with_marks_of_markdown() {
        assert!(starts_line("甲\n## 乙", 7));
        assert!(!starts_line("甲乙", 3));
        assert!(ends_line("甲 \n乙", 3) && !ends_line("甲乙", 3));
        assert_eq!(near("甲\n乙丙\n丁", &(7..7)), 4..10);
    }
}
