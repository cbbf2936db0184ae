//! The result of adding up as a filled form of its own.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value, json};

use super::{Source, status};
use crate::model::amount::{self, Amount, Reading};
use crate::model::facts::form::Form;
use crate::model::sheet::Place;
use crate::model::sheet::sum::Address;
use crate::model::{Field, Paper};

/// The result as YAML, under a remark that names where it came from.
pub(super) fn text(
    home: &Paper,
    form: &Form,
    sources: &[Source<'_>],
    sums: &BTreeMap<Address, Amount>,
    (failed, missing): (&[String], &[String]),
) -> String {
    let kind = sources.first().map_or("", |source| &source.paper.kind.value);
    let mut paper = Map::new();
    paper.insert("kind".into(), json!(kind));
    paper.insert("id".into(), json!(format!("{}-total", home.id.value)));
    paper.insert("status".into(), json!(status(sources, home)));
    paper.insert("form".into(), json!(home.id.value));
    if let Some(unit) = home.root.items_of("issuer").first().and_then(Field::text) {
        paper.insert("unit".into(), json!(unit));
    }
    paper.insert("values".into(), values(form, sums));
    let ids: Vec<&str> = sources.iter().map(|source| source.paper.id.value.as_str()).collect();
    paper.insert("sources".into(), json!(ids));
    let yaml = serde_yaml::to_string(&Value::Object(paper)).expect("a JSON value is YAML too");
    remark(sources, failed, missing) + &yaml
}

fn remark(sources: &[Source<'_>], failed: &[String], missing: &[String]) -> String {
    let mut remark =
        "# 由 hongtou tally 汇总生成；改下级的表后重新汇总，不要手改数字。\n".to_owned();
    remark.push_str("# 来源：\n");
    for source in sources {
        remark.push_str(&line(&format!("{}：{}", source.name, source.paper.path)));
    }
    for (title, names) in [("数字有误、没有汇总：", failed), ("没有报送：", missing)]
    {
        if !names.is_empty() {
            remark.extend(["# ", title, "\n"]);
            remark.extend(names.iter().map(|name| line(name)));
        }
    }
    remark
}

/// A line of a remark: what a user has named may not end it and begin something else.
fn line(text: &str) -> String {
    let plain =
        |c: char| if c.is_control() || "\u{2028}\u{2029}\u{85}".contains(c) { ' ' } else { c };
    format!("#   {}\n", text.chars().map(plain).collect::<String>())
}

fn values(form: &Form, sums: &BTreeMap<Address, Amount>) -> Value {
    let mut tables = Map::new();
    for (at, table) in form.tables.iter().enumerate() {
        let mut lines = Map::new();
        for place in table.places() {
            let number = sums.get(&(at, place)).map_or(Value::Null, |amount| number(*amount));
            match place {
                Place::Cell(row, _) if table.columns.len() == 1 => {
                    lines.insert(table.rows[row].id.value.clone(), number);
                }
                Place::Cell(row, column) => {
                    let row = lines.entry(table.rows[row].id.value.clone());
                    let row = row.or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(row) = row {
                        row.insert(table.columns[column].id.value.clone(), number);
                    }
                }
                Place::Blank(blank) => {
                    lines.insert(table.blanks[blank].id.value.clone(), number);
                }
            }
        }
        tables.insert(table.id.value.clone(), Value::Object(lines));
    }
    Value::Object(tables)
}

/// A number where it reads back exactly, else its digits as text.
fn number(amount: Amount) -> Value {
    let text = amount.to_string();
    let number: Option<Number> = serde_json::from_str(&text).ok();
    let exact = |number: &Number| matches!(amount::read(&amount::plain(number)), Reading::Number(read) if read.amount == amount);
    match number.filter(|number| text.len() <= 15 && exact(number)) {
        Some(number) => Value::Number(number),
        None => Value::String(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_read_back() {
        let amount = |text: &str| match amount::read(text) {
            Reading::Number(number) => number.amount,
            other => panic!("{other:?}"),
        };
        for text in ["0", "-3", "12.5", "0.1", "123456789012.34", "123456789012345678.123456789"] {
            let yaml = serde_yaml::to_string(&number(amount(text))).unwrap();
            assert_eq!(amount(yaml.trim().trim_matches(['"', '\''])), amount(text), "{yaml}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_remark() {
        assert_eq!(line("甲\nkind: x\u{2028}乙"), "#   甲 kind: x 乙\n");
    }
}
