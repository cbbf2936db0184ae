//! Questions about a paper that only its laid-out pages answer: what stands on which of them.
//!
//! The words themselves are looked for on the pages, so that the answers hold for every look.

use super::pages::Pages;
use super::{Block, Doc};

/// How many characters at an end of a text are looked for.
const ENOUGH: usize = 8;

impl Doc {
    /// Whether the first page shows no body text, which 7.3.3 demands of it.
    pub fn body_misses_first_page(&self, pages: &Pages) -> bool {
        let Some(page) = pages.pages.first() else { return false };
        let Some(at) = self.blocks.iter().position(is_body) else { return false };
        let above = self.blocks[..at]
            .iter()
            .rfind(|block| matches!(block, Block::Title(_) | Block::Recipients { .. }));
        let shown = letters(&page.text());
        let above = above.map(|block| tail(&said(block))).unwrap_or_default();
        let start: String = said(&self.blocks[at]).chars().take(ENOUGH).collect();
        shown.split_once(&above).is_none_or(|(_, below)| !below.contains(&start))
    }

    /// The page, from 0, on which signature and date stand without a line of the body.
    pub fn lone_signature(&self, pages: &Pages) -> Option<usize> {
        let (at, signature) = self.blocks.iter().enumerate().find_map(|(at, block)| {
            if let Block::Signature(signature) = block { Some((at, signature)) } else { None }
        })?;
        let end = tail(&said(self.blocks[..at].iter().rfind(|block| is_body(block))?));
        let runs = signature.bodies.iter().chain(&signature.date);
        let names: Vec<String> = runs.map(|run| letters(&run.text)).collect();
        let texts: Vec<String> = pages.pages.iter().map(|page| letters(&page.text())).collect();
        // Last words that are torn between two pages are on neither of them, and so nothing is
        // alone: the second page has some of them.
        let last = texts.iter().position(|text| text.contains(&end))?;
        let signed = |text: &String| names.iter().all(|name| text.contains(name));
        let at = last + texts[last..].iter().position(signed)?;
        // The same words may have stood on an earlier page as well.
        (!texts[at].contains(&end)).then_some(at)
    }
}

/// Whether a block belongs to the body (正文).
fn is_body(block: &Block) -> bool {
    match block {
        Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Table(_)
        | Block::Timeline(_)
        | Block::Pledges { .. }
        | Block::Fields { .. }
        | Block::Blanks { .. } => true,
        Block::RedHead(_)
        | Block::Title(_)
        | Block::Recipients { .. }
        | Block::AttachmentList { .. }
        | Block::Signature(_)
        | Block::Attendance(_)
        | Block::Note { .. }
        | Block::Attachment(_)
        | Block::Imprint(_) => false,
    }
}

/// What a block says. Cells stand beside each other on a page, so a table is known by its caption
/// or its first head alone.
fn said(block: &Block) -> String {
    let mut text = String::new();
    let mut pieces = 0;
    block.texts(&mut |piece, _| {
        if pieces == 0 || !matches!(block, Block::Table(_) | Block::Timeline(_)) {
            text.push_str(piece);
        }
        pieces += 1;
    });
    letters(&text)
}

/// Text without its blanks, which lines on a page gain and lose.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(ENOUGH)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::pages::{Page, TextRun};
    use super::*;
    use crate::doc::{Inline, Run, Signature};

    fn page(text: &str) -> Page {
        let run = TextRun {
            text: text.to_owned(),
            x: 28.0,
            baseline: 40.0,
            width: 100.0,
            top: 36.0,
            bottom: 41.0,
            size: 15.8,
            font: "fangsong".to_owned(),
            coloured: false,
            glyphs: Vec::new(),
            missing: String::new(),
            across: false,
        };
        Page { runs: vec![run], ..Page::default() }
    }

    fn pages(texts: &[&str]) -> Pages {
        Pages { pages: texts.iter().map(|text| page(text)).collect() }
    }

    fn paper() -> Doc {
        let inlines = |text: &str| vec![Inline::text(text)];
        let signature = Signature {
            bodies: vec![Run::new("某市医疗保障局")],
            date: Some(Run::new("2022年3月11日")),
            ..Signature::default()
        };
        Doc {
            blocks: vec![
                Block::Recipients { inlines: inlines("各县（区）医疗保障局") },
                Block::Paragraph {
                    inlines: inlines("现将有关事项通知如下，请认真贯彻执行。")
                },
                Block::Signature(signature),
            ],
            ..Doc::default()
        }
    }

    #[test]
    fn a_first_page_without_body_text_is_told_from_one_with_a_line_of_it() {
        let seen = |texts: &[&str]| paper().body_misses_first_page(&pages(texts));
        assert!(!seen(&["各县（区）医疗保障局：现将有关事项通知", "如下，请认真贯彻执行。"]));
        assert!(seen(&["各县（区）医疗保障局：", "现将有关事项通知如下，请认真贯彻执行。"]));
        assert!(seen(&["各县（区）医", "疗保障局：现将有关事项通知如下，请认真贯彻执行。"]));
    }

    #[test]
    fn a_signature_is_alone_only_where_no_line_of_the_body_stands_above_it() {
        let alone = |texts: &[&str]| paper().lone_signature(&pages(texts));
        let signed = "某市医疗保障局 2022年3月11日";
        assert_eq!(alone(&["现将有关事项通知如下，请认真贯彻执行。", signed]), Some(1));
        let whole = format!("现将有关事项通知如下，请认真贯彻执行。{signed}");
        assert_eq!(alone(&[&whole, signed]), None, "an imprint may say the same");
        assert_eq!(alone(&["现将有关事项通知如下，请认真", &format!("贯彻执行。{signed}")]), None);
    }
}
