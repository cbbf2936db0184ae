//! Adds the filled forms of many bodies up into one (汇总): who has handed in, whose numbers do not
//! hold, and what cannot be added up at all.

mod emit;
mod members;

use std::collections::BTreeMap;

use crate::build::Checked;
use crate::diag::{Fault, Finding, Level, Words, nearest, words};
use crate::model::amount::{Amount, Reading};
use crate::model::facts::form::Form;
use crate::model::sheet::sum::{self, Added, Address, named};
use crate::model::sheet::{Place, Sheet};
use crate::model::{Paper, Status};
use crate::policy::forms;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The path of the form.
    pub form: String,
    /// Only filled forms at or under these paths; all when there are none.
    pub from: Vec<String>,
    /// Leave out what does not hold and add up the others.
    pub keep_going: bool,
    /// Numbers that cannot be added up and are given: 表/行/栏 and the number.
    pub given: Vec<(String, String)>,
    /// The path of the result, which is no source of itself.
    pub result: String,
}

/// What adding up came to.
#[derive(Debug)]
pub struct Tally {
    /// The result as YAML; none when nothing may be written.
    pub text: Option<String>,
    /// What was found in the forms and while adding them up.
    pub findings: Vec<Finding>,
    /// Who was to hand in, by name.
    pub expected: usize,
    /// Who is added up.
    pub done: Vec<String>,
    /// Whose form does not hold.
    pub failed: Vec<String>,
    /// Who has not handed in.
    pub missing: Vec<String>,
}

/// A form that takes part: its paper, and its numbers in their places.
struct Source<'a> {
    name: String,
    paper: &'a Paper,
    sheet: Sheet<'a>,
}

/// Adds up.
///
/// # Errors
/// When there is no such form, or nobody knows who is to hand in.
pub fn tally(checked: &Checked, request: &Request) -> Result<Tally, Fault> {
    let (home, form) = form(checked, &request.form)?;
    let mut findings = Vec::new();
    let members = members::members(checked, home, form, request, &mut findings)?;
    let expected = members.len();
    let (mut done, mut failed, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for member in members {
        match member.papers.as_slice() {
            [] => missing.push(member.name),
            [paper] => match sound(checked, paper, form, &mut findings) {
                Some(sheet) => done.push(Source { name: member.name, paper, sheet }),
                None => failed.push(member.name),
            },
            [first, rest @ ..] => {
                findings
                    .extend(rest.iter().map(|paper| members::twice(&member.name, paper, first)));
                failed.push(member.name);
            }
        }
    }
    let given = given(form, request)?;
    // Of a form that contradicts itself no sum means anything.
    let own = errors(checked, home);
    let broken = !own.is_empty();
    findings.extend(own);
    let stopped = broken || done.is_empty() || !(failed.is_empty() || request.keep_going);
    bounded(form, &done, &given)?;
    let text = (!stopped).then(|| {
        let sums = sums(form, &done, &given, &mut findings);
        emit::text(home, form, &done, &sums, (&failed, &missing))
    });
    crate::diag::sort(&mut findings);
    let done = done.into_iter().map(|source| source.name).collect();
    Ok(Tally { text, findings, expected, done, failed, missing })
}

fn form<'a>(checked: &'a Checked, path: &str) -> Result<(&'a Paper, &'a Form), Fault> {
    let paper = checked.set.papers.iter().find(|paper| paper.path == path);
    let paper = paper.ok_or_else(|| {
        Fault::new(words!("{path} 不是可以读的文件", "{path} is no paper that can be read"))
            .help(words!("写 policies 里的统计表", "name a form in `policies`"))
    })?;
    let form = paper.facts.form.as_ref().ok_or_else(|| {
        Fault::new(words!("{path} 不是统计表", "{path} is no form"))
            .help(words!("写统计表，而不是填好的表", "name the form and not a filled one"))
    })?;
    Ok((paper, form))
}

const RULE: &str = "tally";

/// The errors that stand in a paper.
fn errors(checked: &Checked, paper: &Paper) -> Vec<Finding> {
    let own = checked.findings.iter().filter(|finding| finding.span.source == paper.source);
    own.filter(|finding| finding.level == Level::Error).cloned().collect()
}

/// The numbers of a paper, when they hold together; else what is wrong is told. What the house has
/// silenced is wrong all the same: a sum of such numbers would be.
fn sound<'a>(
    checked: &Checked,
    paper: &'a Paper,
    form: &'a Form,
    findings: &mut Vec<Finding>,
) -> Option<Sheet<'a>> {
    let errors = errors(checked, paper);
    let sheet = Sheet::new(form, paper.facts.filling.as_ref()?);
    if !errors.is_empty() {
        findings.extend(errors);
        return None;
    }
    let said = |span, message: Words| Finding::new(RULE, Level::Error, span, message);
    let breaches = sheet.breaches();
    let broken = breaches.iter().map(|breach| said(breach.whole.span, forms::message(breach)));
    let strange = sheet.strangers.iter().map(|stranger| {
        let key = forms::short(&stranger.key.value);
        said(stranger.key.span, words!("“{key}”归不到表里", "`{key}` has no place in the form"))
    });
    let mut wrong: Vec<Finding> = broken.chain(strange).collect();
    for grid in &sheet.tables {
        for place in grid.table.places() {
            let Some(entry) = grid.entry(place) else { continue };
            let asked = grid.table.unit(place).map(|unit| &unit.value);
            let other = entry.unit.as_ref().is_some_and(|unit| Some(&unit.value) != asked);
            if other || entry.reading == Reading::Words {
                let name = forms::short(&grid.table.called(place));
                wrong.push(said(
                    entry.span,
                    words!("“{name}”不能相加", "`{name}` cannot be added up"),
                ));
            }
        }
    }
    let holds = wrong.is_empty();
    findings.extend(wrong);
    holds.then_some(sheet)
}

/// The numbers that were given, by their places.
fn given(form: &Form, request: &Request) -> Result<BTreeMap<Address, Amount>, Fault> {
    let mut given = BTreeMap::new();
    for (name, number) in &request.given {
        let address = address(form, name).ok_or_else(|| {
            let all: Vec<String> = distinct(form).into_iter().map(|at| named(form, at)).collect();
            let fault =
                Fault::new(words!("统计表里没有“{name}”", "the form has no place `{name}`"));
            match nearest(name, all.iter().map(String::as_str)) {
                Some(near) => fault.help(words!("是不是“{near}”？", "did you mean `{near}`?")),
                None => fault.help(words!("写成 表/行/栏=数", "write `table/row/column=number`")),
            }
        })?;
        let amount = match crate::model::amount::read(number) {
            Reading::Number(number) if number.unit.is_none() => number.amount,
            _ => {
                return Err(Fault::new(words!("“{number}”不是数", "`{number}` is no number"))
                    .help(words!("写成 表/行/栏=数", "write `table/row/column=number`")));
            }
        };
        given.insert(address, amount);
    }
    Ok(given)
}

/// Refuses a number that the forms themselves rule out.
fn bounded(
    form: &Form,
    sources: &[Source<'_>],
    given: &BTreeMap<Address, Amount>,
) -> Result<(), Fault> {
    let sheets: Vec<&Sheet<'_>> = sources.iter().map(|source| &source.sheet).collect();
    let added = sum::add(form, &sheets, &BTreeMap::new());
    for (address, amount) in given {
        let (least, most) = match added.get(address) {
            Some(Added::Between(least, most)) => (least, most),
            Some(Added::Sum(sum)) => (sum, sum),
            Some(Added::Gap(_)) | None => continue,
        };
        if !(least..=most).contains(&amount) {
            let name = named(form, *address);
            return Err(Fault::new(words!(
                "给出的 {name} 是{amount}，各表要求在{least}和{most}之间",
                "{name} is given as {amount}, the forms put it between {least} and {most}"
            ))
            .help(words!("核对给出的数", "check the number that is given")));
        }
    }
    Ok(())
}

fn address(form: &Form, name: &str) -> Option<Address> {
    use crate::model::facts::form::find;
    let mut parts = name.split('/');
    let (table, line, column) = (parts.next()?, parts.next()?, parts.next());
    let at = form.table(table)?;
    let table = &form.tables[at];
    let place = match (find(&table.rows, line), column) {
        (Some(row), Some(column)) => Place::Cell(row, find(&table.columns, column)?),
        (Some(row), None) if table.columns.len() == 1 => Place::Cell(row, 0),
        (None, None) => Place::Blank(find(&table.blanks, line)?),
        _ => return None,
    };
    parts.next().is_none().then_some((at, place))
}

/// Every place whose numbers count each thing once.
fn distinct(form: &Form) -> Vec<Address> {
    let places = form.tables.iter().enumerate().flat_map(|(at, table)| {
        let own = table.places().into_iter().filter(|place| table.is_distinct(*place));
        own.map(move |place| (at, place))
    });
    places.collect()
}

/// The sums of all sources, place by place. What cannot be known is left out and told.
fn sums(
    form: &Form,
    sources: &[Source<'_>],
    given: &BTreeMap<Address, Amount>,
    findings: &mut Vec<Finding>,
) -> BTreeMap<Address, Amount> {
    let sheets: Vec<&Sheet<'_>> = sources.iter().map(|source| &source.sheet).collect();
    let mut sums = BTreeMap::new();
    for (address, added) in sum::add(form, &sheets, given) {
        match added {
            Added::Sum(amount) => {
                sums.insert(address, amount);
            }
            Added::Between(most, sum) => findings.push(uncountable(form, address, most, sum)),
            Added::Gap(source) => findings.push(empty(form, address, &sources[source])),
        }
    }
    sums
}

fn head(form: &Form, (at, place): Address) -> crate::text::Span {
    let table = &form.tables[at];
    match place {
        Place::Cell(row, _) => table.rows[row].id.span,
        Place::Blank(blank) => table.blanks[blank].id.span,
    }
}

fn uncountable(form: &Form, address: Address, most: Amount, sum: Amount) -> Finding {
    let name = forms::short(&form.tables[address.0].called(address.1));
    let named = named(form, address);
    let message = words!(
        "“{name}”是不重复数，不能相加，留空",
        "`{name}` counts each thing once: it cannot be added up and is left empty"
    );
    Finding::new(RULE, Level::Warning, head(form, address), message).help(words!(
        "在{most}和{sum}之间，查清后写 --given {named}=数",
        "it lies between {most} and {sum}; give it with `--given {named}=…`"
    ))
}

fn empty(form: &Form, address: Address, source: &Source<'_>) -> Finding {
    let name = forms::short(&form.tables[address.0].called(address.1));
    let shown = forms::short(&source.name);
    let message = words!(
        "“{shown}”没有填“{name}”，汇总留空",
        "`{shown}` has left `{name}` empty, and so does the sum"
    );
    Finding::new(RULE, Level::Warning, source.paper.head(), message)
        .also(head(form, address), words!("统计表里的这一处", "this place of the form"))
        .help(words!("没有的填“—”或者0", "write `—` or 0 for none"))
}

/// How far the result has come: an example where any part of it is one.
fn status(sources: &[Source<'_>], home: &Paper) -> &'static str {
    let sample = |status| status == Status::Sample;
    let any = sample(home.status) || sources.iter().any(|source| sample(source.paper.status));
    if any { "sample" } else { "draft" }
}
