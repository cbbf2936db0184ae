//! The answers of the functions that templates and prose can call.

use std::borrow::Cow;

use tera::{Error, Kwargs, TeraResult, Value};

use super::env::{Env, World};
use super::functions::{say, unknown};
use super::hole::encode;
use super::token::Token;
use super::values::{Asked, Record, Values, children};
use crate::model::{Body, Field, Reading};

fn id(kwargs: &Kwargs) -> TeraResult<Cow<'_, str>> {
    let name: Option<Cow<'_, str>> = kwargs.get("id")?;
    let name = if name.is_some() { name } else { kwargs.get("name")? };
    name.ok_or_else(|| {
        say("括号里要写一个带引号的名称", "a name in quotes belongs in the brackets")
    })
}

/// What there is beside the paper that asks: for the answers that are the same whoever asks.
fn named(world: &World, id: &str) -> TeraResult<usize> {
    let set = &world.set;
    set.place(id).ok_or_else(|| unknown(("文件", "paper"), id, set.ids()))
}

/// `ref("letter-hospital")`: 附件4, or the title of a paper that is no attachment.
pub(super) fn reference(world: &World, kwargs: &Kwargs) -> TeraResult<Value> {
    let paper = named(world, &id(kwargs)?)?;
    Ok(token(&Token::Reference(paper)))
}

fn token(token: &Token) -> Value {
    Value::safe_string(&token.written())
}

/// `table("arrangement")`: a table of this paper, or the first table of another.
pub(super) fn table(env: &Env<'_>, kwargs: &Kwargs) -> TeraResult<Value> {
    let name = id(kwargs)?;
    let token = match env.set.place(&name) {
        Some(paper) => Token::Table(paper, None),
        None => Token::Table(env.paper, Some(name.into_owned())),
    };
    Ok(self::token(&token))
}

/// `paper("guide").deadline`: a field of another paper.
pub(super) fn paper(world: &World, kwargs: &Kwargs) -> TeraResult<Value> {
    let paper = named(world, &id(kwargs)?)?;
    Found { env: world.env(paper), path: Vec::new() }.part(kwargs, "title")
}

/// An object of a record that was asked for: its paper, and its place in the record.
struct Found<'a> {
    env: Env<'a>,
    path: Vec<usize>,
}

impl Found<'_> {
    /// What is asked for after the call, else the part of this name.
    fn part(mut self, kwargs: &Kwargs, default: &str) -> TeraResult<Value> {
        let asked: Option<Cow<'_, str>> = kwargs.get("field")?;
        let asked = asked.as_deref().unwrap_or(default);
        let depth = self.path.len();
        if let Some(part) = Record::new(&self.env).part(&mut self.path, asked) {
            return Ok(part);
        }
        // Whoever misspells a field is told of all there are.
        self.path.truncate(depth);
        field_of(kwargs, self.whole(), default)
    }

    /// Its value, with all fields.
    fn whole(mut self) -> Value {
        let record = Record::new(&self.env);
        let asked = Asked::new(None, self.env.forms());
        let (field, form) = record.at(&self.path);
        Values::new(record, &asked).of(field, form, &mut self.path)
    }
}

/// `phase("inspect").start`: a field of a marked object, else its name.
pub(super) fn fact(env: &Env<'_>, kwargs: &Kwargs, wanted: &str) -> TeraResult<Value> {
    let name = if wanted == "phase" { "name" } else { "title" };
    marked(env, kwargs, wanted)?.part(kwargs, name)
}

/// `quota("cover")`: 20% or 5%至10%, what a quota asks for; `.subject` and the like its fields.
pub(super) fn quota(env: &Env<'_>, kwargs: &Kwargs) -> TeraResult<Value> {
    let found = marked(env, kwargs, "quota")?;
    if kwargs.get::<String>("field")?.is_some() {
        return found.part(kwargs, "subject");
    }
    let value = found.whole();
    let map = value.as_map().cloned().unwrap_or_default();
    let part = |key: &'static str| map.get(&tera::value::Key::from(key)).cloned();
    // A field that is not written is there all the same, and holds nothing.
    let part = |key| part(key).filter(|value| !value.is_none() && !value.is_undefined());
    let unit = part("unit").map_or_else(String::new, |unit| unit.to_string());
    let bounds = [part("at_least"), part("at_most")].into_iter().flatten();
    let bounds: Vec<String> = bounds.map(|bound| format!("{bound}{unit}")).collect();
    if bounds.is_empty() {
        return Err(say("这项数量要求没有写多少", "this quota does not say how many"));
    }
    Ok(Value::from(bounds.join("至")))
}

/// A marked object of this paper, else of one in the same folder.
fn marked<'a>(env: &Env<'a>, kwargs: &Kwargs, wanted: &str) -> TeraResult<Found<'a>> {
    let id = id(kwargs)?;
    let is_near = |at: &usize| env.set.papers[*at].folder() == env.own().folder();
    let papers = || std::iter::once(env.paper).chain((0..env.set.papers.len()).filter(is_near));
    let own = |field: &'_ Field| field.fact() == Some(wanted);
    for at in papers() {
        let meant =
            |field: &Field| own(field) && field.get("id").and_then(Field::text) == Some(&*id);
        let mut path = Vec::new();
        if seek(&env.set.papers[at].root, &meant, &mut path) {
            return Ok(Found { env: env.of(at), path });
        }
    }
    let mut ids = Vec::new();
    for at in papers() {
        env.set.papers[at].root.walk(&mut |field| {
            ids.extend(field.get("id").and_then(Field::text).filter(|_| own(field)));
        });
    }
    let what = match wanted {
        "phase" => ("阶段", "phase"),
        "quota" => ("数量要求", "quota"),
        _ => ("任务", "task"),
    };
    Err(unknown(what, &id, ids))
}

/// Finds the first field that is meant, and leaves its path behind.
fn seek(field: &Field, meant: &dyn Fn(&Field) -> bool, path: &mut Vec<usize>) -> bool {
    if meant(field) {
        return true;
    }
    for (at, child) in children(field).iter().enumerate() {
        if child.fact().is_none() && children(child).is_empty() {
            continue;
        }
        path.push(at);
        if seek(child, meant, path) {
            return true;
        }
        path.pop();
    }
    false
}

/// The part of a value that was asked for after the call, else its own name.
fn field_of(kwargs: &Kwargs, value: Value, default: &str) -> TeraResult<Value> {
    let path: Option<Cow<'_, str>> = kwargs.get("field")?;
    let path = path.unwrap_or(Cow::Borrowed(default));
    let mut value = value;
    for name in path.split('.') {
        let key: tera::value::Key<'static> = encode(name).into();
        let Some(inner) = value.as_map().and_then(|map| map.get(&key)).cloned() else {
            let keys = value.as_map().into_iter().flat_map(tera::value::Map::keys);
            let known: Vec<String> = keys.map(ToString::to_string).collect();
            let ascii = known.iter().map(String::as_str).filter(|key| !key.starts_with("zh_"));
            return Err(unknown(("字段", "field"), name, ascii));
        };
        value = inner;
    }
    Ok(value)
}

/// `cite("gd-2022-29")`: 《…》（粤医保函〔2022〕29号).
pub(super) fn cite(world: &World, kwargs: &Kwargs) -> TeraResult<Value> {
    let id = id(kwargs)?;
    let registry = &world.set.registry;
    let known = || registry.citations.iter().map(|entry| entry.id.value.as_str());
    let place =
        registry.citation_place(&id).ok_or_else(|| unknown(("引文", "citation"), &id, known()))?;
    if kwargs.get::<String>("field")?.is_some() {
        let entry = &registry.citations[place];
        let mut map = tera::value::Map::default();
        let number =
            entry.number.as_ref().map_or_else(Value::none, |n| Value::from(n.value.as_str()));
        map.insert("title".into(), Value::from(entry.title.value.as_str()));
        map.insert("number".into(), number);
        return field_of(kwargs, Value::from(map), "title");
    }
    Ok(token(&Token::Citation(place)))
}

/// `unit("jm-ybj")`: the standard short name; `.name` the full one.
pub(super) fn unit(env: &Env<'_>, kwargs: &Kwargs) -> TeraResult<Value> {
    let id = id(kwargs)?;
    let paper = env.own();
    let (name, short, region) = match env.set.names(paper).read(&id) {
        Reading::One(Body::Unit(unit, _)) => {
            let region = unit.region.as_ref().map(|region| region.value.as_str());
            (unit.name.value.as_str(), unit.short_name(), region)
        }
        // The issuer is what is wrong, and said to be; a draft shows the name as it is written.
        Reading::Several(_) if env.set.homeless(paper) => (&*id, &*id, None),
        Reading::Several(bodies) => return Err(ambiguous(&id, &bodies)),
        Reading::One(Body::Group(_)) | Reading::Unknown => {
            return Err(unknown(("单位", "body"), &id, env.set.registry.body_names()));
        }
    };
    let mut map = tera::value::Map::default();
    let region = region.map_or_else(Value::none, Value::from);
    let names = [
        ("name", "全称", Value::from(name)),
        ("short", "简称", Value::from(short)),
        ("region", "行政区划", region),
    ];
    let asked: Option<Cow<'_, str>> = kwargs.get("field")?;
    let asked = asked.as_deref().unwrap_or("short");
    if let Some((.., value)) = names.iter().find(|(en, zh, _)| *en == asked || *zh == asked) {
        return Ok(value.clone());
    }
    // There is no such field; what there is stands in the finding.
    for (en, zh, value) in names {
        map.insert(en.into(), value.clone());
        map.insert(encode(zh).into(), value);
    }
    field_of(kwargs, Value::from(map), "short")
}

/// Several bodies go by this name, and the paper does not say which is meant.
fn ambiguous(name: &str, bodies: &[Body<'_>]) -> Error {
    let all: Vec<&str> = bodies.iter().map(Body::full_name).collect();
    say(
        &format!("“{name}”可能是{}，写全称", all.join("、")),
        &format!("`{name}` may be {}; write the full name", all.join(", ")),
    )
}

/// `blank(8)`: a blank to fill in, as wide as so many characters.
pub(super) fn blank(_: &World, kwargs: &Kwargs) -> TeraResult<Value> {
    let width: Option<u32> = kwargs.get("id")?;
    Ok(token(&Token::Blank(width.unwrap_or(8).clamp(1, 60) as usize)))
}
