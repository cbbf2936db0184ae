//! What a command sees of the world: where it stands, whom it speaks to, and where it writes.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use super::Exit;
use crate::calendar::Date;
use crate::diag::{Fault, Finding, Lang, Words, words};
use crate::report::{Format, Input};
use crate::text::builtin::Builtin;
use crate::text::{Disk, FileError, Files, Sources};

/// Everything a command needs from outside.
pub struct World<'a> {
    /// The folder the command was called in.
    pub folder: PathBuf,
    /// The language to speak.
    pub lang: Lang,
    /// Whether errors are read at a terminal that shows colours.
    pub colour: bool,
    /// Whether progress is shown.
    pub interactive: bool,
    /// Where the outcome of checks is kept for next time, and what tells this build of the program
    /// from others; none to check anew each time.
    pub cache: Option<(PathBuf, String)>,
    /// Today, in China.
    pub today: Date,
    /// Where answers come from.
    pub input: &'a mut dyn BufRead,
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// Where findings for people and faults go.
    pub err: &'a mut dyn Write,
}

/// A workspace: the user's folder, and what it falls back on.
pub(super) struct Workspace {
    pub(super) disk: Disk,
}

impl Workspace {
    /// The files of the workspace over those built into the program.
    pub(super) fn files(&self) -> Layered<'_> {
        Layered { disk: &self.disk }
    }

    /// The path of something the user named, inside the workspace.
    pub(super) fn inside(&self, named: &Path, from: &Path) -> Result<String, Fault> {
        self.disk.inside(from, named).map_err(|error| match error {
            FileError::Missing(path) => Fault::new(words!("没有 {path}", "there is no {path}"))
                .help(words!("检查路径是否写对", "check the path")),
            other => other.into(),
        })
    }
}

/// The user's own files first. Papers come from the user alone: the program carries examples of
/// none.
pub(super) struct Layered<'a> {
    disk: &'a Disk,
}

impl Files for Layered<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        match self.disk.read(path) {
            Err(FileError::Missing(_)) if !path.starts_with("policies/") => Builtin.read(path),
            read => read,
        }
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let mut all = self.disk.list(folder)?;
        if folder != "policies" {
            all.extend(Builtin.list(folder)?);
            all.sort();
            all.dedup();
        }
        Ok(all)
    }
}

impl World<'_> {
    /// The workspace around the current folder.
    pub(super) fn workspace(&self) -> Result<Workspace, Fault> {
        Ok(Workspace { disk: Disk::find_workspace(&self.folder)? })
    }

    /// Says something to a person: a result, on the standard output.
    pub(super) fn say(&mut self, words: &Words) {
        let line = words.get(self.lang).to_owned();
        self.print(&format!("{line}\n"));
    }

    /// Says something to a person beside a result, on the error stream.
    pub(super) fn tell(&mut self, words: &Words) {
        let _ = writeln!(self.err, "{}", words.get(self.lang));
    }

    /// Prints a result. A closed pipe is nobody's fault.
    pub(super) fn print(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
        let _ = self.out.flush();
    }

    /// Tells of a fault and gives its exit code.
    pub(super) fn fault(&mut self, fault: &Fault) -> Exit {
        let (title, advice) = match self.lang {
            Lang::Zh => ("故障", "帮助"),
            Lang::En => ("fault", "help"),
        };
        let mut text = format!("{title}: {}\n", fault.words.get(self.lang));
        if let Some(help) = &fault.help {
            text.extend(["  = ", advice, ": ", help.get(self.lang), "\n"]);
        }
        let _ = self.err.write_all(text.as_bytes());
        Exit::Fault
    }

    /// Reports findings: to a person on the error stream, to a program on the standard output.
    pub(super) fn report(&mut self, format: Format, findings: &[Finding], sources: &Sources) {
        let input = Input { findings, sources, lang: self.lang, colour: self.colour };
        let text = format.render(&input);
        let stream: &mut dyn Write = if format == Format::Human { self.err } else { self.out };
        let _ = stream.write_all(text.as_bytes());
        let _ = stream.flush();
    }
}
