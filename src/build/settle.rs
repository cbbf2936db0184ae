//! Settles a paper on its pages: lays it out, looks where its parts came to lie, and lays it out
//! again where the standard asks for another place.
//!
//! This belongs to the build and not to the PDF back-end, because what changes is the paper and
//! how it is to be printed: every format and every rule over pages gets the settled tree. It is
//! not left to the looks, because a look cannot move recipients into the imprint of a tree, and a
//! layout that asks itself for its pages may never come to rest; here each step is tried once.

use std::borrow::Cow;

use crate::backend::{LaidOut, Options, Trouble};
use crate::doc::{Block, Doc, Imprint};

/// How many lines more or fewer are tried on a page, the nearest first, when signature and date
/// would stand alone (7.3.5.5). Closer lines bring the signature back; wider ones push a line of
/// the body to it. The bounds, 20 to 24 lines where 22 are usual, are practice (实务): offices set 27 to 33 points a line, and
/// beyond that a page looks like another format's. The pitch of characters is left alone: Typst
/// squeezes Chinese punctuation only at one exact em, and the lines alone are nearly always enough.
const OTHER_LINES: [i8; 4] = [1, -1, 2, -2];

/// Lays a paper out once.
type LayOut<'a> = &'a dyn Fn(&Doc, &Options) -> Result<LaidOut, Trouble>;

/// A paper as it will be printed, and its pages.
pub(super) struct Settled<'d> {
    pub(super) doc: Cow<'d, Doc>,
    /// How it is printed, as it was found to fit.
    pub(super) options: Options,
    pub(super) laid_out: LaidOut,
}

/// Lays a paper out until its pages are as they should be, as far as that is possible.
pub(super) fn settle<'d>(
    doc: &'d Doc,
    options: &Options,
    lay_out: LayOut<'_>,
) -> Result<Settled<'d>, Trouble> {
    let laid_out = lay_out(doc, options)?;
    let settled = Settled { doc: Cow::Borrowed(doc), options: *options, laid_out };
    keep_signature_company(show_body_first(settled, lay_out)?, lay_out)
}

/// Recipients so many that the first page shows no body text move to the imprint (7.3.2).
fn show_body_first<'d>(settled: Settled<'d>, lay_out: LayOut<'_>) -> Result<Settled<'d>, Trouble> {
    if !settled.doc.body_misses_first_page(&settled.laid_out.pages) {
        return Ok(settled);
    }
    let Some(doc) = recipients_in_imprint(&settled.doc) else { return Ok(settled) };
    let laid_out = lay_out(&doc, &settled.options)?;
    let helped = !doc.body_misses_first_page(&laid_out.pages);
    Ok(if helped { Settled { doc: Cow::Owned(doc), laid_out, ..settled } } else { settled })
}

/// The paper with its main recipients above the copied bodies of its imprint (7.4.2); none when it
/// names no recipients at its head.
fn recipients_in_imprint(doc: &Doc) -> Option<Doc> {
    let at = doc.blocks.iter().position(|block| matches!(block, Block::Recipients { .. }))?;
    let mut doc = doc.clone();
    let Block::Recipients { inlines } = doc.blocks.remove(at) else { return None };
    let imprint = doc
        .blocks
        .iter_mut()
        .find_map(|block| if let Block::Imprint(imprint) = block { Some(imprint) } else { None });
    match imprint {
        Some(imprint) => imprint.recipients = inlines,
        None => {
            doc.blocks.push(Block::Imprint(Imprint { recipients: inlines, ..Imprint::default() }));
        }
    }
    Some(doc)
}

/// A signature alone on its page gets a line of the body, or the page before gets the signature.
/// Where no number of lines does it, the last paragraph of the body moves to it as a whole; and
/// where that takes the body from the first page, the paper stays as it is and `signature-orphan`
/// says so.
fn keep_signature_company<'d>(
    settled: Settled<'d>,
    lay_out: LayOut<'_>,
) -> Result<Settled<'d>, Trouble> {
    if settled.doc.lone_signature(&settled.laid_out.pages).is_none() {
        return Ok(settled);
    }
    let options = settled.options;
    let usual = options.layout.lines_on_page();
    let lines = OTHER_LINES.map(|more| {
        let lines = Some(usual.saturating_add_signed(more));
        Options { lines, ..options }
    });
    let together = Options { end_together: true, ..options };
    for options in lines.into_iter().chain([together]) {
        let laid_out = lay_out(&settled.doc, &options)?;
        let alone = settled.doc.lone_signature(&laid_out.pages).is_some();
        if !alone && !settled.doc.body_misses_first_page(&laid_out.pages) {
            return Ok(Settled { options, laid_out, ..settled });
        }
    }
    Ok(settled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Job, paged};
    use crate::doc::{Inline, RedHead, Run, Signature, Title};
    use crate::font::Fonts;
    use crate::text::Builtin;

    fn inlines(text: &str) -> Vec<Inline> {
        vec![Inline::text(text)]
    }

    fn settled(doc: &Doc) -> Settled<'_> {
        let fonts = Fonts::builtin();
        let lay_out = |doc: &Doc, options: &Options| {
            let job = Job { doc, look: "general", fonts: &fonts, files: &Builtin, options };
            paged::lay_out(&job)
        };
        settle(doc, &Options::default(), &lay_out).unwrap()
    }

    /// A sealed notice to so many bodies with so many one-line paragraphs.
    fn notice(recipients: usize, paragraphs: usize) -> Doc {
        let head = RedHead {
            issuers: vec![Run::new("江门市医疗保障局")],
            suffix: "文件".to_owned(),
            number: Some(Run::new("江医保〔2022〕18号")),
            ..RedHead::default()
        };
        let title = Title { inlines: inlines("关于开展检查的通知"), subtitle: Vec::new() };
        let to = vec!["蓬江区医疗保障事业管理中心"; recipients].join("，");
        let mut blocks = vec![Block::RedHead(head), Block::Title(title)];
        if recipients > 0 {
            blocks.push(Block::Recipients { inlines: inlines(&to) });
        }
        for at in 1..=paragraphs {
            blocks.push(Block::Paragraph {
                inlines: inlines(&format!("第{at}项工作请按时完成。")),
            });
        }
        blocks.push(Block::Signature(Signature {
            bodies: vec![Run::new("江门市医疗保障局")],
            date: Some(Run::new("2022年3月11日")),
            ..Signature::default()
        }));
        Doc { blocks, ..Doc::default() }
    }

    #[test]
    fn recipients_move_to_the_imprint_when_they_push_the_body_off_the_first_page() {
        let crowded = notice(24, 3);
        let settled = settled(&crowded);
        assert!(!settled.doc.body_misses_first_page(&settled.laid_out.pages));
        assert!(!settled.doc.blocks.iter().any(|b| matches!(b, Block::Recipients { .. })));
        let Some(Block::Imprint(imprint)) = settled.doc.blocks.last() else {
            panic!("an imprint ends the paper")
        };
        assert_eq!(imprint.recipients, inlines(&["蓬江区医疗保障事业管理中心"; 24].join("，")));
        let last = settled.laid_out.pages.pages.last().unwrap().text();
        assert!(last.contains("主送："), "{last}");
    }

    #[test]
    fn recipients_stay_where_the_first_page_shows_the_body() {
        let plain = notice(3, 3);
        assert!(matches!(settled(&plain).doc, Cow::Borrowed(_)));
    }

    #[test]
    fn a_signature_never_stands_alone_whatever_the_length_of_the_body() {
        for paragraphs in 1..=34 {
            let paper = notice(1, paragraphs);
            let settled = settled(&paper);
            let alone = settled.doc.lone_signature(&settled.laid_out.pages);
            assert_eq!(alone, None, "{paragraphs} paragraphs");
        }
    }

    #[test]
    fn a_paper_that_needs_nothing_is_laid_out_once() {
        let calls = std::cell::Cell::new(0);
        let paper = Doc::default();
        let lay_out = |_: &Doc, _: &Options| {
            calls.set(calls.get() + 1);
            paged::lay_out(&Job {
                doc: &paper,
                look: "general",
                fonts: &Fonts::builtin(),
                files: &Builtin,
                options: &Options::default(),
            })
        };
        assert!(settle(&paper, &Options::default(), &lay_out).is_ok());
        assert_eq!(calls.get(), 1);
    }
}
