//! A node beside its shape, with English keys: what the validator explains, and where it stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Instance, Kind, Known, Shape, Shapes};
use crate::diag::{Finding, Level, words};
use crate::text::Spanned;
use crate::yaml::{Entry, Node, Value};

/// A node and what its schema says of it.
pub(super) struct Twin<'a> {
    pub(super) node: &'a Node,
    known: Option<Rc<Known<'a>>>,
    pub(super) inside: Inside<'a>,
}

/// What a node holds.
pub(super) enum Inside<'a> {
    /// Nothing, yes or no, or a number.
    Plain,
    /// Words; the English ones, where Chinese ones stand for a value.
    Text(&'a str),
    /// Items.
    Items(Vec<Twin<'a>>),
    /// Values by their English keys.
    Fields(Fields<'a>),
}

/// A value by its English key, with the key as it is written.
pub(super) type Field<'a> = (&'a str, &'a Spanned<String>, Twin<'a>);

/// The fields of an object in the order they were written, each once.
#[derive(Default)]
pub(super) struct Fields<'a> {
    all: Vec<Field<'a>>,
    /// Their places, once there are so many that looking through them all would take its time.
    #[expect(
        clippy::box_collection,
        reason = "hardly any object has them, and all are moved about"
    )]
    places: Option<Box<BTreeMap<&'a str, usize>>>,
}

/// The most fields that are looked through one by one.
const FEW: usize = 24;

impl<'a> Fields<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Field<'a>> {
        match &self.places {
            None => self.all.iter().find(|field| field.0 == key),
            Some(places) => places.get(key).map(|at| &self.all[*at]),
        }
    }

    fn push(&mut self, field: Field<'a>) {
        self.all.push(field);
        if self.all.len() >= FEW {
            self.find_again();
        }
    }

    /// Keeps in mind where the last field is, and at first where all are.
    fn find_again(&mut self) {
        let known = self.places.as_ref().map_or(0, |places| places.len());
        let new = self.all.iter().enumerate().skip(known);
        self.places.get_or_insert_default().extend(new.map(|(at, field)| (field.0, at)));
    }
}

impl<'a> Twin<'a> {
    /// The shape that the node should have.
    pub(super) fn shape(&self) -> Option<Shape<'a>> {
        self.known.as_ref().map(|known| known.shape)
    }
}

impl Instance for Twin<'_> {
    fn kind(&self) -> Kind<'_> {
        match (&self.inside, &self.node.value) {
            (Inside::Text(text), _) => Kind::Text(text),
            (Inside::Items(items), _) => Kind::List(items.len()),
            (Inside::Fields(fields), _) => Kind::Map(fields.all.len()),
            (Inside::Plain, Value::Bool(truth)) => Kind::Bool(*truth),
            (Inside::Plain, Value::Number(number)) => Kind::Number(number),
            (Inside::Plain, _) => Kind::Null,
        }
    }

    fn at(&self, place: usize) -> &dyn Instance {
        match &self.inside {
            Inside::Items(items) => &items[place],
            Inside::Fields(fields) => &fields.all[place].2,
            Inside::Plain | Inside::Text(_) => self,
        }
    }

    fn key(&self, place: usize) -> &str {
        if let Inside::Fields(fields) = &self.inside { fields.all[place].0 } else { "" }
    }

    fn get(&self, key: &str) -> Option<&dyn Instance> {
        let Inside::Fields(fields) = &self.inside else { return None };
        fields.get(key).map(|(_, _, twin)| twin as &dyn Instance)
    }
}

/// Walks nodes and shapes together.
pub(super) struct Walk<'s, 'w> {
    shapes: &'w mut Shapes<'s>,
    /// Fields that are given under both their names.
    pub(super) findings: Vec<Finding>,
}

impl<'s, 'w> Walk<'s, 'w> {
    pub(super) fn new(shapes: &'w mut Shapes<'s>) -> Self {
        Self { shapes, findings: Vec::new() }
    }

    /// The tree that the validator judges, and in which its errors find their places.
    pub(super) fn tree<'a>(&mut self, root: &'a Node, shape: Shape<'s>) -> Twin<'a>
    where
        's: 'a,
    {
        let place = self.shapes.number(shape);
        self.twin(root, Some(place))
    }

    fn twin<'a>(&mut self, node: &'a Node, place: Option<usize>) -> Twin<'a>
    where
        's: 'a,
    {
        let known = place.map(|place| self.shapes.of(place));
        let inside = match &node.value {
            Value::List(items) => {
                let place = known.as_ref().and_then(|known| known.items);
                Inside::Items(items.iter().map(|item| self.twin(item, place)).collect())
            }
            Value::Map(entries) => Inside::Fields(self.fields(entries, known.as_deref())),
            Value::Text(text) => {
                Inside::Text(known.as_ref().and_then(|known| known.meant(text)).unwrap_or(text))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Inside::Plain,
        };
        Twin { node, known, inside }
    }

    fn fields<'a>(&mut self, entries: &'a [Entry], known: Option<&Known<'s>>) -> Fields<'a>
    where
        's: 'a,
    {
        let mut fields = Fields { all: Vec::with_capacity(entries.len()), places: None };
        for entry in entries {
            let written = entry.key.value.as_str();
            let (key, place) = known.map_or((written, None), |known| known.field(written));
            match fields.get(key) {
                Some((_, first, _)) => self.findings.push(twice(first, &entry.key)),
                None => fields.push((key, &entry.key, self.twin(&entry.value, place))),
            }
        }
        fields
    }
}

/// The same field under its Chinese and its English name.
pub(super) fn twice(first: &Spanned<String>, second: &Spanned<String>) -> Finding {
    let (one, two) = (&first.value, &second.value);
    Finding::new(
        "schema-duplicate-key",
        Level::Error,
        second.span,
        words!("“{one}”和“{two}”是同一个字段", "`{one}` and `{two}` are the same field"),
    )
    .also(first.span, words!("第一次在这里", "first here"))
    .help(words!("删去其中一个", "remove one of them"))
}
