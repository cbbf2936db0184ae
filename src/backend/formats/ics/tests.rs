//! Calendars of small schedules, line by line.

use jiff::civil::date;

use super::*;
use crate::calendar::{Context, Time, parse};
use crate::model::schedule::{Again, Schedule};
use crate::text::{Source, Sources, Span, Spanned};

fn words(text: &str) -> Spanned<String> {
    let source = Sources::default().add(Source::new("plan.yaml", ""));
    Spanned::new(text.to_owned(), Span::new(source, 0..0))
}

fn event(key: &str, kind: EventKind, when: When, units: &[&str]) -> Event {
    Event {
        key: key.to_owned(),
        kind,
        title: words("交回承诺书"),
        written: words("2022年5月31日前"),
        when,
        open: kind == EventKind::Deadline,
        shares: vec![Share { part: "牵头", names: vec![words("市医疗保障局")] }],
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        source: Origin {
            id: "plan".to_owned(),
            kind: "campaign".to_owned(),
            title: "工作方案".to_owned(),
            place: words("").span,
            number: Some("甲医保〔2022〕1号".to_owned()),
            date: Some(date(2022, 3, 11)),
            issuers: vec!["甲市医疗保障局".to_owned()],
        },
        also: Vec::new(),
        campaign: None,
        phase: None,
    }
}

fn files(events: Vec<Event>) -> Vec<(String, String)> {
    let schedule = Schedule { events };
    let (papers, files) = (&[], &crate::text::Builtin);
    let collection = Collection { papers, schedule: &schedule, edition: "-public", files };
    let text =
        |file: Gathered| (file.path, String::from_utf8(file.bytes).unwrap().replace("\r\n ", ""));
    gather(&collection).unwrap().into_iter().map(text).collect()
}

#[test]
fn a_deadline_is_a_whole_day_with_a_reminder_the_day_before() {
    let day = date(2022, 5, 31);
    let all = files(vec![event("deadline", EventKind::Deadline, When::Days(day, day), &[])]);
    assert_eq!(all.len(), 1);
    let (path, text) = &all[0];
    assert_eq!(path, "calendar-public.ics");
    for line in [
        "BEGIN:VEVENT",
        "DTSTAMP:20220311T000000Z",
        "DTSTART;VALUE=DATE:20220531",
        "DTEND;VALUE=DATE:20220601",
        "SUMMARY:截止：交回承诺书",
        "CATEGORIES:期限",
        "TRIGGER:-PT15H",
    ] {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}:\n{text}");
    }
    assert!(text.contains(
        "\\n来源：《工作方案》（甲医保〔2022〕1号）\\n原文未写明是否含当日，宜在2022年5月30日办结。"
    ));
}

#[test]
fn an_entry_keeps_its_uid_when_its_dates_change() {
    let uid = |day| {
        let all = files(vec![event("task.a", EventKind::Task, When::Days(day, day), &[])]);
        let line = all[0].1.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
        assert!(line.starts_with("UID:plan.task.a@") && line.ends_with(".hongtou"), "{line}");
        line
    };
    assert_eq!(uid(date(2022, 5, 31)), uid(date(2022, 6, 30)));
}

#[test]
fn each_unit_has_a_calendar_of_its_own_under_a_name_that_every_disk_takes() {
    let when = When::Days(date(2022, 3, 1), date(2022, 4, 30));
    let shared = event("task.a", EventKind::Task, when.clone(), &["甲局", "乙/丙局"]);
    let own = event("task.b", EventKind::Task, when, &["甲局", "乙\\丙局", "..", ""]);
    let all = files(vec![shared, own]);
    let count = |path: &str| {
        let found = all.iter().find(|(own, _)| own == path);
        found.map(|(_, text)| text.matches("BEGIN:VEVENT").count())
    };
    assert_eq!(count("calendar-public.ics"), Some(2));
    assert_eq!(count("calendar-public/甲局.ics"), Some(2));
    assert_eq!(count("calendar-public/乙_丙局.ics"), Some(1));
    assert_eq!(count("calendar-public/乙_丙局-2.ics"), Some(1));
    assert_eq!(count("calendar-public/_.ics"), Some(1));
    assert_eq!(count("calendar-public/_-2.ics"), Some(1));
}

#[test]
fn what_nobody_can_date_is_a_task_without_a_day() {
    let all = files(vec![event("task.a", EventKind::Deadline, When::Unknown, &[])]);
    assert!(all[0].1.contains("BEGIN:VTODO") && !all[0].1.contains("DTSTART"));
    assert_eq!(files(Vec::new()), []);
}

#[test]
fn a_duty_that_comes_round_has_a_rule() {
    let rule = |text: &str| {
        let Time::Recurring(term) = parse(text, Context::default()).unwrap().value else {
            panic!()
        };
        let until = Some(date(2026, 12, 31));
        rule::rrule(&Again { term, first: date(2024, 1, 1), until }).replace(";UNTIL=20261231", "")
    };
    for (text, wanted) in [
        ("每天", "FREQ=DAILY"),
        ("每周五前", "FREQ=WEEKLY;BYDAY=FR"),
        ("每旬", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1"),
        ("每月5日前", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("每月30日前", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("每月上旬", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("每半年", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("每年1月30日前", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30"),
        ("每年底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ] {
        assert_eq!(rule(text), wanted, "{text}");
    }
}
