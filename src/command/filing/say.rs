//! What `hongtou filing` says: sums by county, what is wrong, and all of it for programs. Values of
//! the roster stay in its files: people and telephones have no place in logs.

use serde_json::{Value, json};

use super::Read;
use super::letter::Letter;
use crate::calendar::canonical;
use crate::command::World;
use crate::command::trace::columns;
use crate::diag::{Fault, Lang, Level, Words, words};
use crate::filing::{Filing, State, Sums};
use crate::roster::{Flaw, Roster, letters};

/// How many findings of one file a person is shown.
const SHOWN: usize = 40;
/// How many rows of the roster are read at once.
const CHUNK: usize = 1000;

/// Tells a person.
pub(super) fn human(
    letter: &Letter,
    filing: &Filing,
    reads: &[Read<'_>],
    (barred, written): (bool, &[String]),
    world: &mut World<'_>,
) {
    for read in reads {
        findings(read, world);
    }
    if barred {
        let count: usize = reads.iter().map(|read| read.errors).sum();
        world.say(&words!(
            "有 {count} 处错误，什么也没有写；改正后重来，或用 --keep-going 剔除",
            "{count} errors, nothing was written: correct them, or use --keep-going"
        ));
        return;
    }
    let (due, day, today) = (&filing.due.text, filing.today, canonical(filing.today));
    let title = &letter.subject.title;
    world.say(&words!(
        "{title}：交回期限 {due}，截至 {today}\n",
        "{title}: due {due}, as of {day}\n"
    ));
    world.print(&(table(filing, world.lang) + "\n"));
    doubts(filing, world);
    let rows = filing.rows;
    let (all, counted) = (rows.all(), rows.counted);
    let (repeated, open, rejected) = (rows.repeated, rows.open, rows.rejected);
    world.say(&words!(
        "登记 {all} 行 = 计入 {counted} + 重复 {repeated} + 未填 {open} + 有误 {rejected}",
        "{all} rows returned = {counted} counted + {repeated} repeated + {open} open + {rejected} wrong"
    ));
    let (left, bad) = (filing.entries.len(), filing.skipped);
    if bad > 0 {
        let all = left + bad;
        world.say(&words!(
            "名册 {all} 行 = 列入 {left} + 有误 {bad}",
            "{all} rows in the roster = {left} listed + {bad} wrong"
        ));
    }
    for path in written {
        world.say(&words!("写出 {path}", "wrote {path}"));
    }
}

fn doubts(filing: &Filing, world: &mut World<'_>) {
    let (count, due) = (filing.total.doubtful, &filing.due);
    if count > 0 {
        let (text, safe, last) = (&due.text, due.safe, due.last);
        let (sure, latest) = (canonical(safe), canonical(last));
        world.say(&words!(
            "“{text}”没有写明最后一日是{sure}还是{latest}，{count} 家是否逾期不能确定",
            "`{text}` may end on {safe} or on {last}: of {count} nobody knows whether they are late"
        ));
    }
    let unknown = |entry: &&crate::filing::Entry| {
        entry.days.is_none() && matches!(entry.state, State::Late | State::Overdue)
    };
    let count = filing.entries.iter().filter(unknown).count();
    if count > 0 {
        world.say(&words!(
            "{count} 家逾期几个工作日不能确定，那一年的节假日没有登记",
            "of {count} nobody knows how many workdays late: no calendar of that year is loaded"
        ));
    }
}

/// The sums by county.
fn table(filing: &Filing, lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => ["县区", "应交", "已交回", "逾期交回", "未到期", "逾期未交"],
        Lang::En => ["county", "expected", "returned", "late", "outstanding", "overdue"],
    };
    let line = |name: &str, sums: &Sums| {
        let [returned, late, pending, overdue] =
            State::ALL.map(|state| sums.count(state).to_string());
        [name.to_owned(), sums.expected().to_string(), returned, late, pending, overdue]
    };
    let unnamed = if lang == Lang::Zh { "未注明县区" } else { "(none)" };
    let named = |name: &str| if name.is_empty() { unnamed.to_owned() } else { name.to_owned() };
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(filing.counties.iter().map(|county| line(&named(&county.name), &county.sums)));
    lines.push(line(if lang == Lang::Zh { "合计" } else { "total" }, &filing.total));
    columns(&lines)
}

/// What is wrong in a table, on the error stream.
fn findings(read: &Read<'_>, world: &mut World<'_>) {
    let (file, lang) = (&read.file, world.lang);
    for flaw in read.flaws.iter().take(SHOWN) {
        world.tell(&finding(file, flaw, lang));
    }
    let more = read.flaws.len().saturating_sub(SHOWN);
    if more > 0 {
        world.tell(&words!(
            "{file} 还有 {more} 处问题，--format json 全部列出",
            "{file}: {more} more, all of them with `--format json`"
        ));
    }
}

/// One finding, with its help on a line of its own.
fn finding(file: &str, flaw: &Flaw, lang: Lang) -> Words {
    let level = match (flaw.level, lang) {
        (Level::Error, Lang::Zh) => "错误",
        (Level::Warning, Lang::Zh) => "警告",
        (Level::Hint, Lang::Zh) => "提示",
        (level, Lang::En) => level.name(),
    };
    let (check, place, said) = (flaw.check, flaw.place.words(), flaw.words.get(lang));
    let place = place.get(lang);
    let help = flaw.help.as_ref().map(|help| help.get(lang));
    let zh = help.map_or_else(String::new, |help| format!("\n  帮助：{help}"));
    let en = help.map_or_else(String::new, |help| format!("\n  help: {help}"));
    words!(
        "{file} {place}：{level}[{check}] {said}{zh}",
        "{file}, {place}: {level}[{check}] {said}{en}"
    )
}

/// Everything, for programs.
pub(super) fn data(
    letter: &Letter,
    filing: &Filing,
    roster: &Roster,
    reads: &[Read<'_>],
    written: &[String],
) -> Result<Value, Fault> {
    let counties: Vec<Value> = filing
        .counties
        .iter()
        .map(|county| json!({"county": county.name, "sums": sums(&county.sums)}))
        .collect();
    let due = &filing.due;
    Ok(json!({
        "letter": letter.path,
        "today": filing.today.to_string(),
        "deadline": {
            "text": due.text,
            "last_day": due.last.to_string(),
            "certain_until": due.safe.to_string(),
            "workdays": due.workdays,
        },
        "total": sums(&filing.total),
        "counties": counties,
        "register": {
            "rows": filing.rows.all(),
            "counted": filing.rows.counted,
            "repeated": filing.rows.repeated,
            "open": filing.rows.open,
            "wrong": filing.rows.rejected,
        },
        "institutions": institutions(filing, roster)?,
        "findings": reads.iter().flat_map(|read| found(read)).collect::<Vec<_>>(),
        "files": written,
    }))
}

fn sums(sums: &Sums) -> Value {
    let mut all = json!({"expected": sums.expected()});
    for state in State::ALL {
        all[state.name()] = json!(sums.count(state));
    }
    all["doubtful"] = json!(sums.doubtful);
    all["disputed"] = json!(sums.disputed);
    all
}

/// How each institution stands, by its row in the roster.
fn institutions(filing: &Filing, roster: &Roster) -> Result<Vec<Value>, Fault> {
    let mut all = Vec::with_capacity(roster.len());
    for start in (0..roster.len()).step_by(CHUNK) {
        let rows = roster.rows(start..(start + CHUNK).min(roster.len()))?;
        for (row, entry) in rows.iter().zip(&filing.entries[start..]) {
            let returned = entry.returned.as_ref();
            all.push(json!({
                "row": row.line,
                "state": entry.state.name(),
                "certain": !entry.doubt,
                "disputed": entry.disputed,
                "returned": returned.map(|own| own.date.to_string()),
                "returned_row": returned.map(|own| own.line),
                "days_late": entry.days,
            }));
        }
    }
    Ok(all)
}

fn found(read: &Read<'_>) -> Vec<Value> {
    let one = |flaw: &Flaw| {
        json!({
            "file": read.file,
            "row": flaw.place.row,
            "column": flaw.place.column.map(letters),
            "check": flaw.check,
            "level": flaw.level.name(),
            "message": {"zh": flaw.words.zh, "en": flaw.words.en},
            "help": flaw.help.as_ref().map(|help| json!({"zh": help.zh, "en": help.en})),
            "also_row": flaw.also,
        })
    };
    read.flaws.iter().map(one).collect()
}
