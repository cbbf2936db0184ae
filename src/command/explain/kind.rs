//! `hongtou explain kind <name>`: everything a kind's data files say, for people.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::gather::{self, DEEPEST};
use super::line;
use crate::diag::{Fault, Lang, nearest, words};
use crate::policy::{Check, Rule, rules};
use crate::schema::{Schema, Schemas, Shape};
use crate::template::Templates;
use crate::text::{Files, Sources};

/// The page of a kind.
pub(super) fn page(name: &str, files: &dyn Files, lang: Lang) -> Result<String, Fault> {
    let schemas = Schemas::load(files)?;
    let schema = |kind| schemas.get(kind).map(|schema| (kind, schema));
    let found = schemas.kind(name).and_then(schema);
    let (kind, schema) = found.ok_or_else(|| unknown(name, &schemas))?;
    let (templates, _) = Templates::load(files, &schemas, &mut Sources::default())?;
    let mut page = head(kind, schema, lang);
    page += &section("字段", "Fields", lang);
    fields(schema.root(), 0, lang, &mut page);
    if templates.has(kind) {
        page += &parts(kind, &schemas, files, lang)?;
        page += &watching(schema, kind, &templates, lang);
        page += &section("范例", "Example", lang);
        let path = format!("templates/{kind}/sample.yaml");
        page += &files.read(&path).map(|bytes| indented(&bytes)).unwrap_or_default();
    } else {
        page += &watching(schema, kind, &templates, lang);
    }
    Ok(page)
}

/// Every kind by its names and what it is for.
pub(super) fn list(schemas: &Schemas, lang: Lang) -> String {
    let one = |kind: &str| {
        let schema = schemas.get(kind);
        let zh = schema.and_then(Schema::chinese).unwrap_or_default();
        let about = schema.and_then(|schema| schema.root().text("description")).unwrap_or_default();
        match lang {
            Lang::Zh => format!("- {kind} {zh}：{about}\n"),
            Lang::En => format!("- {kind} ({zh}): {about}\n"),
        }
    };
    schemas.kinds().map(one).collect()
}

fn head(kind: &str, schema: &Schema, lang: Lang) -> String {
    let zh = schema.chinese().unwrap_or(kind);
    let about = schema.root().text("description").unwrap_or_default();
    match lang {
        Lang::Zh => format!("文种 {zh}（{kind}）\n{about}\n"),
        Lang::En => format!("kind {kind} ({zh})\n{about}\n"),
    }
}

fn section(zh: &str, en: &str, lang: Lang) -> String {
    format!("\n## {}\n\n", if lang == Lang::Zh { zh } else { en })
}

/// The fields of a shape, each on a line with its description under it.
pub(super) fn fields(shape: Shape<'_>, depth: usize, lang: Lang, page: &mut String) {
    let space = "  ".repeat(depth);
    for (key, inner) in shape.properties() {
        let zh = inner.text("x-zh").unwrap_or_default();
        let must = if shape.requires(key) { must(lang) } else { String::new() };
        let kind = types(inner, lang);
        let name = match lang {
            Lang::Zh => format!("{zh} {key}"),
            Lang::En => format!("{key} ({zh})"),
        };
        let _ = writeln!(page, "{space}- {name}{kind}{must}");
        let about = inner.text("description").unwrap_or_default();
        let _ = writeln!(page, "{space}    {about}{}", choices(inner, lang));
        if depth < DEEPEST {
            fields(inner, depth + 1, lang, page);
            let items = inner.items().filter(|items| items.properties().next().is_some());
            for inner in items.into_iter().chain(inner.values()) {
                fields(inner, depth + 1, lang, page);
            }
        }
    }
}

fn must(lang: Lang) -> String {
    let word = if lang == Lang::Zh { "，必填" } else { ", required" };
    word.to_owned()
}

/// What may stand in a field: the JSON type, and what it means to the rules.
fn types(shape: Shape<'_>, lang: Lang) -> String {
    let names = |name: &str| -> String {
        let known = [
            ("string", "文字", "text"),
            ("integer", "整数", "a whole number"),
            ("number", "数字", "a number"),
            ("boolean", "true 或 false", "true or false"),
            ("array", "列表", "a list"),
            ("object", "一组字段", "fields"),
        ];
        let found = known.iter().find(|(own, ..)| *own == name);
        found.map_or(name, |(_, zh, en)| if lang == Lang::Zh { zh } else { en }).to_owned()
    };
    let or = if lang == Lang::Zh { "或" } else { " or " };
    let json = match shape.keyword("type") {
        Some(Json::String(name)) => names(name),
        Some(Json::Array(all)) => {
            all.iter().filter_map(Json::as_str).map(names).collect::<Vec<_>>().join(or)
        }
        _ => names("string"),
    };
    let items = shape.items();
    let words = ["x-type", "x-fact", "x-to"]
        .map(|word| shape.text(word).or_else(|| items.and_then(|items| items.text(word))));
    let meant: Vec<&str> = words.into_iter().flatten().filter(|word| *word != "text").collect();
    let meant = if meant.is_empty() { String::new() } else { format!(" [{}]", meant.join(" ")) };
    match lang {
        Lang::Zh => format!("：{json}{meant}"),
        Lang::En => format!(": {json}{meant}"),
    }
}

/// The values that may be chosen, with their Chinese names.
fn choices(shape: Shape<'_>, lang: Lang) -> String {
    let all = shape.keyword("enum").and_then(Json::as_array);
    let all: Vec<String> = all
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .map(|value| match shape.value_name(value) {
            Some(zh) if lang == Lang::Zh => format!("{zh}（{value}）"),
            Some(zh) => format!("{value} ({zh})"),
            None => value.to_owned(),
        })
        .collect();
    if all.is_empty() {
        return String::new();
    }
    match lang {
        Lang::Zh => format!("可以写：{}", all.join("、")),
        Lang::En => format!(" One of: {}", all.join(", ")),
    }
}

/// The parts and looks, as `kind.yaml` has them.
fn parts(kind: &str, schemas: &Schemas, files: &dyn Files, lang: Lang) -> Result<String, Fault> {
    let json = yaml(&format!("templates/{kind}/kind.yaml"), schemas, files)?;
    let shape = schemas.get("kind").map(Schema::root);
    let part_shape = shape.and_then(|shape| shape.property("parts")?.1.items());
    let mut made = section("成分（自上而下）", "Parts, from top to bottom", lang);
    for part in json["parts"].as_array().into_iter().flatten() {
        let _ = writeln!(made, "- {}", part_line(part, part_shape, lang));
    }
    made += &section("版式", "Looks", lang);
    for look in json["looks"].as_array().into_iter().flatten() {
        let name = look["look"].as_str().unwrap_or_default();
        let suffix =
            look["suffix"].as_str().map_or_else(String::new, |suffix| format!(" -{suffix}"));
        let _ = writeln!(made, "- {name}{suffix}");
    }
    Ok(made)
}

fn part_line(part: &Json, shape: Option<Shape<'_>>, lang: Lang) -> String {
    let field = |key: &str| shape.and_then(|shape| shape.property(key)).map(|(_, shape)| shape);
    let name = part["part"].as_str().unwrap_or_default();
    let zh = field("part").and_then(|shape| shape.value_name(name)).unwrap_or(name);
    let others = part.as_object().into_iter().flatten().filter(|(key, _)| *key != "part");
    let others: Vec<String> = others
        .map(|(key, value)| {
            let zh = field(key).and_then(|shape| shape.text("x-zh")).unwrap_or(key);
            let key = if lang == Lang::Zh { zh } else { key };
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            format!("{key}={value}")
        })
        .collect();
    let name = if lang == Lang::Zh { format!("{zh} {name}") } else { format!("{name} ({zh})") };
    if others.is_empty() { name } else { format!("{name}  {}", others.join(", ")) }
}

/// A file of YAML with English keys and values.
fn yaml(path: &str, schemas: &Schemas, files: &dyn Files) -> Result<Json, Fault> {
    let text = String::from_utf8_lossy(&files.read(path)?).into_owned();
    let mut sources = Sources::default();
    let id = sources.add(crate::text::Source::new(path, text.as_str()));
    let root = crate::yaml::parse(id, &text).root;
    let schema = schemas.get("kind");
    let json = root.zip(schema).map(|(root, schema)| schema.english(&root));
    Ok(json.unwrap_or(Json::Null))
}

/// The rules that may find something in a paper of the kind.
fn watching(schema: &Schema, kind: &str, templates: &Templates, lang: Lang) -> String {
    let watched = gather::watched(schema);
    let looks: Vec<&str> = templates
        .kind(kind)
        .map(|kind| kind.looks.iter().map(|look| look.look.as_str()).collect())
        .unwrap_or_default();
    let judges = |rule: &&&Rule| match rule.check {
        // A registry has neither text nor pages.
        Check::Doc(..) | Check::Pages(_) => looks.iter().any(|look| rule.watches_look(look)),
        _ => rule.watches_one_of(&watched),
    };
    let lines = rules::ALL.iter().filter(judges).map(|rule| line(rule, lang));
    section("检查它的规则", "Rules that watch it", lang) + &lines.collect::<String>()
}

fn indented(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
}

fn unknown(name: &str, schemas: &Schemas) -> Fault {
    let fault = Fault::new(words!("没有“{name}”这个文种", "there is no kind `{name}`"));
    match nearest(name, schemas.kind_names()) {
        Some(near) => fault.help(words!("是不是“{near}”？", "did you mean `{near}`?")),
        None => fault.help(words!(
            "hongtou explain kind 列出全部文种；hongtou explain kinds 说明怎样增加一个",
            "`hongtou explain kind` lists them; `hongtou explain kinds` says how to add one"
        )),
    }
}
