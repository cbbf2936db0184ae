//! `hongtou check`: everything that is wrong, and nothing is written.

use std::path::PathBuf;

use super::{Ended, World, exit_of};
use crate::build::{self, Checked, Request};
use crate::diag::{Fault, words};
use crate::report::Format;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只看这些文件或文件夹的问题 / only what concerns these files or folders
    paths: Vec<PathBuf>,
    /// 按可以印发的要求检查 / demand what a paper needs to be issued
    #[arg(long)]
    release: bool,
    /// 输出格式 / the format of the report
    #[arg(long, default_value = "human", value_parser = format)]
    format: Format,
}

/// The format of this name.
pub(super) fn format(name: &str) -> Result<Format, String> {
    let known = Format::ALL.iter().find(|(own, _)| *own == name);
    known.map(|(_, format)| *format).ok_or_else(|| {
        let all: Vec<&str> = Format::ALL.iter().map(|(name, _)| *name).collect();
        all.join(", ")
    })
}

/// Refuses a path that no paper lies at or under: it is a slip, and not a set without faults.
pub(super) fn covers_papers(checked: &Checked, request: &Request) -> Result<(), Fault> {
    for path in &request.paths {
        let alone = Request { paths: vec![path.clone()], ..Request::default() };
        if checked.covered(&alone) + checked.unread(&alone) == 0 {
            return Err(Fault::new(words!("{path} 里没有文件", "no paper at or under {path}"))
                .help(words!(
                    "写 policies 里的文件或文件夹；登记簿随每次检查一起检查",
                    "name a paper or folder in `policies`; registries are checked with every paper"
                )));
        }
    }
    Ok(())
}

/// Checks the workspace.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let mut request = Request { release: arguments.release, ..Request::default() };
    for path in &arguments.paths {
        request.paths.push(workspace.inside(path, &world.folder)?);
    }
    let checked = build::check(&workspace.files(), &request)?;
    // A registry may be checked alone, as a hook does that names the files of a commit.
    let registry = |path: &String| path.starts_with("policies/registry");
    if !request.paths.iter().any(registry) {
        covers_papers(&checked, &request)?;
    }
    world.report(arguments.format, &checked.findings, &checked.sources);
    if arguments.format == Format::Human && checked.findings.is_empty() {
        let papers = checked.covered(&request);
        let unit = if papers == 1 { "paper" } else { "papers" };
        world.say(&match papers {
            0 => words!("没有发现问题", "nothing to report"),
            _ => words!(
                "已检查 {papers} 份文件，没有发现问题",
                "checked {papers} {unit}, nothing to report"
            ),
        });
    }
    Ok(exit_of(&checked.findings))
}
