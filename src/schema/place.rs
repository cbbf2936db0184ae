//! Where in the user's file an error of the validator belongs, and what people call that place.

use super::Shape;
use super::twin::{Inside, Twin};
use crate::diag::{Finding, Level, Words, words};
use crate::text::{Span, Spanned};
use crate::yaml::Value;

/// The longest piece of the user's text that a message repeats, in characters.
const SHOWN: usize = 20;

/// A value of the user's file.
pub(super) struct Place<'a, 't> {
    /// The value.
    pub(super) twin: &'t Twin<'a>,
    /// The key it stands under.
    key: Option<&'a Spanned<String>>,
    /// Its position in a list, and the key of that list.
    item: Option<(usize, Option<&'a Spanned<String>>)>,
}

impl<'a, 't> Place<'a, 't> {
    /// The value a JSON pointer with English keys leads to; the last one on the way if it leads
    /// nowhere.
    pub(super) fn find(root: &'t Twin<'a>, pointer: &str) -> Self {
        let mut place = Self { twin: root, key: None, item: None };
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let Some(next) = place.step(&step) else { break };
            place = next;
        }
        place
    }

    fn step(&self, step: &str) -> Option<Self> {
        match &self.twin.inside {
            Inside::Plain | Inside::Text(_) => None,
            Inside::Items(items) => {
                let at: usize = step.parse().ok()?;
                Some(Self { twin: items.get(at)?, key: None, item: Some((at, self.key)) })
            }
            Inside::Fields(fields) => {
                let (_, key, twin) = fields.get(step)?;
                Some(Self { twin, key: Some(key), item: None })
            }
        }
    }

    /// The place of a field's key.
    pub(super) fn key_of(&self, english: &str) -> Option<&'a Spanned<String>> {
        let Inside::Fields(fields) = &self.twin.inside else { return None };
        fields.get(english).map(|(_, key, _)| *key)
    }

    /// What the schema says about a field here.
    pub(super) fn field(&self, english: &str) -> Option<Shape<'a>> {
        self.twin.shape()?.property(english).map(|(_, shape)| shape)
    }

    /// Whether the value may be repeated in a message.
    fn is_personal(&self) -> bool {
        self.twin.shape().and_then(|shape| shape.text("x-sensitivity")) == Some("personal")
    }

    /// The value as a message repeats it.
    pub(super) fn shown(&self) -> String {
        if self.is_personal() {
            return "＊＊＊".to_owned();
        }
        let text = match &self.twin.node.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
                self.twin.node.to_json().to_string()
            }
        };
        let line = text.lines().next().unwrap_or_default();
        let short: String = line.chars().take(SHOWN).collect();
        if short.len() < text.len() { short + "…" } else { short }
    }

    /// What people call this value.
    pub(super) fn name(&self) -> Words {
        match (self.key, self.item) {
            (Some(key), _) => words!("“{key}”", "`{key}`"),
            (None, Some((at, Some(list)))) => {
                let at = at + 1;
                words!("“{list}”第 {at} 项", "item {at} of `{list}`")
            }
            (None, Some((at, None))) => {
                let at = at + 1;
                words!("第 {at} 项", "item {at}")
            }
            (None, None) => words!("文件内容", "the file"),
        }
    }

    /// Where an error about the value itself points.
    pub(super) fn value(&self) -> Span {
        let place = self.twin.node.place();
        match self.key {
            Some(key) if place.bytes().is_empty() => key.span,
            _ => place,
        }
    }

    /// Where an error about what the value lacks points: its key, else its first key.
    pub(super) fn owner(&self) -> Span {
        if let Some(key) = self.key {
            return key.span;
        }
        if self.twin.node.alias.is_some() {
            return self.twin.node.place();
        }
        let first = self.twin.node.entries().first().map(|entry| entry.key.span);
        first.unwrap_or(self.twin.node.span)
    }

    /// A finding here, which also points at the definition when an alias brought the value.
    pub(super) fn finding(&self, rule: &str, span: Span, message: Words) -> Finding {
        let finding = Finding::new(rule, Level::Error, span, message);
        match self.twin.node.alias {
            Some(alias) if alias == span => {
                finding.also(self.twin.node.span, words!("内容写在这里", "it is written here"))
            }
            _ => finding,
        }
    }
}
