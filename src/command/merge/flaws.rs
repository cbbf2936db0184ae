//! What is wrong in a roster, as people and programs read it.

use std::path::Path;

use serde_json::json;

use super::asked::MergeFormat;
use crate::command::World;
use crate::diag::{Lang, Level, words};
use crate::roster::{Flaw, Opened, letters};

/// How many are shown to a person.
const MOST: usize = 100;

/// Tells what was found.
pub(super) fn told(opened: &Opened, roster: &Path, format: MergeFormat, world: &mut World<'_>) {
    match format {
        MergeFormat::Human => human(opened, roster, world),
        MergeFormat::Json => {
            let lines: String =
                opened.flaws.iter().map(|flaw| event(flaw, world.lang) + "\n").collect();
            world.print(&lines);
        }
    }
}

fn human(opened: &Opened, roster: &Path, world: &mut World<'_>) {
    let roster = roster.display().to_string();
    // Where there are too many, errors are what stands in the way.
    let error = |flaw: &&Flaw| flaw.level == Level::Error;
    let (errors, others): (Vec<&Flaw>, Vec<&Flaw>) = opened.flaws.iter().partition(error);
    let mut shown: Vec<&Flaw> = errors.into_iter().chain(others).take(MOST).collect();
    shown.sort_by_key(|flaw| &flaw.place);
    let text: String = shown.iter().map(|flaw| lines(flaw, &roster, world.lang)).collect();
    let _ = world.err.write_all(text.as_bytes());
    let found = usize::try_from(opened.errors + opened.warnings).unwrap_or(usize::MAX);
    let more = found.saturating_sub(shown.len());
    if more > 0 {
        world.tell(&words!("还有 {more} 处没有列出", "{more} more are not shown"));
    }
}

/// 名册.xlsx 第 1207 行 B 列：错误：缺少机构名称
fn lines(flaw: &Flaw, roster: &str, lang: Lang) -> String {
    let (place, said) = (flaw.place.words(), &flaw.words);
    let also = flaw
        .also
        .map_or_else(Default::default, |row| words!("（见第 {row} 行）", " (see row {row})"));
    let (zh, en) = match flaw.level {
        Level::Error => ("错误", "error"),
        Level::Warning => ("警告", "warning"),
        Level::Hint => ("提示", "hint"),
    };
    let check = flaw.check;
    let mut text = match lang {
        Lang::Zh => format!("{roster} {}：{zh}[{check}]：{}{}\n", place.zh, said.zh, also.zh),
        Lang::En => format!("{roster}, {}: {en}[{check}]: {}{}\n", place.en, said.en, also.en),
    };
    if let Some(help) = &flaw.help {
        let title = if lang == Lang::Zh { "帮助" } else { "help" };
        text.extend(["  = ", title, ": ", help.get(lang), "\n"]);
    }
    text
}

fn event(flaw: &Flaw, lang: Lang) -> String {
    json!({
        "event": "flaw",
        "check": flaw.check,
        "level": flaw.level.name(),
        "row": flaw.place.row,
        "column": flaw.place.column.map(letters),
        "message": flaw.words.get(lang),
        "help": flaw.help.as_ref().map(|help| help.get(lang)),
        "also": flaw.also,
    })
    .to_string()
}
