//! Answers the plain holes of prose, which are nearly all: `{{ phase("inspect").start | 年月 }}`.
//!
//! Tera would read each expression anew for each paper, and hear first of everything that it might
//! call. What is written in any other way, and what cannot be answered, is Tera's: whatever is said
//! against an expression is said in one place.

use std::collections::BTreeSet;

use tera::Value;

use super::filters;
use super::functions::{self, Env};
use super::hole::{self, Token};
use super::reach::Reach;
use super::values::is_plain;

/// An expression in the form that nearly all have, and that means the same to whoever reads it.
#[derive(Debug, PartialEq)]
struct Plain<'e> {
    /// What it begins with.
    subject: Subject<'e>,
    /// The filters that follow, which take nothing.
    filters: Vec<&'e str>,
}

/// What a plain expression begins with.
#[derive(Debug, PartialEq)]
enum Subject<'e> {
    /// A field by its path: `发文机关`, `reporting.to`.
    Field(Vec<&'e str>),
    /// A call with one name in quotes, and the path after it: `phase("inspect").start`.
    Call(&'e str, &'e str, String),
}

/// The text of a plain expression; none where Tera has to be asked.
pub(super) fn text(env: &Env, expression: &str) -> Option<String> {
    let plain = read(expression).filter(|_| is_plain(expression))?;
    let subject = match &plain.subject {
        Subject::Call(function, id, path) => functions::answer(env, function, id, path)?,
        Subject::Field(names) => field(env, names)?,
    };
    let filtered = |value: Value, filter: &&str| filters::apply(env, filter, &value);
    let value = plain.filters.iter().try_fold(subject, filtered)?;
    filters::printed(&value).ok().map(|value| value.to_string())
}

/// The value of a field of the paper. Of what lies in a list of objects no filter of ours asks.
fn field(env: &Env, names: &[&str]) -> Option<Value> {
    if !names.iter().all(|name| hole::names_field(name)) {
        return None;
    }
    let reach = Reach::new(env, env.paper)?;
    let place = names.iter().try_fold(reach.root(), |place, name| reach.child(place, name))?;
    Some(reach.value(place, &Some(BTreeSet::new())))
}

/// Reads a plain expression; none where it is any other.
fn read(expression: &str) -> Option<Plain<'_>> {
    let tokens = hole::tokens(expression);
    let (subject, mut at) = match tokens.as_slice() {
        [Token::Name(name), Token::Sign('('), Token::Text(text), Token::Sign(')'), ..] => {
            let (path, next) = hole::path_after(&tokens, 4);
            (Subject::Call(name, quoted(text)?, path), next)
        }
        [Token::Name(_), ..] => {
            let (names, next) = hole::names_from(&tokens, 0);
            (Subject::Field(names), next)
        }
        _ => return None,
    };
    let mut filters = Vec::new();
    while at < tokens.len() {
        filters.push(after_bar(&tokens, &mut at)?);
    }
    Some(Plain { subject, filters })
}

/// The name after the next `|`, with any spaces around it.
fn after_bar<'e>(tokens: &[Token<'e>], at: &mut usize) -> Option<&'e str> {
    let mut next = || {
        let spaces = tokens[*at..].iter().take_while(|token| **token == Token::Other(" "));
        *at += spaces.count() + 1;
        tokens.get(*at - 1)
    };
    match (next()?, next()?) {
        (Token::Sign('|'), Token::Name(name)) => Some(name),
        _ => None,
    }
}

/// What stands in quotes, where that is nothing but names, numbers and dashes: an id, a body.
fn quoted(text: &str) -> Option<&str> {
    let inside = text.get(1..text.len() - 1)?;
    let simple = |c: char| hole::is_name(c) || matches!(c, '-' | '（' | '）' | '、' | '〔' | '〕');
    (text.ends_with(text.chars().next()?) && inside.chars().all(simple)).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_expressions_are_plain() {
        let phase = read(r#"phase("a").start.x | 年月"#).unwrap();
        assert_eq!(phase.subject, Subject::Call("phase", "a", "start.x".to_owned()));
        assert_eq!(phase.filters, ["年月"]);
        let field = read("阶段.b|个数 |  汉字").unwrap();
        assert_eq!(field.subject, Subject::Field(vec!["阶段", "b"]));
        assert_eq!(field.filters, ["个数", "汉字"]);
        assert_eq!(read("cite('甲-1')").unwrap().filters, [""; 0]);
        let others = [
            "",
            "a + b",
            "blank(8)",
            "f(a)",
            r#"f("a", b=1)"#,
            r#"f("a\n")"#,
            r#"f("a"#,
            "f(\"",
            "f('')\"",
            "a | join(sep=1)",
            "a |",
            "a | | b",
            "a[0]",
            "1 | f",
            "a.1",
            "a.",
            "not a",
            "a\t| b",
            "f(\"a\").",
        ];
        for written in others {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
