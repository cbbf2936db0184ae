//! `src/lib.rs` lists the modules in the order of the pipeline; a module may use only those above it.

use std::fs;
use std::path::Path;

/// Every Rust file of a module, with its path below `src`.
fn read(path: &Path, texts: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            read(&entry.unwrap().path(), texts);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        texts.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
}

/// The code without comments and string literals, so that prose may name any module.
fn code(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        for (at, part) in line.split('"').enumerate() {
            if at % 2 == 0 {
                code.push_str(part);
            }
        }
        code.push('\n');
    }
    code
}

/// The top-level modules that code names, through `crate::x`, `crate::{x, y::z}` or `super::`
/// climbing out of its own module.
fn named(code: &str, depth: usize) -> Vec<String> {
    let squeezed: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let climb = "super::".repeat(depth);
    let mut found = Vec::new();
    for root in ["crate::".to_owned(), climb] {
        if root.is_empty() {
            continue;
        }
        for (_, rest) in
            squeezed.match_indices(&root).map(|(at, _)| (at, &squeezed[at + root.len()..]))
        {
            match rest.strip_prefix('{') {
                Some(group) => found.extend(first_names(group)),
                None => found.extend(first_word(rest)),
            }
        }
    }
    found
}

/// The first word of each item of a `{…}` group, whatever is nested in it.
fn first_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut fresh = true;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                names.extend(first_word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

#[test]
fn imports_point_up_the_list() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = fs::read_to_string(src.join("lib.rs")).unwrap();
    let layers: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(layers.len() > 2, "the list in lib.rs was not found");

    for (at, layer) in layers.iter().enumerate() {
        let mut texts = Vec::new();
        for path in [src.join(layer), src.join(format!("{layer}.rs"))] {
            if path.exists() {
                read(&path, &mut texts);
            }
        }
        for (file, text) in &texts {
            let inside = Path::new(file).strip_prefix(&src).unwrap();
            let folders = inside.components().count();
            let depth = if inside.ends_with("mod.rs") { folders - 1 } else { folders };
            for name in named(&code(text), depth) {
                let below = layers[at + 1..].contains(&name.as_str());
                assert!(!below, "{file}: `{layer}` stands above `{name}` and may not use it");
            }
        }
    }
}

#[test]
fn grouped_and_climbing_imports_are_seen() {
    assert_eq!(named("use crate::{diag::{self, Level}, text::Span};", 1), ["diag", "text"]);
    assert_eq!(named("use super::super::policy::Rule;", 2), ["policy"]);
    assert_eq!(named("use super::Own;", 2), Vec::<String>::new());
    assert_eq!(named(&code("let x = \"crate::policy\"; // crate::build"), 1), Vec::<String>::new());
}
