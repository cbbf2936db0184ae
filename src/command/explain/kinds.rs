//! `hongtou explain kinds`: how to add a kind; every list in it comes from schemas, looks and rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value as Json;

use super::{gather, kind};
use crate::diag::{Fault, Lang};
use crate::policy::rules;
use crate::schema::{Schema, Schemas, Shape};
use crate::template::{Templates, filter_names, function_names};
use crate::text::{Files, Sources};

/// The guide.
pub(super) fn guide(files: &dyn Files, lang: Lang) -> Result<String, Fault> {
    let schemas = Schemas::load(files)?;
    let text = match lang {
        Lang::Zh => include_str!("kinds.zh.md"),
        Lang::En => include_str!("kinds.en.md"),
    };
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    let names = |all: &mut dyn Iterator<Item = (&'static str, &'static str)>| {
        all.map(|(en, zh)| format!("{en} {zh}")).collect::<Vec<_>>().join(comma)
    };
    let targets: Vec<&str> = gather::targets(&schemas).into_iter().collect();
    let filled = text
        .replace("{types}\n", &(types(&schemas, lang) + "\n"))
        .replace("{facts}\n", &(facts(&schemas, lang) + "\n"))
        .replace("{looks}\n", &(looks(files, &schemas, lang)? + "\n"))
        .replace("{parts}\n", &(parts(&schemas, lang) + "\n"))
        .replace("{table}\n", &(table(&schemas, "tables", lang) + "\n"))
        .replace("{column}\n", &(table(&schemas, "columns", lang) + "\n"))
        .replace("{functions}", &names(&mut function_names()))
        .replace("{filters}", &names(&mut filter_names()))
        .replace("{to}", &targets.join(comma))
        .replace("{kinds}\n", &kind::list(&schemas, lang));
    Ok(filled)
}

/// What `common.schema.json` defines, with the rules about each type of leaf.
fn types(schemas: &Schemas, lang: Lang) -> String {
    let files = schemas.export(Lang::En);
    let common = files.iter().find(|(name, _)| name == "common.schema.json");
    let all = common.and_then(|(_, json)| json["$defs"].as_object()).into_iter().flatten();
    let mut made = String::new();
    for (name, json) in all {
        let text = |word: &str| json[word].as_str().unwrap_or_default();
        let leaf = match text("x-type") {
            "units" => "unit",
            leaf => leaf,
        };
        let meant = if leaf.is_empty() { String::new() } else { format!(" [{}]", text("x-type")) };
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let _ = writeln!(made, "- {name}{meant}{colon}{}", text("description"));
        let watching = rules::ALL.iter().filter(|rule| rule.watches().leaves.contains(leaf));
        made += &listed(watching.map(|rule| rule.name()).collect(), lang);
    }
    made
}

fn facts(schemas: &Schemas, lang: Lang) -> String {
    let mut made = String::new();
    for (fact, keys) in gather::facts(schemas) {
        let keys: Vec<&str> = keys.into_iter().collect();
        let keys = keys.join(", ");
        let keys = match (keys.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("（{keys}）"),
            (false, Lang::En) => format!(" ({keys})"),
        };
        let _ = writeln!(made, "- {fact}{keys}");
        let watching = rules::ALL.iter().filter(|rule| rule.watches().facts.contains(fact));
        made += &listed(watching.map(|rule| rule.name()).collect(), lang);
    }
    made
}

/// The rules about something, on a line of their own.
fn listed(names: BTreeSet<String>, lang: Lang) -> String {
    let names: Vec<String> = names.into_iter().collect();
    match (names.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("    规则：{}\n", names.join("、")),
        (false, Lang::En) => format!("    rules: {}\n", names.join(", ")),
    }
}

/// The looks there are: files that lay out a paper, and who uses them.
fn looks(files: &dyn Files, schemas: &Schemas, lang: Lang) -> Result<String, Fault> {
    let (templates, _) = Templates::load(files, schemas, &mut Sources::default())?;
    let mut made = String::new();
    for path in files.list("templates/looks")? {
        let name = path.strip_prefix("templates/looks/").and_then(|name| name.strip_suffix(".typ"));
        let Some(name) = name.filter(|name| !name.contains('/')) else { continue };
        let text = String::from_utf8_lossy(&files.read(&path)?).into_owned();
        if !text.contains("/data.json") {
            continue;
        }
        let uses = |kind: &&str| {
            let looks = templates.kind(kind).map_or(&[][..], |kind| &kind.looks);
            looks.iter().any(|look| look.look == name)
        };
        let used_by: Vec<&str> = templates.names().filter(uses).collect();
        let about = text.lines().next().unwrap_or_default().trim_start_matches("//").trim();
        let _ = match lang {
            Lang::Zh => writeln!(made, "- {name}：用于 {}", used_by.join("、")),
            Lang::En => writeln!(made, "- {name}: {about} Used by {}", used_by.join(", ")),
        };
    }
    Ok(made)
}

/// The parts, with the fields that each takes.
fn parts(schemas: &Schemas, lang: Lang) -> String {
    let Some(shape) = parts_shape(schemas) else { return String::new() };
    let part = shape.property("part").map(|(_, part)| part);
    let names = part.and_then(|part| part.keyword("enum")).and_then(Json::as_array);
    let known = shape.keyword("x-parts");
    let mut made = String::new();
    for name in names.into_iter().flatten().filter_map(Json::as_str) {
        let zh = part.and_then(|part| part.value_name(name)).unwrap_or_default();
        let fields = |word: &str| {
            let all = known.and_then(|known| known.get(name)?.get(word)?.as_array());
            all.into_iter().flatten().filter_map(Json::as_str)
        };
        let needed = fields("needs").map(|key| (key, "*"));
        let all: Vec<String> = needed
            .chain(fields("takes").map(|key| (key, "")))
            .map(|(key, star)| {
                let zh = shape.property(key).and_then(|(_, shape)| shape.text("x-zh"));
                format!("{key}{star} {}", zh.unwrap_or_default())
            })
            .collect();
        let comma = if lang == Lang::Zh { "、" } else { ", " };
        let colon = if all.is_empty() { "" } else { ": " };
        let _ = writeln!(made, "- {name} {zh}{colon}{}", all.join(comma));
    }
    made
}

fn parts_shape(schemas: &Schemas) -> Option<Shape<'_>> {
    schemas.get("kind").map(Schema::root)?.property("parts")?.1.items()
}

/// What a table, or a column of one, is made of.
fn table(schemas: &Schemas, what: &str, lang: Lang) -> String {
    let tables = schemas.get("kind").and_then(|schema| schema.root().property("tables"));
    let table = tables.and_then(|(_, tables)| tables.values());
    let column = table.and_then(|table| table.property("columns")?.1.items());
    let shape = if what == "columns" { column } else { table };
    let mut made = String::new();
    for (key, inner) in shape.into_iter().flat_map(|shape| shape.properties()) {
        let (zh, about) = (inner.text("x-zh"), inner.text("description"));
        let star = if shape.is_some_and(|shape| shape.requires(key)) { "*" } else { "" };
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let (zh, about) = (zh.unwrap_or_default(), about.unwrap_or_default());
        let _ = writeln!(made, "- {key}{star} {zh}{colon}{about}");
    }
    made
}
