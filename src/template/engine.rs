//! Tera with the functions of one set: what the papers ask of it is compiled once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::env::{Env, World};
use super::load::Body;
use super::token::plain;
use super::values::{Asked, Values};
use super::{explain, filters, functions, hole, markdown};
use crate::diag::{Words, nearest, words};
use crate::schema::{Forms, Schema};

/// Evaluates the templates and the expressions of all papers of a set, on any number of cores.
pub(super) struct Engine {
    pub(super) world: World,
    /// All functions and filters, and no template.
    tera: tera::Tera,
    /// What has been compiled, by the kind of paper that asks.
    kinds: BTreeMap<String, Compiled>,
}

/// What the papers of one kind have asked for.
#[derive(Default)]
struct Compiled {
    body: OnceLock<Template>,
    holes: RwLock<HashMap<String, Arc<Hole>>>,
}

/// How many expressions of a kind are kept compiled; those of a set that has more are compiled
/// whenever they are met.
const MOST_KEPT: usize = 256;

impl Engine {
    /// An engine for the papers of a set.
    pub(super) fn new(world: World) -> Self {
        let mut tera = tera::Tera::new();
        tera.set_escape_fn(|text: &str, out: &mut dyn std::io::Write| markdown::escape(text, out));
        tera.autoescape_on(vec![BODY]);
        functions::register(&mut tera, &world);
        let kinds = world.set.papers.iter().map(|paper| paper.kind.value.clone());
        let kinds = kinds.collect::<BTreeSet<_>>().into_iter();
        Self { kinds: kinds.map(|kind| (kind, Compiled::default())).collect(), tera, world }
    }

    /// Renders the `body.md` of a paper; an error says what and where in it.
    pub(super) fn render(
        &self,
        body: &Body,
        env: &Env<'_>,
    ) -> Result<String, (Words, Range<usize>)> {
        let compile = || {
            let asked = Asked::new(body.wanted.clone(), env.forms());
            Template::new(&self.tera, BODY, &body.rewritten, asked)
        };
        let compiled = self.kinds[&env.own().kind.value].body.get_or_init(compile);
        compiled.render(&compiled.context(env))
    }

    /// Evaluates a drafter's expression; an error says what is wrong and what to do.
    pub(super) fn evaluate(
        &self,
        expression: &str,
        env: &Env<'_>,
    ) -> Result<String, (Words, Words)> {
        let hole = self.hole(expression, env);
        let context = hole.template.context(env);
        if let Some(name) = hole::field(expression)
            && !context.contains_key(&hole::encode(name))
        {
            return Err(unknown(name, env));
        }
        if let Some(refused) = &hole.refused {
            return Err(refused.clone());
        }
        hole.template.render(&context).map_err(|(message, _)| {
            let help = words!(
                "花括号里写字段名，或 ref、phase、cite 这样的函数",
                "braces hold the name of a field, or a function such as ref, phase, cite"
            );
            (message, help)
        })
    }

    fn hole(&self, expression: &str, env: &Env<'_>) -> Arc<Hole> {
        let holes = &self.kinds[&env.own().kind.value].holes;
        let known = holes.read().unwrap_or_else(PoisonError::into_inner).get(expression).cloned();
        if let Some(known) = known {
            return known;
        }
        let hole = Arc::new(Hole::new(expression, &self.tera, env.forms()));
        let mut holes = holes.write().unwrap_or_else(PoisonError::into_inner);
        if holes.len() < MOST_KEPT {
            holes.insert(expression.to_owned(), Arc::clone(&hole));
        }
        hole
    }
}

/// A drafter's expression.
struct Hole {
    /// What it calls that prose may not.
    refused: Option<(Words, Words)>,
    template: Template,
}

impl Hole {
    fn new(expression: &str, tera: &tera::Tera, kind: Option<&Forms>) -> Self {
        let rewritten = hole::rewrite(&plain(expression));
        let asked = Asked::new(Some(hole::words(&rewritten)), kind);
        let printed = filters::PRINTED;
        let text = format!("{{{{ {rewritten} | {printed} }}}}");
        Self {
            refused: functions::refused(expression),
            template: Template::new(tera, HOLE, &text, asked),
        }
    }
}

/// What a compiled template is called. Values are escaped in what is Markdown afterwards.
const BODY: &str = "body.md";
const HOLE: &str = "hole";

/// A compiled template of one kind.
struct Template {
    name: &'static str,
    /// Tera with nothing but this template, or why it could not be compiled and where.
    tera: Result<tera::Tera, (Words, Range<usize>)>,
    asked: Asked,
}

impl Template {
    fn new(tera: &tera::Tera, name: &'static str, text: &str, asked: Asked) -> Self {
        let mut tera = tera.clone();
        let added = tera.add_raw_template(name, text).map_err(|error| explain(&error));
        Self { name, tera: added.map(|()| tera), asked }
    }

    /// The fields of the paper that it names.
    fn context(&self, env: &Env<'_>) -> tera::Context {
        let values = Values::new(env, &self.asked);
        let mut context = tera::Context::new();
        env.tell(&mut context);
        for (key, value) in values.object(env.own().root.fields(), values.root(), &mut Vec::new()) {
            context.insert_value(key.to_string(), value);
        }
        context
    }

    fn render(&self, context: &tera::Context) -> Result<String, (Words, Range<usize>)> {
        let tera = self.tera.as_ref().map_err(Clone::clone)?;
        tera.render(self.name, context).map_err(|error| explain(&error))
    }
}

/// There is no such field.
fn unknown(name: &str, env: &Env<'_>) -> (Words, Words) {
    let message = words!("没有“{name}”这个字段", "there is no field `{name}`");
    let shape = env.schemas.get(&env.own().kind.value).map(Schema::root);
    let known = shape.into_iter().flat_map(|shape| shape.properties());
    let known = known.flat_map(|(name, shape)| [Some(name), shape.text("x-zh")]).flatten();
    let written = env.own().root.fields();
    let known = known.chain(written.iter().map(|field| field.name.as_str()));
    let help = match nearest(name, known) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!(
            "花括号里写本文件的字段名，中文英文都可以",
            "braces hold a field of this paper, by its Chinese or English name"
        ),
    };
    (message, help)
}
