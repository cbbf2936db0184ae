//! The letter that is handed in: until when, by whom, and from which counties.

use crate::build::{self, Checked, Request};
use crate::calendar::{Context, Date};
use crate::command::{Exit, World, exit_of};
use crate::diag::{Fault, words};
use crate::filing::{Due, Subject};
use crate::font::Role;
use crate::model::{Field, Paper, Status, TimeUse};
use crate::report::Format;
use crate::roster::{self, Column};
use crate::text::Files;

/// Where letters say until when they are to be handed in.
const DEADLINE: &str = "filing.deadline";

/// What is known of the letter.
pub(super) struct Letter {
    pub(super) checked: Checked,
    pub(super) id: String,
    pub(super) path: String,
    pub(super) subject: Subject,
    pub(super) due: Due,
    /// The day of the letter (成文日期), where it has one.
    pub(super) issued: Option<Date>,
    pub(super) columns: Vec<Column>,
    pub(super) counties: Vec<String>,
}

impl Letter {
    /// Reads and checks the letter. Of one that is wrong it is told what is, and how the run ends.
    pub(super) fn read(
        files: &dyn Files,
        path: &str,
        deadline: Option<&str>,
        world: &mut World<'_>,
    ) -> Result<Result<Self, Exit>, Fault> {
        let paths = vec![path.to_owned()];
        let request = Request { paths, today: Some(world.today), ..Request::default() };
        let checked = build::check(files, &request)?;
        let found = exit_of(&checked.findings);
        if found != Exit::Clean {
            world.report(Format::Human, &checked.findings, &checked.sources);
            return Ok(Err(found));
        }
        let set = &checked.set;
        let paper = set.papers.iter().find(|paper| paper.path == path);
        let paper = paper.ok_or_else(|| super::unreadable(path))?;
        let columns = roster::columns(&checked.schemas, &paper.kind.value);
        if columns.is_empty() {
            return Err(super::unreadable(path));
        }
        let issued = paper.time("date").and_then(TimeUse::day);
        let due = due(paper, deadline, issued, &checked)?;
        let issuers = set.issuers(paper);
        let bodies: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let counties = roster::counties(&set.registry, &bodies);
        let counties = counties.into_iter().map(str::to_owned).collect();
        let (id, path, subject) =
            (paper.id.value.clone(), path.to_owned(), subject(paper, issuers));
        Ok(Ok(Self { checked, id, path, subject, due, issued, columns, counties }))
    }

    /// The first character of a text that no font has.
    pub(super) fn missing(&self, text: &str) -> Option<char> {
        let missing = self.checked.fonts.missing(text, Role::Fangsong);
        missing.first().map(|(_, c)| *c)
    }
}

fn due(
    paper: &Paper,
    deadline: Option<&str>,
    issued: Option<Date>,
    checked: &Checked,
) -> Result<Due, Fault> {
    let holidays = &checked.set.registry.holidays;
    if let Some(text) = deadline {
        return Due::read(text, Context { year: None }, issued, holidays);
    }
    let field = paper.root.get(DEADLINE);
    let Some((field, text)) = field.and_then(|field| Some((field, field.text()?))) else {
        let fault = words!("承诺书没有写交回期限", "the letter does not say until when");
        return Err(Fault::new(fault).help(words!(
            "在承诺书里写 filing.deadline，或用 --deadline 2026-05-29",
            "write `filing.deadline` in it, or `--deadline 2026-05-29`"
        )));
    };
    Due::read(text, paper.facts.context_of(field, paper.context), issued, holidays)
}

fn subject(paper: &Paper, issuers: Vec<String>) -> Subject {
    let audience = paper.root.get("subtitle").and_then(Field::text);
    Subject {
        title: paper.title().map_or_else(|| paper.id.value.clone(), |title| title.value),
        audience: audience.map(str::to_owned),
        issuers,
        // A list about a letter that is only an example is one too.
        across: (paper.status == Status::Sample).then(|| "样张".to_owned()),
    }
}
