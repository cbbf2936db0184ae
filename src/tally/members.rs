//! Who is to hand in a form, and what each has handed in.

use std::collections::BTreeMap;

use super::{RULE, Request};
use crate::build::Checked;
use crate::diag::{Fault, Finding, Level, words};
use crate::model::facts::form::Form;
use crate::model::{Names, Paper};
use crate::policy::forms;

/// The filled forms of one body.
pub(super) struct Member<'a> {
    pub(super) name: String,
    pub(super) papers: Vec<&'a Paper>,
}

/// Who is to hand in, in the order of the registry, with what each has handed in. Where the form
/// does not say, all that have.
pub(super) fn members<'a>(
    checked: &'a Checked,
    home: &Paper,
    form: &Form,
    request: &Request,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Member<'a>>, Fault> {
    let names = checked.set.names(home);
    let mut members: Vec<Member<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (id, name) in expected(&names, form)? {
        places.entry(id).or_insert_with(|| {
            members.push(Member { name, papers: Vec::new() });
            members.len() - 1
        });
    }
    for paper in filled(checked, home, request) {
        let Some(filling) = &paper.facts.filling else { continue };
        let written = filling.unit.as_ref().map(|unit| unit.value.as_str());
        let id = written.map_or(&*paper.id.value, |unit| names.identity(unit)).to_owned();
        if form.expected.is_empty() && filling.sources.is_empty() {
            let name = written.unwrap_or(&paper.id.value).to_owned();
            places.entry(id.clone()).or_insert_with(|| {
                members.push(Member { name, papers: Vec::new() });
                members.len() - 1
            });
        }
        match places.get(&id) {
            Some(at) => members[*at].papers.push(paper),
            // The result of an earlier run is nobody's return.
            None if !filling.sources.is_empty() => {}
            None => findings.push(stranger(paper, form)),
        }
    }
    Ok(members)
}

fn expected(names: &Names<'_>, form: &Form) -> Result<Vec<(String, String)>, Fault> {
    let mut all = Vec::new();
    for name in &form.expected {
        let units = names.members(&name.value);
        if units.is_empty() {
            let shown = &name.value;
            return Err(Fault::new(words!(
                "不知道“{shown}”是哪些单位",
                "nobody knows which bodies `{shown}` stands for"
            ))
            .help(words!(
                "在 policies/registry 的统称中写明成员",
                "list its members in a group of the registry"
            )));
        }
        all.extend(units.iter().map(|unit| (unit.id.value.clone(), unit.name.value.clone())));
    }
    Ok(all)
}

/// The filled forms that are asked for, in the order of their paths.
fn filled<'a>(checked: &'a Checked, home: &Paper, request: &Request) -> Vec<&'a Paper> {
    let under = |path: &str, asked: &String| {
        let rest = path.strip_prefix(asked.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let asked = |paper: &&Paper| {
        let of = paper.facts.filling.as_ref().is_some_and(|own| own.form.value == home.id.value);
        let named =
            request.from.is_empty() || request.from.iter().any(|own| under(&paper.path, own));
        of && named && paper.path != request.result
    };
    checked.set.papers.iter().filter(asked).collect()
}

fn stranger(paper: &Paper, form: &Form) -> Finding {
    let unit = paper.facts.filling.as_ref().and_then(|filling| filling.unit.as_ref());
    let (place, name) =
        unit.map_or((paper.head(), &paper.id.value), |unit| (unit.span, &unit.value));
    let shown = forms::short(name);
    let message =
        words!("“{shown}”不在应报单位之内，没有汇总", "`{shown}` was not asked, and is left out");
    let finding = Finding::new(RULE, Level::Warning, place, message).help(words!(
        "改正填报单位，或者登记到应报的统称里",
        "correct `unit`, or add it to the group"
    ));
    match form.expected.first() {
        Some(expected) => finding.also(expected.span, words!("应报单位", "who is to hand in")),
        None => finding,
    }
}

pub(super) fn twice(name: &str, paper: &Paper, first: &Paper) -> Finding {
    let place = |paper: &Paper| {
        let unit = paper.facts.filling.as_ref().and_then(|filling| filling.unit.as_ref());
        unit.map_or(paper.head(), |unit| unit.span)
    };
    let shown = forms::short(name);
    let message = words!("“{shown}”报了不止一份", "`{shown}` has handed in more than once");
    Finding::new(RULE, Level::Error, place(paper), message)
        .also(place(first), words!("另一份", "the other"))
        .help(words!("只留一份", "keep one of them"))
}
