//! For people at a terminal: the lines at fault, carets under the characters, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};

use super::Input;
use crate::diag::{Finding, Lang, Level, Words};
use crate::policy;
use crate::text::{BOM, Source, Span};

/// Two places further apart than this many lines are shown as two excerpts.
const NEAR: usize = 12;
/// More than so many bytes of a line before or after a mark are not shown.
const LONGEST: usize = 8192;

/// Writes every finding with its lines, and a last line that counts them.
pub(super) fn render(input: &Input<'_>) -> String {
    let renderer = if input.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for finding in input.findings.iter().filter(|finding| !finding.known) {
        out.push_str(&renderer.render(&groups(finding, input)));
        out.push_str("\n\n");
    }
    out.push_str(&summary(input));
    out
}

fn groups<'a>(finding: &'a Finding, input: &'a Input<'_>) -> Vec<Group<'a>> {
    let message = finding.message.get(input.lang);
    let title = level(finding.level, input.lang).primary_title(message).id(finding.rule.as_str());
    let mut group = Group::with_title(title);
    for excerpt in excerpts(finding, input) {
        group = match excerpt {
            Excerpt::Lines(snippet) => group.element(snippet),
            Excerpt::File(origin) => group.element(origin),
        };
    }
    if let Some(rule) = policy::find(&finding.rule) {
        let name = if input.lang == Lang::Zh { "依据" } else { "authority" };
        group = group.element(Shown::NOTE.with_name(name).message(rule.asked_by(input.lang)));
    }
    if let Some(help) = &finding.help {
        let name = if input.lang == Lang::Zh { "帮助" } else { "help" };
        group = group.element(Shown::HELP.with_name(name).message(help.get(input.lang)));
    }
    vec![group]
}

fn level(level: Level, lang: Lang) -> Shown<'static> {
    match (level, lang) {
        (Level::Error, Lang::Zh) => Shown::ERROR.with_name("错误"),
        (Level::Warning, Lang::Zh) => Shown::WARNING.with_name("警告"),
        (Level::Hint, Lang::Zh) => Shown::INFO.with_name("提示"),
        (Level::Error, Lang::En) => Shown::ERROR,
        (Level::Warning, Lang::En) => Shown::WARNING,
        (Level::Hint, Lang::En) => Shown::INFO.with_name("hint"),
    }
}

enum Excerpt<'a> {
    Lines(Snippet<'a, annotate_snippets::Annotation<'a>>),
    /// A file without text to show.
    File(Origin<'a>),
}

/// A place to mark: with the words that stand there, unless it is the finding's own.
struct Mark<'a> {
    span: Span,
    words: Option<&'a Words>,
}

/// The places of a finding, those near each other together.
fn excerpts<'a>(finding: &'a Finding, input: &'a Input<'_>) -> Vec<Excerpt<'a>> {
    let own = Mark { span: finding.span, words: None };
    let also = finding.also.iter().map(|(span, words)| Mark { span: *span, words: Some(words) });
    let mut groups: Vec<Vec<Mark<'a>>> = Vec::new();
    for mark in std::iter::once(own).chain(also) {
        let near = |group: &&mut Vec<Mark<'a>>| {
            group.iter().any(|other| close(other.span, mark.span, input))
        };
        match groups.iter_mut().find(near) {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups.iter().map(|group| excerpt(group, input)).collect()
}

fn close(a: Span, b: Span, input: &Input<'_>) -> bool {
    let source = input.sources.get(a.source);
    let line = |span: Span| source.line_column(span.bytes().start).line;
    a.source == b.source && line(a).abs_diff(line(b)) <= NEAR
}

fn excerpt<'a>(marks: &[Mark<'a>], input: &'a Input<'_>) -> Excerpt<'a> {
    let source = input.sources.get(marks[0].span.source);
    if source.text.is_empty() {
        return Excerpt::File(Origin::path(source.path.as_str()));
    }
    let window = window(source, marks);
    let first_line = source.line_column(window.start).line;
    let mut snippet = Snippet::source(source.slice(window.clone()))
        .path(source.path.as_str())
        .line_start(first_line)
        .fold(true);
    for mark in marks {
        let span = local(mark.span, &window);
        let annotation = match mark.words {
            None => AnnotationKind::Primary.span(span),
            Some(words) => AnnotationKind::Context.span(span).label(words.get(input.lang)),
        };
        snippet = snippet.annotation(annotation);
    }
    Excerpt::Lines(snippet)
}

/// The lines that hold the marks: a long file is not scanned again for every finding. A mark of
/// many lines shows the first of them.
fn window(source: &Source, marks: &[Mark<'_>]) -> Range<usize> {
    let text = &source.text;
    let starts = marks.iter().map(|mark| mark.span.bytes().start);
    let ends =
        marks.iter().map(|mark| mark.span.bytes().end.min(line_end(text, mark.span.bytes().start)));
    let start = starts.min().unwrap_or(0);
    let end = ends.max().unwrap_or(0);
    // A line of a megabyte is shown around the mark only.
    let floor = text.floor_char_boundary(start.saturating_sub(LONGEST));
    let start = text[floor..start]
        .rfind('\n')
        .map_or(if floor == 0 { 0 } else { floor }, |at| floor + at + 1);
    let start = if text[start..].starts_with(BOM) { start + BOM.len_utf8() } else { start };
    start..line_end(text, end).max(start)
}

fn line_end(text: &str, at: usize) -> usize {
    let ceiling = text.ceil_char_boundary((at + LONGEST).min(text.len()));
    text[at..ceiling].find('\n').map_or(ceiling, |found| at + found)
}

fn local(span: Span, window: &Range<usize>) -> Range<usize> {
    let bytes = span.bytes();
    let start = bytes.start.clamp(window.start, window.end) - window.start;
    let end = bytes.end.clamp(window.start, window.end) - window.start;
    start..end.max(start)
}

fn summary(input: &Input<'_>) -> String {
    let known = input.findings.iter().filter(|finding| finding.known).count();
    let new = || input.findings.iter().filter(|finding| !finding.known);
    let count = |level| new().filter(|finding| finding.level == level).count();
    let (errors, warnings, hints) =
        (count(Level::Error), count(Level::Warning), count(Level::Hint));
    match input.lang {
        _ if input.findings.is_empty() => String::new(),
        Lang::Zh => {
            let old = if known == 0 {
                String::new()
            } else {
                format!("；基线中的旧问题 {known} 个")
            };
            format!("{errors} 个错误，{warnings} 个警告，{hints} 个提示{old}\n")
        }
        Lang::En => {
            let said = [(errors, "error"), (warnings, "warning"), (hints, "hint")].map(counted);
            let old = if known == 0 {
                String::new()
            } else {
                format!("; {known} old ones in the baseline")
            };
            format!("{}{old}\n", said.join(", "))
        }
    }
}

fn counted((count, word): (usize, &str)) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
