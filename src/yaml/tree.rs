//! Events into a tree, under a budget that counts before it copies.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::alias::{Anchor, Built};
use super::{Comment, Entry, MAX_BYTES, MAX_DEPTH, Node, Parsed, Style, Value, scalar, syntax};
use crate::text::{SourceId, Span, Spanned};

/// The documents after which a source is no longer read on: one is too many already.
const MAX_DOCUMENTS: usize = 100;

/// The budget is used up; the finding that says so has been made.
pub(super) struct Stop;

/// Reads the events of a source.
pub(super) fn read(source: SourceId, text: &str) -> Parsed {
    let mut builder = Builder::new(source, text);
    if text.len() > MAX_BYTES {
        builder.too_large();
    } else if builder.documents(text).is_err() {
        builder.parsed.root = None;
    }
    let one_text = builder.parsed.root.as_ref().and_then(|r| syntax::not_one_text(&builder, r));
    if let Some(finding) = one_text {
        builder.parsed.findings.push(finding);
        builder.parsed.root = None;
    }
    builder.parsed
}

/// A key that waits for its value.
pub(super) enum Key {
    /// An ordinary key.
    Text(Spanned<String>),
    /// `<<`
    Merge,
    /// Not a key; its value is dropped.
    Bad,
}

/// A list or map that is still open.
pub(super) struct Frame {
    start: usize,
    end: usize,
    flow: bool,
    anchor: usize,
    size: usize,
    height: usize,
    kind: Kind,
}

/// What is open, and what it holds so far.
pub(super) enum Kind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, merged: Vec<Node>, key: Option<Key> },
}

/// What has been read so far.
pub(super) struct Builder<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) frames: Vec<Frame>,
    pub(super) anchors: BTreeMap<usize, Anchor>,
    pub(super) nodes: usize,
    pub(super) documents: usize,
    /// Where the last thing that was read ends.
    pub(super) last: usize,
    pub(super) parsed: Parsed,
}

impl<'a> Builder<'a> {
    fn new(source: SourceId, text: &'a str) -> Self {
        Self {
            source,
            text,
            frames: Vec::new(),
            anchors: BTreeMap::new(),
            nodes: 0,
            documents: 0,
            last: 0,
            parsed: Parsed::default(),
        }
    }

    pub(super) fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.source, bytes)
    }

    /// The start of the innermost bracket that is open.
    pub(super) fn open_bracket(&self) -> Option<usize> {
        self.frames.last().filter(|frame| frame.flow).map(|frame| frame.start)
    }

    fn documents(&mut self, text: &str) -> Result<(), Stop> {
        let mut parser = Parser::new_from_str_with_options(text, options());
        loop {
            while let Some(event) = parser.next_event() {
                match event {
                    Ok((event, span)) => self.event(event, &span)?,
                    Err(error) => self.broken(&error)?,
                }
            }
            if self.documents >= MAX_DOCUMENTS
                || !matches!(parser.proceed_next_document(), Ok(true))
            {
                return Ok(());
            }
        }
    }

    /// A syntax error: the document is given up, but not what was found in it.
    fn broken(&mut self, error: &granit_parser::ScanError) -> Result<(), Stop> {
        let at = error.marker().byte_offset().unwrap_or(self.last).min(self.text.len());
        if *error.kind() == granit_parser::ErrorKind::RecursionLimitExceeded {
            return Err(self.too_deep(self.span(at..at)));
        }
        let finding = syntax::explain(self, error.kind(), at);
        self.parsed.findings.push(finding);
        // A document that fails before its first value has had no start.
        self.documents = self.documents.max(1);
        for frame in std::mem::take(&mut self.frames) {
            if let Kind::Map { entries, .. } = frame.kind {
                self.unique(entries);
            }
        }
        if self.documents == 1 {
            self.parsed.root = None;
        }
        Ok(())
    }

    fn event(&mut self, event: Event, span: &granit_parser::Span) -> Result<(), Stop> {
        let bytes = span.byte_range().unwrap_or(self.last..self.last);
        let place = self.span(bytes.clone());
        let tag = span.tag_span().and_then(|tag| tag.byte_range());
        if let Some(tag) = &tag {
            self.tag(tag.clone());
        }
        match event {
            Event::DocumentStart(..) => self.document(bytes),
            Event::Comment(text, _) => {
                self.spend(1, place)?;
                self.parsed.comments.push(Comment { span: place, text: text.into_owned() });
            }
            Event::Scalar(text, style, anchor, _) => {
                self.spend(1, place)?;
                let node = self.scalar(text.into_owned(), style, bytes, tag.is_some());
                self.keep(anchor, Built { node, size: 1, height: 0 })?;
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(style, anchor, bytes, Kind::List(Vec::new()))?;
            }
            Event::MappingStart(style, anchor, _) => {
                let kind = Kind::Map { entries: Vec::new(), merged: Vec::new(), key: None };
                self.open(style, anchor, bytes, kind)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(bytes.end)?,
            Event::Alias(anchor) => self.alias(anchor, place)?,
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, place),
            // A later version may add events that are not data.
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Anchor(..) | _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        bytes: std::ops::Range<usize>,
        tagged: bool,
    ) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted => Style::SingleQuoted,
            ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        let end = if matches!(style, Style::Literal | Style::Folded) {
            bytes.start + tight(&self.text[bytes.clone()])
        } else {
            bytes.end
        };
        self.last = end;
        let value = if style == Style::Plain && !tagged {
            scalar::resolve(text)
        } else {
            Value::Text(text)
        };
        Node { span: self.span(bytes.start..end), value, style, alias: None }
    }

    fn open(
        &mut self,
        style: StructureStyle,
        anchor: usize,
        bytes: std::ops::Range<usize>,
        kind: Kind,
    ) -> Result<(), Stop> {
        let place = self.span(bytes.clone());
        self.spend(1, place)?;
        if self.frames.len() >= MAX_DEPTH {
            return Err(self.too_deep(place));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::Open);
        }
        let flow = style == StructureStyle::Flow;
        let (start, end) = (bytes.start, bytes.end);
        self.frames.push(Frame { start, end, flow, anchor, size: 1, height: 0, kind });
        Ok(())
    }

    fn close(&mut self, end: usize) -> Result<(), Stop> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let value = match frame.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map { entries, merged, .. } => {
                let own = self.unique(entries);
                Value::Map(self.merge(own, merged))
            }
        };
        let end = if frame.flow { end } else { frame.end };
        let start = match &value {
            Value::List(items) if !frame.flow && !items.is_empty() => {
                items[0].place().bytes().start
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Map(_) => frame.start,
        };
        self.last = end;
        let span = self.span(start..end.max(start));
        let node = Node { span, value, style: Style::None, alias: None };
        self.keep(frame.anchor, Built { node, size: frame.size, height: frame.height + 1 })
    }

    /// Puts a node into the innermost open list or map, or makes it the root.
    pub(super) fn put(&mut self, built: Built, place: Span) {
        let Built { node, size, height } = built;
        let Some(frame) = self.frames.last_mut() else {
            if self.documents <= 1 {
                self.parsed.root = Some(node);
            }
            return;
        };
        frame.size += size;
        frame.height = frame.height.max(height);
        frame.end = frame.end.max(place.bytes().end);
        match &mut frame.kind {
            Kind::List(items) => items.push(node),
            Kind::Map { entries, merged, key } => match key.take() {
                Some(Key::Text(key)) => entries.push(Entry { key, value: node }),
                Some(Key::Merge) => merged.push(node),
                Some(Key::Bad) => {}
                None => self.begin_entry(node, place),
            },
        }
    }

    /// Lets a node wait, as a key, for its value.
    fn begin_entry(&mut self, node: Node, place: Span) {
        let made = self.key(node, place);
        if let Some(Frame { kind: Kind::Map { key, .. }, .. }) = self.frames.last_mut() {
            *key = Some(made);
        }
    }
}

/// The length of a block scalar up to the end of its last line with content.
fn tight(written: &str) -> usize {
    let kept = written.trim_end_matches([' ', '\t', '\r', '\n']);
    let line = written[kept.len()..].find(['\r', '\n']).unwrap_or(written.len() - kept.len());
    kept.len() + line
}

fn options() -> granit_parser::Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}
