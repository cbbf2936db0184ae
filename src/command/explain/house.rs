//! `hongtou explain house`: what the house has set, beside what the standard says.

use std::fmt::Write as _;

use crate::build::{self, Request};
use crate::diag::{Fault, Lang};
use crate::model::field::Value;
use crate::model::{Field, Set};
use crate::policy::house;
use crate::schema::{Schema, Schemas, Shape};
use crate::text::Files;

/// Every setting of the house.
pub(super) fn page(files: &dyn Files, lang: Lang) -> Result<String, Fault> {
    let schemas = Schemas::load(files)?;
    let request = Request { paths: vec!["policies/registry".to_owned()], ..Request::default() };
    let checked = build::check(files, &request)?;
    let set = &*checked.set;
    let layout = schemas.get("house").map(Schema::root).and_then(|root| root.property("layout"));
    let mut rows = Vec::new();
    if let Some((_, shape)) = layout {
        settings(shape, house::written(set), "", &mut rows);
    }
    let mut page = match lang {
        Lang::Zh => "本单位设置（policies/registry/house.yaml）\n\n版式：\n".to_owned(),
        Lang::En => "house settings (policies/registry/house.yaml)\n\nlayout:\n".to_owned(),
    };
    let deviations = rows.iter().filter(|row| row.deviates).count();
    page.extend(rows.iter().map(|row| row.line(lang)));
    let _ = match lang {
        Lang::Zh => writeln!(page, "\n与标准不同 {deviations} 处。"),
        Lang::En => writeln!(page, "\ndeviations from the standard: {deviations}"),
    };
    page += &levels(set, lang);
    Ok(page)
}

/// What a schema writes where the standard says nothing.
const OPEN: &str = "未规定";

/// One setting.
struct Row<'a> {
    name: String,
    key: String,
    /// What the house has written.
    own: Option<String>,
    /// What the standard says, and where.
    standard: &'a str,
    /// The standard's value as it would be written in English.
    english: &'a str,
    clause: &'a str,
    deviates: bool,
}

fn settings<'a>(shape: Shape<'a>, written: Option<&Field>, at: &str, rows: &mut Vec<Row<'a>>) {
    for (key, inner) in shape.properties() {
        let field = written.and_then(|field| field.get(key));
        let zh = inner.text("x-zh").unwrap_or(key);
        let path = if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
        let Some(standard) = inner.text("x-standard") else {
            settings(inner, field, &path, rows);
            continue;
        };
        let own = field.and_then(|field| shown(field, inner));
        let clause = inner.text("x-clause").unwrap_or_default();
        let deviates = own.as_deref().is_some_and(|own| deviates(own, standard, inner));
        let english = if standard == OPEN { "left open" } else { standard };
        let english = inner.meant(standard).unwrap_or(english);
        rows.push(Row { name: zh.to_owned(), key: path, own, standard, english, clause, deviates });
    }
}

/// Whether a value is not the standard's. A family of the right typeface is none that deviates,
/// and what the standard leaves open cannot be deviated from.
fn deviates(own: &str, standard: &str, shape: Shape<'_>) -> bool {
    let chosen = shape.keyword("enum").is_some();
    let bare = !chosen && own.parse::<f64>().is_err() && !matches!(own, "true" | "false");
    // Behind a number a schema may say where it comes from.
    let number = standard.split('（').next().unwrap_or(standard);
    let same = match (own.parse::<f64>(), number.parse::<f64>()) {
        (Ok(own), Ok(standard)) => (own - standard).abs() < 0.05,
        _ => own == standard,
    };
    !same && !bare && standard != OPEN
}

/// A value as people read it.
fn shown(field: &Field, shape: Shape<'_>) -> Option<String> {
    Some(match &field.value {
        Value::Text(text, _) => shape.value_name(text).unwrap_or(text).to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::List(_) | Value::Map(_) => return None,
    })
}

impl Row<'_> {
    fn line(&self, lang: Lang) -> String {
        let Self { name, key, standard, english, clause, .. } = self;
        let own = self.own.as_deref();
        match lang {
            Lang::Zh => {
                let mark = if self.deviates { "【偏离】" } else { "" };
                let own = own.unwrap_or("未设，按标准");
                format!("- {name} {key}：{own}{mark}　标准：{standard}（{clause}）\n")
            }
            Lang::En => {
                let mark = if self.deviates { " [deviation]" } else { "" };
                let own = own.unwrap_or("not set, as the standard");
                format!("- {key} ({name}): {own}{mark}; standard: {english} ({clause})\n")
            }
        }
    }
}

/// The levels that the house has set for rules, beside the rules' own.
fn levels(set: &Set, lang: Lang) -> String {
    let mut made = match lang {
        Lang::Zh => "\n规则级别：\n".to_owned(),
        Lang::En => "\nlevels of rules:\n".to_owned(),
    };
    if set.registry.house.is_empty() {
        made += if lang == Lang::Zh { "- 都按原定级别\n" } else { "- as they are\n" };
    }
    for record in set.records.iter().filter(|record| record.kind.value == "house") {
        for field in record.root.get("rules").map_or(&[][..], Field::fields) {
            let (name, level) = (&field.name, field.text().unwrap_or_default());
            let usual = crate::policy::find(name).map_or("?", |rule| rule.level.name());
            let _ = match lang {
                Lang::Zh => writeln!(made, "- {name}：{level}　原定：{usual}"),
                Lang::En => writeln!(made, "- {name}: {level}; by itself {usual}"),
            };
        }
    }
    made
}
