//! Holes in a drafter's prose: `{{ 阶段 | 个数 | 汉字 }}`, found, and rewritten for Tera.
//!
//! Tera knows ASCII identifiers, keyword arguments, and no `f(x).y`. Drafters write Chinese names
//! and `phase("inspect").start`, so an expression is rewritten: names are spelt in hexadecimal, the
//! first argument becomes `id=` where it has no name, and what follows a call after a dot becomes `field=`.

use std::collections::BTreeSet;
use std::ops::Range;

/// A hole of a text: everything from `{{` to `}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hole<'t> {
    /// Where it stands, with its braces.
    pub(super) range: Range<usize>,
    /// What stands between them.
    pub(super) expression: &'t str,
}

/// Finds the holes of a text. An unclosed `{{` is returned as its place.
pub(super) fn find(text: &str) -> Result<Vec<Hole<'_>>, Range<usize>> {
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(open) = opening(&text[at..]).map(|found| at + found) {
        let Some(close) = closing(&text[open + 2..]).map(|found| open + 2 + found) else {
            return Err(open..open + 2);
        };
        let expression = text[open + 2..close].trim();
        holes.push(Hole { range: open..close + 2, expression });
        at = close + 2;
    }
    Ok(holes)
}

/// The offset of the first `{{`. One byte is looked for much faster than two.
fn opening(text: &str) -> Option<usize> {
    let mut braces = text.match_indices('{').map(|(at, _)| at);
    braces.find(|at| text.as_bytes().get(at + 1) == Some(&b'{'))
}

/// The offset of the `}}` that closes, outside quotes.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\'' | b'}'))?;
        match bytes[at] {
            b'}' if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            b'}' => at += 1,
            quote => at += 2 + bytes[at + 1..].iter().position(|byte| *byte == quote)?,
        }
    }
}

const PREFIX: &str = "zh_";

/// A Chinese identifier in the letters Tera allows; an ASCII one stays as it is.
pub(super) fn encode(name: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    if name.is_ascii() {
        return name.to_owned();
    }
    let digit = |half: u8| char::from(DIGITS[usize::from(half)]);
    let hex = name.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    PREFIX.chars().chain(hex).collect()
}

/// Gives encoded identifiers in a message of Tera's back their Chinese names.
pub(super) fn decode(message: &str) -> String {
    let mut decoded = String::new();
    let mut rest = message;
    while let Some(at) = rest.find(PREFIX) {
        let hex_start = at + PREFIX.len();
        let is_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        let hex_len = rest[hex_start..].find(|c| !is_hex(c)).unwrap_or(rest.len() - hex_start);
        let name = from_hex(&rest[hex_start..hex_start + hex_len]);
        decoded.push_str(&rest[..at]);
        match name {
            Some(name) => decoded.push_str(&name),
            None => decoded.push_str(&rest[at..hex_start + hex_len]),
        }
        rest = &rest[hex_start + hex_len..];
    }
    decoded + rest
}

/// The words of a text that is rewritten for Tera, Chinese where they stand for Chinese: every name
/// of a field that it uses is among them.
pub(super) fn words(rewritten: &str) -> BTreeSet<String> {
    let words = rewritten.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty()).map(decode).collect()
}

fn from_hex(hex: &str) -> Option<String> {
    let pairs = (0..hex.len()).step_by(2).map(|at| hex.get(at..at + 2));
    let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
    String::from_utf8(bytes?).ok().filter(|name| !name.is_empty())
}

/// The field an expression begins with, when it begins with one and not with a call.
pub(super) fn field(expression: &str) -> Option<&str> {
    let tokens = tokens(expression);
    match tokens.as_slice() {
        [Token::Name(_), Token::Sign('('), ..] => None,
        [Token::Name(name), ..] => Some(name),
        _ => None,
    }
}

/// The functions and filters an expression names.
pub(super) fn called(expression: &str) -> Vec<&str> {
    let tokens = tokens(expression);
    let called = |(at, token): (usize, &Token<'_>)| match token {
        Token::Name(_) if matches!(next(&tokens, at), Some(Token::Sign('('))) => Some(at),
        Token::Name(_) if matches!(previous(&tokens, at), Some(Token::Sign('|'))) => Some(at),
        _ => None,
    };
    let found: Vec<usize> = tokens.iter().enumerate().filter_map(called).collect();
    let name = |at: usize| match &tokens[at] {
        Token::Name(name) => Some(*name),
        _ => None,
    };
    found.into_iter().filter_map(name).collect()
}

/// Rewrites a drafter's expression for Tera.
pub(super) fn rewrite(expression: &str) -> String {
    let tokens = tokens(expression);
    let mut out = String::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let calls = matches!(tokens.get(at + 1), Some(Token::Sign('(')))
            && !matches!(previous(&tokens, at), Some(Token::Sign('|')));
        match (token, calls) {
            (Token::Name(name), true) => {
                out.push_str(&encode(name));
                at = call(&tokens, at + 1, &mut out);
                continue;
            }
            (Token::Name(name), false) => out.push_str(&encode(name)),
            (Token::Text(text) | Token::Other(text), _) => out.push_str(text),
            (Token::Sign(sign), _) => out.push(*sign),
        }
        at += 1;
    }
    out
}

fn previous<'t>(tokens: &'t [Token<'t>], at: usize) -> Option<&'t Token<'t>> {
    tokens[..at]
        .iter()
        .rev()
        .find(|token| !matches!(token, Token::Other(space) if space.trim().is_empty()))
}

/// Writes the arguments of a call from its `(` on, and takes in a path after its `)`. Gives the
/// place after both.
fn call(tokens: &[Token<'_>], open: usize, out: &mut String) -> usize {
    let mut depth = 0;
    let mut at = open;
    let mut first = true;
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Sign('(') => {
                depth += 1;
                out.push('(');
            }
            Token::Sign(')') => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                out.push(')');
            }
            Token::Text(text) if depth == 1 && first => {
                out.push_str("id=");
                out.push_str(text);
                first = false;
            }
            Token::Text(text) => out.push_str(text),
            Token::Name(name) => {
                if depth == 1 && first && is_value(tokens, at) {
                    out.push_str("id=");
                }
                out.push_str(&encode(name));
                first = false;
            }
            Token::Sign(sign) => out.push(*sign),
            Token::Other(other) => {
                if depth == 1 && first && other.bytes().all(|byte| byte.is_ascii_digit()) {
                    out.push_str("id=");
                }
                first &= other.trim().is_empty();
                out.push_str(other);
            }
        }
        at += 1;
    }
    let (path, next) = path_after(tokens, at + 1);
    if !path.is_empty() {
        out.push_str(if out.ends_with('(') { "" } else { ", " });
        out.extend(["field=\"", &path, "\""]);
    }
    out.push(')');
    next
}

/// Whether a name in the brackets of a call is the field whose value is meant, and neither the
/// name of an argument nor another call.
fn is_value(tokens: &[Token<'_>], at: usize) -> bool {
    !matches!(next(tokens, at), Some(Token::Other("=") | Token::Sign('(')))
}

/// The token after this one, blanks left out.
fn next<'t, 'e>(tokens: &'t [Token<'e>], at: usize) -> Option<&'t Token<'e>> {
    let blank =
        |token: &&Token<'_>| matches!(token, Token::Other(space) if space.trim().is_empty());
    tokens[at + 1..].iter().find(|token| !blank(token))
}

/// The `.name.name` that follows a call, and the place after it.
fn path_after(tokens: &[Token<'_>], from: usize) -> (String, usize) {
    let mut names: Vec<&str> = Vec::new();
    let mut at = from;
    while let (Some(Token::Sign('.')), Some(Token::Name(name))) =
        (tokens.get(at), tokens.get(at + 1))
    {
        names.push(name);
        at += 2;
    }
    (names.join("."), at.min(tokens.len()))
}

/// A piece of an expression.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'e> {
    /// An identifier.
    Name(&'e str),
    /// A quoted text, with its quotes.
    Text(&'e str),
    /// Punctuation that matters here.
    Sign(char),
    /// Anything else: space, numbers, operators.
    Other(&'e str),
}

/// Takes an expression apart.
pub(super) fn tokens(expression: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            '(' | ')' | '.' | '|' => 1,
            c if is_name(c) && !c.is_ascii_digit() => run(rest, is_name),
            c if c.is_ascii_digit() => run(rest, |c| c.is_ascii_digit() || c == '.'),
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        tokens.push(match c {
            '"' | '\'' => Token::Text(word),
            '(' | ')' | '.' | '|' => Token::Sign(c),
            c if is_name(c) && !c.is_ascii_digit() => Token::Name(word),
            _ => Token::Other(word),
        });
        rest = after;
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_rewritten_for_tera() {
        let cases = [
            ("phases", "phases"),
            (r#"ref("letter")"#, r#"ref(id="letter")"#),
            (r#"phase("a").start | date"#, r#"phase(id="a", field="start") | date"#),
            (r#"phase( "a" ).x.y"#, r#"phase( id="a" , field="x.y")"#),
            (r#"paper(id="a").date"#, r#"paper(id="a", field="date")"#),
            (r#"x | truncate("…")"#, r#"x | truncate("…")"#),
            ("a.b", "a.b"),
            ("blank(8)", "blank(id=8)"),
            ("cite(superior)", "cite(id=superior)"),
            ("cite( a.b )", "cite( id=a.b )"),
            ("f(name = x, y=z)", "f(name = x, y=z)"),
        ];
        for (written, wanted) in cases {
            assert_eq!(rewrite(written), wanted);
        }
        assert_eq!(rewrite("阶段 | 个数"), format!("{} | {}", encode("阶段"), encode("个数")));
        assert_eq!(rewrite(r#""阶段""#), r#""阶段""#, "text in quotes stays");
    }

    #[test]
    fn what_is_called_is_known_whatever_stands_before_its_bracket() {
        assert_eq!(called("range(end=9)"), ["range"]);
        assert_eq!(called("a ~ range  (end=9) | 汉字"), ["range", "汉字"]);
        assert_eq!(called(r#""range(end=9)" ~ a"#), [""; 0]);
    }

    #[test]
    fn the_field_an_expression_begins_with_is_known() {
        assert_eq!(field("阶段 | 个数"), Some("阶段"));
        assert_eq!(field("sizes.poster"), Some("sizes"));
        assert_eq!(field(r#"phase("a").start"#), None);
        assert_eq!(field("3 + 4"), None);
    }

    #[test]
    fn chinese_names_come_back_in_messages() {
        let message = format!("Variable `{}` is not defined", encode("阶断"));
        assert_eq!(decode(&message), "Variable `阶断` is not defined");
        assert_eq!(decode("zh_ and zh_zz"), "zh_ and zh_zz");
    }

    #[test]
    fn holes_end_at_braces_outside_quotes() {
        let holes = find(r#"甲{{ a }}乙{{ f("}}") }}"#).unwrap();
        assert_eq!(holes[0].expression, "a");
        assert_eq!(holes[1].expression, r#"f("}}")"#);
        assert_eq!(find("甲{{ a }"), Err(3..5));
    }

    #[test]
    fn malformed_expressions_are_rewritten_without_a_panic() {
        for written in ["(", "f(", "f(\"", ")", "f().", "f(\"a\").1", "'", "阶段(", "|(\"a\")"] {
            let _ = rewrite(written);
        }
    }
}
