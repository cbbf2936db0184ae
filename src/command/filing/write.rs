//! Writes the ledger and the reminder lists.

use std::collections::BTreeSet;
use std::path::Path;

use super::Arguments;
use super::letter::Letter;
use crate::backend::{self, Emitted, Job, Options, Trouble};
use crate::build::Folder;
use crate::command::World;
use crate::diag::{Fault, words};
use crate::doc::Doc;
use crate::filing::volume::{self, Volume};
use crate::filing::{Filing, Subject, book, paper};
use crate::model::Layout;
use crate::roster::{Opened, Roster};
use crate::text::{Disk, Files};

/// The look of both lists.
const LOOK: &str = "ledger";
/// The ledger where it is not divided.
const SINGLE: &str = "ledger.pdf";

/// Makes a list as a paper.
type Make = fn(&Filing, &Roster, &Subject, &Volume) -> Result<Doc, Fault>;

/// Writes everything and gives the paths; tells of lists of an earlier run that are not of this
/// one. `home` is the workspace.
pub(super) fn write(
    arguments: &Arguments,
    letter: &Letter,
    (opened, filing): (&Opened, &Filing),
    home: &Path,
    files: &dyn Files,
    world: &mut World<'_>,
) -> Result<Vec<String>, Fault> {
    let usual = || Path::new("output/filing").join(&letter.id);
    let shown = arguments.out.clone().unwrap_or_else(usual);
    let base = if arguments.out.is_some() { &*world.folder } else { home };
    let root = base.join(&shown);
    let folder = Folder::new(&root)?;
    let (roster, subject) = (&opened.roster, &letter.subject);
    let ledger = book::ledger(filing, roster, subject, &opened.flaws)?;
    folder.write_one("ledger.xlsx", &ledger)?;
    folder.write_one("reminders.xlsx", &book::reminders(filing, roster, subject)?)?;
    let (ledgers, reminders) =
        (volume::ledger(filing, arguments.by_county), volume::reminders(filing));
    let ledgers = ledgers.iter().map(|volume| (volume, paper::ledger as Make));
    let reminders = reminders.iter().map(|volume| (volume, paper::reminders as Make));
    let all: Vec<(&Volume, Make)> = ledgers.chain(reminders).collect();
    // One after another: Typst uses all cores by itself, and each list takes much memory.
    let written = all.iter().map(|(volume, make)| {
        let doc = make(filing, roster, subject, volume)?;
        let path = format!("{}.pdf", volume.path);
        let made = pdf(&doc, letter, files)?;
        folder.write_one(&path, &made.bytes)?;
        // The next list has nothing in common with this one.
        backend::forget(0);
        let runs = made.pages.pages.iter().flat_map(|page| &page.runs);
        Ok((path, runs.flat_map(|run| run.missing.chars()).collect()))
    });
    let written: Vec<(String, BTreeSet<char>)> = written.collect::<Result<_, Fault>>()?;
    let mut paths = vec!["ledger.xlsx".to_owned(), "reminders.xlsx".to_owned()];
    let mut missing = BTreeSet::new();
    for (path, own) in written {
        paths.push(path);
        missing.extend(own);
    }
    unprinted(&missing, world);
    old(&root, &paths, world)?;
    Ok(paths.iter().map(|path| shown.join(path).display().to_string()).collect())
}

/// Tells of characters that came out as empty boxes: the lists are of use without them.
fn unprinted(missing: &BTreeSet<char>, world: &mut World<'_>) {
    if missing.is_empty() {
        return;
    }
    let named = |c: &char| format!("{c}（U+{:04X}）", u32::from(*c));
    let zh = missing.iter().map(named).collect::<Vec<_>>().join("、");
    let en = zh.replace('（', " (").replace('）', ")").replace('、', ", ");
    world.tell(&words!(
        "PDF 里印不出{zh}，是空框；把有这个字的字体放进 templates/fonts/，或用 XLSX",
        "the PDF files show boxes for {en}: put a font with it into templates/fonts/, or use XLSX"
    ));
}

fn pdf(doc: &Doc, letter: &Letter, files: &dyn Files) -> Result<Emitted, Fault> {
    let fonts = &letter.checked.fonts;
    let latin = fonts.latin().is_some();
    let layout = Layout { latin, ..letter.checked.set.registry.layout };
    let options = Options { layout, ..Options::default() };
    let job = Job { doc, look: LOOK, fonts, files, options: &options };
    let backend = backend::find("pdf").expect("there is a PDF back-end");
    backend.emit(&job).map_err(fault)
}

/// Lists that an earlier run left in the folder: whoever sends them out reminds the wrong people.
fn old(root: &Path, written: &[String], world: &mut World<'_>) -> Result<(), Fault> {
    let written: BTreeSet<&str> = written.iter().map(String::as_str).collect();
    let disk = Disk::new(root)?;
    let mut there = [disk.list("ledger")?, disk.list("reminders")?].concat();
    there.extend(disk.read(SINGLE).is_ok().then(|| SINGLE.to_owned()));
    for path in there.iter().filter(|path| !written.contains(path.as_str())) {
        world.tell(&words!(
            "{path} 是以前写的，不是这次的，请删去",
            "{path} is of an earlier run and not of this one: delete it"
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
