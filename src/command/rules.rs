//! `hongtou rules`: every rule with its authority and strength, for people and for programs.

use serde_json::json;

use super::{Exit, World};
use crate::diag::Lang;
use crate::policy::{Rule, held, rules};

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 格式：list 清单、json、md / the format
    #[arg(long, value_enum, default_value = "list")]
    format: RulesFormat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum RulesFormat {
    List,
    Json,
    Md,
}

/// Lists the rules.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Exit {
    let text = match arguments.format {
        RulesFormat::List => list(world.lang),
        RulesFormat::Json => json(),
        RulesFormat::Md => markdown(world.lang),
    };
    world.print(&text);
    Exit::Clean
}

/// One line a rule, in columns.
pub(super) fn list(lang: Lang) -> String {
    let line = |rule: &&Rule| {
        let (title, strength) = shown(rule, lang);
        format!("{:<28} {:<8} {strength}  {title}\n", rule.name(), rule.level.name())
    };
    rules::ALL.iter().map(line).collect()
}

fn shown(rule: &Rule, lang: Lang) -> (String, &'static str) {
    let (zh, en) = rule.title();
    match lang {
        Lang::Zh => (zh, rule.strength.zh()),
        Lang::En => (en, rule.strength.en()),
    }
}

fn json() -> String {
    let one = |rule: &&Rule| {
        let (zh, en) = rule.title();
        json!({
            "name": rule.name(),
            "title": zh,
            "title_en": en,
            "authority": rule.authority,
            "strength": rule.strength.zh(),
            "strength_en": rule.strength.en(),
            "level": rule.level.name(),
            "since": rule.since,
            "ids": rule.ids,
        })
    };
    let all: Vec<_> = rules::ALL.iter().map(one).collect();
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn markdown(lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => {
            "| 规则 | 名称 | 级别 | 强度 | 依据 | 编号 |\n| --- | --- | --- | --- | --- | --- |\n"
        }
        Lang::En => {
            "| rule | title | level | strength | authority | ids |\n| --- | --- | --- | --- | --- | --- |\n"
        }
    };
    let line = |rule: &&Rule| {
        let (title, strength) = shown(rule, lang);
        let (name, level, ids) = (rule.name(), rule.level.name(), rule.ids.join(", "));
        let authority = rule.authority.replace('|', "\\|");
        format!("| `{name}` | {title} | {level} | {strength} | {authority} | {ids} |\n")
    };
    head.to_owned() + &rules::ALL.iter().map(line).collect::<String>() + &held_table(lang)
}

/// What the catalogue asks for and the program itself sees to.
fn held_table(lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => {
            "\n由程序保证、写不错的要求，各有测试在版面上量过：\n\n\
             | 编号 | 要求 | 依据 | 测试 |\n| --- | --- | --- | --- |\n"
        }
        Lang::En => {
            "\nheld by construction, and measured on pages by the tests named:\n\n\
             | id | demand | authority | tests |\n| --- | --- | --- | --- |\n"
        }
    };
    let line = |one: held::Held| {
        let (id, demand, authority) = (one.id, one.demand.get(lang), one.authority);
        let tests: Vec<String> = one.tests.iter().map(|test| format!("`{test}`")).collect();
        format!("| {id} | {demand} | {authority} | {} |\n", tests.join(" "))
    };
    head.to_owned() + &held::all().map(line).collect::<String>()
}
