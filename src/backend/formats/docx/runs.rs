//! Running text as runs of Word.

use super::para::{Dress, Font};
use crate::doc::Inline;

/// A row of inlines as runs, dressed alike where they do not ask for more.
pub(super) fn runs(inlines: &[Inline], dress: &Dress) -> String {
    inlines.iter().map(|inline| run(inline, dress)).collect()
}

fn run(inline: &Inline, dress: &Dress) -> String {
    match inline {
        Inline::Text { text, .. }
        | Inline::Reference { text, .. }
        | Inline::Citation { text, .. } => dress.text(&text.replace(['\n', '\t'], " ")),
        // 仿宋 has no bold; official papers emphasise with 黑体.
        Inline::Strong { inlines } => {
            let strong = Dress { style: None, font: Some(Font::Heiti), ..dress.clone() };
            runs(inlines, &strong)
        }
        Inline::Blank { width } => blank(*width, dress),
        Inline::Break => dress.text("\n"),
    }
}

/// A line to write on, so many characters wide. No width of a page needs more than a few hundred.
fn blank(width: u32, dress: &Dress) -> String {
    let lined = Dress { lined: true, ..dress.clone() };
    lined.text(&"\u{3000}".repeat(width.min(400) as usize))
}

/// Inlines as plain text.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text: piece, .. }
            | Inline::Reference { text: piece, .. }
            | Inline::Citation { text: piece, .. } => text.push_str(piece),
            Inline::Strong { inlines } => text.push_str(&plain(inlines)),
            Inline::Blank { .. } => text.push('\u{3000}'),
            Inline::Break => text.push('\n'),
        }
    }
    text
}

/// Inlines in round brackets, unless their author has written them already.
pub(super) fn bracketed(inlines: &[Inline], dress: &Dress) -> String {
    let written = plain(inlines);
    let inner = runs(inlines, dress);
    if written.starts_with('（') && written.ends_with('）') {
        return inner;
    }
    [dress.text("（"), inner, dress.text("）")].concat()
}
