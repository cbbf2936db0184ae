//! What templates and prose can ask for: `ref`, `table`, `phase`, `cite` ….
//!
//! Everything is registered under an English and a Chinese name. A function that cannot answer
//! says so in both languages at once, with `SPLIT` between them.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::answers;
use super::env::{Env, Needs, World};
use super::filters;
use super::hole::encode;
use crate::diag::{Words, nearest, words};

/// Stands between the Chinese and the English half of a message.
pub(super) const SPLIT: char = '\u{1f}';

/// The names of the functions that can be called, English and Chinese.
pub fn function_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    FUNCTIONS.iter().map(|(en, zh, _)| (*en, *zh))
}

/// What answers, by what it needs to.
#[derive(Clone, Copy)]
enum Answer {
    /// Nothing of the paper that asks.
    Alike(fn(&World, &Kwargs) -> TeraResult<Value>),
    /// Its issuers alone.
    ByIssuers(fn(&Env<'_>, &Kwargs) -> TeraResult<Value>),
    /// Whatever it says.
    ByPaper(fn(&Env<'_>, &Kwargs) -> TeraResult<Value>),
}

use Answer::{Alike, ByIssuers, ByPaper};

/// What can be asked, by its English and its Chinese name.
const FUNCTIONS: [(&str, &str, Answer); 9] = [
    ("ref", "引用", Alike(answers::reference)),
    ("table", "表", ByPaper(answers::table)),
    ("phase", "阶段", ByPaper(|env, kwargs| answers::fact(env, kwargs, "phase"))),
    ("task", "任务", ByPaper(|env, kwargs| answers::fact(env, kwargs, "task"))),
    ("quota", "数量", ByPaper(answers::quota)),
    ("paper", "文件", Alike(answers::paper)),
    ("cite", "引文", Alike(answers::cite)),
    ("unit", "单位", ByIssuers(answers::unit)),
    ("blank", "空", Alike(answers::blank)),
];

/// Filters of Tera's own that prose may use. The others can make a megabyte of a word, or markup
/// of a value, and no drafter needs them.
const BORROWED: [&str; 5] = ["default", "length", "first", "last", "join"];

/// What a word may need of the paper where it is the name of a function or filter.
pub(super) fn needs(word: &str) -> Needs {
    let is_meant = |en: &str, zh: &str| word == en || word == zh;
    let function = FUNCTIONS.iter().find(|(en, zh, _)| is_meant(en, zh));
    let of_function = function.map(|(.., answer)| match answer {
        Alike(_) => Needs::Nothing,
        ByIssuers(_) => Needs::Issuers,
        ByPaper(_) => Needs::Paper,
    });
    of_function.max(filters::needs(word)).unwrap_or(Needs::Nothing)
}

/// What an expression calls that prose may not, with the nearest it may.
pub(super) fn refused(expression: &str) -> Option<(Words, Words)> {
    // By either of them Tera would see the end of a text in quotes where we see none.
    if let Some(mark) = expression.chars().find(|c| matches!(c, '\\' | '`')) {
        let message = words!("花括号里不能有“{mark}”", "braces cannot hold a `{mark}`");
        return Some((message, words!("删去“{mark}”", "remove the `{mark}`")));
    }
    let known = || {
        let ours = FUNCTIONS.iter().flat_map(|(en, zh, _)| [*en, *zh]);
        ours.chain(filters::names().flat_map(|(en, zh)| [en, zh])).chain(BORROWED)
    };
    let name = super::hole::called(expression)
        .into_iter()
        .find(|name| !known().any(|own| own == *name))?;
    let message = words!("没有“{name}”这个函数或过滤器", "there is no function or filter `{name}`");
    let all: Vec<&str> = known().filter(|name| !name.is_ascii()).collect();
    let all = all.join("、");
    let help = match nearest(name, known()) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!("可用：{all}", "those there are: {all}"),
    };
    Some((message, help))
}

/// Registers all functions and filters.
pub(super) fn register(tera: &mut Tera, world: &World) {
    for (en, zh, answer) in FUNCTIONS {
        for name in [en.to_owned(), encode(zh)] {
            let world = world.clone();
            tera.register_function(name, move |kwargs: Kwargs, state: &State| match answer {
                Alike(answer) => answer(&world, &kwargs),
                ByIssuers(answer) | ByPaper(answer) => answer(&world.asking(state)?, &kwargs),
            });
        }
    }
    filters::register(tera, world);
}

/// An error in both languages.
pub(super) fn say(zh: &str, en: &str) -> Error {
    Error::message(format!("{zh}{SPLIT}{en}"))
}

/// There is nothing of this name: says so, with the nearest that there is.
pub(super) fn unknown<'a>(
    what: (&str, &str),
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Error {
    let near = nearest(name, candidates);
    let zh_near = near.map_or_else(String::new, |near| format!("；是不是“{near}”？"));
    let en_near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    say(
        &format!("没有名为“{name}”的{}{zh_near}", what.0),
        &format!("there is no {} `{name}`{en_near}", what.1),
    )
}
