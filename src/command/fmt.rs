//! `hongtou fmt --keys zh|en`: the keys of files in the other language, everything else untouched.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::check::format;
use super::world::Workspace;
use super::{Ended, Exit, LangArgument, World, exit_of};
use crate::build::{self, Folder};
use crate::diag::{Fault, Words, words};
use crate::report::Format;
use crate::text::{Files, patch};

/// Arguments of `fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只改这些文件或文件夹；不写就是 policies / only these files or folders; `policies` if none
    paths: Vec<PathBuf>,
    /// 字段名用中文（zh）还是英文（en）；正文里 {{ … }} 中的名称不动 / the language of keys; names
    /// inside {{ … }} work in both and stay as they are
    #[arg(long, value_enum)]
    keys: Option<LangArgument>,
    /// 只检查：有文件要改就以 1 结束，什么也不写 / write nothing; exit 1 if a file would change
    #[arg(long)]
    check: bool,
    /// 只显示改动，什么也不写 / show the changes and write nothing
    #[arg(long)]
    diff: bool,
    /// 报告的格式 / the format of the report
    #[arg(long, default_value = "human", value_parser = format)]
    format: Format,
}

/// Renames keys.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Some(to) = arguments.keys else { return Err(nothing_asked()) };
    let workspace = world.workspace()?;
    let paths = paths(arguments, &workspace, world)?;
    let renamed = build::rename(&workspace.files(), &paths, to.lang())?;
    world.report(arguments.format, &renamed.findings, &renamed.sources);
    if arguments.diff {
        for (path, new) in &renamed.changed {
            let id = renamed.sources.find(path);
            let old = id.map_or("", |id| &renamed.sources.get(id).text);
            world.print(&patch(path, old, new));
        }
    } else if arguments.check {
        for (path, _) in &renamed.changed {
            world.print(&format!("{path}\n"));
        }
    } else {
        let files = renamed.changed.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
        Folder::new(workspace.disk.root())?.write_all(files)?;
        let left: BTreeSet<_> = renamed.findings.iter().map(|one| one.span.source).collect();
        world.say(&summary(renamed.changed.len(), left.len(), paths.len()));
    }
    let exit = exit_of(&renamed.findings);
    let stale = arguments.check && !renamed.changed.is_empty();
    Ok(if exit == Exit::Clean && stale { Exit::Findings } else { exit })
}

/// The YAML files that are asked for, each once and under its real name: what is written takes the
/// place of a file and never of a link to it.
fn paths(
    arguments: &Arguments,
    workspace: &Workspace,
    world: &World<'_>,
) -> Result<Vec<String>, Fault> {
    let disk = &workspace.disk;
    let inside = |path: &PathBuf| workspace.inside(path, &world.folder);
    let mut asked: Vec<String> = arguments.paths.iter().map(inside).collect::<Result<_, _>>()?;
    if asked.is_empty() {
        asked.push("policies".to_owned());
    }
    let mut paths = Vec::new();
    for asked in asked {
        let mut found = disk.list(&asked)?;
        if found.is_empty() {
            found.push(asked.clone());
        }
        let yaml = |path: &&String| matches!(path.rsplit('.').next(), Some("yaml" | "yml"));
        if !found.iter().any(|path| yaml(&path)) {
            return Err(Fault::new(words!(
                "{asked} 里没有 YAML 文件",
                "no YAML file at or under {asked}"
            ))
            .help(words!("写 .yaml 文件或者文件夹", "name a .yaml file or a folder")));
        }
        for path in found.iter().filter(yaml) {
            paths.push(disk.inside(disk.root(), path.as_ref())?);
        }
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn summary(changed: usize, left: usize, all: usize) -> Words {
    let unit = if all == 1 { "file" } else { "files" };
    match (changed, left) {
        (0, 0) => words!("{all} 个文件都不用改", "none of {all} {unit} needed a change"),
        (_, 0) => words!("改了 {all} 个文件中的 {changed} 个", "changed {changed} of {all} {unit}"),
        _ => words!(
            "改了 {all} 个文件中的 {changed} 个，{left} 个有问题，没有动",
            "changed {changed} of {all} {unit}; {left} with findings left alone"
        ),
    }
}

fn nothing_asked() -> Fault {
    Fault::new(words!("没有说要改什么", "nothing to do was named")).help(words!(
        "--keys zh 把字段名改成中文，--keys en 改成英文；--check 只检查，--diff 只显示改动",
        "`--keys zh` makes keys Chinese, `--keys en` English; `--check` only tests, `--diff` shows"
    ))
}
