//! What the functions and filters of a template look into: the set, and the paper that asks.

use std::sync::Arc;

use tera::{State, TeraResult, Value};

use crate::calendar::Context;
use crate::model::{Paper, Set};
use crate::schema::{Forms, Schema, Schemas};

/// A set and its schemas, shared by all functions of a run.
#[derive(Debug, Clone, Default)]
pub(super) struct World {
    pub(super) set: Arc<Set>,
    pub(super) schemas: Arc<Schemas>,
}

/// Under these names a template is told who asks. They have a space in them, so that no template
/// can spell them.
const PAPER: &str = "paper asking";
const ROOT: &str = "paper printed";

impl World {
    /// Who asks, by what the template was told.
    pub(super) fn asking(&self, state: &State<'_>) -> TeraResult<Env<'_>> {
        let told = |name| state.get::<usize>(name).map(Option::unwrap_or_default);
        Ok(self.env(told(PAPER)?, told(ROOT)?))
    }

    /// A paper asks.
    pub(super) fn env(&self, paper: usize, root: usize) -> Env<'_> {
        Env { set: &self.set, schemas: &self.schemas, paper, root }
    }
}

/// Who asks, and what can be looked into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Env<'a> {
    pub(super) set: &'a Set,
    pub(super) schemas: &'a Schemas,
    /// The paper whose text is being filled.
    pub(super) paper: usize,
    /// The paper that is printed, which may hold the other as an attachment.
    pub(super) root: usize,
}

impl<'a> Env<'a> {
    /// Tells a template who asks.
    pub(super) fn tell(&self, context: &mut tera::Context) {
        context.insert_value(PAPER, Value::from(self.paper as u64));
        context.insert_value(ROOT, Value::from(self.root as u64));
    }

    /// The same for the text of another paper.
    pub(super) fn of(self, paper: usize) -> Self {
        Self { paper, ..self }
    }

    /// The paper that asks.
    pub(super) fn own(&self) -> &'a Paper {
        &self.set.papers[self.paper]
    }

    /// The year that bare months of that paper belong to.
    pub(super) fn context(&self) -> Context {
        self.own().context
    }

    /// What the schema of its kind knows.
    pub(super) fn forms(&self) -> Option<&'a Forms> {
        self.schemas.get(&self.own().kind.value).map(Schema::forms)
    }
}
