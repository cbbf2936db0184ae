//! Running text as the text of a cell.

use std::fmt::Write as _;

use crate::doc::{BlankLine, Inline};

/// The most characters of a cell; Excel takes 32,767 units, and a character is two at most.
const MOST: usize = 16_000;

/// Paragraphs as lines of one cell.
pub(super) fn text(paragraphs: &[Vec<Inline>]) -> String {
    paragraphs.iter().map(|paragraph| line(paragraph)).collect::<Vec<_>>().join("\n")
}

/// Running text; a blank as a line to write on.
pub(super) fn line(inlines: &[Inline]) -> String {
    let mut line = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. }
            | Inline::Reference { text, .. }
            | Inline::Citation { text, .. } => line.push_str(text),
            Inline::Strong { inlines } => line.push_str(&self::line(inlines)),
            Inline::Blank { width } => {
                let width = *width as usize;
                write!(line, "{:＿<width$}", "").expect("a string takes all");
            }
            Inline::Break => line.push('\n'),
        }
    }
    line
}

/// What stands before a labelled blank: 填报单位（盖章）：.
pub(super) fn label(line: &BlankLine) -> String {
    let hint = line.hint.as_ref().map(|hint| format!("（{hint}）")).unwrap_or_default();
    format!("{}{hint}：", line.label)
}

/// A text in pieces that a cell can hold.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((at, _)) = rest.char_indices().nth(MOST) {
        let (piece, after) = rest.split_at(at);
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_nothing_is_lost() {
        let text = "国".repeat(MOST * 2 + 5);
        let pieces = pieces(&text);
        assert_eq!(pieces.iter().map(|piece| piece.chars().count()).max(), Some(MOST));
        assert_eq!(pieces.concat(), text);
        assert_eq!(super::pieces("短"), ["短"]);
        assert_eq!(super::pieces(""), [""]);
    }
}
