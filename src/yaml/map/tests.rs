//! Every character of any scalar must lead back to itself.

use super::*;
use crate::text::{Source, Sources};

fn parse(text: &str) -> super::super::Parsed {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("a.yaml", text));
    super::super::parse(id, text)
}

/// What the source says where a part of the decoded text came from.
fn written(text: &str, part: &str) -> String {
    let root = parse(text).root.unwrap();
    let node = root.get("a").unwrap();
    let decoded = node.as_text().unwrap();
    let at = decoded.find(part).unwrap();
    let span = TextMap::of(text, node).span(at..at + part.len());
    text[span.bytes()].to_owned()
}

#[test]
fn parts_of_text_lead_back_to_their_bytes() {
    for (text, part, expected) in [
        ("a: 于五月前完成", "五月", "五月"),
        ("a: 于五\n  月前", "五 月", "五\n  月"),
        ("a: \"甲\\t五月\\u4e59\"", "五月", "五月"),
        ("a: \"甲\\t五月\\u4e59\"", "乙", "\\u4e59"),
        ("a: \"\\ud83d\\ude00五\"", "😀", "\\ud83d\\ude00"),
        ("a: \"甲\\\n  乙丙\"", "乙", "乙"),
        ("a: '甲''五月'", "'五", "''五"),
        ("a: |\n    甲\n      五月\n    丙\n", "五月\n丙", "五月\n    丙"),
        ("a: |2-\n\n    甲\n  五月\n\n", "五月", "五月"),
        ("a: >\n\n  甲\n  五月\n\n  丙\n", "甲 五", "甲\n  五"),
        ("a: >\n  甲\n    五月\n  丙\n", "五月", "五月"),
        ("a: |\r\n  甲\r\n  五月\r\n", "五月\n", "五月\r\n"),
        ("\u{feff}a: >-\r\n  甲\r\n  五月\r\nb: 1\r\n", "五月", "五月"),
        ("b: 1\na: |+\n  五\n\n\n", "五\n\n\n", "五\n\n\n"),
    ] {
        assert_eq!(written(text, part), expected, "{text:?}");
    }
}

#[test]
fn a_number_reads_as_it_is_written() {
    let text = "a: 12.50";
    let root = parse(text).root.unwrap();
    let span = TextMap::of(text, root.get("a").unwrap()).span(1..4);
    assert_eq!(&text[span.bytes()], "2.5");
}

/// Scalars of every style out of few characters, in every order that a small generator finds.
fn scalars() -> impl Iterator<Item = String> {
    let mut state = 2022u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    let parts =
        ["甲", "乙b", " ", "  ", "\n", "\n", "\n\n", "x", "\t", "''", "\\n", "\\u4e59", "\\\n"];
    let heads = ["", "'", "\"", "|\n", ">\n", "|2-\n", ">2+\n", "|+\n", ">-\n"];
    std::iter::repeat_with(move || {
        let head = heads[next(heads.len())];
        let mut body = String::new();
        for _ in 0..next(12) {
            body.push_str(parts[next(parts.len())]);
        }
        let tail = if head.len() == 1 { head } else { "" };
        let indent = if next(3) == 0 { "\n   " } else { "\n  " };
        let first = if head.ends_with('\n') { &indent[1..] } else { "" };
        let text = format!("a: {head}{first}{}{tail}", body.replace('\n', indent));
        let text = if next(2) == 0 { format!("{text}\nb: 1\n") } else { text };
        if next(3) == 0 { text.replace('\n', "\r\n") } else { text }
    })
}

#[test]
fn every_character_of_any_scalar_leads_to_itself() {
    let mut seen = 0;
    for text in scalars().take(60_000) {
        let parsed = parse(&text);
        let Some(root) = parsed.root else { continue };
        let Some(node) = root.get("a") else { continue };
        let Some(decoded) = node.as_text().filter(|decoded| !decoded.is_empty()) else {
            continue;
        };
        if decoded.trim_matches('\n').is_empty() {
            continue;
        }
        seen += 1;
        let map = TextMap::of(&text, node);
        let mut last = 0;
        for (at, c) in decoded.char_indices() {
            let span = map.span(at..at + c.len_utf8());
            let source = &text[span.bytes()];
            assert!(span.bytes().start >= last, "{text:?} {decoded:?} at {at}");
            last = span.bytes().start;
            let escaped = source.starts_with('\\') || source == "''";
            let plain = source == c.to_string() || escaped;
            assert!(
                plain || c == ' ' && source.contains('\n') || c == '\n',
                "{text:?} {decoded:?} {c:?} {source:?}"
            );
        }
    }
    assert!(seen > 20_000, "{seen}");
}
