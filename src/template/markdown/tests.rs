//! That plain Markdown reads as the parser reads it.

use super::*;

/// Keeps what it is asked, and lets a paragraph of `Ω` alone stand for a block.
#[derive(Default)]
struct Seen(Vec<(String, Range<usize>)>);

impl Weave for Seen {
    fn text(&mut self, text: &str, at: Range<usize>) -> Vec<Inline> {
        self.0.push((text.to_owned(), at));
        vec![Inline::text(text)]
    }

    fn block(&mut self, text: &str, at: Range<usize>) -> Option<Vec<Block>> {
        self.0.push((text.to_owned(), at.start..at.start));
        (text == "Ω").then(|| vec![Block::Paragraph { inlines: vec![] }])
    }

    fn refuse(&mut self, what: Refused, at: Range<usize>) {
        self.0.push((format!("{what:?}"), at));
    }
}

/// What both ways of reading make of a text; none where there is but one.
fn both(markdown: &str) -> Option<[String; 2]> {
    let plain = plain::blocks(markdown)?;
    let (mut seen, mut told) = (Seen::default(), Seen::default());
    let mut reader = Reader::new(markdown, &mut seen);
    for block in plain {
        reader.plain(block);
    }
    let read = format!("{:?}", reader.out);
    let mut reader = Reader::new(markdown, &mut told);
    reader.parse();
    let parsed = format!("{:?}", reader.out);
    Some([read + &format!("{seen:?}", seen = seen.0), parsed + &format!("{:?}", told.0)])
}

#[test]
fn plain_markdown_reads_as_the_parser_reads_it() {
    const PARTS: [&str; 30] = [
        "甲", "乙。", "Ω", "\n", "\n", "\n\n", " ", "  ", "# ", "## ", "### ", "#", "1", "1.",
        "1)", "a", "-", "\\-", "\\\\", "\\#", "\\1", "=", "===", "!", ">", "|", "~~~", "\u{3000}",
        "\u{a0}", "{}:",
    ];
    let mut state = 1u64;
    let mut next = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut plain = 0;
    for _ in 0..60_000 {
        let text: String = (0..=next(12)).map(|_| PARTS[next(PARTS.len())]).collect();
        if let Some([read, parsed]) = both(&text) {
            assert_eq!(read, parsed, "{text:?}");
            plain += 1;
        }
    }
    assert!(plain > 5_000, "{plain}");
}

#[test]
fn a_value_is_nothing_but_its_characters() {
    let mut out = String::new();
    push_escaped(&mut out, "甲*乙\r\n[丙]");
    assert_eq!(out, "甲\\*乙  \\[丙\\]");
}
