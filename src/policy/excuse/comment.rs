//! Excuses in comments: `# hongtou: allow phase-gap — 中间是汛期，until 2026-12-31`.
//!
//! Behind a line the comment speaks of what begins on that line; on a line of its own, of what
//! begins on the next. `allow-file` speaks of the whole file.

use std::ops::Range;

use super::{Place, Written};
use crate::calendar::{Context, Date, parse_date};
use crate::diag::{Finding, Level, words};
use crate::text::{Source, SourceId, Span, Spanned};
use crate::yaml::{Comment, Node, Parsed};

/// The excuses in the comments of a source; those that cannot be read are findings.
pub(super) fn all<'a>(
    id: SourceId,
    parsed: &'a Parsed,
    source: &'a Source,
) -> impl Iterator<Item = Result<Written, Box<Finding>>> + 'a {
    let own = parsed.comments.iter().filter_map(move |comment| {
        let (at, rest) = addressed(&comment.text)?;
        Some((comment, at, rest))
    });
    own.map(move |(comment, at, rest)| {
        // The text of a comment begins behind its `#`.
        let base = comment.span.bytes().start + 1 + at;
        let line = read(rest, |bytes| Span::new(id, base + bytes.start..base + bytes.end));
        line.map(|line| line.on(comment, id, parsed, source))
            .ok_or_else(|| Box::new(unreadable(comment.span)))
    })
}

/// What a comment that speaks to us says, and where in it.
fn addressed(text: &str) -> Option<(usize, &str)> {
    let said = text.trim_start();
    let rest = ["hongtou:", "hongtou：", "红头：", "红头:"]
        .iter()
        .find_map(|name| said.strip_prefix(name))?;
    Some((text.len() - rest.len(), rest))
}

/// An excuse as far as its own words go.
struct Line {
    file: bool,
    rules: Vec<Spanned<String>>,
    reason: String,
    until: Option<Spanned<Date>>,
}

/// Reads `allow rule, rule — reason, until date`; `span` gives the place of bytes of it.
fn read(text: &str, span: impl Fn(Range<usize>) -> Span) -> Option<Line> {
    let verbs = [("allow-file", true), ("allow", false), ("全文允许", true), ("允许", false)];
    let said = text.trim_start();
    let (rest, file) =
        verbs.iter().find_map(|(verb, file)| Some((said.strip_prefix(verb)?, *file)))?;
    if !rest.starts_with([' ', '\t', '\u{3000}']) {
        return None;
    }
    let mut rules = Vec::new();
    let mut rest = rest;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ",，、".contains(c));
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        // A name begins with a letter: `--` opens the reason.
        if end == 0 || rest.starts_with('-') {
            break;
        }
        let at = text.len() - rest.len();
        rules.push(Spanned::new(rest[..end].to_owned(), span(at..at + end)));
        rest = &rest[end..];
    }
    let reason = rest.trim_matches(|c: char| c.is_whitespace() || "—–-:：".contains(c));
    let (reason, until) = ended(reason);
    let until = until.map(|(date, bytes)| {
        let at = text.len() - rest.len() + rest.find(reason).unwrap_or(0);
        Spanned::new(date, span(at + bytes.start..at + bytes.end))
    });
    (!rules.is_empty()).then(|| Line { file, rules, reason: reason.to_owned(), until })
}

/// Takes the last day off the end of a reason: `…, until 2026-12-31`, `……，至2026年12月31日`.
fn ended(text: &str) -> (&str, Option<(Date, Range<usize>)>) {
    let words = ["until", "有效期至", "截至", "至"];
    let found = words.iter().find_map(|word| {
        let at = text.rfind(word)?;
        let tail = &text[at + word.len()..];
        let day = tail.trim();
        let date = parse_date(day, Context { year: None }).ok()?.value;
        let start = at + word.len() + (tail.len() - tail.trim_start().len());
        Some((at, date, start..start + day.len()))
    });
    match found {
        None => (text, None),
        Some((at, date, bytes)) => {
            let reason =
                text[..at].trim_end_matches(|c: char| c.is_whitespace() || ",，；;".contains(c));
            (reason, Some((date, bytes)))
        }
    }
}

impl Line {
    fn on(self, comment: &Comment, id: SourceId, parsed: &Parsed, source: &Source) -> Written {
        let place = if self.file {
            Place::Paths(vec![source.path.clone()])
        } else {
            Place::Bytes(id, reach(comment, parsed.root.as_ref(), &source.text))
        };
        let Self { rules, reason, until, .. } = self;
        Written { rules, place, reason, until, span: comment.span }
    }
}

/// The bytes a comment speaks of.
fn reach(comment: &Comment, root: Option<&Node>, text: &str) -> Range<usize> {
    let at = comment.span.bytes().start;
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let own_line = text[start..at].trim_start_matches(crate::text::BOM).trim().is_empty();
    let line = if own_line { next_line(text, at) } else { start..end_of_line(text, at) };
    let begun = root.and_then(|root| begins(root, &line));
    begun.map_or(line.clone(), |bytes| line.start..bytes.end.max(line.end))
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// The next line that says something.
fn next_line(text: &str, at: usize) -> Range<usize> {
    let mut start = end_of_line(text, at);
    while start < text.len() {
        start += 1;
        let end = end_of_line(text, start.min(text.len()));
        let line = text[start.min(end)..end].trim();
        if !line.is_empty() && !line.starts_with('#') {
            return start..end;
        }
        start = end;
    }
    text.len()..text.len()
}

/// The outermost key with its value, or item of a list, that begins on a line.
fn begins(node: &Node, line: &Range<usize>) -> Option<Range<usize>> {
    let keyed = node.entries().iter().map(|entry| (entry.key.span.bytes(), &entry.value));
    let items = node.items().iter().map(|item| (item.place().bytes(), item));
    for (first, value) in keyed.chain(items) {
        let whole = first.start..first.end.max(value.place().bytes().end);
        if line.contains(&whole.start) {
            return Some(whole);
        }
        let meets = whole.start <= line.end && line.start <= whole.end;
        if meets && let Some(found) = begins(value, line) {
            return Some(found);
        }
    }
    None
}

fn unreadable(span: Span) -> Finding {
    let message = words!("看不懂这条给红头的注释", "this comment for hongtou makes no sense");
    let help = words!(
        "写成 # hongtou: allow 规则名 — 理由，until 2026-12-31",
        "write `# hongtou: allow rule — reason, until 2026-12-31`"
    );
    Finding::new("excuse-form", Level::Warning, span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn line(text: &str) -> Option<Line> {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.yaml", text));
        read(text, |bytes| Span::new(id, bytes))
    }

    #[test]
    fn a_comment_names_rules_a_reason_and_a_last_day() {
        let line = line(" allow phase-gap, E16 — 中间是汛期，until 2026-12-31").unwrap();
        let names: Vec<&str> = line.rules.iter().map(|rule| rule.value.as_str()).collect();
        assert_eq!(names, ["phase-gap", "E16"]);
        assert_eq!(line.reason, "中间是汛期");
        assert_eq!(line.until.unwrap().value, jiff::civil::date(2026, 12, 31));
    }

    #[test]
    fn chinese_words_do_as_well_and_an_ordinary_zhi_is_no_last_day() {
        let line = line(" 允许 phase-gap：报送至省局的时间未定").unwrap();
        assert_eq!(line.reason, "报送至省局的时间未定");
        assert!(line.until.is_none());
    }

    #[test]
    fn two_hyphens_open_a_reason() {
        let line = line(" allow phase-gap -- flood season").unwrap();
        assert_eq!((line.rules.len(), line.reason.as_str()), (1, "flood season"));
    }

    #[test]
    fn what_names_no_rule_is_no_excuse() {
        assert!(line(" allow").is_none());
        assert!(line(" allow — 理由").is_none());
        assert!(line(" allowphase-gap — 理由").is_none());
        assert!(line(" ignore phase-gap — 理由").is_none());
    }

    #[test]
    fn a_comment_reaches_what_begins_on_its_line_or_the_next() {
        let text =
            "a: 1\n# hongtou: allow x — r\n\n# other\nb:\n  - c: 1\n    d: 2\n  - e: 3 # f\ng: 4\n";
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.yaml", text));
        let parsed = crate::yaml::parse(id, text);
        let reached = |at: usize| &text[reach(&parsed.comments[at], parsed.root.as_ref(), text)];
        assert!(reached(0).starts_with("b:") && reached(0).contains("e: 3"));
        assert!(!reached(0).contains("g: 4"));
        assert_eq!(reached(2).trim(), "- e: 3 # f");
    }
}
