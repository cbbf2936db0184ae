//! Tera with the functions and the values of one paper.

use std::ops::Range;

use super::filters;
use super::functions::{self, Env};
use super::values::{Values, plain};
use super::{explain, hole, markdown};
use crate::diag::{Words, nearest, words};

/// Evaluates templates and expressions of one paper.
pub(super) struct Engine {
    tera: tera::Tera,
    context: tera::Context,
    /// The names a drafter may use, Chinese and English.
    names: Vec<String>,
}

impl Engine {
    /// An engine for one paper of a set.
    pub(super) fn new(env: &Env, paper: usize) -> Self {
        let mut tera = tera::Tera::new();
        tera.set_escape_fn(|text: &str, out: &mut dyn std::io::Write| markdown::escape(text, out));
        let own = &env.set.papers[paper];
        functions::register(&mut tera, &Env { paper, context: own.context, ..env.clone() });
        let shape = env.schemas.get(&own.kind.value).map(crate::schema::Schema::root);
        let values = Values { paper, context: own.context, facts: &own.facts, tokens: &env.tokens };
        let root = values.of(&own.root, shape, &mut Vec::new());
        let mut context = tera::Context::new();
        let mut names = Vec::new();
        for (key, value) in root.as_map().into_iter().flatten() {
            names.push(hole::decode(&key.to_string()));
            context.insert_value(key.to_string(), value.clone());
        }
        Self { tera, context, names }
    }

    /// Renders a template; an error says what and where in it.
    pub(super) fn render(&self, template: &str) -> Result<String, (Words, Range<usize>)> {
        self.tera.render_str(template, &self.context, true).map_err(|error| explain(&error))
    }

    /// Evaluates a drafter's expression; an error says what is wrong and what to do.
    pub(super) fn evaluate(&self, expression: &str) -> Result<String, (Words, Words)> {
        if let Some(name) = hole::field(expression)
            && !self.context.contains_key(&hole::encode(name))
        {
            return Err(self.unknown(name));
        }
        if let Some(refused) = functions::refused(expression) {
            return Err(refused);
        }
        let printed = filters::PRINTED;
        let template = format!("{{{{ {} | {printed} }}}}", hole::rewrite(&plain(expression)));
        self.tera.render_str(&template, &self.context, false).map_err(|error| {
            let help = words!(
                "花括号里写字段名，或 ref、phase、cite 这样的函数",
                "braces hold the name of a field, or a function such as ref, phase, cite"
            );
            (explain(&error).0, help)
        })
    }

    fn unknown(&self, name: &str) -> (Words, Words) {
        let message = words!("没有“{name}”这个字段", "there is no field `{name}`");
        let help = match nearest(name, self.names.iter().map(String::as_str)) {
            Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
            None => words!(
                "花括号里写本文件的字段名，中文英文都可以",
                "braces hold a field of this paper, by its Chinese or English name"
            ),
        };
        (message, help)
    }
}
