//! What schemas say of fields, walked once: types, facts, references.

use std::collections::{BTreeMap, BTreeSet};

use crate::policy::Watched;
use crate::schema::{Schema, Schemas, Shape};

/// How deep fields are followed; deeper ones repeat themselves.
pub(super) const DEEPEST: usize = 12;

/// What a schema says to the rules.
pub(super) fn watched(schema: &Schema) -> Watched {
    let mut watched = Watched::default();
    let top = schema.root().properties().map(|(key, _)| key.to_owned());
    watched.fields.extend(top);
    walk(schema.root(), 0, &mut |shape| {
        watched.facts.extend(shape.text("x-fact").map(str::to_owned));
        // Several bodies in one field are bodies.
        let leaf = shape.text("x-type").map(|leaf| if leaf == "units" { "unit" } else { leaf });
        watched.leaves.extend(leaf.map(str::to_owned));
    });
    watched
}

/// Every fact that a schema marks, with the fields that were given to it.
pub(super) fn facts(schemas: &Schemas) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut facts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for schema in schemas.kinds().filter_map(|kind| schemas.get(kind)) {
        walk(schema.root(), 0, &mut |shape| {
            if let Some(fact) = shape.text("x-fact") {
                facts.entry(fact).or_default().extend(shape.properties().map(|(key, _)| key));
            }
        });
    }
    facts
}

/// Everything a reference may point to.
pub(super) fn targets(schemas: &Schemas) -> BTreeSet<&str> {
    let mut targets = BTreeSet::new();
    for schema in schemas.kinds().filter_map(|kind| schemas.get(kind)) {
        walk(schema.root(), 0, &mut |shape| targets.extend(shape.text("x-to")));
    }
    targets
}

fn walk<'a>(shape: Shape<'a>, depth: usize, visit: &mut dyn FnMut(Shape<'a>)) {
    visit(shape);
    if depth < DEEPEST {
        let inner = shape.properties().map(|(_, shape)| shape);
        for shape in inner.chain(shape.items()).chain(shape.values()) {
            walk(shape, depth + 1, visit);
        }
    }
}
