//! Markdown to blocks: of a filled `body.md`, and of a drafter's prose with its places.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::doc::{Block, Heading, Inline, Item};

/// What stands at the places of a text that are no Markdown: tokens and holes.
pub(super) trait Weave {
    /// The running text that stands for a piece of plain text, at these bytes of the Markdown.
    fn text(&mut self, text: &str, at: Range<usize>) -> Vec<Inline>;
    /// The blocks that stand for a paragraph, when it is one placed thing and nothing else.
    fn block(&mut self, text: &str, at: Range<usize>) -> Option<Vec<Block>>;
    /// Something Markdown can say and a paper cannot.
    fn refuse(&mut self, what: Refused, at: Range<usize>);
}

/// What Markdown can say and a paper cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// An image.
    Image,
    /// A heading below the four levels.
    DeepHeading,
    /// A list inside a list.
    NestedList,
    /// A link whose address would not be printed.
    Link,
    /// A quotation set apart.
    Quote,
}

/// Stand for the `**` that opens and closes emphasis. `CommonMark` closes none between a Chinese
/// full stop and a Chinese character (`**注意。**正文`), so the pairs are found before it looks.
pub(super) const STRONG: [char; 2] = ['\u{F0002}', '\u{F0003}'];

/// Parses Markdown into blocks.
pub(super) fn blocks(markdown: &str, weave: &mut dyn Weave) -> Vec<Block> {
    let mut reader = Reader {
        weave,
        markdown,
        out: Vec::new(),
        stack: vec![],
        lists: vec![],
        placed: false,
        emphasis: 0,
    };
    for (event, at) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        reader.event(event, at);
    }
    run_in(reader.out)
}

struct Reader<'a> {
    weave: &'a mut dyn Weave,
    markdown: &'a str,
    out: Vec<Block>,
    /// Running text being collected: the innermost last.
    stack: Vec<Vec<Inline>>,
    /// Lists being collected, with the number of the next item where they are numbered.
    lists: Vec<List>,
    /// Whether the paragraph that is being read has been placed as a whole.
    placed: bool,
    /// How deep emphasis stands in emphasis; a paper knows one depth, and so does the tree.
    emphasis: usize,
}

struct List {
    next: Option<u64>,
    items: Vec<Item>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::End(TagEnd::Paragraph) if self.placed => self.placed = false,
            _ if self.placed => {}
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag, at),
            // HTML and code have no meaning in a paper: they are the characters they are.
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text, at),
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.push(vec![Inline::Break]),
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.text(&self.markdown[at.clone()], at);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Strong | Tag::Emphasis => {
                self.emphasis += 1;
                if self.emphasis == 1 {
                    self.stack.push(Vec::new());
                }
            }
            Tag::List(first) => {
                if !self.lists.is_empty() {
                    self.weave.refuse(Refused::NestedList, at);
                }
                self.lists.push(List { next: *first, items: Vec::new() });
            }
            Tag::Image { .. } => self.weave.refuse(Refused::Image, at),
            // An address in angle brackets prints itself.
            Tag::Link { link_type, .. } if *link_type != LinkType::Autolink => {
                self.weave.refuse(Refused::Link, at);
            }
            Tag::BlockQuote(_) => self.weave.refuse(Refused::Quote, at),
            // A paragraph inside an item goes on with the item.
            Tag::Paragraph if !self.lists.is_empty() => {}
            Tag::Paragraph => match self.weave.block(self.markdown[at.clone()].trim(), at) {
                Some(blocks) => {
                    self.out.extend(blocks);
                    self.placed = true;
                }
                None => self.stack.push(Vec::new()),
            },
            Tag::Heading { .. } | Tag::Item | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.stack.push(Vec::new());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => {
                self.emphasis = self.emphasis.saturating_sub(1);
                if self.emphasis == 0
                    && let Some(inlines) = self.stack.pop()
                {
                    self.push(vec![Inline::Strong { inlines }]);
                }
            }
            TagEnd::Paragraph if !self.lists.is_empty() => {}
            // A code block is what Markdown sees where a drafter indents a paragraph by hand.
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.paragraph(),
            TagEnd::Heading(level) => self.heading(level, at),
            TagEnd::Item => self.item(),
            TagEnd::List(_) => {
                if let Some(list) = self.lists.pop()
                    && !list.items.is_empty()
                {
                    self.out.push(Block::List { items: list.items });
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, inlines: Vec<Inline>) {
        match self.stack.last_mut() {
            Some(open) => open.extend(inlines),
            None => self.out.push(Block::Paragraph { inlines }),
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if text.len() == at.len() && !text.ends_with('\n') {
            let inlines = self.weave.text(text, at);
            return self.push(inlines);
        }
        let trimmed = text.trim_end_matches('\n');
        // Backticks and line ends belong to the event's range and not to its text.
        let inside = self.markdown[at.clone()].find(trimmed).map(|offset| at.start + offset);
        let at = inside.map_or(at, |start| start..start + trimmed.len());
        let inlines = self.weave.text(trimmed, at);
        self.push(inlines);
    }

    /// A line that is broken in the source goes on without a space between Chinese characters.
    fn soft_break(&mut self, at: Range<usize>) {
        let before = self.markdown[..at.start].chars().next_back();
        let after = self.markdown[at.end..].trim_start().chars().next();
        if before.is_some_and(|c| c.is_ascii_alphanumeric())
            && after.is_some_and(|c| c.is_ascii_alphanumeric())
        {
            self.push(vec![Inline::text(" ")]);
        }
    }

    fn paragraph(&mut self) {
        if let Some(inlines) = self.stack.pop().filter(|inlines| !inlines.is_empty()) {
            self.out.push(Block::Paragraph { inlines: strong(inlines) });
        }
    }

    fn heading(&mut self, level: HeadingLevel, at: Range<usize>) {
        let Some(inlines) = self.stack.pop() else { return };
        let level = level as u8;
        if level > 4 {
            self.weave.refuse(Refused::DeepHeading, at);
        }
        self.out.push(Block::Heading(Heading {
            level: level.min(4),
            number: String::new(),
            inlines: strong(inlines),
            run_in: None,
            id: None,
        }));
    }

    fn item(&mut self) {
        let inlines = self.stack.pop().map(strong).unwrap_or_default();
        let Some(list) = self.lists.last_mut() else { return };
        let number = match &mut list.next {
            Some(next) => {
                *next += 1;
                format!("{}.", *next - 1)
            }
            None => "·".to_owned(),
        };
        list.items.push(Item { number, inlines });
    }
}

/// Gathers what stands between the marks of `STRONG`. A mark without its partner is dropped here
/// and reported by whoever set it.
fn strong(inlines: Vec<Inline>) -> Vec<Inline> {
    if inlines.iter().all(|inline| mark(inline).is_none()) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::new();
    let mut inner: Option<Vec<Inline>> = None;
    for inline in inlines {
        match (mark(&inline), inner.as_mut()) {
            (Some(0), None) => inner = Some(Vec::new()),
            (Some(_), _) => {
                if let Some(inlines) = inner.take() {
                    out.push(Inline::Strong { inlines });
                }
            }
            (None, Some(inner)) => inner.push(inline),
            (None, None) => out.push(inline),
        }
    }
    out.extend(inner.into_iter().flatten());
    out
}

/// Which of the marks of `STRONG` a piece is.
fn mark(inline: &Inline) -> Option<usize> {
    match inline {
        Inline::Text { text, .. } => STRONG.iter().position(|mark| text.chars().eq([*mark])),
        Inline::Strong { .. }
        | Inline::Blank { .. }
        | Inline::Reference { .. }
        | Inline::Citation { .. }
        | Inline::Break => None,
    }
}

/// A heading that ends in a full stop runs in: the paragraph after it follows on its line.
fn run_in(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Block::Heading(heading)), Block::Paragraph { inlines })
                if heading.run_in.is_none()
                    && crate::doc::plain(&heading.inlines).ends_with('。') =>
            {
                heading.run_in = Some(inlines);
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

/// Writes a value into `body.md` so that Markdown sees nothing in it but its characters.
pub(super) fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let marked = |c: char| c.is_ascii_punctuation() || matches!(c, '\n' | '\r');
    for piece in text.split_inclusive(marked) {
        // What is marked is one byte long.
        let free = piece.trim_end_matches(marked);
        out.write_all(free.as_bytes())?;
        match &piece[free.len()..] {
            "" => {}
            "\n" | "\r" => out.write_all(b" ")?,
            mark => write!(out, "\\{mark}")?,
        }
    }
    Ok(())
}
