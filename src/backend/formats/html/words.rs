//! Running text as a row of pieces, which a template writes one after the other.

use serde::Serialize;

use super::ids::Ids;
use crate::doc::{Inline, plain};

/// A piece of running text.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Piece<'a> {
    /// Text; one that names a part of this page leads there.
    Text { text: &'a str, href: Option<String>, strong: bool },
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
            Inline::Text { text, .. } => out.push(Piece::Text { text, href: None, strong }),
            Inline::Strong { inlines } => add(inlines, true, ids, out),
            Inline::Blank { width } => out.push(Piece::Blank { width: (*width).min(WIDEST) }),
            Inline::Reference { text, target, .. } => {
                out.push(Piece::Text { text, href: ids.link(target), strong });
            }
            Inline::Citation { text, .. } => out.push(Piece::Cite { text, strong }),
            Inline::Break => out.push(Piece::Break),
        }
    }
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
