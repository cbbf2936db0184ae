//! `hongtou explain`: rules and findings, kinds and how to add one, and what the house has set.

mod findings;
mod gather;
mod house;
mod kind;
mod kinds;

use super::{Ended, Exit, World};
use crate::diag::{Fault, Lang, nearest, words};
use crate::policy::held::{self, Held};
use crate::policy::{self, Rule, rules};
use crate::schema::Schemas;
use crate::text::{Builtin, Files};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 规则名；kinds 怎样增加文种，kind 文种，house 本单位设置；不写就列出全部规则 / a rule, or
    /// `kinds`, `kind`, `house`; all rules when not given
    what: Option<String>,
    /// 文种名，写在 kind 之后 / the kind, after `kind`
    name: Option<String>,
}

/// Explains what was asked for.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace().ok();
    let layered = workspace.as_ref().map(super::world::Workspace::files);
    let files: &dyn Files = layered.as_ref().map_or(&Builtin, |files| files);
    let lang = world.lang;
    let text = match (arguments.what.as_deref(), arguments.name.as_deref()) {
        (None, _) => all_rules(lang),
        (Some("kinds"), None) => kinds::guide(files, lang)?,
        (Some("kind" | "文种"), None) => kind::list(&Schemas::load(files)?, lang),
        (Some("kind" | "文种"), Some(name)) => kind::page(name, files, lang)?,
        (Some("house" | "本单位设置"), None) => {
            // Outside of a workspace there is no house.
            world.workspace()?;
            house::page(files, lang)?
        }
        (Some(name), None) => one(name, files, lang)?,
        (Some(name), Some(more)) => return Err(too_much(name, more)),
    };
    world.print(&text);
    Ok(Exit::Clean)
}

fn all_rules(lang: Lang) -> String {
    let list: String = rules::ALL.iter().map(|rule| line(rule, lang)).collect();
    let more = match lang {
        Lang::Zh => "\n另有：hongtou explain kinds、kind 文种、house，以及任何一条提示的名称\n",
        Lang::En => {
            "\nalso: `hongtou explain kinds`, `kind <name>`, `house`, and any finding by name\n"
        }
    };
    list + more
}

/// The page of a rule, or of what the program itself finds.
fn one(name: &str, files: &dyn Files, lang: Lang) -> Result<String, Fault> {
    if let Some(rule) = policy::find(name) {
        return Ok(page(rule, lang));
    }
    if let Some(one) = held::all().find(|one| one.id == name) {
        return Ok(held_page(&one, lang));
    }
    if let Some(page) = findings::page(name, lang) {
        return Ok(page);
    }
    // The name of a kind is no word of a rule's title.
    let kind = Schemas::load(files).is_ok_and(|schemas| schemas.kind(name).is_some());
    let found = if kind { None } else { about(name, lang) };
    found.ok_or_else(|| unknown(name, files))
}

/// The page of what the program itself sees to.
fn held_page(one: &Held, lang: Lang) -> String {
    let (id, demand, authority) = (one.id, one.demand.get(lang), one.authority);
    match lang {
        Lang::Zh => format!("{id}　{demand}\n依据 {authority}\n由程序保证，写不错，没有规则要查\n"),
        Lang::En => {
            format!(
                "{id}: {demand}\nauthority {authority}\nheld by construction; no rule looks for it\n"
            )
        }
    }
}

/// Everything whose title holds some words: `hongtou explain 豁免`. Names are in English, and a slip
/// in one of them is told as a slip.
fn about(words: &str, lang: Lang) -> Option<String> {
    if words.is_ascii() {
        return None;
    }
    let found = rules::ALL.iter().filter(|rule| rule.title().0.contains(words));
    let mut lines: Vec<String> = found.map(|rule| line(rule, lang)).collect();
    let others = findings::titles().filter(|(_, zh, _)| zh.contains(words));
    lines.extend(others.map(|(names, zh, en)| {
        let title = if lang == Lang::Zh { zh } else { en };
        format!("{names}  {title}\n")
    }));
    match lines.as_slice() {
        [] => None,
        [only] => {
            let name = only.split_whitespace().next()?;
            policy::find(name).map(|rule| page(rule, lang)).or_else(|| findings::page(name, lang))
        }
        _ => Some(lines.concat()),
    }
}

fn too_much(name: &str, more: &str) -> Fault {
    Fault::new(words!(
        "“{name}”后面不能再写“{more}”",
        "nothing may follow `{name}`, as `{more}` does"
    ))
    .help(words!("只有 kind 后面写文种名", "only `kind` is followed by a name"))
}

fn line(rule: &Rule, lang: Lang) -> String {
    let (zh, en) = rule.title();
    let (title, strength) = match lang {
        Lang::Zh => (zh, rule.strength.zh()),
        Lang::En => (en, rule.strength.en()),
    };
    format!("{:<28} {:<8} {strength}  {title}\n", rule.name(), rule.level.name())
}

fn page(rule: &Rule, lang: Lang) -> String {
    let ids = rule.ids.join(", ");
    let (name, level) = (rule.name(), rule.level.name());
    let (authority, since) = (rule.authority, rule.since);
    let facts = match lang {
        Lang::Zh => {
            let strength = rule.strength.zh();
            format!(
                "规则 {name}　级别 {level}　强度 {strength}\n依据 {authority}\n编号 {ids}　始于 {since}\n"
            )
        }
        Lang::En => {
            let strength = rule.strength.en();
            format!(
                "rule {name}, level {level}, strength {strength}\nauthority {authority}\nids {ids}, since {since}\n"
            )
        }
    };
    format!("{facts}\n{}", headed(&rule.page(), lang))
}

/// The page with its headings in the reader's language.
fn headed(page: &str, lang: Lang) -> String {
    let headings = [
        ("## 为什么", "## Why"),
        ("## 正例", "## Good"),
        ("## 反例", "## Bad"),
        ("## 改正后", "## Fixed"),
    ];
    let line = |line: &str| {
        let known = headings.iter().find(|(zh, en)| line == *zh || line == *en);
        let shown = known.map_or(line, |(zh, en)| if lang == Lang::Zh { zh } else { en });
        format!("{shown}\n")
    };
    page.lines().map(line).collect()
}

/// A name that nothing has; one of a kind is told how kinds are asked for.
fn unknown(name: &str, files: &dyn Files) -> Fault {
    let fault = Fault::new(words!("没有规则“{name}”", "there is no rule `{name}`"));
    let schemas = Schemas::load(files).unwrap_or_default();
    if schemas.kind(name).is_some() {
        return fault.help(words!(
            "它是文种：hongtou explain kind {name}",
            "it is a kind: `hongtou explain kind {name}`"
        ));
    }
    let names: Vec<String> = rules::ALL.iter().map(|rule| rule.name()).collect();
    let others: Vec<&str> =
        ["kinds", "kind", "house"].into_iter().chain(findings::names()).collect();
    match nearest(name, names.iter().map(String::as_str).chain(others.iter().copied())) {
        Some(near) => fault.help(words!("是不是“{near}”？", "did you mean `{near}`?")),
        None => fault.help(words!(
            "hongtou explain 不带参数可列出全部规则",
            "`hongtou explain` alone lists all rules"
        )),
    }
}
