//! How a text is written in its source, read closely only once somebody asks for a place in it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::text::{Source, Span};
use crate::yaml::{Node, Style, TextMap, Value};

/// The way from a text's characters to the bytes of its source, where it is not simply one for
/// one. Nearly every text is found to be in order, and nobody asks where its characters stand.
#[derive(Debug, Clone)]
pub struct Writing {
    source: Arc<str>,
    span: Span,
    style: Style,
    map: OnceLock<Box<TextMap>>,
}

impl Writing {
    /// How a scalar of a source is written.
    pub(super) fn of(source: &Source, node: &Node) -> Self {
        let (span, style) = (node.span, node.style);
        Self { source: source.text.clone(), span, style, map: OnceLock::new() }
    }

    /// The place of some bytes of the text, which is always the same one.
    pub(super) fn at(&self, text: &str, bytes: Range<usize>) -> Span {
        let map = self.map.get_or_init(|| {
            let value = Value::Text(text.to_owned());
            let node = Node { span: self.span, value, style: self.style, alias: None };
            Box::new(TextMap::of(&self.source, &node))
        });
        map.span(bytes)
    }
}
