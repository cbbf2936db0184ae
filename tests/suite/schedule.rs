//! What happens when, in calendars, tables, charts and drawings: each thing once and on its days.

mod chart;
mod ics;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::LazyLock;

use hongtou::build::{self, Checked, Request};
use hongtou::calendar::{Context, Date, Time, parse};
use hongtou::model::{Leaf, TimeUse};
use hongtou::text::Disk;

use crate::shown::Shown;
use crate::support::{Folder, root, run, skipped};
use ics::Component;

/// Every calendar of the campaigns, by its path.
static CALENDARS: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| calendars(&[]));

fn calendars(more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = Folder::empty();
    let out = folder.path("out").display().to_string();
    let arguments = ["build", "--format", "ics", "--out", &out];
    run(root(), &[&arguments[..], more].concat(), &[]).expect_code(0);
    let files = folder.files("out").into_iter();
    files.filter(|(path, _)| path != "manifest.json").collect()
}

/// The campaigns, checked.
fn checked() -> Checked {
    build::check(&Disk::new(root()).unwrap(), &Request::default()).unwrap()
}

fn entries(path: &str) -> Vec<Component> {
    let file = CALENDARS.get(path).unwrap_or_else(|| panic!("no {path}"));
    ics::read(file).inner
}

fn day(text: &str) -> Date {
    let number = |range| str::parse::<i16>(&text[range]).unwrap();
    let small = |range| i8::try_from(number(range)).unwrap();
    Date::new(number(0..4), small(4..6), small(6..8)).unwrap()
}

/// The day of a deadline as a reader of the paper would note it; the first where it comes round.
fn due(time: &TimeUse, dated: Option<Date>) -> Date {
    match time.parsed.as_ref().unwrap() {
        Time::By(by) => by.last,
        Time::Recurring(term) => {
            let from = dated.unwrap();
            let years = [from.year(), from.year() + 1];
            let days = years.into_iter().flat_map(|year| term.in_year(year).unwrap());
            days.filter_map(|turn| turn.end).find(|day| *day >= from).unwrap()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_deadline_of_the_campaigns_is_in_the_calendar_of_the_set_exactly_once() {
    let checked = checked();
    let all = entries("calendar.ics");
    let mut wanted = 0;
    for paper in &checked.set.papers {
        let dated = paper.time("date").and_then(TimeUse::day);
        for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
            let day = due(time, dated);
            let title = format!("来源：《{}》", paper.title().unwrap().value);
            let here = |entry: &&Component| {
                let kind = entry.get("CATEGORIES");
                (kind == "期限" || kind == "定期事项")
                    && self::day(entry.get("DTSTART;VALUE=DATE")) == day
                    && entry.get("DESCRIPTION").contains(&title)
            };
            assert_eq!(all.iter().filter(here).count(), 1, "{} {}", paper.path, time.text);
            wanted += 1;
        }
    }
    assert_eq!(wanted, 6, "a campaign has gained or lost a deadline");
    let limits = all.iter().filter(|entry| entry.inner.iter().any(|own| own.name == "VALARM"));
    assert_eq!(limits.count(), wanted);
}

#[test]
fn phases_tasks_and_inspections_are_there_on_their_days() {
    let checked = checked();
    let all = entries("calendar.ics");
    let mut wanted = 6;
    for paper in &checked.set.papers {
        let facts = &paper.facts;
        let phases = facts.phases.iter().map(|phase| ("阶段", phase.shown(), &phase.period));
        let tasks = facts.tasks.iter().map(|task| ("任务", task.shown(), &task.period));
        for (kind, name, time) in phases.chain(tasks) {
            let Some(days) = time.as_ref().and_then(TimeUse::interval) else { continue };
            let (from, to) = (days.start.unwrap(), days.end.unwrap().tomorrow().unwrap());
            let here = |entry: &&Component| {
                entry.get("CATEGORIES") == kind
                    && entry.get("SUMMARY").ends_with(name)
                    && day(entry.get("DTSTART;VALUE=DATE")) == from
                    && day(entry.get("DTEND;VALUE=DATE")) == to
                    && entry.get("UID").starts_with(&*paper.id.value)
            };
            assert_eq!(all.iter().filter(here).count(), 1, "{} {name}", paper.path);
            wanted += 1;
        }
        wanted += facts.inspections.len();
    }
    assert_eq!(all.len(), wanted, "and nothing else is there");
    let uids: BTreeSet<&str> = all.iter().map(|entry| entry.get("UID")).collect();
    assert_eq!(uids.len(), all.len(), "an entry is told from every other");
}

#[test]
fn a_duty_that_comes_round_follows_a_rule() {
    let all = entries("calendar.ics");
    let found: Vec<&Component> =
        all.iter().filter(|entry| entry.properties.contains_key("RRULE")).collect();
    let [entry] = found[..] else { panic!("{found:?}") };
    assert_eq!(entry.get("DTSTART;VALUE=DATE"), "20240130");
    assert_eq!(entry.get("RRULE"), "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30");
}

#[test]
fn each_unit_has_what_it_takes_part_in_and_nothing_else() {
    let everything: BTreeSet<String> =
        entries("calendar.ics").iter().map(|entry| entry.get("UID").to_owned()).collect();
    let mut seen = BTreeSet::new();
    let mut units = BTreeMap::new();
    for path in CALENDARS.keys().filter(|path| *path != "calendar.ics") {
        let name = path.strip_prefix("calendar/").unwrap().strip_suffix(".ics").unwrap();
        let own: BTreeSet<String> =
            entries(path).iter().map(|entry| entry.get("UID").to_owned()).collect();
        assert!(!own.is_empty() && own.is_subset(&everything), "{path}");
        seen.extend(own.iter().cloned());
        units.insert(name.to_owned(), own);
    }
    assert_eq!(seen, everything, "nothing is without somebody who does it");
    let has = |unit: &str, key: &str| units[unit].iter().any(|uid| uid.contains(key));
    let counties =
        ["江门市医疗保障局蓬江分局", "台山市医疗保障局", "开平市医疗保障局", "鹤山市医疗保障局"];
    for unit in counties {
        assert!(has(unit, ".task.flight@"), "a shared task is in the calendar of {unit}");
        assert!(has(unit, ".task.cross@"), "{unit}");
        assert!(!has(unit, ".task.random@"), "{unit} has no part in it");
    }
    assert!(has("江门市医疗保障局", ".task.flight@") && has("江门市医疗保障局", ".task.random@"));
    assert!(has("江门市公安局", ".task.cross@") && !has("江门市公安局", ".task.flight@"));
    let pairs = units["江门市医疗保障局蓬江分局"].iter().filter(|uid| uid.contains(".inspection."));
    assert_eq!(pairs.count(), 2, "it inspects once and is inspected once");
    assert!(has("临翔区人民政府", "lincang-duties-2024.reporting.deadline@"));
    assert!(has("南通市医疗保障局医药服务处", "inspection-plan-2021.reporting.deadline@"));
}

#[test]
fn the_same_calendars_come_of_every_build() {
    let again = calendars(&["--jobs", "1"]);
    assert!(*CALENDARS == again);
}

#[test]
fn a_build_of_some_papers_makes_no_calendar_of_all() {
    let folder = Folder::init();
    folder.run(&["build", "--format", "ics,text", "policies/example/plan.yaml"]).expect_code(0);
    assert!(!folder.path("output/calendar.ics").exists());
    folder.run(&["build", "--format", "ics"]).expect_code(0);
    let all = ics::read(&std::fs::read(folder.path("output/calendar.ics")).unwrap());
    assert!(all.inner.len() > 3, "{all:?}");
}

const PLAN: &str = "kind: campaign\nid: plan\nstatus: draft\ntitle: 检查方案\n\
issuer: 示范市医疗保障局\ndate: 2026年3月20日\nperiod: 2026年4月至9月\n\
sections:\n  - heading: 安排\n    include: phases\n\
phases:\n  - id: one\n    name: 检查\n    period: 2026年4月至9月\n    tasks:\n\
\x20     - {id: report, title: 报送进度, deadline: 每月5日前, lead: 示范市医疗保障局, text: 报送。}\n\
\x20     - {id: sum, title: 汇总情况, deadline: 2026年9月底前, lead: 示范市医疗保障局, text: 汇总。}\n\
\x20     - {id: later, title: 整改, deadline: 自批准之日起30个工作日内, lead: 示范市医疗保障局, text: 整改。}\n\
reporting: {what: 总结, deadline: 2026年9月20日前, to: 示范市医疗保障局}\n";

const LIST: &str = "kind: responsibility-list\nid: list\nstatus: draft\ntitle: 责任清单\n\
campaign: plan\ndate: 2026年3月20日\ngoals:\n  - heading: 一\n    tasks:\n\
\x20     - {id: sum, title: 汇总情况, deadline: 2026年9月30日前, units: [示范市公安局], measures: [汇总。]}\n\
reporting: {what: 总结, deadline: 2026年9月20日前, to: 示范市医疗保障局}\n";

fn schedule(sources: &[(&str, &str)]) -> hongtou::model::schedule::Schedule {
    let files = Shown::of(sources.iter().copied());
    let checked = build::check(&files, &Request::default()).unwrap();
    hongtou::model::schedule::Schedule::of(&checked.set, &BTreeSet::new())
}

#[test]
fn what_plan_and_list_both_say_is_one_event_of_the_plan() {
    // The list comes first by its path and still does not own what the plan says.
    let schedule = schedule(&[("a-list.yaml", LIST), ("plan.yaml", PLAN)]);
    let keys: Vec<String> =
        schedule.events.iter().map(|event| format!("{} {}", event.source.id, event.key)).collect();
    let own = ["phase.one", "task.report.deadline", "task.sum.deadline", "task.later.deadline"];
    let mut wanted: Vec<String> = own.map(|key| format!("plan {key}")).into();
    wanted.push("plan reporting.deadline".to_owned());
    assert_eq!(keys, wanted);
    let sum = &schedule.events[2];
    assert_eq!(sum.also[0].id, "list");
    assert_eq!(sum.units, ["示范市医疗保障局", "示范市公安局"]);
}

#[test]
fn a_duty_that_comes_round_ends_with_the_campaign() {
    let schedule = schedule(&[("plan.yaml", PLAN)]);
    let hongtou::model::schedule::When::Again(again) = &schedule.events[1].when else { panic!() };
    let days = again.within(Date::constant(2026, 1, 1), Date::constant(2027, 12, 31));
    let first = Date::constant(2026, 4, 5);
    assert_eq!((days.len(), days[0]), (6, first), "{days:?}");
    assert_eq!(days[5], Date::constant(2026, 9, 5));
}

/// A kind with a deadline that is nobody's business outside.
const SCHEMA: &str = r#"{
  "$id": "visit.schema.json", "title": "走访安排", "description": "走访的安排。", "x-zh": "走访安排",
  "type": "object",
  "properties": {
    "kind": {"const": "visit", "x-type": "text", "x-zh": "种类", "description": "种类。"},
    "id": {"type": "string", "x-type": "text", "x-zh": "标识", "description": "标识。"},
    "title": {"type": "string", "x-type": "text", "x-zh": "标题", "description": "标题。"},
    "openness": {"type": "string", "x-type": "text", "x-zh": "公开属性", "description": "公开属性。"},
    "own": {
      "type": "object", "x-zh": "内部事项", "description": "内部事项。", "x-sensitivity": "internal",
      "properties": {
        "what": {"type": "string", "x-type": "text", "x-zh": "材料", "description": "材料。"},
        "deadline": {"type": "string", "x-type": "deadline", "x-zh": "期限", "description": "期限。"}
      }
    },
    "deadline": {"type": "string", "x-type": "deadline", "x-zh": "期限", "description": "期限。"}
  },
  "required": ["kind", "title"]
}"#;
const KIND: &str = "kind: kind\nname: {zh: 走访安排, en: visits}\nlooks:\n  - {look: plain}\n\
                    parts:\n  - {part: title, text: title}\n";
const VISIT: &str = "kind: visit\nid: visit\ntitle: 走访安排\ndeadline: 2026年5月29日前\n\
                     own: {what: 内部底稿, deadline: 2026年6月1日前}\n";

#[test]
fn a_public_calendar_says_nothing_that_is_internal_or_kept_back() {
    let folder = Folder::empty();
    folder.write("schemas/visit.schema.json", SCHEMA);
    folder.write("templates/visit/kind.yaml", KIND);
    folder.write("templates/visit/sample.yaml", VISIT);
    folder.write("policies/visit.yaml", VISIT);
    let kept = VISIT.replace("id: visit", "id: kept").replace("走访安排", "内部走访");
    folder.write("policies/kept.yaml", kept + "openness: 不予公开\n");
    let text = |path: &str| folder.read(path).replace("\r\n ", "");
    folder.run(&["build", "--draft", "--format", "ics"]).expect_code(0);
    let whole = text("output/calendar.ics");
    assert!(whole.contains("内部底稿") && whole.contains("内部走访"), "{whole}");
    folder.run(&["build", "--draft", "--format", "ics", "--edition", "public"]).expect_code(0);
    let public = text("output/calendar-public.ics");
    assert!(public.contains("走访安排"), "{public}");
    assert!(!public.contains("内部"), "{public}");
}

/// The Python that the judge of calendars is installed in.
fn python() -> String {
    let own = root().join("target/judges/bin/python");
    if own.exists() { own.display().to_string() } else { "python3".to_owned() }
}

/// Runs a Python script over a text; nothing where its judge is missing.
fn icalendar(script: &str, arguments: &[&str]) -> Option<String> {
    let probe = Command::new(python()).args(["-c", "import icalendar, dateutil"]).output();
    if !probe.is_ok_and(|ran| ran.status.success()) {
        assert!(!crate::judges::required(), "PyPI icalendar is missing");
        skipped("PyPI icalendar is missing");
        return None;
    }
    let ran = Command::new(python()).args(["-c", script]).args(arguments).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    Some(String::from_utf8(ran.stdout).unwrap())
}

#[test]
fn another_reader_of_calendars_reads_the_same() {
    let folder = Folder::empty();
    let mut wanted = Vec::new();
    for (at, (path, bytes)) in CALENDARS.iter().enumerate() {
        let name = format!("{at}.ics");
        folder.write(&name, bytes);
        for entry in entries(path) {
            let (from, to) = (entry.get("DTSTART;VALUE=DATE"), entry.get("DTEND;VALUE=DATE"));
            let (uid, what) = (entry.get("UID"), entry.get("SUMMARY"));
            wanted.push(format!("{name} {uid} {} {} {what}", day(from), day(to)));
        }
    }
    let script = "
import sys, os, icalendar
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), 'rb') as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for entry in calendar.walk('VEVENT'):
        assert not entry.errors, entry.errors
        print(name, entry['UID'], entry.decoded('DTSTART'), entry.decoded('DTEND'), entry['SUMMARY'])
";
    let Some(said) = icalendar(script, &[folder.path("").to_str().unwrap()]) else { return };
    let mut said: Vec<&str> = said.lines().collect();
    said.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(said, wanted);
}

#[test]
fn another_reader_finds_the_same_days_in_every_rule() {
    let terms = [
        "每天",
        "每周五前",
        "每周日前",
        "每旬",
        "每月5日前",
        "每月29日前",
        "每月30日前",
        "每月31日前",
        "每月底前",
        "每月上旬",
        "每月中旬",
        "每月",
        "每季度末",
        "每季度初",
        "每季度",
        "每半年",
        "每年1月30日前",
        "每年2月29日前",
        "每年3月底前",
        "每年6月上旬",
        "每年底前",
        "每年初",
        "每年第三季度",
        "每年上半年",
        "每年",
    ];
    let (from, to) = (Date::constant(2024, 1, 17), Date::constant(2029, 12, 31));
    let mut wanted = String::new();
    let mut asked = Vec::new();
    for term in terms {
        let Time::Recurring(read) = parse(term, Context::default()).unwrap().value else {
            panic!()
        };
        let plan = format!(
            "kind: campaign\nid: plan\nstatus: draft\ntitle: 方案\nissuer: 甲局\ndate: 2024年1月17日\n\
             period: 2024年1月17日至2029年12月31日\nsections: [{{heading: 一}}]\n\
             reporting: {{what: 甲, deadline: {term}, to: 乙局}}\n"
        );
        let folder = Folder::empty();
        folder.write("policies/plan.yaml", plan);
        folder.run(&["build", "--draft", "--format", "ics"]);
        let calendar = ics::read(&std::fs::read(folder.path("output/calendar.ics")).unwrap());
        let entry = &calendar.inner[0];
        asked.push(entry.get("DTSTART;VALUE=DATE").to_owned());
        asked.push(entry.get("RRULE").to_owned());
        let years = from.year() - 1..=to.year();
        let ends = years.flat_map(|year| read.in_year(year).unwrap());
        let days = ends.filter_map(|turn| turn.end).filter(|day| (from..=to).contains(day));
        let days: Vec<String> = days.map(|day| day.to_string()).collect();
        wanted += &(days.join(" ") + "\n");
    }
    let script = "
import sys
from dateutil import parser, rrule
for start, rule in zip(sys.argv[1::2], sys.argv[2::2]):
    days = rrule.rrulestr(rule, dtstart=parser.parse(start))
    print(*(day.strftime('%Y-%m-%d') for day in days))
";
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let Some(said) = icalendar(script, &asked) else { return };
    for ((term, said), wanted) in terms.iter().zip(said.lines()).zip(wanted.lines()) {
        assert_eq!(said, wanted, "{term}");
    }
}

#[test]
fn a_drawing_of_a_paper_has_its_text_and_is_the_same_twice() {
    let folder = Folder::init();
    folder.run(&["build", "--format", "svg,text"]).expect_code(0);
    let once = folder.files("output");
    for (path, bytes) in &once {
        let Some(stem) = path.strip_suffix(".svg") else { continue };
        let text = std::str::from_utf8(bytes).unwrap();
        let xml = roxmltree::Document::parse(text).unwrap();
        let drawn = xml.descendants().filter(|node| node.tag_name().name() == "text");
        let drawn: String = drawn.filter_map(|node| node.text()).collect();
        let squeezed = |text: &str| -> String { text.split_whitespace().collect() };
        let drawn = squeezed(&drawn);
        let said = folder.read(&format!("output/{stem}.txt"));
        // The first line is what is printed across the page; marks beside words are the look's.
        for piece in said.lines().skip(1).flat_map(|line| line.split(['\t', '：'])) {
            assert!(drawn.contains(&squeezed(piece)), "{path}: {piece}");
        }
    }
    folder.run(&["build", "--format", "svg,text"]).expect_code(0);
    assert!(once == folder.files("output"));
}
