//! Anchors and aliases: copies are paid for before they are made.

use super::tree::{Builder, Stop};
use super::{MAX_DEPTH, Node, Style, Value};
use crate::diag::words;
use crate::text::Span;

/// A node with what it costs to copy it.
pub(super) struct Built {
    pub(super) node: Node,
    pub(super) size: usize,
    pub(super) height: usize,
}

/// What an anchor stands for.
pub(super) enum Anchor {
    /// Its value is not complete yet.
    Open,
    /// Its value.
    Closed(Built),
}

impl Builder<'_> {
    /// Remembers what an anchor stands for, and puts the node where it belongs.
    pub(super) fn keep(&mut self, anchor: usize, built: Built) -> Result<(), Stop> {
        if anchor != 0 {
            // The copy counts: anchors inside anchors would multiply unseen.
            self.spend(built.size, built.node.span)?;
            let copy = Built { node: built.node.clone(), ..built };
            self.anchors.insert(anchor, Anchor::Closed(copy));
        }
        let span = built.node.span;
        self.put(built, span);
        Ok(())
    }

    /// Puts a copy of what an alias stands for, if the budget allows it.
    pub(super) fn alias(&mut self, anchor: usize, place: Span) -> Result<(), Stop> {
        self.last = place.bytes().end;
        let (size, height) = match self.anchors.get(&anchor) {
            Some(Anchor::Closed(built)) => (built.size, built.height),
            Some(Anchor::Open) | None => {
                let shown = &self.text[place.bytes()];
                let message = words!("“{shown}”引用了它自己", "`{shown}` contains itself");
                self.report("yaml-alias-unknown", place, message);
                self.put_nothing(place);
                return Ok(());
            }
        };
        self.spend(size, place)?;
        if self.frames.len() + height > MAX_DEPTH {
            return Err(self.too_deep(place));
        }
        if let Some(Anchor::Closed(built)) = self.anchors.get(&anchor) {
            let mut node = built.node.clone();
            node.used_at(place);
            self.put(Built { node, size, height }, place);
        }
        Ok(())
    }

    /// An alias that stands for nothing.
    pub(super) fn unknown_alias(&mut self, name: &str, place: Span) {
        self.last = place.bytes().end;
        self.report(
            "yaml-alias-unknown",
            place,
            words!("没有名为“{name}”的锚点", "there is no anchor `{name}`"),
        )
        .help = Some(words!(
            "先用 &{name} 定义它；以 * 开头的文字要加引号",
            "define it with `&{name}` before, or quote text that begins with `*`"
        ));
        self.put_nothing(place);
    }

    fn put_nothing(&mut self, place: Span) {
        let node = Node { span: place, value: Value::Null, style: Style::Plain, alias: None };
        self.put(Built { node, size: 1, height: 0 }, place);
    }
}
