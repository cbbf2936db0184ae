//! Each event once: what plan, notice and list all say belongs to the paper that owns it.

use std::collections::BTreeMap;

use super::{Event, EventKind, Schedule, When};
use crate::calendar::Date;
use crate::model::{Field, Leaf, Paper, Set, quoting};

/// What makes two events one: the plan they belong to, what is due, and when.
type Identity = (String, String, EventKind, Option<(Date, Date)>, String);

/// Joins events that say the same and gives each a key of its own. A plan's own events win over
/// those of the papers that belong to it, else the first.
pub(super) fn once(set: &Set, schedule: &mut Schedule) {
    let names = Names::of(set, &schedule.events);
    let mut order: Vec<usize> = (0..schedule.events.len()).collect();
    order.sort_by_key(|at| !owns(&schedule.events[*at]));
    let mut owners: BTreeMap<Identity, usize> = BTreeMap::new();
    let mut into: Vec<usize> = (0..schedule.events.len()).collect();
    for at in order {
        let event = &schedule.events[at];
        let Some(campaign) = &event.campaign else { continue };
        let matter = names.matter(event);
        let written =
            if event.when.days().is_none() { event.written.value.clone() } else { String::new() };
        let identity = (campaign.clone(), matter, event.kind, event.when.days(), written);
        into[at] = *owners.entry(identity).or_insert(at);
    }
    join(schedule, &into);
    number(schedule);
}

/// Whether an event stands in the plan itself.
fn owns(event: &Event) -> bool {
    event.campaign.as_ref() == Some(&event.source.id)
}

/// Takes out what has become part of another event, and mends the places of phases.
fn join(schedule: &mut Schedule, into: &[usize]) {
    for (at, owner) in into.iter().enumerate().filter(|(at, owner)| at != *owner) {
        let (units, source) =
            (schedule.events[at].units.clone(), schedule.events[at].source.clone());
        let owner = &mut schedule.events[*owner];
        let more: Vec<String> =
            units.into_iter().filter(|unit| !owner.units.contains(unit)).collect();
        owner.units.extend(more);
        if owner.source.id != source.id && !owner.also.contains(&source) {
            owner.also.push(source);
        }
    }
    let mut places = BTreeMap::new();
    let mut kept = Vec::new();
    for (at, event) in std::mem::take(&mut schedule.events).into_iter().enumerate() {
        if into[at] == at {
            places.insert(at, kept.len());
            kept.push(event);
        }
    }
    for event in &mut kept {
        event.phase = event.phase.and_then(|phase| places.get(&into[phase]).copied());
    }
    schedule.events = kept;
}

/// Tells apart what two objects of one id left alike.
fn number(schedule: &mut Schedule) {
    let mut seen: BTreeMap<(String, String), u32> = BTreeMap::new();
    for event in &mut schedule.events {
        let count = seen.entry((event.source.id.clone(), event.key.clone())).or_default();
        *count += 1;
        if *count > 1 {
            event.key = format!("{}-{count}", event.key);
        }
    }
}

/// What events are about, in words that are the same wherever they are said.
struct Names {
    /// For each plan, its tasks by id and by title.
    tasks: BTreeMap<(String, String), String>,
    /// For each paper whose whole work is due on a day, the paper that speaks for it: a guide for
    /// the letters it explains.
    whole: BTreeMap<String, String>,
}

impl Names {
    fn of(set: &Set, events: &[Event]) -> Self {
        let mut names = Self { tasks: BTreeMap::new(), whole: BTreeMap::new() };
        for event in events.iter().filter(|event| owns(event)) {
            let title = quoting::normal(&event.title.value);
            let key = event.key.trim_end_matches(".deadline").to_owned();
            for name in [title, key.clone()] {
                names.tasks.entry((event.source.id.clone(), name)).or_insert_with(|| key.clone());
            }
        }
        let due: BTreeMap<&str, &Event> = events
            .iter()
            .filter(|event| about_all(event))
            .map(|event| (event.source.id.as_str(), event))
            .collect();
        for (id, event) in &due {
            for other in set.paper(id).into_iter().flat_map(referred) {
                let same = |own: &&Event| own.when == event.when && own.campaign == event.campaign;
                if other != *id && due.get(other).is_some_and(same) {
                    names.whole.entry(other.to_owned()).or_insert_with(|| (*id).to_owned());
                }
            }
        }
        names
    }

    fn matter(&self, event: &Event) -> String {
        if about_all(event) {
            let id = &event.source.id;
            return format!("whole {}", self.whole.get(id).unwrap_or(id));
        }
        if event.key.starts_with("reporting") {
            return "reporting".to_owned();
        }
        let plan = event.campaign.clone().unwrap_or_default();
        let title = quoting::normal(&event.title.value);
        let key = event.key.trim_end_matches(".deadline");
        let found = [key, &title]
            .into_iter()
            .find_map(|name| self.tasks.get(&(plan.clone(), name.to_owned())));
        found.cloned().unwrap_or(title)
    }
}

/// Whether an event is the deadline of a paper as a whole, and of nothing that it says.
fn about_all(event: &Event) -> bool {
    let whole = event.key == "deadline" || event.key == "filing.deadline";
    whole && matches!(event.when, When::Days(..))
}

fn referred(paper: &Paper) -> Vec<&str> {
    paper.leaves(Leaf::Reference).filter_map(Field::text).collect()
}
