//! What rules look for in the tree of a paper, found in one walk for all of them.

use crate::model::{Field, Leaf, Sensitivity, Value};

/// The places of a tree that rules ask for.
#[derive(Default)]
pub struct Tree<'s> {
    /// Lists of more than one thing.
    pub lists: Vec<&'s Field>,
    /// Objects with the name of a person (人员) under `name`.
    pub people: Vec<&'s Field>,
    /// Tasks (任务).
    pub tasks: Vec<&'s Field>,
    /// Objects that print the phases (阶段) where they stand.
    pub phases: Vec<&'s Field>,
    /// Whether any field is not for everybody.
    pub secret: bool,
}

impl<'s> Tree<'s> {
    /// Walks a record.
    pub fn of(root: &'s Field) -> Self {
        let mut tree = Self::default();
        root.walk(&mut |field| tree.visit(field));
        tree
    }

    fn visit(&mut self, field: &'s Field) {
        self.secret |= field.sensitivity != Sensitivity::Public;
        if field.fact() == Some("task") {
            self.tasks.push(field);
        }
        match &field.value {
            Value::List(items) if items.len() > 1 => self.lists.push(field),
            Value::Map(fields) => {
                if fields.iter().any(|name| name.leaf == Leaf::Person && name.name == "name") {
                    self.people.push(field);
                }
                if fields.iter().any(|own| own.name == "include" && own.text() == Some("phases")) {
                    self.phases.push(field);
                }
            }
            _ => {}
        }
    }
}
