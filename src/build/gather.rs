//! Files that show all papers of a build together: indexes and calendars.

use std::collections::BTreeSet;

use super::Request;
use super::emit::{Filled, Made, Output};
use super::plan::{collision, edition, formats, stem};
use super::source::Checked;
use crate::backend::{Backend, Collection, Gathered, Listed, Trouble};
use crate::diag::{Fault, words};
use crate::model::schedule::Schedule;
use crate::model::{Edition, Field, Paper};
use crate::text::Files;

/// Writes the files that show all papers of a build together. A build of some papers, and one of
/// proofs, has none: they would show a part for the whole.
pub(super) fn gather_all(
    checked: &Checked,
    filled: &[Filled],
    made: &mut Made,
    request: &Request,
    files: &dyn Files,
) -> Result<(), Fault> {
    if !request.paths.is_empty() || !request.options.suffix().is_empty() {
        return Ok(());
    }
    let schedule = Schedule::of(&checked.set, &unseen(checked, request));
    let mut gathered = Vec::new();
    for backend in formats(request)? {
        let Some(gather) = backend.gather else { continue };
        let papers: Vec<Listed<'_>> =
            filled.iter().map(|filled| listed(checked, filled, &made.outputs, request)).collect();
        let schedule = &schedule;
        match gather(&Collection { papers: &papers, schedule, edition: edition(request), files }) {
            Ok(more) => gathered.extend(more.into_iter().map(|one| (backend.name(), one))),
            Err(trouble) => return Err(ungathered(backend, &trouble)),
        }
    }
    made.planned += gathered.len();
    for (format, Gathered { path, bytes }) in gathered {
        if let Some(other) = made.outputs.iter().find(|output| output.path == path) {
            return Err(collision("policies", &other.source, &path));
        }
        let source = SET.to_owned();
        made.outputs.push(Output { path, source, format, bytes, ..Output::default() });
    }
    Ok(())
}

/// The papers of which an edition says nothing: those it cannot show, and to the public those that
/// are not to be published (不予公开).
fn unseen(checked: &Checked, request: &Request) -> BTreeSet<usize> {
    let kept_back = |paper: &Paper| {
        paper
            .root
            .get("openness")
            .and_then(Field::text)
            .is_some_and(|says| says.contains("不予公开"))
    };
    let mut unseen = checked.withheld.clone();
    if request.edition == Edition::Public {
        let papers = checked.set.papers.iter().enumerate();
        unseen.extend(papers.filter(|(_, paper)| kept_back(paper)).map(|(at, _)| at));
    }
    unseen
}

/// The source of what shows all papers.
pub(super) const SET: &str = "policies";

fn listed<'a>(
    checked: &'a Checked,
    filled: &'a Filled,
    outputs: &'a [Output],
    request: &Request,
) -> Listed<'a> {
    let paper = &checked.set.papers[filled.paper];
    let own = outputs.iter().filter(|output| output.source == paper.path);
    let files = own.map(|output| output.path.as_str()).collect();
    Listed { stem: stem(paper), edition: edition(request), doc: &filled.doc, files }
}

fn ungathered(backend: &Backend, trouble: &Trouble) -> Fault {
    let name = backend.name();
    let said = match trouble {
        Trouble::Look(errors) => errors.first().map_or("", |error| &error.message),
        Trouble::Font { message, .. } | Trouble::Internal(message) => message,
    };
    Fault::new(words!("{name} 的总文件写不成：{said}", "the {name} of the set fails: {said}"))
}
