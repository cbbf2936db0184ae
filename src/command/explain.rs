//! `hongtou explain`: a rule's handbook page, with its authority and its strength.

use super::{Ended, Exit, World};
use crate::diag::{Fault, Lang, nearest, words};
use crate::policy::{self, Rule, rules};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 规则名，如 phase-overlap；不写就列出全部 / the rule; all of them when not given
    rule: Option<String>,
}

/// Explains a rule, or lists them.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Some(name) = &arguments.rule else {
        world.print(&super::rules::list(world.lang));
        return Ok(Exit::Clean);
    };
    let rule = policy::find(name).ok_or_else(|| unknown(name))?;
    let text = page(rule, world.lang);
    world.print(&text);
    Ok(Exit::Clean)
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

fn unknown(name: &str) -> Fault {
    let names: Vec<String> = rules::ALL.iter().map(|rule| rule.name()).collect();
    let fault = Fault::new(words!("没有规则“{name}”", "there is no rule `{name}`"));
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => fault.help(words!("是不是“{near}”？", "did you mean `{near}`?")),
        None => fault.help(words!(
            "hongtou explain 不带参数可列出全部规则",
            "`hongtou explain` alone lists all rules"
        )),
    }
}
