//! Loads the kinds: `kind.yaml` and `body.md` are sources like any other, with findings of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::hole;
use super::kind::Kind;
use super::steady::{self, Steady};
use crate::diag::{Fault, Finding, Level, nearest, words};
use crate::schema::{Forms, Schema, Schemas, Shapes};
use crate::text::{Files, Source, SourceId, Sources, Span};
use crate::yaml;

/// Every kind that has a folder under `templates/`.
#[derive(Debug, Default)]
pub struct Templates {
    kinds: BTreeMap<String, Loaded>,
    /// The kinds whose `kind.yaml` cannot be used; the findings say why.
    broken: BTreeSet<String>,
}

/// A kind with its running text.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) source: SourceId,
    pub(super) kind: Kind,
    pub(super) body: Option<Body>,
}

/// Which bytes of a rewritten text stand for which bytes of the file.
type Pieces = Vec<(Range<usize>, Range<usize>)>;

/// `body.md`, rewritten for Tera.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) source: SourceId,
    pub(super) rewritten: String,
    pieces: Pieces,
    /// Whether there is a schema that knows it, and nothing wrong with it by that.
    sound: bool,
    /// What `steady` answers, once somebody has asked.
    steady: OnceLock<Option<Steady>>,
}

impl Templates {
    /// Loads every kind. What is wrong with one is among the findings and leaves the others alone.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn load(
        files: &dyn Files,
        schemas: &Schemas,
        sources: &mut Sources,
    ) -> Result<(Self, Vec<Finding>), Fault> {
        let mut templates = Self::default();
        let mut findings = Vec::new();
        let mut tera = tera::Tera::new();
        super::functions::register(&mut tera, &super::env::World::default());
        let mut shapes = Shapes::default();
        for path in files.list("templates")? {
            let Some(name) =
                path.strip_prefix("templates/").and_then(|p| p.strip_suffix("/kind.yaml"))
            else {
                continue;
            };
            if name.contains('/') {
                continue;
            }
            let id = add(files, &path, sources)?;
            let kind = match read_kind(id, sources, schemas.get("kind"), &mut shapes) {
                Ok(kind) => kind,
                Err(wrong) => {
                    findings.extend(wrong);
                    templates.broken.insert(name.to_owned());
                    continue;
                }
            };
            let body_path = format!("templates/{name}/body.md");
            let has_body = files.list(&format!("templates/{name}"))?.contains(&body_path);
            let mut body = if has_body {
                Some(Body::read(add(files, &body_path, sources)?, sources))
            } else {
                None
            };
            if let (Some(body), Some(schema)) = (&mut body, schemas.get(name)) {
                let wrong = body.check(sources, schema, &mut tera);
                body.sound = wrong.is_empty();
                findings.extend(wrong);
            }
            templates.kinds.insert(name.to_owned(), Loaded { source: id, kind, body });
        }
        Ok((templates, findings))
    }

    pub(super) fn loaded(&self, kind: &str) -> Option<&Loaded> {
        self.kinds.get(kind)
    }

    /// What `kind.yaml` says of a kind.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name).map(|loaded| &loaded.kind)
    }

    /// Whether there is a kind of this name, be it broken.
    pub fn has(&self, name: &str) -> bool {
        self.kinds.contains_key(name) || self.broken.contains(name)
    }

    /// The kinds, in the order of their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }
}

fn add(files: &dyn Files, path: &str, sources: &mut Sources) -> Result<SourceId, Fault> {
    let bytes = files.read(path)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Fault::new(words!("{path} 不是 UTF-8 编码", "{path} is not UTF-8"))
            .help(words!("另存为 UTF-8", "save it as UTF-8"))
    })?;
    Ok(sources.add(Source::new(path, text)))
}

/// What a `kind.yaml` says, or what is wrong with it.
fn read_kind<'s>(
    id: SourceId,
    sources: &Sources,
    schema: Option<&'s Schema>,
    shapes: &mut Shapes<'s>,
) -> Result<Kind, Vec<Finding>> {
    let parsed = yaml::parse(id, &sources.get(id).text);
    let Some(root) = parsed.root.filter(|_| parsed.findings.is_empty()) else {
        return Err(parsed.findings);
    };
    let wrong = schema.map(|schema| schema.validate_with(&root, shapes)).unwrap_or_default();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // Valid by its schema: nobody will point into it any more, so serde may read it.
    let json = schema.map_or_else(|| root.to_json(), |schema| schema.english(&root));
    serde_json::from_value(json).map_err(|error| {
        let message = words!("文种定义读不懂：{error}", "the kind cannot be read: {error}");
        vec![Finding::new("template-kind", Level::Error, root.span, message)]
    })
}

impl Body {
    fn read(source: SourceId, sources: &Sources) -> Self {
        let (rewritten, pieces) = rewrite(&sources.get(source).text);
        Self { source, rewritten, pieces, sound: false, steady: OnceLock::new() }
    }

    /// The names of fields that it may use; none when it may use any.
    pub(super) fn wanted(&self) -> Option<BTreeSet<String>> {
        // Whoever loops over keys and values means all of them.
        let every = self.rewritten.split("for ").skip(1).any(|rest| {
            let name =
                rest.trim_start().trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
            name.trim_start().starts_with(',')
        });
        (!every).then(|| hole::words(&self.rewritten))
    }

    /// How it goes through records, when it renders for every one that is valid by its schema.
    pub(super) fn steady(&self, forms: &Forms) -> Option<&Steady> {
        let read = || self.sound.then(|| steady::steady(&self.rewritten, forms)).flatten();
        self.steady.get_or_init(read).as_ref()
    }

    /// What it prints whatever is filled in: the text around its tags.
    pub(super) fn fixed(&self) -> impl Iterator<Item = &str> {
        let mut rest = self.rewritten.as_str();
        std::iter::from_fn(move || {
            let open = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min();
            let (fixed, tag) = rest.split_at(open.unwrap_or(rest.len()));
            let close = if tag.starts_with("{{") { "}}" } else { "%}" };
            let over = fixed.is_empty() && tag.is_empty();
            rest = tag.split_once(close).map_or("", |(_, after)| after);
            (!over).then_some(fixed)
        })
    }

    /// The place in the file of some bytes of the rewritten text: a whole tag, where one was
    /// rewritten.
    pub(super) fn span(&self, at: Range<usize>) -> Span {
        let inside =
            |(new, _): &&(Range<usize>, Range<usize>)| new.start <= at.start && at.start < new.end;
        let found = self.pieces.iter().find(inside).or(self.pieces.last());
        let range = match found {
            Some((new, old)) if new.len() == old.len() => {
                let start = old.start + (at.start - new.start).min(old.len());
                start..(start + at.len()).min(old.end)
            }
            Some((_, old)) => old.clone(),
            None => 0..0,
        };
        Span::new(self.source, range)
    }

    /// What can be said before anything is filled: syntax, and names the schema does not know.
    /// Tera knows all functions and filters.
    fn check(&self, sources: &Sources, schema: &Schema, tera: &mut tera::Tera) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Err(error) = tera.add_raw_template("body.md", &self.rewritten) {
            let (message, at) = super::explain(&error);
            findings.push(Finding::new("template-syntax", Level::Error, self.span(at), message));
            return findings;
        }
        let known: Vec<&str> = schema.root().properties().map(|(name, _)| name).collect();
        let used = tera.get_template_variables("body.md").unwrap_or_default();
        let mut used: Vec<String> = used.into_iter().map(hole::decode).collect();
        used.sort();
        for name in used {
            if name == "loop" || schema.root().property(&name).is_some() {
                continue;
            }
            let text = &sources.get(self.source).text;
            let at = text.find(&name).unwrap_or(0);
            let message =
                words!("字段“{name}”不在这一文种的结构里", "the kind has no field `{name}`");
            let span = Span::new(self.source, at..at + name.len());
            let mut finding = Finding::new("template-field", Level::Error, span, message);
            if let Some(near) = nearest(&name, known.iter().copied()) {
                finding = finding.help(words!("是不是“{near}”？", "did you mean `{near}`?"));
            }
            findings.push(finding);
        }
        findings
    }
}

/// A template rewritten for Tera.
#[cfg(test)]
pub(super) fn rewritten(text: &str) -> String {
    rewrite(text).0
}

/// Rewrites every tag of a template, and keeps which bytes came from where.
fn rewrite(text: &str) -> (String, Pieces) {
    let mut out = String::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next =
            ["{{", "{%"].iter().filter_map(|open| rest.find(open)).min().unwrap_or(rest.len());
        let start = out.len();
        out.push_str(&super::markdown_strong(&rest[..next]));
        pieces.push((start..out.len(), at..at + next));
        at += next;
        let close = if text[at..].starts_with("{{") { "}}" } else { "%}" };
        let Some(end) = text[at..].find(close).map(|end| at + end) else {
            let start = out.len();
            out.push_str(&text[at..]);
            pieces.push((start..out.len(), at..text.len()));
            break;
        };
        let start = out.len();
        out.push_str(&text[at..at + 2]);
        out.push_str(&hole::rewrite(&text[at + 2..end]));
        out.push_str(close);
        pieces.push((start..out.len(), at..end + 2));
        at = end + 2;
    }
    (out, pieces)
}
