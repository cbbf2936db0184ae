//! Tasks with everybody who works on them, whether a plan names leaders and supporters or a list
//! names bodies and how they share the work.

use std::collections::BTreeMap;

use crate::calendar::{Interval, Time};
use crate::model::facts::Task;
use crate::model::{Field, Names, Paper, TimeUse, quoting};

/// How a body takes part in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It leads, or does it alone.
    Lead,
    /// It supports.
    Support,
    /// Several do it, each within its own duties.
    Shared,
}

/// A task and who works on it.
pub struct Job<'p> {
    /// The task.
    pub task: &'p Task,
    /// Its object.
    pub field: &'p Field,
    /// Who works on it, in the order they were written.
    pub bodies: Vec<(Part, &'p Field)>,
}

/// The tasks of a paper.
pub fn of(paper: &Paper) -> Vec<Job<'_>> {
    let mut fields = Vec::new();
    paper.root.walk(&mut |field| {
        if field.fact() == Some("task") {
            fields.push(field);
        }
    });
    of_objects(paper, &fields)
}

/// The same, of a paper whose tasks somebody has found already, in the order they were written.
pub fn of_objects<'p>(paper: &'p Paper, fields: &[&'p Field]) -> Vec<Job<'p>> {
    let job = |(task, field): (&'p Task, &&'p Field)| Job { task, field, bodies: bodies(field) };
    paper.facts.tasks.iter().zip(fields).map(job).collect()
}

/// The tasks of a paper, where nobody asks who works on them.
pub fn tasks(paper: &Paper) -> &[Task] {
    &paper.facts.tasks
}

/// Whether a paper names a body for any of its tasks.
pub fn named(paper: &Paper) -> bool {
    let named = |task: &Task| !(task.lead.is_empty() && task.support.is_empty());
    tasks(paper).iter().any(named) || of(paper).iter().any(|job| !job.bodies.is_empty())
}

fn bodies(field: &Field) -> Vec<(Part, &Field)> {
    let under = |key: &str, part| field.items_of(key).iter().map(move |body| (part, body));
    let role = field.get("role").and_then(Field::text);
    let listed = field.items_of("units").iter().enumerate().map(|(at, body)| {
        let part = match role {
            Some("sole") => Part::Lead,
            Some("lead") if at == 0 => Part::Lead,
            Some("lead" | "support") => Part::Support,
            _ => Part::Shared,
        };
        (part, body)
    });
    under("lead", Part::Lead).chain(under("support", Part::Support)).chain(listed).collect()
}

impl<'p> Job<'p> {
    /// Who takes part in one way, by what tells bodies from others.
    pub fn who(&self, part: Part, names: &Names<'_>) -> Vec<(String, &'p Field)> {
        let own = self.bodies.iter().filter(move |(own, _)| *own == part);
        own.filter_map(|(_, body)| Some((names.identity(body.text()?).to_owned(), *body))).collect()
    }

    /// Its title as titles are compared.
    pub fn title(&self) -> Option<String> {
        self.task.title.as_ref().map(|title| quoting::normal(&title.value))
    }

    /// Until when: its deadline, else the end of its time.
    pub fn due(&self) -> Option<&'p TimeUse> {
        due(self.task)
    }
}

/// Until when a task is to be done: its deadline, else the end of its time.
pub fn due(task: &Task) -> Option<&TimeUse> {
    task.deadline.as_ref().or(task.period.as_ref())
}

/// The tasks of a plan, found by what lists of duties call them.
pub struct Plan<'p> {
    /// The tasks, in the order they were written.
    pub jobs: Vec<Job<'p>>,
    ids: BTreeMap<&'p str, usize>,
    titles: BTreeMap<String, usize>,
}

impl<'p> Plan<'p> {
    /// The tasks of a paper.
    pub fn of(paper: &'p Paper) -> Self {
        let jobs = of(paper);
        let (mut ids, mut titles) = (BTreeMap::new(), BTreeMap::new());
        for (at, job) in jobs.iter().enumerate() {
            if let Some(id) = &job.task.id {
                ids.entry(id.value.as_str()).or_insert(at);
            }
            if let Some(title) = job.title() {
                titles.entry(title).or_insert(at);
            }
        }
        Self { jobs, ids, titles }
    }

    /// The task of the plan that a task of another paper is: the one it names, else the one of
    /// the same id, else the one of the same title.
    pub fn find(&self, job: &Job<'_>) -> Option<&Job<'p>> {
        let own = job.task.id.as_ref().map(|id| id.value.as_str());
        let named = job.field.get("task").and_then(Field::text).or(own);
        let by_id = named.and_then(|id| self.ids.get(id));
        let by_title = || job.title().and_then(|title| self.titles.get(&title));
        by_id.or_else(by_title).map(|at| &self.jobs[*at])
    }
}

/// Whether two times certainly end at different ends: 6月底前 and 6月30日前 may be the same, 6月底前
/// and 6月15日前 are not.
pub fn differ(one: &TimeUse, other: &TimeUse) -> bool {
    match (&one.parsed, &other.parsed) {
        (Ok(Time::Recurring(one)), Ok(Time::Recurring(other))) => one != other,
        (Ok(Time::Relative(one)), Ok(Time::Relative(other))) => one.length != other.length,
        _ => one.interval().zip(other.interval()).is_some_and(|(one, other)| apart(&one, &other)),
    }
}

fn apart(one: &Interval, other: &Interval) -> bool {
    let unit = |time: &Interval| time.end.map(|end| time.end_precision.unit(end));
    unit(one).zip(unit(other)).is_some_and(|(one, other)| one.1 < other.0 || other.1 < one.0)
}
