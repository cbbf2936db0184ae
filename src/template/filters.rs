//! Filters of templates and prose: how a date, a count or a name is written.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::env::{Env, Needs, World};
use super::functions::say;
use super::hole::encode;
use super::values::UNREAD;
use crate::calendar::{self, Context, numerals};

/// Our filters, by both names, and what they need of the paper: bare months are of its year.
const FILTERS: [(&str, &str, Needs); 6] = [
    ("date", "日期", Needs::Paper),
    ("year_month", "年月", Needs::Paper),
    ("month_day", "月日", Needs::Paper),
    ("hanzi", "汉字", Needs::Nothing),
    ("count", "个数", Needs::Nothing),
    ("short", "简称", Needs::Issuers),
];

/// The filter that ends every expression of a drafter's: see `printed`.
pub(super) const PRINTED: &str = "hongtou_printed";

/// The names of our filters, English and Chinese.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILTERS.into_iter().map(|(en, zh, _)| (en, zh))
}

/// What the filter of this name needs of the paper.
pub(super) fn needs(name: &str) -> Option<Needs> {
    let filter = FILTERS.into_iter().find(|(en, zh, _)| *en == name || *zh == name);
    filter.map(|(.., needs)| needs)
}

/// Registers all filters.
pub(super) fn register(tera: &mut Tera, world: &World) {
    tera.register_filter(PRINTED, |value: &Value, _: Kwargs, _: &State| printed(value));
    for (en, zh, _) in FILTERS {
        for name in [en.to_owned(), encode(zh)] {
            filter(tera, world.clone(), en, name);
        }
    }
}

/// Registers one filter under one name.
fn filter(tera: &mut Tera, world: World, filter: &'static str, name: String) {
    match filter {
        "hanzi" => {
            tera.register_filter(name, |value: u32, _: Kwargs, _: &State| {
                numerals::to_hanzi(value)
            });
        }
        "count" => tera.register_filter(name, |value: &Value, _: Kwargs, _: &State| count(value)),
        "short" => tera.register_filter(name, move |value: &Value, _: Kwargs, state: &State| {
            short(&world.asking(state)?, value)
        }),
        parts => tera.register_filter(name, move |value: &str, _: Kwargs, state: &State| {
            day(value, world.asking(state)?.context(), parts)
        }),
    }
}

/// The standard short name of a body, or of several side by side.
fn short(env: &Env<'_>, value: &Value) -> TeraResult<String> {
    let names = env.set.names(env.own());
    let one = |value: &Value| -> Option<String> {
        let name = value.as_str()?;
        Some(names.unit(name).map_or(name, |unit| unit.short_name()).to_owned())
    };
    let all = value
        .as_array()
        .map_or_else(|| one(value).map(|own| vec![own]), |items| items.iter().map(one).collect());
    let all = all.ok_or_else(|| say("“简称”只用于单位名称", "`short` is for names of bodies"))?;
    Ok(all.join("、"))
}

/// What is printed of a value: a list of words side by side; a list of anything else is no text.
fn printed(value: &Value) -> TeraResult<Value> {
    if value.is_undefined() || value.as_map().is_some() {
        return Err(say("这不是一段文字，印不出来", "this is no text and cannot be printed"));
    }
    let Some(items) = value.as_array() else { return Ok(value.clone()) };
    let words: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    let words = words.ok_or_else(|| {
        say(
            "清单印不出来，用“个数”或逐项写",
            "a list cannot be printed; use `count`, or name its items",
        )
    })?;
    Ok(Value::from(words.join("、")))
}

fn day(value: &str, context: Context, parts: &str) -> TeraResult<String> {
    if value == UNREAD {
        return Ok(value.to_owned());
    }
    let date = calendar::parse_date(value, context)
        .map_err(|error| say(&error.message().zh, &error.message().en))?
        .value;
    let (year, month, day) = (date.year(), date.month(), date.day());
    Ok(match parts {
        "year_month" => format!("{year}年{month}月"),
        "month_day" => format!("{month}月{day}日"),
        _ => format!("{year}年{month}月{day}日"),
    })
}

fn count(value: &Value) -> TeraResult<usize> {
    let length = value.as_array().map(<[Value]>::len);
    length.ok_or_else(|| say("“个数”只能数清单里有几项", "`count` counts the items of a list"))
}
