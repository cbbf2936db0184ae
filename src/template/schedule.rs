//! What happens when, as pages show it: the table of dates (日程表) and the time chart (时间安排图).

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{Date, days_between};
use crate::doc::{
    Align, Bar, Block, Cell, Column, Entry, EntryKind, Inline, Month, Rest, Row, Run, Table,
    Timeline,
};
use crate::model::schedule::{self, Event, Schedule, Share, When};
use crate::model::{Paper, Set};
use crate::schema::{Schema, Schemas};

/// The longest axis of a chart: ten years. A slip of the pen in a year must not draw centuries.
const LONGEST: i32 = 3653;

/// The events of a plan as a table; nothing when it has none.
pub(super) fn table(
    set: &Set,
    schemas: &Schemas,
    plan: &Paper,
    notes: Vec<Vec<Inline>>,
) -> Option<Block> {
    let schedule = Schedule::of_campaign(set, &plan.id.value);
    let mut events: Vec<&Event> = schedule.events.iter().collect();
    // What nobody can date yet stands last.
    events.sort_by_key(|event| {
        let first = event.when.first();
        let last = event.when.days().map(|(_, to)| to);
        (first.is_none(), first, std::cmp::Reverse(last), event.kind)
    });
    let year = one_year(&events);
    let sources = Sources::of(&events, schemas);
    let row = |(at, event): (usize, &&Event)| {
        let cells = [
            vec![Inline::text((at + 1).to_string())],
            when(event, year),
            vec![Run::at(event.title.value.trim(), event.title.span).into()],
            vec![Inline::text(event.kind.zh())],
            units(&event.shares),
            vec![Inline::text(sources.name(event))],
        ];
        Row { cells: cells.map(Cell::of).into(), total: false }
    };
    let rows: Vec<Row> = events.iter().enumerate().map(row).collect();
    let columns = [
        ("序号", 1.0, Align::Center),
        ("时间", 3.6, Align::Center),
        ("事项", 5.6, Align::Left),
        ("类别", 1.8, Align::Center),
        ("责任单位", 7.0, Align::Left),
        ("来源", 2.8, Align::Center),
    ];
    let head = columns.map(|(head, ..)| Cell::of(vec![Inline::text(head)]));
    let table = Table {
        id: Some(format!("{}/schedule", plan.id.value)),
        columns: columns.map(|(_, share, align)| Column { share, align }).into(),
        header: vec![Row { cells: head.into(), total: false }],
        notes,
        landscape: Some(true),
        rows,
        ..Table::default()
    };
    (!table.rows.is_empty()).then_some(Block::Table(table))
}

/// The events of a plan as a time chart; nothing when none of them has a day.
pub(super) fn timeline(set: &Set, plan: &Paper, notes: Vec<Vec<Inline>>) -> Option<Block> {
    let schedule = Schedule::of_campaign(set, &plan.id.value);
    let events = grouped(&schedule);
    let axis = Axis::of(&events)?;
    let year = one_year(&events);
    let mut chart = Timeline {
        id: Some(format!("{}/timeline", plan.id.value)),
        days: axis.days(),
        months: axis.months(),
        rests: axis.rests(set),
        rows: Vec::new(),
        notes,
        ..Timeline::default()
    };
    for alike in events.chunk_by(|one, other| together(one, other)) {
        chart.rows.push(entry(alike, &axis, year));
    }
    let unknown: Vec<String> = (axis.from.year()..=axis.to.year())
        .filter(|year| !set.registry.holidays.is_loaded(*year))
        .map(|year| year.to_string())
        .collect();
    if !unknown.is_empty() {
        let note = format!("注：{}年的节假日安排未登记，图中未标出休息日。", unknown.join("、"));
        chart.notes.push(vec![Inline::text(note)]);
    }
    Some(Block::Timeline(chart))
}

/// Events as a chart shows them: each phase with what lies in it, by time; then what lies in none.
fn grouped(schedule: &Schedule) -> Vec<&Event> {
    let events = &schedule.events;
    let phases: Vec<(usize, Date, Date)> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.kind == schedule::EventKind::Phase)
        .filter_map(|(at, event)| event.when.days().map(|(from, to)| (at, from, to)))
        .collect();
    let around = |event: &Event| {
        let day = event.when.days().map(|(_, to)| to)?;
        phases.iter().find(|(_, from, to)| (*from..=*to).contains(&day)).map(|(at, ..)| *at)
    };
    let mut sorted: Vec<(_, &Event)> = events
        .iter()
        .enumerate()
        .map(|(at, event)| {
            let own = event.kind == schedule::EventKind::Phase;
            let phase = if own { Some(at) } else { event.phase.or_else(|| around(event)) };
            let (first, last) = (event.when.first(), event.when.days().map(|(_, to)| to));
            let phase = (phase.is_none(), phase);
            ((phase, !own, first.is_none(), first, last, event.kind, at), event)
        })
        .collect();
    sorted.sort_by_key(|(key, _)| *key);
    sorted.into_iter().map(|(_, event)| event).collect()
}

/// Whether two events share a row: the pairs of one arrangement on the same days.
fn together(one: &Event, other: &Event) -> bool {
    one.kind == schedule::EventKind::Inspection
        && one.kind == other.kind
        && one.source.id == other.source.id
        && one.when == other.when
}

fn entry(alike: &[&Event], axis: &Axis, year: Option<i16>) -> Entry {
    let event = alike[0];
    let kind = match event.kind {
        schedule::EventKind::Phase => EntryKind::Phase,
        schedule::EventKind::Task => EntryKind::Task,
        schedule::EventKind::Inspection => EntryKind::Inspection,
        schedule::EventKind::Deadline => EntryKind::Deadline,
        schedule::EventKind::Recurring => EntryKind::Recurring,
    };
    let (title, units) = if alike.len() > 1 {
        let (source, count) = (&event.source, alike.len());
        let title = Run::at(source.title.trim(), source.place).into();
        let inspectors: BTreeSet<&str> = alike
            .iter()
            .filter_map(|event| Some(event.shares.first()?.names.first()?.value.trim()))
            .collect();
        let units = format!("{}等{}个单位", first_name(event), inspectors.len());
        (vec![title, Inline::text(format!("（{count}组）"))], vec![Inline::text(units)])
    } else {
        let title = Run::at(event.title.value.trim(), event.title.span).into();
        (vec![title], event.shares.first().map(names).unwrap_or_default())
    };
    Entry { kind, title, units, when: when(event, year), bars: axis.bars(&event.when) }
}

fn first_name(event: &Event) -> &str {
    let first = event.shares.first().and_then(|share| share.names.first());
    first.map_or("", |name| name.value.trim())
}

/// The names of a share side by side.
fn names(share: &Share) -> Vec<Inline> {
    let runs = share.names.iter().map(|name| vec![Run::at(name.value.trim(), name.span).into()]);
    runs.collect::<Vec<Vec<Inline>>>().join(&Inline::text("、"))
}

/// Who takes part, as a sentence: 市医疗保障局牵头，市公安局配合.
fn units(shares: &[Share]) -> Vec<Inline> {
    let mut parts = Vec::new();
    for share in shares {
        let mut part = names(share);
        match share.part {
            "牵头" | "配合" | "分工负责" | "检查" | "受检" => {
                part.push(Inline::text(share.part));
            }
            "报送至" => part.insert(0, Inline::text("报送")),
            _ => {}
        }
        parts.push(part);
    }
    parts.join(&Inline::text("，"))
}

/// A time in words; without its year where all events are of one.
fn when(event: &Event, year: Option<i16>) -> Vec<Inline> {
    let written = event.written.value.as_str();
    let prefix = year.map(|year| format!("{year}年")).unwrap_or_default();
    let rest = written.strip_prefix(&prefix).filter(|rest| !rest.is_empty());
    vec![Run::at(rest.unwrap_or(written), event.written.span).into()]
}

/// The year of all events, when it is one.
fn one_year(events: &[&Event]) -> Option<i16> {
    let days = events.iter().filter_map(|event| event.when.days());
    let years: BTreeSet<i16> = days.flat_map(|(from, to)| [from.year(), to.year()]).collect();
    years.first().copied().filter(|_| years.len() == 1)
}

/// What the papers that events come from are called: by their kinds, by their titles where
/// several are of one kind.
struct Sources<'a> {
    kinds: BTreeMap<&'a str, BTreeSet<&'a str>>,
    schemas: &'a Schemas,
}

impl<'a> Sources<'a> {
    fn of(events: &[&'a Event], schemas: &'a Schemas) -> Self {
        let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for event in events {
            kinds.entry(&event.source.kind).or_default().insert(&event.source.id);
        }
        Self { kinds, schemas }
    }

    fn name(&self, event: &Event) -> String {
        let source = &event.source;
        let alone = self.kinds.get(source.kind.as_str()).is_some_and(|all| all.len() == 1);
        let kind = self.schemas.get(&source.kind).and_then(Schema::chinese).filter(|_| alone);
        kind.unwrap_or(&source.title).to_owned()
    }
}

/// The days that a chart shows, both ends included: whole months.
struct Axis {
    from: Date,
    to: Date,
}

impl Axis {
    fn of(events: &[&Event]) -> Option<Self> {
        let spans = events.iter().filter_map(|event| event.when.days());
        let (from, to) =
            spans.reduce(|all, own| (all.0.min(own.0), all.1.max(own.1))).or_else(|| {
                events.iter().filter_map(|event| event.when.first()).min().map(|day| (day, day))
            })?;
        let longest = from.checked_add(jiff::Span::new().days(LONGEST)).unwrap_or(to);
        Some(Self { from: from.first_of_month(), to: to.min(longest).last_of_month() })
    }

    fn place(&self, day: Date) -> u32 {
        u32::try_from(days_between(self.from, day)).unwrap_or(0)
    }

    fn days(&self) -> u32 {
        self.place(self.to) + 1
    }

    fn bar(&self, from: Date, to: Date) -> Option<Bar> {
        let (from, to) = (from.max(self.from), to.min(self.to));
        (from <= to).then(|| {
            let first = self.place(from);
            Bar { first, days: self.place(to) + 1 - first }
        })
    }

    fn bars(&self, when: &When) -> Vec<Bar> {
        match when {
            When::Days(from, to) => self.bar(*from, *to).into_iter().collect(),
            When::Again(again) => {
                let days = again.within(self.from, self.to);
                days.into_iter().filter_map(|day| self.bar(day, day)).collect()
            }
            When::Unknown => Vec::new(),
        }
    }

    fn months(&self) -> Vec<Month> {
        let next = |day: &Date| day.last_of_month().tomorrow().ok();
        let firsts = std::iter::successors(Some(self.from), next);
        let month = |day: Date| {
            let days = self.place(day.last_of_month()) + 1 - self.place(day);
            Month { year: day.year(), month: day.month(), first: self.place(day), days }
        };
        firsts.take_while(|day| *day <= self.to).map(month).collect()
    }

    fn rests(&self, set: &Set) -> Vec<Rest> {
        let runs = schedule::rests(&set.registry.holidays, self.from, self.to).into_iter();
        let rest = |(from, to, name): (Date, Date, String)| {
            let Bar { first, days } = self.bar(from, to)?;
            Some(Rest { first, days, holiday: Some(name).filter(|name| !name.is_empty()) })
        };
        runs.filter_map(rest).collect()
    }
}
