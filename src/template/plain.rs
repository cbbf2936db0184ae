//! Markdown that holds no markup but headings: most texts of a drafter's, and nearly every filled
//! `body.md`. Its blocks are its lines, so that no parser is needed to find them.

use std::ops::Range;

/// A block of plain Markdown.
#[derive(Debug, PartialEq)]
pub(super) enum Plain {
    /// A heading: its level, and where its words stand.
    Heading(u8, Range<usize>),
    /// A paragraph: where it stands, from its first line to the end of its last.
    Paragraph(Range<usize>),
}

/// The blocks of plain Markdown; none where only the parser knows.
pub(super) fn blocks(markdown: &str) -> Option<Vec<Plain>> {
    let mut blocks = Vec::new();
    let mut open = false;
    let mut start = 0;
    for line in markdown.split('\n') {
        let at = start..start + line.len();
        start = at.end + 1;
        let kind = kind(line.as_bytes())?;
        match (kind, blocks.last_mut().filter(|_| open)) {
            (Line::Text, Some(Plain::Paragraph(whole))) => whole.end = at.end,
            (Line::Text, _) => blocks.push(Plain::Paragraph(at)),
            (Line::Heading(level), _) => {
                let words = at.start + usize::from(level) + 1..at.end;
                blocks.push(Plain::Heading(level, words));
            }
            (Line::Blank, _) => {}
        }
        open = kind == Line::Text;
    }
    Some(blocks)
}

/// The pieces of a line of plain Markdown: an escaped character begins one.
pub(super) fn pieces(markdown: &str, line: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some((line.start, line.start));
    let pieces = std::iter::from_fn(move || {
        let (from, search) = next?;
        let escape = markdown[search..line.end].find('\\').map(|found| search + found);
        // What is escaped is looked at no more: it may be a backslash.
        next = escape.map(|at| (at + 1, at + 2));
        Some(from..escape.unwrap_or(line.end))
    });
    pieces.filter(|piece| !piece.is_empty())
}

#[derive(Clone, Copy, PartialEq)]
enum Line {
    Blank,
    Heading(u8),
    Text,
}

/// What a line is; none for one that may be markup, or where spaces may mean something.
fn kind(line: &[u8]) -> Option<Line> {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return Some(Line::Blank) };
    if *last == b' ' {
        return line.iter().all(|byte| *byte == b' ').then_some(Line::Blank);
    }
    let begins = match first {
        b'#' => heading(line)?,
        b'0'..=b'9' if is_numbered(line) => return None,
        b'\\' | 0x80.. => Line::Text,
        byte if byte.is_ascii_alphanumeric() => Line::Text,
        _ => return None,
    };
    is_free(line).then_some(begins)
}

/// A heading of one of the four levels, whose words neither begin nor end with what may belong to
/// its marks.
fn heading(line: &[u8]) -> Option<Line> {
    let level = line.iter().take_while(|byte| **byte == b'#').count();
    let words = line[level..].strip_prefix(b" ")?;
    let whole = !words.starts_with(b" ") && !words.ends_with(b"#");
    let level = u8::try_from(level).ok().filter(|level| *level <= 4 && whole)?;
    Some(Line::Heading(level))
}

/// Whether a line begins like an item of a numbered list.
fn is_numbered(line: &[u8]) -> bool {
    let after = line.iter().find(|byte| !byte.is_ascii_digit());
    matches!(after, Some(b'.' | b')'))
}

/// Whether nothing in a line means anything to Markdown, but for punctuation that is escaped.
fn is_free(line: &[u8]) -> bool {
    // Without a way out, so that the processor takes many bytes at once.
    if !line.iter().fold(false, |found, byte| found | is_mark(*byte)) {
        return true;
    }
    let mut bytes = line.iter();
    while let Some(byte) = bytes.next() {
        let free = match byte {
            b'\\' => bytes.next().is_some_and(|next| next.is_ascii_punctuation() && *next != b'`'),
            byte => !is_mark(*byte),
        };
        if !free {
            return false;
        }
    }
    true
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, 0..b' ' | 0x7f | b'*' | b'&' | b'<' | b'['..=b']' | b'_' | b'`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_headings_paragraphs_or_nothing() {
        let found = blocks("# 甲\n乙\n丙\n\n  \n## 丁 1").unwrap();
        let wanted = [Plain::Heading(1, 2..5), Plain::Paragraph(6..13), Plain::Heading(2, 21..26)];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_may_be_markup_is_left_to_the_parser() {
        let marked = [
            "**甲**",
            "- 甲",
            "1. 甲",
            "1) 甲",
            "> 甲",
            " 甲",
            "甲 ",
            "# 甲 #",
            "#甲",
            "##### 甲",
            "甲\n===",
            "甲\\",
            "\\`",
            "甲`乙",
            "a_b",
            "[甲]",
            "&amp;",
            "<b>",
            "甲\r\n",
            "甲\t乙",
            "~~~",
            "# ",
            "#  甲",
            "甲\n---",
            "+ 甲",
        ];
        for text in marked {
            assert_eq!(blocks(text), None, "{text:?}");
        }
    }
}
