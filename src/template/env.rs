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

/// Under this name a template is told who asks. It has a space in it, so that no template can
/// spell it.
const PAPER: &str = "paper asking";

/// What an answer depends on beside the set, the least first: papers that have it in common are
/// answered alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Needs {
    /// Nothing: it is the same for every paper.
    Nothing,
    /// The bodies that the paper comes from, and with them what it means by a name.
    Issuers,
    /// The paper itself.
    Paper,
}

impl World {
    /// Who asks, by what the template was told.
    pub(super) fn asking(&self, state: &State<'_>) -> TeraResult<Env<'_>> {
        Ok(self.env(state.get(PAPER)?.unwrap_or_default()))
    }

    /// A paper asks.
    pub(super) fn env(&self, paper: usize) -> Env<'_> {
        Env { set: &self.set, schemas: &self.schemas, paper }
    }
}

/// Who asks, and what can be looked into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Env<'a> {
    pub(super) set: &'a Set,
    pub(super) schemas: &'a Schemas,
    /// The paper whose text is being filled.
    pub(super) paper: usize,
}

impl<'a> Env<'a> {
    /// What a template is told of who asks.
    pub(super) fn told(&self) -> tera::Context {
        let mut told = tera::Context::new();
        told.insert_value(PAPER, Value::from(self.paper as u64));
        told
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
