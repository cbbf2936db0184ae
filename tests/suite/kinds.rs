//! Kinds are data: every schema, kind file and sample keeps its side of the bargain.

use std::collections::BTreeSet;

use hongtou::backend;
use hongtou::build::{self, Request};
use hongtou::model::Leaf;
use hongtou::text::{Builtin, Files};
use serde_json::Value;

use crate::shown::Shown;

fn schemas() -> Vec<(String, Value)> {
    let paths = Builtin.list("schemas").unwrap();
    let read = |path: String| {
        let json = serde_json::from_slice(&Builtin.read(&path).unwrap()).unwrap();
        (path, json)
    };
    paths.into_iter().map(read).collect()
}

/// Calls `visit` for every `properties` object of a schema, with its place.
fn properties(json: &Value, place: &str, visit: &mut dyn FnMut(&str, &Value)) {
    if let Some(object) = json.as_object() {
        for (key, inner) in object {
            if key == "properties" {
                visit(place, inner);
            }
            properties(inner, &format!("{place}/{key}"), visit);
        }
    }
    for (at, inner) in json.as_array().into_iter().flatten().enumerate() {
        properties(inner, &format!("{place}/{at}"), visit);
    }
}

#[test]
fn every_field_has_a_description_and_a_chinese_name_of_its_own() {
    let mut seen = 0;
    for (path, json) in schemas() {
        properties(&json, &path, &mut |place, fields| {
            let mut names = BTreeSet::new();
            for (key, field) in fields.as_object().unwrap() {
                let text = |word: &str| field.get(word).and_then(Value::as_str);
                assert!(text("description").is_some_and(|d| !d.is_ascii()), "{place}/{key}");
                let zh = text("x-zh").unwrap_or_else(|| panic!("{place}/{key}: no x-zh"));
                assert!(names.insert(zh.to_owned()), "{place}: two fields are called {zh}");
                seen += 1;
            }
        });
    }
    assert!(seen > 100, "only {seen} fields were found");
}

#[test]
fn every_leaf_type_is_one_that_the_program_knows() {
    fn walk(json: &Value, path: &str) {
        if let Some(leaf) = json.get("x-type").and_then(Value::as_str) {
            assert!(Leaf::named(leaf).is_some(), "{path}: x-type {leaf}");
        }
        json.as_object().into_iter().flatten().for_each(|(_, inner)| walk(inner, path));
        json.as_array().into_iter().flatten().for_each(|inner| walk(inner, path));
    }
    for (path, json) in schemas() {
        walk(&json, &path);
    }
}

#[test]
fn every_kind_has_a_schema_a_sample_and_looks_that_exist() {
    let files = Builtin.list("templates").unwrap();
    let kinds: Vec<&str> = files
        .iter()
        .filter_map(|path| path.strip_prefix("templates/")?.strip_suffix("/kind.yaml"))
        .collect();
    assert!(kinds.len() >= 6, "{kinds:?}");
    for kind in kinds {
        for path in [format!("schemas/{kind}.schema.json"), format!("templates/{kind}/sample.yaml")]
        {
            assert!(Builtin.read(&path).is_ok(), "{path} is missing");
        }
        let text = String::from_utf8(Builtin.read(&format!("templates/{kind}/kind.yaml")).unwrap());
        for line in text.unwrap().lines().filter(|line| line.contains("{look: ")) {
            let look = line.split("{look: ").nth(1).unwrap();
            let look = look.split([',', '}']).next().unwrap();
            let path = format!("templates/looks/{look}.typ");
            assert!(files.contains(&path), "{kind}: {path} is missing");
        }
    }
}

#[test]
fn every_back_end_writes_the_same_bytes_twice_and_every_character() {
    let sources = Builtin.list("templates/init/policies").unwrap().into_iter().map(|path| {
        let text = String::from_utf8(Builtin.read(&path).unwrap()).unwrap();
        (path.trim_start_matches("templates/init/policies/").to_owned(), text)
    });
    let sources: Vec<(String, String)> = sources.collect();
    let files = Shown::of(sources.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let checked = build::check(&files, &Request::default()).unwrap();
    assert_eq!(checked.findings, []);
    for (at, paper) in checked.set.papers.iter().enumerate() {
        let (doc, _) =
            hongtou::template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        let mut words = Vec::new();
        doc.texts(&mut |piece, _| words.push(piece));
        for backend in backend::formats::ALL {
            let look = checked.templates.kind(&paper.kind.value).unwrap().looks[0].look.clone();
            let options = backend::Options::default();
            let fonts = &checked.fonts;
            let job =
                backend::Job { doc: &doc, look: &look, fonts, files: &files, options: &options };
            let (once, twice) = (backend.emit(&job).unwrap(), backend.emit(&job).unwrap());
            assert_eq!(once.bytes, twice.bytes, "{} {}", backend.name(), paper.path);
            if backend.name() == "text" {
                let text = String::from_utf8(once.bytes).unwrap();
                for word in &words {
                    assert!(text.contains(word), "{}: `{word}` is lost", paper.path);
                }
            }
        }
    }
}
