//! The matrix of demands and answers: for people, for programs, and as a paper.

use serde_json::{Value, json};

use crate::diag::Lang;
use crate::model::implementing::{Answer, Demand, Implementing, Statement};
use crate::model::{Field, Paper, Status};

/// One line of the matrix: a demand, and one of its answers.
struct Row<'p, 'a> {
    demand: &'p Demand<'a>,
    answer: Option<&'p Answer<'a>>,
    state: State<'p>,
}

/// How a demand stands.
enum State<'p> {
    Answered,
    Confirmed,
    Suspect,
    Waived(&'p str),
    Open,
}

impl State<'_> {
    fn shown(&self, lang: Lang) -> String {
        let (zh, en) = match self {
            Self::Answered => ("已承接", "answered"),
            Self::Confirmed => ("已承接并确认", "confirmed"),
            Self::Suspect => ("上级改过，待确认", "suspect"),
            Self::Open => ("未承接", "open"),
            Self::Waived(reason) => {
                return match lang {
                    Lang::Zh => format!("不承接：{reason}"),
                    Lang::En => format!("waived: {reason}"),
                };
            }
        };
        match lang {
            Lang::Zh => zh.to_owned(),
            Lang::En => en.to_owned(),
        }
    }
}

fn rows<'p, 'a>(pair: &'p Implementing<'a>) -> Vec<Row<'p, 'a>> {
    let mut rows = Vec::new();
    for (at, demand) in pair.demands.iter().enumerate() {
        let answers: Vec<&Answer<'_>> = pair.answers_to(at).collect();
        for answer in &answers {
            let state = match &answer.confirmed {
                None => State::Answered,
                Some(_) if answer.suspect(demand) => State::Suspect,
                Some(_) => State::Confirmed,
            };
            rows.push(Row { demand, answer: Some(answer), state });
        }
        if answers.is_empty() {
            let waiver = pair.waiver(&demand.id.value);
            let state = waiver.map_or(State::Open, |waiver| State::Waived(&waiver.reason));
            rows.push(Row { demand, answer: None, state });
        }
    }
    rows
}

fn due(says: &Statement<'_>) -> Option<String> {
    says.due.map(|due| due.text.as_str().to_owned())
}

fn units(says: &Statement<'_>) -> Option<String> {
    let fields = ["lead", "support", "units"].into_iter().flat_map(|key| says.field.items_of(key));
    let names: Vec<&str> = fields.filter_map(Field::text).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

/// The matrix as people read it in a terminal.
pub(super) fn table(pair: &Implementing<'_>, lang: Lang) -> String {
    let titled =
        |paper: &Paper| paper.title().map_or_else(|| paper.id.value.clone(), |title| title.value);
    let (own, superior) = (titled(pair.paper), titled(pair.superior));
    let head = match lang {
        Lang::Zh => [["上级要求", "期限", "本级安排", "期限", "情况"].map(str::to_owned)],
        Lang::En => [["demand", "due", "answer", "due", "state"].map(str::to_owned)],
    };
    let line = |row: &Row<'_, '_>| {
        let answer = row.answer.map(|own| &own.says);
        [
            row.demand.says.shown(),
            due(&row.demand.says).unwrap_or_default(),
            answer.map(Statement::shown).unwrap_or_default(),
            answer.and_then(due).unwrap_or_default(),
            row.state.shown(lang),
        ]
    };
    let lines: Vec<[String; 5]> = head.into_iter().chain(rows(pair).iter().map(line)).collect();
    let arrow = match lang {
        Lang::Zh => "落实",
        Lang::En => "implements",
    };
    format!("{own}\n{arrow} {superior}\n\n{}\n", columns(&lines))
}

/// Cells in columns; a Chinese character is as wide as two letters.
pub(in crate::command) fn columns<const N: usize>(lines: &[[String; N]]) -> String {
    let widths: Vec<usize> =
        (0..N).map(|at| lines.iter().map(|line| width(&line[at])).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for line in lines {
        let mut written = String::new();
        for (cell, wide) in line.iter().zip(&widths) {
            written.push_str(cell);
            written.push_str(&" ".repeat(wide - width(cell) + 2));
        }
        text.push_str(written.trim_end());
        text.push('\n');
    }
    text
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The matrix as data.
pub(super) fn data(pair: &Implementing<'_>) -> Value {
    let one = |row: &Row<'_, '_>| {
        let answer = row.answer.map(|own| {
            json!({
                "paper": own.paper.id.value,
                "title": own.says.shown(),
                "deadline": due(&own.says),
                "units": units(&own.says),
            })
        });
        json!({
            "demand": row.demand.id.value,
            "title": row.demand.says.shown(),
            "deadline": due(&row.demand.says),
            "fingerprint": row.demand.fingerprint,
            "answer": answer,
            "state": row.state.shown(Lang::En),
        })
    };
    json!({
        "paper": pair.paper.id.value,
        "path": pair.paper.path,
        "superior": pair.superior.id.value,
        "demands": pair.demands.len(),
        "unanswered": pair.unanswered().count(),
        "rows": rows(pair).iter().map(one).collect::<Vec<_>>(),
    })
}

/// The matrix as a paper (落实情况对照表).
pub(super) fn paper(pair: &Implementing<'_>, file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default();
    let id = format!("{}-conformance", pair.paper.id.value);
    let id = if pair.paper.id.value.is_empty() { stem.to_owned() } else { id };
    let title = pair.paper.title().map(|title| title.value).unwrap_or_default();
    let issuer = pair.paper.root.items_of("issuer").iter().filter_map(Field::text);
    let row = |row: &Row<'_, '_>| {
        let answer = row.answer.map(|own| &own.says);
        let mut line = json!({"demand": row.demand.says.shown()});
        let cells = [
            ("demand_deadline", due(&row.demand.says)),
            ("answer", answer.map(Statement::shown)),
            ("answer_deadline", answer.and_then(due)),
            ("units", answer.and_then(units)),
            ("state", Some(row.state.shown(Lang::Zh))),
        ];
        for (key, value) in cells.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            line[key] = Value::from(value);
        }
        line
    };
    let status = match pair.paper.status {
        Status::Sample => "sample",
        Status::Draft | Status::Issued => "draft",
    };
    let mut whole = json!({
        "kind": "conformance-table",
        "id": id,
        "status": status,
        "title": format!("{title}落实情况对照表"),
        "issuer": issuer.collect::<Vec<_>>(),
        "superior": pair.superior.id.value,
        "rows": rows(pair).iter().map(row).collect::<Vec<_>>(),
    });
    if whole["issuer"].as_array().is_some_and(Vec::is_empty)
        && let Some(fields) = whole.as_object_mut()
    {
        fields.shift_remove("issuer");
    }
    let how = format!(
        "# 由 hongtou trace {} --write 写出；方案改动以后重新写一份。\n",
        pair.paper.id.value
    );
    how + &yaml(&whole, 0)
}

/// A value as YAML: bare where it can be taken for nothing but itself, else in double quotes.
fn scalar(value: &Value) -> String {
    let bare = |text: &&str| {
        let chinese = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let id = text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() > 5;
        let plain = |c: char| c.is_alphanumeric() || "、，。；：（）《》〈〉〔〕“”".contains(c);
        let inner = |(at, c): (usize, char)| plain(c) || (at > 0 && c == '-');
        (chinese || id) && text.char_indices().all(inner)
    };
    value.as_str().filter(bare).map_or_else(|| value.to_string(), str::to_owned)
}

/// Data as YAML.
pub(super) fn yaml(value: &Value, depth: usize) -> String {
    let pad = "  ".repeat(depth);
    let flat = |value: &Value| match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    };
    let field = |(key, value): (&String, &Value)| {
        if flat(value) {
            format!("{pad}{key}: {}\n", scalar(value))
        } else {
            format!("{pad}{key}:\n{}", yaml(value, depth + 1))
        }
    };
    match value {
        Value::Object(fields) => fields.iter().map(field).collect(),
        Value::Array(items) => {
            let item = |item| format!("{pad}- {}", yaml(item, depth + 1).trim_start());
            items.iter().map(item).collect()
        }
        plain => format!("{pad}{}\n", scalar(plain)),
    }
}
