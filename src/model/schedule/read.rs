//! Reads the events of one paper from its facts and fields.

mod limits;

use std::collections::{BTreeMap, BTreeSet};

use super::{Again, Event, EventKind, Origin, Share, When, carrier};
use crate::calendar::{Answer, Date, Precision, Time};
use crate::model::facts::Task;
use crate::model::{Body, Field, Names, Paper, Set, TimeUse};
use crate::text::Spanned;

/// Reads a paper; `plan` is the place of the plan it belongs to.
pub(super) fn paper(set: &Set, paper: &Paper, plan: Option<usize>, events: &mut Vec<Event>) {
    let names = set.names(paper);
    let end = |paper: &Paper| paper.time("period")?.interval()?.end;
    let until = plan.and_then(|plan| end(&set.papers[plan])).or_else(|| end(paper));
    let source = origin(set, paper);
    let start = source.date.or_else(|| Date::new(paper.context.year?, 1, 1).ok());
    let campaign = plan.map(|plan| set.papers[plan].id.value.clone());
    let mut reader = Reader { set, paper, names, source, campaign, start, until, events };
    reader.phases();
    reader.tasks();
    reader.inspections();
    reader.deadlines();
}

/// What is said of a paper where it is named as a source.
fn origin(set: &Set, paper: &Paper) -> Origin {
    let carrier = carrier(set, paper);
    let number = |paper: &Paper| paper.root.words_of("number").map(|number| number.value);
    let date = |paper: &Paper| paper.time("date")?.day();
    let names = set.names(paper);
    let issuers = paper.root.items_of("issuer").iter().filter_map(Field::text);
    let full = |name: &str| names.body(name).map_or(name, |body| body.full_name()).to_owned();
    Origin {
        id: paper.id.value.clone(),
        kind: paper.kind.value.clone(),
        title: paper.title().map_or_else(|| paper.id.value.clone(), |title| title.value),
        place: paper.head(),
        number: number(paper).or_else(|| carrier.and_then(number)),
        date: date(paper).or_else(|| carrier.and_then(date)),
        issuers: issuers.map(full).collect(),
    }
}

struct Reader<'s, 'e> {
    set: &'s Set,
    paper: &'s Paper,
    names: Names<'s>,
    source: Origin,
    campaign: Option<String>,
    /// From when on what comes round is due.
    start: Option<Date>,
    /// Until when.
    until: Option<Date>,
    events: &'e mut Vec<Event>,
}

impl Reader<'_, '_> {
    /// Adds an event; one for each stretch where it comes round on several.
    fn add(
        &mut self,
        key: &str,
        kind: EventKind,
        title: &Spanned<String>,
        time: &TimeUse,
        shares: &[Share],
    ) -> usize {
        let place = self.events.len();
        let units = self.full(shares);
        let days = self.days(time, kind);
        let several = days.len() > 1;
        for (at, (kind, when, open)) in days.into_iter().enumerate() {
            let key = if several { format!("{key}.{}", at + 1) } else { key.to_owned() };
            self.events.push(Event {
                key,
                kind,
                title: title.clone(),
                written: Spanned::new(written(time), time.span),
                when,
                open,
                shares: shares.to_vec(),
                units: units.clone(),
                source: self.source.clone(),
                also: Vec::new(),
                campaign: self.campaign.clone(),
                phase: None,
            });
        }
        place
    }

    /// What a time comes to: kind, days, and whether the last of them may not count.
    fn days(&self, time: &TimeUse, kind: EventKind) -> Vec<(EventKind, When, bool)> {
        match &time.parsed {
            Ok(Time::Span(days)) => {
                // Without an end it lasts as long as the campaign, and nobody knows how long that
                // is where the campaign has none.
                let from = days.start.or(days.end);
                let to = days.end.or(self.until).or(days.start).max(from);
                vec![(
                    kind,
                    from.zip(to).map_or(When::Unknown, |(from, to)| When::Days(from, to)),
                    false,
                )]
            }
            Ok(Time::By(by)) => {
                // 5月31日前 names a day and is kept on it; 5月前 names no day, and its strict
                // reading is the one that is never late.
                let open = by.included == Answer::Unknown;
                let day = if open && by.precision != Precision::Day { by.safe } else { by.last };
                let open = open && by.precision == Precision::Day;
                vec![(EventKind::Deadline, When::Days(day, day), open)]
            }
            Ok(Time::Recurring(term)) => Again::split(term)
                .into_iter()
                .map(|term| {
                    let again = self.start.and_then(|start| Again::new(term, start, self.until));
                    (EventKind::Recurring, again.map_or(When::Unknown, When::Again), false)
                })
                .collect(),
            Ok(Time::Relative(_)) | Err(_) => vec![(kind, When::Unknown, false)],
        }
    }

    fn phases(&mut self) {
        let leading = self.issuers();
        for (at, phase) in self.paper.facts.phases.iter().enumerate() {
            let Some(time) = &phase.period else { continue };
            let key = named("phase", phase.id.as_ref(), at);
            let title = phase
                .name
                .clone()
                .unwrap_or_else(|| Spanned::new(phase.shown().to_owned(), phase.head));
            let tasks: Vec<&Task> =
                self.paper.facts.tasks.iter().filter(|task| task.phase == Some(at)).collect();
            let shares = if tasks.is_empty() { &leading[..] } else { &[] };
            let place = self.add(&key, EventKind::Phase, &title, time, shares);
            let all: Vec<Share> = tasks.into_iter().flat_map(shares_of).collect();
            if !all.is_empty() {
                self.events[place].units = self.full(&all);
            }
        }
    }

    fn tasks(&mut self) {
        let mut phases = BTreeMap::new();
        for (at, phase) in self.paper.facts.phases.iter().enumerate() {
            let key = named("phase", phase.id.as_ref(), at);
            let own = |event: &Event| event.key == key && event.source.id == self.source.id;
            phases.insert(at, self.events.iter().rposition(own));
        }
        for (at, task) in self.paper.facts.tasks.iter().enumerate() {
            let key = named("task", task.id.as_ref(), at);
            let title = task
                .title
                .clone()
                .unwrap_or_else(|| Spanned::new(task.shown().to_owned(), task.head));
            let mut shares = shares_of(task);
            if shares.is_empty() {
                shares = self.issuers();
            }
            for (time, suffix) in [(&task.period, ""), (&task.deadline, ".deadline")] {
                let Some(time) = time else { continue };
                let key = format!("{key}{suffix}");
                let kind = if suffix.is_empty() { EventKind::Task } else { EventKind::Deadline };
                let place = self.add(&key, kind, &title, time, &shares);
                for event in &mut self.events[place..] {
                    event.phase =
                        task.phase.and_then(|phase| phases.get(&phase).copied().flatten());
                }
            }
        }
    }

    fn inspections(&mut self) {
        let Some(time) = self.paper.time("period").cloned() else { return };
        for pair in &self.paper.facts.inspections {
            let (from, to) = (&pair.inspector, &pair.inspected);
            let key =
                ["inspection", self.names.identity(&from.value), self.names.identity(&to.value)]
                    .join(".");
            let title =
                Spanned::new(format!("{}检查{}", from.value.trim(), to.value.trim()), pair.whole);
            let shares = [share("检查", vec![from.clone()]), share("受检", vec![to.clone()])];
            self.add(&key, EventKind::Inspection, &title, &time, &shares);
        }
    }

    fn issuers(&self) -> Vec<Share> {
        let issuers = self.paper.root.items_of("issuer").iter().filter_map(Field::words);
        let issuers: Vec<Spanned<String>> = issuers.collect();
        if issuers.is_empty() { Vec::new() } else { vec![share("组织", issuers)] }
    }

    /// The full names of all bodies, groups taken apart as far as their members are registered.
    fn full(&self, shares: &[Share]) -> Vec<String> {
        let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
        for name in shares.iter().flat_map(|share| &share.names) {
            let members = self.names.members(&name.value);
            let mut own: Vec<&str> = members.iter().map(|unit| unit.name.value.as_str()).collect();
            if own.is_empty() {
                let group = self.names.body(&name.value).map(|body: Body<'_>| body.full_name());
                own.push(group.unwrap_or(name.value.trim()));
            }
            for name in own {
                if seen.insert(name.to_owned()) {
                    all.push(name.to_owned());
                }
            }
        }
        all
    }
}

/// A key by id, else by place.
fn named(what: &str, id: Option<&Spanned<String>>, at: usize) -> String {
    id.map_or_else(|| format!("{what}.{}", at + 1), |id| format!("{what}.{}", id.value))
}

fn share(part: &'static str, names: Vec<Spanned<String>>) -> Share {
    Share { part, names }
}

/// Who takes part in a task.
fn shares_of(task: &Task) -> Vec<Share> {
    let parts = [
        ("牵头", &task.lead),
        ("负责", &task.responsible),
        ("分工负责", &task.shared),
        ("配合", &task.support),
    ];
    let parts = parts.into_iter().filter(|(_, names)| !names.is_empty());
    parts.map(|(part, names)| share(part, names.clone())).collect()
}

/// A time as it was written, with its year.
fn written(time: &TimeUse) -> String {
    let text = time.text.trim();
    let year = match (&time.parsed, text.contains('年')) {
        (Ok(Time::Span(days)), _) => return days.canonical(),
        (Ok(Time::By(by)), false) => by.last.year(),
        (Ok(Time::By(_) | Time::Recurring(_) | Time::Relative(_)) | Err(_), _) => {
            return text.to_owned();
        }
    };
    format!("{year}年{text}")
}
