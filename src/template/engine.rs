//! Tera with the functions of one set: what the papers ask of it is compiled once.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use super::env::{Env, Needs, World};
use super::load::Body;
use super::token::plain;
use super::values::{Asked, Record, Values};
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
    holes: Kept<String, Arc<Hole>>,
}

/// What has been worked out and is asked for again and again.
struct Kept<K, V>(RwLock<FxHashMap<K, V>>);

/// How many of a sort are kept: what a set has more of is worked out whenever it is met.
const MOST_KEPT: usize = 256;

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    fn get_or<Q>(&self, key: &Q, work_out: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let value = work_out();
            let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if kept.len() < MOST_KEPT {
                kept.insert(key.to_owned(), value.clone());
            }
            value
        })
    }
}

impl Engine {
    /// An engine for the papers of a set.
    pub(super) fn new(world: World) -> Self {
        let mut tera = tera::Tera::new();
        tera.set_escape_fn(|text: &str, out: &mut dyn std::io::Write| markdown::escape(text, out));
        tera.autoescape_on(vec![BODY]);
        functions::register(&mut tera, &world);
        let kinds = world.set.papers.iter().map(|paper| paper.kind.value.as_str());
        let kinds = kinds.collect::<BTreeSet<_>>().into_iter();
        let kinds = kinds.map(|kind| (kind.to_owned(), Compiled::default())).collect();
        Self { world, tera, kinds }
    }

    /// The kinds that papers are of.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// Renders the `body.md` of a paper; an error says what and where in it.
    pub(super) fn render(
        &self,
        body: &Body,
        env: &Env<'_>,
    ) -> Result<String, (Words, Range<usize>)> {
        let compile = || {
            let asked = Asked::new(body.wanted(), env.forms());
            Template::new(&self.tera, BODY, &body.rewritten, asked)
        };
        let compiled = self.kinds[&env.own().kind.value].body.get_or_init(compile);
        compiled.render(&compiled.context(env))
    }

    /// Evaluates a drafter's expression; an error says what is wrong and what to do.
    pub(super) fn evaluate(&self, expression: &str, env: &Env<'_>) -> Answer {
        let holes = &self.kinds[&env.own().kind.value].holes;
        let compile = || Arc::new(Hole::new(expression, &self.tera, env.forms()));
        holes.get_or(expression, compile).answer(env)
    }
}

/// What an expression gives, or what is wrong with it and what to do.
type Answer = Result<String, (Words, Words)>;

/// A drafter's expression.
struct Hole {
    /// The field it begins with, and what Tera calls it.
    field: Option<(String, String)>,
    /// What it calls that prose may not.
    refused: Option<(Words, Words)>,
    template: Template,
    /// Whether it may name fields of the paper.
    names_fields: bool,
    /// What its answer depends on, and those to all who have that in common.
    needs: Needs,
    answers: Kept<Vec<String>, Answer>,
}

impl Hole {
    fn new(expression: &str, tera: &tera::Tera, kind: Option<&Forms>) -> Self {
        let rewritten = hole::rewrite(&plain(expression));
        let words = hole::words(&rewritten);
        // A word in quotes may pass for a function, and then more is needed than had to be.
        let needs = words.iter().map(|word| functions::needs(word)).max();
        let own_of_tera = words.iter().any(|word| word.starts_with("__"));
        let printed = filters::PRINTED;
        let text = format!("{{{{ {rewritten} | {printed} }}}}");
        let template = Template::new(tera, HOLE, &text, Asked::new(Some(words), kind));
        let field = hole::field(expression).map(|name| (name.to_owned(), hole::encode(name)));
        let names_fields = field.is_some() || own_of_tera || template.names_variables();
        Self {
            refused: functions::refused(expression),
            needs: if names_fields { Needs::Paper } else { needs.unwrap_or(Needs::Nothing) },
            answers: Kept::default(),
            field,
            template,
            names_fields,
        }
    }

    fn answer(&self, env: &Env<'_>) -> Answer {
        let issuers = match self.needs {
            Needs::Nothing => Vec::new(),
            Needs::Issuers => env.set.issuers(env.own()),
            Needs::Paper => return self.evaluate(env),
        };
        self.answers.get_or(issuers.as_slice(), || self.evaluate(env))
    }

    fn evaluate(&self, env: &Env<'_>) -> Answer {
        let context = if self.names_fields { self.template.context(env) } else { env.told() };
        if let Some((name, key)) = &self.field
            && !context.contains_key(key)
        {
            return Err(unknown(name, env));
        }
        if let Some(refused) = &self.refused {
            return Err(refused.clone());
        }
        self.template.render(&context).map_err(|(message, _)| {
            let help = words!(
                "花括号里写字段名，或 ref、phase、cite 这样的函数",
                "braces hold the name of a field, or a function such as ref, phase, cite"
            );
            (message, help)
        })
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

    /// Whether it names anything that must be given to it; one that is wrong may.
    fn names_variables(&self) -> bool {
        let tera = self.tera.as_ref().ok();
        let names = tera.and_then(|tera| tera.get_template_variables(self.name).ok());
        names.is_none_or(|names| !names.is_empty())
    }

    /// The fields of the paper that it names, and who asks.
    fn context(&self, env: &Env<'_>) -> tera::Context {
        let record = Record::new(env);
        let (root, form) = record.root();
        let values = Values::new(record, &self.asked);
        let mut context = env.told();
        for (key, value) in values.object(root.fields(), form, &mut Vec::new()) {
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
