//! `hongtou check`: everything that is wrong, and nothing is written.

use std::ffi::OsStr;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::world::Workspace;
use super::{Ended, Exit, World, exit_of};
use crate::build::{self, Checked, Folder, Recall, Request, SECRECY, Verdict};
use crate::diag::{Fault, words};
use crate::policy::baseline::Baseline;
use crate::report::Format;
use crate::text::{Disk, git};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只看这些文件或文件夹的问题 / only what concerns these files or folders
    paths: Vec<PathBuf>,
    /// 只看这个版本以来的改动和依赖改动的文件 / only what changed since a revision of git, and what
    /// depends on it
    #[arg(long, value_name = "REV", conflicts_with = "paths")]
    since: Option<String>,
    /// 按可以印发的要求检查 / demand what a paper needs to be issued
    #[arg(long)]
    release: bool,
    /// 基线文件里列出的旧问题不算 / findings listed in this file do not count
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// 把现有问题写成基线文件 / list what is found now in this file
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// 不用上次的结果，从头检查 / check anew, whatever is known from last time
    #[arg(long)]
    no_cache: bool,
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
        if !checked.holds(path) {
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
    let today = Some(world.today);
    let mut request = Request { release: arguments.release, today, ..Request::default() };
    for path in &arguments.paths {
        request.paths.push(workspace.inside(path, &world.folder)?);
    }
    if let Some(revision) = &arguments.since {
        let changed = git::changed_since(workspace.disk.root(), revision)?;
        let Some(paths) = affected(changed, &workspace) else {
            world.say(&words!("{revision} 以来没有改动", "nothing has changed since {revision}"));
            return Ok(Exit::Clean);
        };
        (request.paths, request.dependents) = (paths, true);
    }
    let mut checked = verdict(arguments, &request, &workspace, world)?;
    if let Some(path) = &arguments.write_baseline {
        return write_baseline(path, &checked, world);
    }
    if let Some(path) = &arguments.baseline {
        mark_known(path, &mut checked, world)?;
    }
    world.report(arguments.format, &checked.findings, &checked.sources);
    if arguments.format == Format::Human && checked.findings.is_empty() {
        let papers = checked.papers;
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

/// What the check comes to: what is known from last time, when nothing has changed since.
fn verdict(
    arguments: &Arguments,
    request: &Request,
    workspace: &Workspace,
    world: &World<'_>,
) -> Result<Verdict, Fault> {
    let files = workspace.files();
    let cache = world.cache.as_ref().filter(|_| !arguments.no_cache);
    let recall = cache.and_then(|(folder, program)| {
        // A cache that does not work is no reason not to check.
        Recall::new(folder, workspace.disk.root(), program, &workspace.disk, request).ok()
    });
    if let Some(known) = recall.as_ref().and_then(|recall| recall.find(&files)) {
        return Ok(known);
    }
    let checked = build::check(&files, request)?;
    // A registry may be checked alone, as a hook does that names the files of a commit.
    let registry = |path: &String| path.starts_with("policies/registry");
    if arguments.since.is_none() && !request.paths.iter().any(registry) {
        covers_papers(&checked, request)?;
    }
    // The program ends soon, and its memory goes back whole: to let go of a large set value by value
    // would take a twentieth of what checking it took.
    mem::forget(Arc::clone(&checked.set));
    let verdict = Verdict::from(checked);
    if let Some(recall) = recall {
        recall.keep(&verdict, &workspace.disk).ok();
    }
    Ok(verdict)
}

/// The papers that a change concerns; none when it concerns no paper, and all of them, which is
/// an empty list, when a schema, a template or a registry has changed or a paper is gone.
fn affected(changed: Vec<String>, workspace: &Workspace) -> Option<Vec<String>> {
    let ours = |path: &String| {
        ["policies/", "schemas/", "templates/"].iter().any(|folder| path.starts_with(folder))
    };
    let changed: Vec<String> = changed.into_iter().filter(ours).collect();
    let paper = |path: &String| {
        path.starts_with("policies/")
            && !path.starts_with("policies/registry/")
            && workspace.disk.root().join(path).is_file()
    };
    if changed.is_empty() {
        return None;
    }
    Some(if changed.iter().all(paper) { changed } else { Vec::new() })
}

/// Lists what is found in a file. Errors in it are no reason to fail: that is what it is for.
fn write_baseline(path: &Path, checked: &Verdict, world: &mut World<'_>) -> Ended {
    let baseline = Baseline::of(&checked.findings, &checked.sources);
    let place = world.folder.join(path);
    let (Some(folder), Some(name)) = (place.parent(), place.file_name().and_then(OsStr::to_str))
    else {
        let shown = path.display();
        return Err(Fault::new(words!("{shown} 不是文件名", "{shown} is no file name")));
    };
    Folder::new(folder)?.write_one(name, baseline.render().as_bytes())?;
    let (count, shown) = (baseline.len(), path.display());
    world.say(&words!("{count} 个问题写入 {shown}", "listed {count} findings in {shown}"));
    let secret = checked.findings.iter().any(|finding| finding.rule == SECRECY);
    Ok(if secret { Exit::Secrecy } else { Exit::Clean })
}

/// Marks what a baseline lists, and says how much of it is gone.
fn mark_known(path: &Path, checked: &mut Verdict, world: &mut World<'_>) -> Result<(), Fault> {
    let text = Disk::read_named(&world.folder, path)?;
    let gone = Baseline::read(&text)?.mark(&mut checked.findings, &checked.sources);
    if gone > 0 {
        world.tell(&words!(
            "基线中有 {gone} 个问题已经没有了，可以重写基线",
            "{gone} findings of the baseline are gone; it can be written anew"
        ));
    }
    Ok(())
}
