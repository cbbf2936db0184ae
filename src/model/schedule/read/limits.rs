//! The deadlines that stand on anything but a task: what is due at them, and who is bound by them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reader, named, share};
use crate::model::schedule::{EventKind, Share, carrier};
use crate::model::{Field, Leaf, Paper, TimeUse};
use crate::text::{Span, Spanned};

impl Reader<'_, '_> {
    /// The deadlines that stand on anything but a task.
    pub(super) fn deadlines(&mut self) {
        let times: BTreeMap<usize, &TimeUse> = self
            .paper
            .facts
            .times
            .iter()
            .filter(|time| time.leaf == Leaf::Deadline)
            .map(|time| (time.span.bytes().start, time))
            .collect();
        let mut found = Vec::new();
        holders(&self.paper.root, &self.paper.root, &mut found);
        for (at, (holder, field)) in found.into_iter().enumerate() {
            let Some(time) = times.get(&field.inside().bytes().start) else { continue };
            let root = std::ptr::eq(holder, &raw const self.paper.root);
            let id = holder.get("id").filter(|_| !root).and_then(Field::words);
            let key = match (&id, root) {
                (_, true) => "deadline".to_owned(),
                (Some(_), _) => named(&holder.name, id.as_ref(), at),
                (None, false) => format!("{}.deadline", holder.name),
            };
            let shares = self.bound(holder, root);
            self.add(&key, EventKind::Deadline, &self.matter(holder, root), time, &shares);
        }
    }

    /// What is due at a deadline.
    fn matter(&self, holder: &Field, root: bool) -> Spanned<String> {
        let title = self.source.title.replace('《', "〈").replace('》', "〉");
        let whole = |words: String, place: Span| Spanned::new(words, place);
        if root {
            return whole(format!("按《{title}》办理完毕"), self.source.place);
        }
        if let Some(what) = holder.words_of("what") {
            return whole(format!("报送{}", what.value.trim()), what.span);
        }
        if let Some(title) = holder.words_of("title").or_else(|| holder.words_of("name")) {
            return title;
        }
        let words = if holder.get("to").is_some() {
            format!("交回《{title}》")
        } else {
            format!("《{title}》")
        };
        whole(words, self.source.place)
    }

    /// Who must keep a deadline: the bodies named beside it, else the recipients of the paper or
    /// of the one that issues it, else whoever the paper gives work to, else its issuers; and who
    /// waits for what is due.
    fn bound(&self, holder: &Field, root: bool) -> Vec<Share> {
        let mut named = Vec::new();
        let beside = holder.fields().iter().filter(|field| field.name != "to" && !root);
        for field in beside.flat_map(Field::items).filter(|item| item.leaf == Leaf::Unit) {
            named.extend(field.words());
        }
        let addressed = |paper: &Paper| -> Vec<Spanned<String>> {
            let to = paper.root.items_of("to").iter();
            to.filter(|item| item.fact() == Some("recipient")).filter_map(Field::words).collect()
        };
        if named.is_empty() {
            named = addressed(self.paper);
        }
        if let (true, Some(carrier)) = (named.is_empty(), carrier(self.set, self.paper)) {
            named = addressed(carrier);
        }
        if named.is_empty() && holder.fact().is_none() {
            named = self.working();
        }
        let mut shares =
            if named.is_empty() { self.issuers() } else { vec![share("责任单位", named)] };
        let to = holder.items_of("to").iter().filter(|item| item.fact() != Some("recipient"));
        let to: Vec<Spanned<String>> = to.filter_map(Field::words).collect();
        shares.extend((!to.is_empty()).then(|| share("报送至", to)));
        shares
    }

    /// Whoever the paper gives work to, each once.
    fn working(&self) -> Vec<Spanned<String>> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        self.paper.root.walk(&mut |field| {
            if !matches!(field.fact(), Some("task" | "clause" | "duty")) {
                return;
            }
            let beside = field.fields().iter().flat_map(Field::items);
            for body in beside.filter(|item| item.leaf == Leaf::Unit).filter_map(Field::words) {
                if seen.insert(body.value.clone()) {
                    found.push(body);
                }
            }
        });
        found
    }
}

/// Every deadline with the object it stands in, tasks left out.
fn holders<'f>(holder: &'f Field, field: &'f Field, found: &mut Vec<(&'f Field, &'f Field)>) {
    if field.leaf == Leaf::Deadline && field.text().is_some() && holder.fact() != Some("task") {
        found.push((holder, field));
    }
    let inner = if field.fields().is_empty() { field.items() } else { field.fields() };
    for own in inner.iter().filter(|own| !std::ptr::eq(*own, field)) {
        holders(if field.fields().is_empty() { holder } else { field }, own, found);
    }
}
