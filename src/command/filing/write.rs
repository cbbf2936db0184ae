//! Writes the ledger and the reminder lists.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::Arguments;
use super::letter::Letter;
use crate::backend::{self, Job, Options, Trouble};
use crate::build::Folder;
use crate::command::World;
use crate::diag::{Fault, words};
use crate::doc::Doc;
use crate::filing::volume::{self, Volume};
use crate::filing::{Filing, Subject, book, paper};
use crate::roster::{Opened, Roster};
use crate::text::{Disk, Files};

/// The look of both lists.
const LOOK: &str = "ledger";
/// After how many lists typesetting forgets what it has not used again.
const AGE: usize = 1;

/// Makes a list as a paper.
type Make = fn(&Filing, &Roster, &Subject, &Volume) -> Result<Doc, Fault>;

/// Writes everything and gives the paths inside the folder; tells of lists of an earlier run that
/// are not of this one.
pub(super) fn write(
    arguments: &Arguments,
    letter: &Letter,
    opened: &Opened,
    filing: &Filing,
    files: &dyn Files,
    world: &mut World<'_>,
) -> Result<Vec<String>, Fault> {
    let root = match &arguments.out {
        Some(out) => world.folder.join(out),
        None => world.workspace()?.disk.root().join("output/filing").join(&letter.id),
    };
    let folder = Folder::new(&root)?;
    let (roster, subject) = (&opened.roster, &letter.subject);
    folder.write_one("ledger.xlsx", &book::ledger(filing, roster, subject)?)?;
    folder.write_one("reminders.xlsx", &book::reminders(filing, roster, subject)?)?;
    let ledgers = volume::ledger(filing, arguments.by_county);
    let reminders = volume::reminders(filing);
    let ledgers = ledgers.iter().map(|volume| (volume, paper::ledger as Make));
    let all: Vec<(&Volume, Make)> =
        ledgers.chain(reminders.iter().map(|volume| (volume, paper::reminders as Make))).collect();
    let written = all.par_iter().map(|(volume, make)| {
        let doc = make(filing, roster, subject, volume)?;
        let path = format!("{}.pdf", volume.path);
        folder.write_one(&path, &pdf(&doc, letter, files)?)?;
        backend::forget(AGE);
        Ok(path)
    });
    let mut paths = vec!["ledger.xlsx".to_owned(), "reminders.xlsx".to_owned()];
    paths.extend(written.collect::<Result<Vec<String>, Fault>>()?);
    old(&root, &paths, world)?;
    let shown = arguments.out.clone().unwrap_or_else(|| {
        let workspace = world.workspace().ok();
        let base = workspace.as_ref().map_or(Path::new(""), |workspace| workspace.disk.root());
        root.strip_prefix(base).unwrap_or(&root).to_owned()
    });
    Ok(paths.iter().map(|path| shown.join(path).display().to_string()).collect())
}

fn pdf(doc: &Doc, letter: &Letter, files: &dyn Files) -> Result<Vec<u8>, Fault> {
    let mut options = Options::default();
    options.layout = letter.checked.set.registry.layout;
    options.layout.latin = letter.checked.fonts.latin().is_some();
    let job = Job { doc, look: LOOK, fonts: &letter.checked.fonts, files, options: &options };
    let backend = backend::find("pdf").expect("there is a PDF back-end");
    backend.emit(&job).map(|emitted| emitted.bytes).map_err(fault)
}

/// Lists that an earlier run left in the folder: whoever sends them out reminds the wrong people.
fn old(root: &Path, written: &[String], world: &mut World<'_>) -> Result<(), Fault> {
    let written: BTreeSet<&str> = written.iter().map(String::as_str).collect();
    let disk = Disk::new(root)?;
    for folder in ["ledger", "reminders"] {
        for path in disk.list(folder)? {
            if path.ends_with(".pdf") && !written.contains(path.as_str()) {
                world.tell(&words!(
                    "{path} 是以前写的，不是这次的，请删去",
                    "{path} is of an earlier run and not of this one: delete it"
                ));
            }
        }
    }
    let single = "ledger.pdf";
    if !written.contains(single) && disk.read(single).is_ok() {
        world.tell(&words!(
            "{single} 是以前写的，不是这次的，请删去",
            "{single} is of an earlier run and not of this one: delete it"
        ));
    }
    Ok(())
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Look(errors) => {
            let said = errors.first().map(|error| format!("{}: {}", error.path, error.message));
            let said = said.unwrap_or_default();
            Fault::new(words!("台账的版式出错：{said}", "the look of the ledger fails: {said}"))
        }
        Trouble::Font { file, message } => Fault::new(words!(
            "字体文件 {file} 不能用：{message}",
            "the font {file} cannot be used: {message}"
        )),
        Trouble::Internal(message) => panic!("{message}"),
    }
}
