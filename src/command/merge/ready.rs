//! Everything that must be right before the first letter is made: the workspace, the letter in its
//! looks, the roster.

use rayon::ThreadPool;
use rayon::prelude::*;

use super::asked::Asked;
use super::{flaws, hints};
use crate::backend::batch::{self, Letter};
use crate::backend::{Job, Trouble};
use crate::build::{self, InLook, Request};
use crate::command::build::pool;
use crate::command::check::covers_papers;
use crate::command::{Ended, Exit, World, exit_of};
use crate::diag::{Fault, words};
use crate::doc::Doc;
use crate::font::{Fonts, Role};
use crate::merge::{Names, Printed, Task};
use crate::report::Format;
use crate::roster::{self, Column, Demands, Opened};
use crate::text::Files;

/// A task, and the threads to do it with.
pub(super) struct Ready<'a> {
    pub(super) task: Task<'a, Letter<'a>>,
    pub(super) pool: ThreadPool,
}

/// Prepares a task and hands it on; where something stands in the way, says what.
pub(super) fn with(
    asked: &Asked,
    world: &mut World<'_>,
    then: impl FnOnce(&Ready<'_>, &mut World<'_>) -> Ended,
) -> Ended {
    let workspace = world.workspace()?;
    let path = workspace.inside(&asked.letter, &world.folder)?;
    let (files, pool) = (workspace.files(), pool(asked.jobs)?);
    let (paths, today) = (vec![path.clone()], Some(world.today));
    let request = Request { paths, today, options: asked.options(), ..Request::default() };
    let letter = pool.install(|| build::letter(&files, &request, &path, &asked.look))?;
    covers_papers(&letter.checked, &request)?;
    world.report(Format::Human, &letter.checked.findings, &letter.checked.sources);
    let (Some(paper), false) = (letter.paper, letter.looks.is_empty()) else {
        return match exit_of(&letter.checked.findings) {
            Exit::Clean => Err(no_letter(&path)),
            exit => Ok(exit),
        };
    };
    let checked = &letter.checked;
    let columns = roster::columns(&checked.schemas, &checked.set.papers[paper].kind.value);
    if columns.is_empty() {
        return Err(no_letter(&path));
    }
    let names = Names::parse(&asked.name, &columns)?;
    let looks = chosen(&letter.looks, &asked.look)?;
    let presses = pool.install(|| prepare(&looks, &columns, &checked.fonts, &files))?;
    if presses.iter().all(|press| press.prints().is_empty()) {
        return Err(nothing_filled(&path));
    }
    let issuers = checked.set.issuers(&checked.set.papers[paper]);
    let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
    let counties = roster::counties(&checked.set.registry, &issuers);
    let counties = counties.into_iter().map(str::to_owned).collect();
    let opened = open(asked, &columns, counties, &presses, &checked.fonts, world)?;
    flaws::told(&opened, &asked.roster, asked.format, world);
    if let Some(exit) = stopped(&opened, asked, world)? {
        return Ok(exit);
    }
    let typeset = |doc: &Doc, look: &str| typeset(doc, look, &looks, &checked.fonts, &files);
    let binds = presses.iter().all(Letter::fast);
    let printed = looks.iter().zip(&presses).map(|(own, press)| Printed {
        look: own.look.clone(),
        suffix: own.suffix.clone(),
        doc: &own.doc,
        press,
    });
    let task = Task {
        letter: &path,
        looks: printed.collect(),
        roster: &opened.roster,
        skipped: &opened.skipped,
        names,
        choice: asked.choice(binds)?,
        part: None,
        typeset: &typeset,
    };
    hints(&task, asked, world);
    then(&Ready { task, pool }, world)
}

fn no_letter(path: &str) -> Fault {
    Fault::new(words!("{path} 不是逐家发放的文件", "{path} is not sent to each institution"))
        .help(words!("写承诺书的路径", "name a commitment letter"))
}

fn nothing_filled(path: &str) -> Fault {
    Fault::new(words!(
        "{path} 没有一处由名册填入，各家的都一样",
        "nothing in {path} is filled in from a roster: all letters would be the same"
    ))
    .help(words!(
        "在 blanks 的一项里写 field: 机构名称",
        "write `field: institution` in one of its `blanks`"
    ))
}

/// The looks that are asked for.
fn chosen<'a>(looks: &'a [InLook], asked: &[String]) -> Result<Vec<&'a InLook>, Fault> {
    let all = looks.iter().map(|own| &*own.look).collect::<Vec<_>>().join(", ");
    if let Some(name) = asked.iter().find(|name| looks.iter().all(|own| own.look != **name)) {
        return Err(Fault::new(words!(
            "这份文件没有版式 {name}",
            "the letter has no look `{name}`"
        ))
        .help(words!("可选：{all}", "one of {all}")));
    }
    Ok(looks.iter().filter(|own| asked.is_empty() || asked.contains(&own.look)).collect())
}

fn prepare<'a>(
    looks: &[&'a InLook],
    columns: &[Column],
    fonts: &'a Fonts,
    files: &'a dyn Files,
) -> Result<Vec<Letter<'a>>, Fault> {
    let prepare = |own: &&'a InLook| {
        let job = Job { doc: &own.doc, look: &own.look, fonts, files, options: &own.options };
        let look = &own.look;
        Letter::prepare(&job, columns).map_err(|trouble| match trouble {
            Trouble::Look(all) => {
                let said = all.into_iter().next().map(|one| one.message).unwrap_or_default();
                Fault::new(words!("版式 {look} 出错：{said}", "the look `{look}` fails: {said}"))
            }
            Trouble::Font { file, message } => Fault::new(words!(
                "字体文件 {file} 不能用：{message}",
                "the font {file} cannot be used: {message}"
            )),
            Trouble::Internal(message) => panic!("{message}"),
        })
    };
    looks.par_iter().map(prepare).collect()
}

/// Opens the roster and looks at every cell.
fn open(
    asked: &Asked,
    columns: &[Column],
    counties: Vec<String>,
    presses: &[Letter<'_>],
    fonts: &Fonts,
    world: &World<'_>,
) -> Result<Opened, Fault> {
    let mut printed: Vec<usize> = presses.iter().flat_map(Letter::prints).copied().collect();
    printed.sort_unstable();
    printed.dedup();
    // A letter without a number of its own bears the code of its institution.
    printed.retain(|at| columns[*at].key != "serial");
    let room = |column: usize, text: &str| {
        presses.iter().filter_map(|press| press.room(column)).all(|room| fits(text, room))
    };
    let covered = |text: &str| fonts.missing(text, Role::Fangsong).first().map(|(_, c)| *c);
    let demands = Demands { printed, counties, covered: &covered, room: &room };
    roster::open(&world.folder.join(&asked.roster), columns, &demands)
}

/// Whether a text may fit into a room, in parts of the type size: looks set it smaller where it is
/// too long, down to a limit. In doubt it does: the look itself has the last word.
fn fits(text: &str, room: f64) -> bool {
    const SMALLEST: f64 = 0.6;
    const NARROW: f64 = 0.3;
    let width = |c: char| if ('\u{4e00}'..='\u{9fff}').contains(&c) { 1.0 } else { NARROW };
    text.chars().map(width).sum::<f64>() * SMALLEST <= room + 1.0
}

/// Whether the roster stops the merge, and how it ends then.
fn stopped(opened: &Opened, asked: &Asked, world: &mut World<'_>) -> Result<Option<Exit>, Fault> {
    let (bad, total) = (opened.bad(), opened.total);
    let some = opened.whole && !opened.roster.is_empty();
    if opened.errors > 0 && !(asked.keep_going && some) {
        world.tell(&match (opened.whole, some) {
            (true, true) => words!(
                "名册 {total} 行，{bad} 行有错，没有写出任何文件；--keep-going 跳过这些行",
                "{bad} of {total} rows are bad and nothing was written; `--keep-going` skips them"
            ),
            (true, false) => words!(
                "名册 {total} 行都有错，没有写出任何文件",
                "all {total} rows are bad and nothing was written"
            ),
            (false, _) => words!(
                "名册没有读完，没有写出任何文件",
                "the roster was not read to its end and nothing was written"
            ),
        });
        return Ok(Some(Exit::Findings));
    }
    if opened.roster.is_empty() {
        return Err(Fault::new(words!("名册里没有机构", "the roster has no institutions"))
            .help(words!("每个机构写一行", "write a row for each institution")));
    }
    Ok(None)
}

/// Typesets what is no letter, as letters are printed.
fn typeset(
    doc: &Doc,
    look: &str,
    looks: &[&InLook],
    fonts: &Fonts,
    files: &dyn Files,
) -> Result<Vec<u8>, Trouble> {
    let mut options = looks.first().map(|own| own.options).unwrap_or_default();
    // Lists are for the office: neither cut nor inked.
    (options.bleed_mm, options.print_shop) = (0.0, false);
    let job = Job { doc, look, fonts, files, options: &options };
    batch::beside(&job)
}
