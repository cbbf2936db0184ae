//! Tokens: what stands in rendered text for prose, tables and finished running text.
//!
//! A token is a few numbers between two private-use characters, and says all there is to say. So
//! nobody keeps a list of them, Markdown sees nothing in them, and no filter can change one.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::markdown::STRONG;

/// What stands behind a token in rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A prose field: the paper's place in the set, and the path of the field in its record.
    Prose(usize, Vec<usize>),
    /// A table of a paper, by name; the first when none is named.
    Table(usize, Option<String>),
    /// A reference to the paper at this place in the set.
    Reference(usize),
    /// The registered citation at this place.
    Citation(usize),
    /// A blank of so many characters.
    Blank(usize),
}

/// Private-use characters around the numbers of a token. They cannot come from a user: `plain`
/// takes them out of every value.
pub(super) const OPEN: char = '\u{F0000}';
pub(super) const CLOSE: char = '\u{F0001}';

impl Token {
    /// The text that stands for it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Prose(paper, path) => joined(0, *paper, path.iter().copied()),
            Self::Table(paper, None) => joined(1, *paper, []),
            Self::Table(paper, Some(name)) => joined(2, *paper, name.bytes().map(usize::from)),
            Self::Reference(paper) => joined(3, *paper, []),
            Self::Citation(entry) => joined(4, *entry, []),
            Self::Blank(width) => joined(5, *width, []),
        }
    }

    /// What stands for what is written between the private-use characters.
    fn read(numbers: &str) -> Option<Self> {
        let mut numbers = numbers.split(',').map(|number| number.parse::<usize>().ok());
        let (what, first) = (numbers.next()??, numbers.next()??);
        Some(match what {
            0 => Self::Prose(first, numbers.collect::<Option<_>>()?),
            1 => Self::Table(first, None),
            2 => {
                let bytes = numbers.map(|number| u8::try_from(number?).ok());
                Self::Table(first, Some(String::from_utf8(bytes.collect::<Option<_>>()?).ok()?))
            }
            3 => Self::Reference(first),
            4 => Self::Citation(first),
            5 => Self::Blank(first),
            _ => return None,
        })
    }
}

fn joined(what: u8, first: usize, rest: impl IntoIterator<Item = usize>) -> String {
    let mut text = format!("{OPEN}{what},{first}");
    for number in rest {
        let _ = write!(text, ",{number}");
    }
    text.push(CLOSE);
    text
}

/// A piece of rendered text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Plain text.
    Text(&'t str),
    /// What a token stands for.
    Token(Token),
}

/// Takes rendered text apart at its tokens.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        while let Some(after) = rest.strip_prefix(OPEN) {
            let (numbers, beyond) = after.split_once(CLOSE).unwrap_or(("", after));
            if let Some(token) = Token::read(numbers) {
                rest = beyond;
                return Some(Piece::Token(token));
            }
            rest = after;
        }
        let (text, tokens) = rest.split_at(rest.find(OPEN).unwrap_or(rest.len()));
        rest = tokens;
        (!text.is_empty()).then_some(Piece::Text(text))
    })
}

/// The one token that a text is, when it is one and nothing else.
pub(super) fn alone(text: &str) -> Option<Token> {
    match only(text)? {
        Piece::Token(token) => Some(token),
        Piece::Text(_) => None,
    }
}

/// The one piece that a text is.
pub(super) fn only(text: &str) -> Option<Piece<'_>> {
    let mut pieces = pieces(text);
    pieces.next().filter(|_| pieces.next().is_none())
}

/// The characters that mark tokens and emphasis.
const MARKS: [char; 4] = [OPEN, CLOSE, STRONG[0], STRONG[1]];

/// Text without the characters that mark tokens.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) { text.into() } else { text.replace(MARKS, "\u{fffd}").into() }
}

/// Whether a text holds none of them.
pub(super) fn is_plain(text: &str) -> bool {
    // They all begin with this byte, which hardly anything else does.
    !text.as_bytes().contains(&0xf3) || !text.contains(MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_all_that_it_stands_for() {
        let tokens = [
            Token::Prose(7, vec![3, 0, 12]),
            Token::Prose(0, vec![]),
            Token::Table(2, None),
            Token::Table(2, Some("安排,\"表".to_owned())),
            Token::Table(2, Some(String::new())),
            Token::Reference(5),
            Token::Citation(0),
            Token::Blank(8),
        ];
        for token in tokens {
            assert_eq!(alone(&token.written()), Some(token));
        }
    }

    #[test]
    fn text_around_tokens_stays_and_what_is_no_token_goes() {
        let text = format!("前{}中{OPEN}9,1{CLOSE}{OPEN}后", Token::Blank(3).written());
        let wanted = [
            Piece::Text("前"),
            Piece::Token(Token::Blank(3)),
            Piece::Text("中"),
            Piece::Text("9,1\u{F0001}"),
            Piece::Text("后"),
        ];
        assert_eq!(pieces(&text).collect::<Vec<_>>(), wanted);
        assert_eq!(alone("字"), None);
    }
}
