//! What a person did wrong where the parser only says what it expected.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser has eighty kinds of error and may add more; each group names its own"
)]

mod marks;

use granit_parser::ErrorKind as Kind;

use super::tree::Builder;
use super::{Node, Style};
use crate::diag::{Finding, Level, Words, words};
use crate::text::Span;

/// The lines looked at for the TAB that an error is about.
const NEAR: usize = 100;

/// A syntax error as a finding. `at` is where the parser gave up.
pub(super) fn explain(builder: &Builder, kind: &Kind, at: usize) -> Finding {
    let scene = Scene { builder, text: builder.text, at };
    scene
        .tab(kind)
        .or_else(|| scene.quote(kind))
        .or_else(|| scene.bracket(kind))
        .or_else(|| scene.character(kind))
        .or_else(|| scene.leftover(kind))
        .or_else(|| scene.colon(kind))
        .or_else(|| scene.indentation(kind))
        .unwrap_or_else(|| scene.other(kind))
}

/// A document that is nothing but a line of text was meant to be a map.
pub(super) fn not_one_text(builder: &Builder, node: &Node) -> Option<Finding> {
    if node.style != Style::Plain || node.as_text().is_none() {
        return None;
    }
    let at = node.span.bytes().start;
    let scene = Scene { builder, text: builder.text, at };
    scene.slip(at).or_else(|| Some(scene.missing_colon(at)))
}

/// A key that is a list, a map or nothing.
pub(super) fn key_not_text(builder: &Builder, place: Span) -> Finding {
    let before = builder.text[..place.bytes().start].trim_end();
    let hole = before.ends_with('{') && builder.text[place.bytes().start..].starts_with('{');
    let hole = hole || builder.text[place.bytes()].starts_with('{');
    let message = words!("字段名不是文字", "the name of a field is not text");
    let finding = Finding::new("yaml-key-not-text", Level::Error, place, message);
    finding.help(if hole {
        quote_hole()
    } else {
        words!("写上字段的名字", "give it a name")
    })
}

/// A key that begins with a full-width blank, which indents nothing.
pub(super) fn wide_space(builder: &Builder, place: Span) -> Option<Finding> {
    // As it is written: quotes say that the blank is meant, an alias is not the place.
    let first = builder.text[place.bytes()].chars().next();
    let blank = first.filter(|c| matches!(c, '\u{3000}' | '\u{a0}'))?;
    let start = place.bytes().start;
    let span = builder.span(start..start + blank.len_utf8());
    let message = words!("缩进用了全角空格", "a full-width blank is used as indentation");
    let finding = Finding::new("yaml-syntax", Level::Error, span, message);
    Some(finding.help(words!("缩进只用半角空格", "indent with ordinary spaces only")))
}

fn quote_hole() -> Words {
    words!(
        "以 {{{{ 开头的值要放进引号，或者写在 | 之后",
        "put a value that begins with `{{{{` into quotes, or after `|`"
    )
}

/// An error and what lies around it.
struct Scene<'a> {
    builder: &'a Builder<'a>,
    text: &'a str,
    at: usize,
}

impl Scene<'_> {
    fn finding(&self, start: usize, message: Words, help: Words) -> Finding {
        let width = self.text[start..].chars().next().filter(|c| !c.is_ascii_control());
        let end = start + width.map_or(0, char::len_utf8);
        Finding::new("yaml-syntax", Level::Error, self.builder.span(start..end), message).help(help)
    }

    /// Where a line starts.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// The line that starts at a place.
    fn line(&self, start: usize) -> &str {
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// Where the last line with content before a line starts.
    fn previous_line(&self, start: usize) -> Option<usize> {
        let before = self.text[..start].trim_end();
        (!before.is_empty()).then(|| self.line_start(before.len()))
    }

    /// The number of characters a line is indented by.
    fn indent(&self, start: usize) -> usize {
        let line = self.line(start);
        line.len() - line.trim_start_matches(' ').len()
    }

    fn tab(&self, kind: &Kind) -> Option<Finding> {
        let named = matches!(
            kind,
            Kind::TabNotAllowed
                | Kind::TabInBlockIndentation
                | Kind::TabAtBlockScalarStart
                | Kind::TabInIndentation
                | Kind::TabInPlainScalar
        );
        let start = self.line_start(self.at);
        let mut lines = start;
        let mut found = None;
        for line in self.text[start..].split_inclusive('\n').take(if named { NEAR } else { 1 }) {
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            found = line[..blank].find('\t').map(|tab| lines + tab);
            if found.is_some() {
                break;
            }
            lines += line.len();
        }
        let beside = || self.line(start).find('\t').map(|tab| start + tab).filter(|_| named);
        let tab = found.or_else(beside)?;
        let message = words!("缩进用了制表符（TAB）", "a TAB is used as indentation");
        let span = self.builder.span(tab..tab + 1);
        let finding = Finding::new("yaml-tab", Level::Error, span, message);
        Some(finding.help(words!(
            "把缩进的 TAB 全部换成空格，每层两个",
            "replace the TABs of the indentation by spaces, two for each level"
        )))
    }

    /// Text after a bracket that was meant to begin a text: `{{ hole }} and more`.
    fn leftover(&self, kind: &Kind) -> Option<Finding> {
        if !matches!(kind, Kind::ExpectedBlockMappingKey | Kind::ExpectedBlockSequenceEntry) {
            return None;
        }
        let before = self.text[self.line_start(self.at)..self.at].trim();
        if matches!(before, "" | "-") {
            return None;
        }
        let help = if before.contains("{{") {
            quote_hole()
        } else {
            words!("整段文字加引号", "put the whole text into quotes")
        };
        let message = words!("值已经结束，后面还有文字", "text follows a value that has ended");
        Some(self.finding(self.at, message, help))
    }

    fn colon(&self, kind: &Kind) -> Option<Finding> {
        let keyless = matches!(kind, Kind::SimpleKeyExpected | Kind::InvalidSimpleKey);
        if !keyless && *kind != Kind::MappingValueNotAllowed {
            return None;
        }
        let start = self.line_start(self.at);
        let previous = self.previous_line(start);
        let two = self.text[start..self.at].contains(": ");
        if two && !keyless {
            return Some(self.finding(
                self.at,
                words!("一行里有两个冒号", "one line has two colons"),
                words!("值里有冒号和空格时要加引号", "quote a value that contains `: `"),
            ));
        }
        if let Some(found) = self.slip(start).or_else(|| self.slip(previous?)) {
            return Some(found);
        }
        if keyless {
            return Some(self.missing_colon(start + self.indent(start)));
        }
        let previous = previous?;
        if self.line(previous).contains(": ") {
            return None;
        }
        Some(self.missing_colon(previous + self.indent(previous)))
    }

    fn missing_colon(&self, at: usize) -> Finding {
        self.finding(
            at,
            words!("这一行缺少冒号", "this line has no colon"),
            words!(
                "写成“字段: 值”，冒号后有空格",
                "write `field: value`, with a blank after the colon"
            ),
        )
    }

    /// A colon that was meant to end a key: full-width, or without a blank after it.
    fn slip(&self, start: usize) -> Option<Finding> {
        let line = self.line(start);
        let bare = line.trim_start_matches([' ', '-']);
        if bare.starts_with(['"', '\'', '#']) || line.contains(": ") || line.ends_with(':') {
            return None;
        }
        let at = line.find(['：', ':'])?;
        let (message, help) = if line[at..].starts_with('：') {
            (
                words!("冒号是全角的", "the colon is full-width"),
                words!("改成半角冒号加空格“: ”", "write an ASCII colon and a blank: `: `"),
            )
        } else {
            (
                words!("冒号后面没有空格", "no blank follows the colon"),
                words!("在冒号后面加一个空格", "put a blank after the colon"),
            )
        };
        Some(self.finding(start + at, message, help))
    }

    fn indentation(&self, kind: &Kind) -> Option<Finding> {
        let known = matches!(
            kind,
            Kind::MappingValueNotAllowed
                | Kind::ExpectedBlockMappingKey
                | Kind::ExpectedBlockSequenceEntry
                | Kind::InvalidIndentation
                | Kind::InvalidBlockScalarIndent
                | Kind::ExpectedDocumentStart
                | Kind::MappingKeyNotAllowed
        );
        let start = self.line_start(self.at);
        let at = start + self.indent(start);
        known.then(|| {
            self.finding(
                at.min(self.text.len()),
                words!("缩进和上文对不齐", "the indentation does not fit the lines above"),
                words!(
                    "同一层的字段左边对齐，下一层多两个空格",
                    "align the fields of a level, indent the next by two spaces"
                ),
            )
        })
    }

    fn other(&self, kind: &Kind) -> Finding {
        self.finding(
            self.at,
            words!("这里的 YAML 写法有误", "broken YAML: {kind}"),
            words!("对照上下几行检查写法", "compare it with the lines around"),
        )
    }
}
