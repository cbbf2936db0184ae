//! The public edition (公开版) of a set: without what its schemas call internal or personal.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Almanac, Facts};
use super::field::{Field, Sensitivity, Value};
use super::leaves::Leaves;
use super::{Chars, Paper, Set};

/// For whom papers are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// For those who work with them (内部版): everything.
    #[default]
    Internal,
    /// For everybody (公开版).
    Public,
}

impl Set {
    /// Leaves out everything that only the internal edition may show. Returns the places of the
    /// papers that are not published at all (不予公开、依申请公开), of those that cannot do without
    /// what was left out, of which nothing remains, and of those that attach one of them.
    pub fn make_public(&mut self) -> BTreeSet<usize> {
        let (mut withheld, mut almanac) = (Vec::new(), Almanac::default());
        for (at, paper) in self.papers.iter_mut().enumerate() {
            if hides(&paper.root) {
                if !strip(&mut paper.root) {
                    paper.root.value = Value::Map(Vec::new());
                    withheld.push(at);
                }
                let texts = paper.said.len();
                (paper.facts, paper.said) =
                    Facts::lift(&paper.root, paper.context, texts, &mut almanac, Chars::of);
                paper.leaves = Leaves::of(&paper.said);
            }
            let openness = paper.root.get("openness").and_then(Field::text);
            if matches!(openness, Some("不予公开" | "依申请公开")) {
                withheld.push(at);
            }
        }
        self.with_attachers(withheld)
    }

    /// Some papers, those that attach them, and so on.
    fn with_attachers(&self, papers: Vec<usize>) -> BTreeSet<usize> {
        let mut attachers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, paper) in self.papers.iter().enumerate() {
            for entry in &paper.facts.attachments {
                attachers.entry(entry.paper.value.as_str()).or_default().push(at);
            }
        }
        let mut all: BTreeSet<usize> = papers.iter().copied().collect();
        let mut open = papers;
        while let Some(at) = open.pop() {
            let id = self.papers[at].id.value.as_str();
            let new = attachers.get(id).into_iter().flatten().copied();
            open.extend(new.filter(|attacher| all.insert(*attacher)));
        }
        all
    }
}

impl Paper {
    /// Every field that the public edition leaves out: those marked, without what lies in them.
    pub fn hidden(&self) -> Vec<&Field> {
        let mut found = Vec::new();
        collect(&self.root, &mut found);
        found
    }

    /// What the public edition of this paper cannot do without and may not show.
    pub fn blocked_by(&self) -> Option<&Field> {
        blocking(&self.root)
    }
}

/// Whether a field itself may not be shown to everybody.
fn secret(field: &Field) -> bool {
    field.sensitivity != Sensitivity::Public
}

fn hides(field: &Field) -> bool {
    let mut found = false;
    field.walk(&mut |inner| found |= secret(inner));
    found
}

fn collect<'a>(field: &'a Field, found: &mut Vec<&'a Field>) {
    match &field.value {
        _ if secret(field) => found.push(field),
        Value::List(inner) | Value::Map(inner) => {
            for inner in inner {
                collect(inner, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(..) => {}
    }
}

/// Takes out what may not be shown. An object that needs what was taken out goes with it, and so
/// a label never stands without its value. Says whether the field itself may stay.
fn strip(field: &mut Field) -> bool {
    if secret(field) {
        return false;
    }
    match &mut field.value {
        Value::List(items) => {
            let before = items.len();
            items.retain_mut(strip);
            before == 0 || !items.is_empty()
        }
        Value::Map(fields) => {
            let mut whole = true;
            fields.retain_mut(|inner| {
                let stays = strip(inner);
                whole &= stays || !inner.required;
                stays
            });
            whole
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(..) => true,
    }
}

/// The hidden field because of which a field goes, when it does.
fn blocking(field: &Field) -> Option<&Field> {
    if secret(field) {
        return Some(field);
    }
    match &field.value {
        Value::List(items) if !items.is_empty() => {
            let all: Vec<&Field> = items.iter().map_while(blocking).collect();
            (all.len() == items.len()).then(|| all[0])
        }
        Value::Map(fields) => fields.iter().filter(|inner| inner.required).find_map(blocking),
        Value::List(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(..) => None,
    }
}
