//! Keys: that they are text, that each stands once, and what `<<` brings in.

use std::collections::BTreeSet;

use super::tree::{Builder, Key};
use super::{Entry, Node, Style, Value, syntax};
use crate::diag::words;
use crate::text::{Span, Spanned};

impl Builder<'_> {
    /// A node that stands where a key belongs.
    pub(super) fn key(&mut self, node: Node, place: Span) -> Key {
        let written = &self.text[node.span.bytes()];
        let text = match node.value {
            Value::Text(text) if text == "<<" && node.style == Style::Plain => return Key::Merge,
            Value::Text(text) => text,
            // A year or `true` as a key is meant as it is written.
            Value::Bool(_) | Value::Number(_) => written.to_owned(),
            Value::Null | Value::List(_) | Value::Map(_) => {
                self.parsed.findings.push(syntax::key_not_text(self, place));
                return Key::Bad;
            }
        };
        if let Some(finding) = syntax::wide_space(self, place) {
            self.parsed.findings.push(finding);
        }
        Key::Text(Spanned::new(text, place))
    }

    /// The entries with each key once: the first counts, the others are reported.
    pub(super) fn unique(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by(|a, b| entries[*a].key.value.cmp(&entries[*b].key.value).then(a.cmp(b)));
        let mut repeated = BTreeSet::new();
        let mut first = 0;
        for (at, index) in order.iter().enumerate().skip(1) {
            let (one, two) = (&entries[order[first]].key, &entries[*index].key);
            if one.value != two.value {
                first = at;
                continue;
            }
            let name = &two.value;
            let message = words!("“{name}”写了两次", "`{name}` is written twice");
            let (one, two) = (one.span, two.span);
            let finding = self.report("yaml-duplicate-key", two, message);
            finding.also.push((one, words!("第一次在这里", "first here")));
            finding.help = Some(words!("删去其中一个，或者改名", "remove or rename one of them"));
            repeated.insert(*index);
        }
        if repeated.is_empty() {
            return entries;
        }
        let kept = entries.into_iter().enumerate().filter(|(at, _)| !repeated.contains(at));
        kept.map(|(_, entry)| entry).collect()
    }

    /// What `<<` brings in: everything that is not written here, the earlier map first.
    pub(super) fn merge(&mut self, mut own: Vec<Entry>, merged: Vec<Node>) -> Vec<Entry> {
        if merged.is_empty() {
            return own;
        }
        let mut known: BTreeSet<String> = own.iter().map(|e| e.key.value.clone()).collect();
        let lists = merged.into_iter().flat_map(|node| match node.value {
            Value::List(items) => items,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_) => {
                vec![node]
            }
        });
        for node in lists {
            let place = node.place();
            let Value::Map(entries) = node.value else {
                let message = words!("“<<”后面不是字段", "what `<<` brings in is not a map");
                self.report("yaml-merge", place, message).help =
                    Some(words!("引用一组字段：<<: *名称", "refer to a map: `<<: *name`"));
                continue;
            };
            own.extend(entries.into_iter().filter(|entry| known.insert(entry.key.value.clone())));
        }
        own
    }
}
