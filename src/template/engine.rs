//! Tera with the functions and the values of one paper.

use std::ops::Range;

use super::filters;
use super::functions::{self, Env};
use super::values::{Values, Wanted, plain};
use super::{explain, hole, markdown};
use crate::diag::{Words, nearest, words};
use crate::schema::{Schema, Shape};

/// Evaluates templates and expressions of one paper.
pub(super) struct Engine {
    tera: tera::Tera,
    env: Env,
}

impl Engine {
    /// An engine for one paper of a set.
    pub(super) fn new(env: &Env, paper: usize) -> Self {
        let mut tera = tera::Tera::new();
        tera.set_escape_fn(|text: &str, out: &mut dyn std::io::Write| markdown::escape(text, out));
        let env = env.of(paper);
        functions::register(&mut tera, &env);
        Self { tera, env }
    }

    /// The fields of the paper that a template names.
    fn context(&self, wanted: &Wanted) -> tera::Context {
        let values = Values::new(&self.env, self.env.paper, wanted);
        let root = &self.env.set.papers[self.env.paper].root;
        let mut context = tera::Context::new();
        for (key, value) in values.object(root.fields(), values.root(), &mut Vec::new()) {
            context.insert_value(key.to_string(), value);
        }
        context
    }

    fn shape(&self) -> Option<Shape<'_>> {
        let kind = &self.env.set.papers[self.env.paper].kind.value;
        self.env.schemas.get(kind).map(Schema::root)
    }

    /// Renders a template that names these fields; an error says what and where in it.
    pub(super) fn render(
        &self,
        template: &str,
        wanted: &Wanted,
    ) -> Result<String, (Words, Range<usize>)> {
        let context = self.context(wanted);
        self.tera.render_str(template, &context, true).map_err(|error| explain(&error))
    }

    /// Evaluates a drafter's expression; an error says what is wrong and what to do.
    pub(super) fn evaluate(&self, expression: &str) -> Result<String, (Words, Words)> {
        let rewritten = hole::rewrite(&plain(expression));
        let context = self.context(&Some(hole::words(&rewritten)));
        if let Some(name) = hole::field(expression)
            && !context.contains_key(&hole::encode(name))
        {
            return Err(self.unknown(name));
        }
        if let Some(refused) = functions::refused(expression) {
            return Err(refused);
        }
        let printed = filters::PRINTED;
        let template = format!("{{{{ {rewritten} | {printed} }}}}");
        self.tera.render_str(&template, &context, false).map_err(|error| {
            let help = words!(
                "花括号里写字段名，或 ref、phase、cite 这样的函数",
                "braces hold the name of a field, or a function such as ref, phase, cite"
            );
            (explain(&error).0, help)
        })
    }

    fn unknown(&self, name: &str) -> (Words, Words) {
        let message = words!("没有“{name}”这个字段", "there is no field `{name}`");
        let known = self.shape().into_iter().flat_map(|shape| shape.properties());
        let known = known.flat_map(|(name, shape)| [Some(name), shape.text("x-zh")]).flatten();
        let written = self.env.set.papers[self.env.paper].root.fields();
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
}
