//! What a build is to make: which papers in which looks, and under which names in which formats.

use std::collections::BTreeMap;

use super::Request;
use super::emit::Filled;
use super::source::Checked;
use crate::backend::{self, Backend};
use crate::diag::{Fault, words};
use crate::model::{Edition, Paper};
use crate::template::kind::{Look, Role};

/// One paper to be laid out in one of its looks, and the files that are to come of it.
pub(super) struct Plan<'a> {
    pub(super) filled: &'a Filled,
    pub(super) look: String,
    pub(super) files: Vec<(&'static Backend, String)>,
}

/// The looks that a paper is printed in. Sheets whose head is printed already are for papers with
/// a head, and a proof is for those that somebody signs.
fn looks<'c>(checked: &'c Checked, paper: &Paper, request: &Request) -> Vec<&'c Look> {
    let Some(kind) = checked.templates.kind(&paper.kind.value) else { return Vec::new() };
    let has = |role: fn(&Role) -> bool| kind.parts.iter().any(|part| role(&part.role));
    let options = &request.options;
    let concerned = (options.preprinted.is_none()
        || has(|role| matches!(role, Role::RedHead { .. })))
        && (!options.proof || has(|role| matches!(role, Role::Signature { .. })));
    if concerned { kind.looks_for(&paper.root) } else { Vec::new() }
}

/// The path of a paper's outputs, short of what its look, its edition, its printing and its format
/// add.
pub(super) fn stem(paper: &Paper) -> &str {
    let path = paper.path.strip_prefix("policies/").unwrap_or(&paper.path);
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// What follows the name of an output of the public edition.
pub(super) fn edition(request: &Request) -> &'static str {
    if request.edition == Edition::Public { "-public" } else { "" }
}

/// What is to be made, and under which names. Two papers that would write one file are a fault.
pub(super) fn plans<'a>(
    checked: &Checked,
    filled: &'a [Filled],
    request: &Request,
) -> Result<Vec<Plan<'a>>, Fault> {
    let mut plans: Vec<Plan<'a>> = Vec::new();
    // By lower case: some disks take A.pdf and a.pdf for one file.
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    let formats = formats(request)?;
    for filled in filled {
        let paper = &checked.set.papers[filled.paper];
        for (nth, look) in looks(checked, paper, request).into_iter().enumerate() {
            let mut files = Vec::new();
            for backend in formats.iter().filter(|backend| backend.suits(&filled.doc)) {
                let Some(path) = path(backend, paper, look, nth, request) else { continue };
                if let Some(other) = taken.insert(path.to_lowercase(), &paper.path) {
                    return Err(collision(&paper.path, other, &path));
                }
                files.push((*backend, path));
            }
            if !files.is_empty() {
                plans.push(Plan { filled, look: look.look.clone(), files });
            }
        }
    }
    Ok(plans)
}

/// The name of one file. A format without pages shows a paper once, whatever its looks, and knows
/// no proofs.
fn path(
    backend: &Backend,
    paper: &Paper,
    look: &Look,
    nth: usize,
    request: &Request,
) -> Option<String> {
    let (stem, edition, printed) = (stem(paper), edition(request), request.options.suffix());
    let extension = backend.extension;
    if !backend.paged() {
        return (nth == 0 && printed.is_empty()).then(|| format!("{stem}{edition}.{extension}"));
    }
    let suffix = look.suffix.as_ref().map_or_else(String::new, |suffix| format!("-{suffix}"));
    Some(format!("{stem}{suffix}{edition}{printed}.{extension}"))
}

pub(super) fn collision(one: &str, other: &str, path: &str) -> Fault {
    Fault::new(words!(
        "{one} 和 {other} 会写同一个文件 {path}",
        "{one} and {other} would both write {path}"
    ))
    .help(words!("给其中一个改名", "rename one of them"))
}

/// The formats that are asked for.
pub(super) fn formats(request: &Request) -> Result<Vec<&'static Backend>, Fault> {
    let unknown = |name: &str| {
        let all = backend::formats::ALL.iter().map(|backend| backend.name());
        let all = all.collect::<Vec<_>>().join(", ");
        Fault::new(words!("没有 {name} 这种格式", "there is no format {name}"))
            .help(words!("可选：{all}", "one of {all}"))
    };
    let asked = if request.formats.is_empty() {
        vec!["pdf"]
    } else {
        request.formats.iter().map(String::as_str).collect()
    };
    asked.into_iter().map(|name| backend::find(name).ok_or_else(|| unknown(name))).collect()
}
