//! Calendars (RFC 5545) of a set: one of everything, and one for each unit that takes part.
//!
//! Days have no hours: a phase lasts whole days, and so no time zone is ever needed. Nothing comes
//! from a clock or by chance: an entry's UID is made of its paper and its key, so that a date that
//! changes moves the entry and makes no second one; DTSTAMP is the day of its paper. A duty that
//! comes round has a rule (RRULE) that ends with its campaign. What has no day that anybody can
//! know (自批准之日起30个工作日内) is a VTODO without one. Times that stand in running text alone
//! are no events of the schedule and so are not here.

mod line;
mod rule;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::backend::{Backend, Collection, Gathered, Trouble, Writes};
use crate::calendar::{Date, canonical};
use crate::model::schedule::{Event, EventKind, Origin, Share, When};
use line::Lines;

/// Writes ICS.
pub(super) static BACKEND: Backend =
    Backend { file: file!(), extension: "ics", writes: Writes::Nothing, gather: Some(gather) };

/// When a reminder comes, before the day of a deadline begins: at nine in the morning of the day
/// before it.
const REMINDER: &str = "-PT15H";

#[expect(clippy::unnecessary_wraps, reason = "every format that gathers has this signature")]
fn gather(collection: &Collection) -> Result<Vec<Gathered>, Trouble> {
    let Collection { schedule, edition, .. } = collection;
    // A calendar without entries is no calendar.
    if schedule.events.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<&Event> = schedule.events.iter().collect();
    let file =
        |path, name: &str, events: &[&Event]| Gathered { path, bytes: calendar(name, events) };
    let mut files = vec![file(format!("calendar{edition}.ics"), "工作日程", &all)];
    let mut taken = BTreeSet::new();
    for (unit, places) in schedule.by_unit() {
        let events: Vec<&Event> = places.iter().map(|at| &schedule.events[*at]).collect();
        let path = format!("calendar{edition}/{}.ics", safe(unit, &mut taken));
        files.push(file(path, &format!("{unit}工作日程"), &events));
    }
    Ok(files)
}

/// How many characters of a unit's name its file keeps: disks take 255 bytes.
const LONGEST: usize = 70;

/// A name that every disk takes, and that no other file has.
fn safe(unit: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |c: char| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c };
    let name: String = unit.chars().map(plain).take(LONGEST).collect();
    let name = name.trim_matches(['.', ' ']);
    let name = if name.is_empty() { "_" } else { name };
    let numbered = (2..).map(|count| format!("{name}-{count}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| taken.insert(name.to_lowercase()));
    free.expect("numbers do not run out")
}

fn calendar(name: &str, events: &[&Event]) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", concat!("-//Hongtou//Hongtou ", env!("CARGO_PKG_VERSION"), "//ZH"));
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    for event in events {
        entry(event, &mut lines);
    }
    lines.raw("END", "VCALENDAR");
    lines.bytes()
}

fn entry(event: &Event, lines: &mut Lines) {
    let component = if event.when == When::Unknown { "VTODO" } else { "VEVENT" };
    lines.raw("BEGIN", component);
    lines.text("UID", &uid(event));
    let stamp = event.source.date.or(event.when.first()).unwrap_or(Date::constant(1970, 1, 1));
    lines.raw("DTSTAMP", &format!("{}T000000Z", day(stamp)));
    if let Some((from, to)) =
        event.when.first().map(|first| (first, event.when.days().map_or(first, |days| days.1)))
    {
        lines.raw("DTSTART;VALUE=DATE", &day(from));
        // The end is the first day after it (3.6.1).
        lines.raw("DTEND;VALUE=DATE", &day(to.tomorrow().unwrap_or(to)));
    }
    if let When::Again(again) = &event.when {
        lines.raw("RRULE", &rule::rrule(again));
    }
    lines.raw("SEQUENCE", "0");
    lines.text("SUMMARY", &summary(event));
    lines.text("DESCRIPTION", &description(event));
    lines.text("CATEGORIES", event.kind.zh());
    if component == "VEVENT" {
        // What lasts for days keeps nobody from other work.
        lines.raw("TRANSP", "TRANSPARENT");
    }
    if component == "VEVENT" && matches!(event.kind, EventKind::Deadline | EventKind::Recurring) {
        lines.raw("BEGIN", "VALARM");
        lines.raw("ACTION", "DISPLAY");
        lines.text("DESCRIPTION", &summary(event));
        lines.raw("TRIGGER", REMINDER);
        lines.raw("END", "VALARM");
    }
    lines.raw("END", component);
}

/// What an entry is, whatever becomes of its dates. Papers of two offices may have one id, so the
/// issuers are part of it.
fn uid(event: &Event) -> String {
    let digest = Sha256::digest(event.source.issuers.join("、").as_bytes());
    let office =
        digest.iter().take(4).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    format!("{}.{}@{office}.hongtou", event.source.id, event.key)
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn summary(event: &Event) -> String {
    let title = event.title.value.trim();
    match event.kind {
        EventKind::Phase => format!("阶段：{title}"),
        EventKind::Deadline => format!("截止：{title}"),
        EventKind::Recurring => format!("定期：{title}"),
        EventKind::Task | EventKind::Inspection => title.to_owned(),
    }
}

fn description(event: &Event) -> String {
    let mut said = vec![format!("时间：{}", event.written.value)];
    said.extend(event.shares.iter().map(shared));
    said.push(format!("来源：{}", cited(&event.source)));
    said.extend(event.also.iter().map(|also| format!("另见：{}", cited(also))));
    if let (true, Some((_, last))) = (event.open, event.when.days()) {
        let eve = last.yesterday().unwrap_or(last);
        said.push(format!("原文未写明是否含当日，宜在{}办结。", canonical(eve)));
    }
    said.join("\n")
}

fn shared(share: &Share) -> String {
    let names: Vec<&str> = share.names.iter().map(|name| name.value.trim()).collect();
    format!("{}：{}", share.part, names.join("、"))
}

/// A paper as it is cited: 《…》（江医保〔2022〕18号）.
fn cited(source: &Origin) -> String {
    let title = source.title.replace('《', "〈").replace('》', "〉");
    let number = source.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    format!("《{title}》{number}")
}

#[cfg(test)]
mod tests;
