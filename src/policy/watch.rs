//! What a rule watches, read from its own source: nobody keeps a list beside the rules.
//!
//! A rule that names facts, leaf types or fields may find something in a paper that has one of
//! them; a rule that names none looks at every paper.

use std::collections::BTreeSet;

use super::{Check, Rule};

/// What of a schema concerns rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// What its objects are to the rules (`x-fact`).
    pub facts: BTreeSet<String>,
    /// The types of its leaves (`x-type`).
    pub leaves: BTreeSet<String>,
    /// Its fields at the top.
    pub fields: BTreeSet<String>,
}

impl Watched {
    fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.leaves.is_empty() && self.fields.is_empty()
    }

    fn meets(&self, other: &Self) -> bool {
        let common = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
        common(&self.facts, &other.facts)
            || common(&self.leaves, &other.leaves)
            || common(&self.fields, &other.fields)
    }
}

/// The lists of facts as rules ask for them, with the name of the fact.
const LISTS: [(&str, &str); 5] = [
    ("facts.phases", "phase"),
    ("facts.tasks", "task"),
    ("facts.attachments", "attachment"),
    ("facts.numbered", "attachment"),
    ("facts.inspections", "inspection"),
];

/// What is asked of a paper among the others, with the leaves that the answer is made of.
const ASKED: [(&str, &str); 5] = [
    ("sources().fields", "citation"),
    ("sources().prose", "prose"),
    ("sources().quotes()", "prose"),
    (".mentions()", "prose"),
    (".tree().people", "person"),
];

/// The leaves that every time is lifted from.
const TIMES: [&str; 3] = ["date", "period", "deadline"];

impl Rule {
    /// What it watches.
    pub fn watches(&self) -> Watched {
        let code = code(self.text);
        let mut watched = Watched::default();
        let named = LISTS.iter().filter(|(list, _)| code.contains(list));
        watched.facts.extend(named.map(|(_, fact)| (*fact).to_owned()));
        watched.facts.extend(matched(&code));
        watched.leaves.extend(after(&code, "Leaf::").map(kebab));
        let asked = ASKED.iter().filter(|(asked, _)| code.contains(asked));
        watched.leaves.extend(asked.map(|(_, leaf)| (*leaf).to_owned()));
        if code.contains("facts.times") && TIMES.iter().all(|leaf| !watched.leaves.contains(*leaf))
        {
            watched.leaves.extend(TIMES.map(str::to_owned));
        }
        // Fields of the paper itself count where nothing else tells what is watched.
        if watched.is_empty() {
            let asked = ["root.get(\"", "items_of(\"", "words_of(\"", ".time(\""];
            let fields = asked.iter().flat_map(|call| after(&code, call));
            watched.fields.extend(fields.map(str::to_owned));
        }
        if code.contains(".title()") && watched.is_empty() {
            watched.fields.insert("title".to_owned());
        }
        watched
    }

    /// Whether it may find something in a paper of a kind.
    pub fn watches_one_of(&self, kind: &Watched) -> bool {
        let own = self.watches();
        match self.check {
            // Looks that it judges are named in its code, not in schemas.
            Check::Doc(..) | Check::Pages(_) => true,
            _ => own.is_empty() || own.meets(kind),
        }
    }
}

impl Rule {
    /// Whether it judges the pages of a look, as far as it asks for looks at all.
    pub fn watches_look(&self, look: &str) -> bool {
        let code = code(self.text);
        !code.contains("view.look") || code.contains(&format!("\"{look}\""))
    }
}

/// The code of a file: no comments, no tests.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]").next().unwrap_or_default();
    body.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The words that stand right behind a mark.
fn after<'a>(code: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(mark).map(move |(at, _)| {
        let rest = &code[at + mark.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// The facts that are matched by name: `Some("clause" | "phase")` beside `.fact()`.
fn matched(code: &str) -> Vec<String> {
    let near = code.match_indices("fact").map(|(at, _)| &code[at..]);
    let pattern = near.filter_map(|rest| {
        let line: String = rest.chars().take(120).collect();
        let (_, names) = line.split_once("Some(\"")?;
        Some(names.split(')').next()?.split('"').step_by(2).map(str::to_owned).collect::<Vec<_>>())
    });
    pattern.flatten().filter(|name| !name.is_empty()).collect()
}

/// `DocumentNumber` is `document-number` in schemas.
fn kebab(name: &str) -> String {
    let mut made = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !made.is_empty() {
            made.push('-');
        }
        made.push(c.to_ascii_lowercase());
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(name: &str) -> Watched {
        super::super::find(name).unwrap().watches()
    }

    #[test]
    fn what_a_rule_watches_is_what_its_code_asks_for() {
        let set =
            |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(watched("lead-missing").facts, set(&["task"]));
        assert_eq!(watched("unit-unknown").leaves, set(&["unit"]));
        assert_eq!(watched("date-invalid").leaves, set(&["date", "deadline", "period"]));
        assert!(watched("docno-bracket").leaves.contains("document-number"));
        assert_eq!(watched("print-before-sign").fields, set(&["date", "printed"]));
        assert!(watched("heading-number").facts.contains("clause"));
    }

    #[test]
    fn a_rule_that_asks_for_nothing_watches_every_paper() {
        let rule = super::super::find("placeholder").unwrap();
        assert!(rule.watches_one_of(&Watched::default()));
        assert!(!super::super::find("lead-missing").unwrap().watches_one_of(&Watched::default()));
    }
}
