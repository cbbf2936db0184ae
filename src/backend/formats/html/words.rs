//! Running text as a row of pieces, which a template writes one after the other.

use serde::Serialize;

use super::ids::Ids;
use crate::doc::{Inline, plain};

/// A piece of running text.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Piece<'a> {
    /// Text; one that names a part of this page leads there.
    Text {
        text: &'a str,
        href: Option<String>,
        strong: bool,
        /// Whether it stays on one line.
        whole: bool,
    },
    /// A law or paper that is cited.
    Cite { text: &'a str, strong: bool },
    /// A blank to fill in, so many characters wide.
    Blank { width: u32 },
    /// A line break.
    Break,
}

/// The widest blank, in characters: a line of an official paper.
const WIDEST: u32 = 28;

/// Running text as pieces.
pub(super) fn pieces<'a>(inlines: &'a [Inline], ids: &Ids) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    add(inlines, false, ids, &mut out);
    out
}

fn add<'a>(inlines: &'a [Inline], strong: bool, ids: &Ids, out: &mut Vec<Piece<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                out.push(Piece::Text { text, href: None, strong, whole: false });
            }
            Inline::Strong { inlines } => add(inlines, true, ids, out),
            Inline::Blank { width } => out.push(Piece::Blank { width: (*width).min(WIDEST) }),
            Inline::Reference { text, target, .. } => {
                let whole = text.chars().count() <= LONGEST_WHOLE;
                out.push(Piece::Text { text, href: ids.link(target), strong, whole });
            }
            Inline::Citation { text, .. } => out.push(Piece::Cite { text, strong }),
            Inline::Break => out.push(Piece::Break),
        }
    }
}

/// The longest text that no line break may split: more would not fit on a telephone.
const LONGEST_WHOLE: usize = 9;

/// The pieces of a title, in which names of bodies and places stay whole (7.3.1).
pub(super) fn titled<'a>(pieces: Vec<Piece<'a>>, names: &[String]) -> Vec<Piece<'a>> {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.retain(|name| (2..=LONGEST_WHOLE).contains(&name.chars().count()));
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text { text, href: None, strong, .. } => split(text, strong, &names, &mut out),
            other @ (Piece::Text { .. }
            | Piece::Cite { .. }
            | Piece::Blank { .. }
            | Piece::Break) => {
                out.push(other);
            }
        }
    }
    out
}

fn split<'a>(text: &'a str, strong: bool, names: &[&str], out: &mut Vec<Piece<'a>>) {
    let mut push = |text: &'a str, whole| {
        if !text.is_empty() {
            out.push(Piece::Text { text, href: None, strong, whole });
        }
    };
    let (mut start, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        if let Some(name) = names.iter().find(|name| text[at..].starts_with(**name)) {
            push(&text[start..at], false);
            at += name.len();
            push(&text[at - name.len()..at], true);
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    push(&text[start..], false);
}

/// Whether text stands in brackets already.
pub(super) fn bracketed(inlines: &[Inline]) -> bool {
    let text = plain(inlines);
    text.starts_with('（') && text.ends_with('）')
}

/// A date as `2022-03-11` in the words of a page: 2022年3月11日.
pub(super) fn day(date: &str) -> String {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => date.to_owned(),
    }
}

/// A path or an anchor as a part of an address.
pub(super) fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes all");
        }
    }
    out
}
