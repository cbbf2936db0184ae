//! Lines to fill in (填写栏), empty or with what the paper itself fills in.

use crate::doc::{BlankLine, Run};
use crate::model::{Field, Paper, Value};
use crate::schema::{Schemas, Shape};

/// What a paper fills its blanks in with.
pub(super) struct Filled<'a> {
    filler: &'a Paper,
    /// The object that holds the values, and what its schema calls them.
    given: Option<&'a Field>,
    shape: Option<Shape<'a>>,
}

impl<'a> Filled<'a> {
    /// Values that lie at a path of the paper.
    pub(super) fn new(values: Option<&str>, filler: &'a Paper, schemas: &'a Schemas) -> Self {
        let given = values.and_then(|path| filler.root.get(path));
        let root = schemas.get(&filler.kind.value).map(crate::schema::Schema::root);
        let shape = values.and_then(|path| Some(root?.property(path)?.1));
        Self { filler, given, shape }
    }

    /// The lines of a list; what has no label is none.
    pub(super) fn lines(&self, list: &[Field]) -> Vec<BlankLine> {
        list.iter().filter_map(|field| self.line(field)).collect()
    }

    fn line(&self, line: &Field) -> Option<BlankLine> {
        let label = line.words_of("label").or_else(|| line.words())?.value;
        let hint = line.words_of("hint").map(|hint| hint.value);
        let field = line.words_of("field").and_then(|name| self.key(&name.value));
        let id = field.clone().or_else(|| line.words_of("id").map(|id| id.value));
        let value = self.value(id.as_deref(), &label).and_then(run);
        Some(BlankLine { label, hint, value, field })
    }

    /// The English key of a field that a line names in either language.
    fn key(&self, name: &str) -> Option<String> {
        self.shape?.property(name).map(|(key, _)| key.to_owned())
    }

    fn value(&self, id: Option<&str>, label: &str) -> Option<&'a Field> {
        let given = self.given?;
        let named = |own: &&Field| Some(&*own.name) == id || own.name == label;
        // Who fills in and when is said once, of the paper as a whole.
        given.fields().iter().find(named).or_else(|| self.filler.root.get(id?))
    }
}

fn run(field: &Field) -> Option<Run> {
    match &field.value {
        Value::Number(number) => Some(Run::at(number.to_string(), field.span)),
        _ => Some(Run::at(field.text()?, field.inside())),
    }
}
