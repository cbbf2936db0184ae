//! `hongtou verify`: whether an output folder is still what its manifest says.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::world::{Layered, Workspace};
use super::{Ended, Exit, World};
use crate::build::manifest::{self, Manifest, NAME, Tool};
use crate::build::verify::{Stale, Stored, Verdict, verify};
use crate::diag::{Fault, Words, words};
use crate::text::{Disk, FileError, Files};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 清单，或它所在的文件夹；不写就是 output/manifest.json / the manifest or its folder;
    /// `output/manifest.json` when not given
    manifest: Option<PathBuf>,
    /// 只核对输出文件，不看源文件 / look at outputs only, not at their sources
    #[arg(long)]
    outputs_only: bool,
    /// 输出格式 / the format of the report
    #[arg(long, value_enum, default_value = "human")]
    format: VerifyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum VerifyFormat {
    Human,
    Json,
}

/// How many files of one sort are named to a person.
const MOST: usize = 30;

/// Verifies a folder.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let (place, shown) = place(arguments, world);
    let text = Disk::read_named(Path::new(""), &place).map_err(|error| unread(error, &shown))?;
    let manifest = manifest::parse(&text, &shown)?;
    let folder = place.parent().unwrap_or(Path::new("."));
    let own_name = place.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let workspace = if arguments.outputs_only { None } else { sources(folder, world)? };
    let files: Option<Layered<'_>> = workspace.as_ref().map(Workspace::files);
    let files = files.as_ref().map(|files| files as &dyn Files);
    let verdict = verify(&manifest, &own_name, &Stored::at(folder)?, files)?;
    match arguments.format {
        VerifyFormat::Human => {
            let beside = shown.strip_suffix(&own_name).unwrap_or("");
            human(&verdict, &manifest, beside, world);
        }
        VerifyFormat::Json => {
            let tools: Vec<&Tool> = manifest.builds.iter().map(|run| &run.tool).collect();
            let mut report = json!(verdict);
            report["manifest"] = json!(shown);
            report["tools"] = json!(tools);
            report["clean"] = json!(verdict.is_clean());
            world.print(&format!("{report:#}\n"));
        }
    }
    Ok(if verdict.is_clean() { Exit::Clean } else { Exit::Findings })
}

/// Where the manifest lies, and what to call it.
fn place(arguments: &Arguments, world: &World<'_>) -> (PathBuf, String) {
    let Some(named) = &arguments.manifest else {
        // As `build` does: the output folder belongs to the workspace, wherever one stands.
        let workspace = world.workspace().ok();
        let root = workspace.as_ref().map_or(world.folder.as_path(), |own| own.disk.root());
        return (root.join("output").join(NAME), format!("output/{NAME}"));
    };
    let place = world.folder.join(named);
    if !place.is_dir() {
        return (place, named.display().to_string());
    }
    (place.join(NAME), named.join(NAME).display().to_string())
}

/// The workspace around a manifest, else the one the user stands in.
fn sources(folder: &Path, world: &World<'_>) -> Result<Option<Workspace>, Fault> {
    for start in [folder, &world.folder] {
        match Disk::find_workspace(start) {
            Ok(disk) => return Ok(Some(Workspace { disk })),
            Err(FileError::NoWorkspace(_) | FileError::Missing(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(None)
}

fn unread(error: FileError, shown: &str) -> Fault {
    match error {
        FileError::Missing(_) => Fault::new(words!("没有清单 {shown}", "there is no {shown}"))
            .help(words!(
                "先运行 hongtou build，或者写明清单在哪里",
                "run `hongtou build` first, or say where the manifest lies"
            )),
        FileError::Other(_, cause) => {
            Fault::new(words!("{shown} 不是可用的清单：{cause}", "{shown} is no manifest: {cause}"))
                .help(words!("重新运行 hongtou build", "run `hongtou build` again"))
        }
        other => other.into(),
    }
}

fn human(verdict: &Verdict, manifest: &Manifest, beside: &str, world: &mut World<'_>) {
    each(&verdict.changed, world, |path| {
        words!("改动：{beside}{path} 与生成时不同", "changed: {beside}{path} is not what was built")
    });
    each(&verdict.missing, world, |path| words!("缺失：{beside}{path}", "missing: {beside}{path}"));
    each(&verdict.stray, world, |path| {
        words!("多出：清单里没有 {beside}{path}", "stray: {beside}{path} is in no manifest")
    });
    each(&verdict.stale, world, |stale| outdated(stale, beside));
    each(&verdict.added, world, |path| {
        words!("新增：{path} 是生成之后才有的", "added: {path} came after the build")
    });
    for tool in manifest.builds.iter().map(|run| &run.tool).filter(|tool| **tool != Tool::own()) {
        let (name, version, own) = (&tool.name, &tool.version, Tool::own().version);
        world.tell(&words!(
            "有文件由 {name} {version} 生成，本程序是 {own}",
            "some outputs were made by {name} {version}; this is {own}"
        ));
    }
    world.say(&summary(verdict));
    if let Some(help) = advice(verdict) {
        world.tell(&help);
    }
}

/// Says something of each, and counts those that nobody would read.
fn each<T>(all: &[T], world: &mut World<'_>, said: impl Fn(&T) -> Words) {
    for one in all.iter().take(MOST) {
        world.say(&said(one));
    }
    let more = all.len().saturating_sub(MOST);
    if more > 0 {
        world.say(&words!("…… 另有 {more} 个", "… and {more} more"));
    }
}

fn outdated(stale: &Stale, beside: &str) -> Words {
    let (path, count) = (&stale.path, stale.because.len());
    let first = stale.because.iter().take(2).map(String::as_str).collect::<Vec<_>>();
    let (zh, en) = (first.join("、"), first.join(", "));
    if count > 2 {
        words!(
            "过期：{beside}{path}，源文件已变：{zh} 等 {count} 个",
            "stale: {beside}{path}; {count} sources have changed: {en} …"
        )
    } else {
        words!(
            "过期：{beside}{path}，源文件已变：{zh}",
            "stale: {beside}{path}; changed since: {en}"
        )
    }
}

fn summary(verdict: &Verdict) -> Words {
    let outputs = verdict.outputs;
    let unit = if outputs == 1 { "output" } else { "outputs" };
    let compared = verdict.sources_compared;
    if verdict.is_clean() && compared {
        return words!(
            "{outputs} 个输出文件都与生成时相同，源文件没有变",
            "{outputs} {unit} as built, of unchanged sources"
        );
    }
    if verdict.is_clean() {
        return words!(
            "{outputs} 个输出文件都与生成时相同；没有对照源文件",
            "{outputs} {unit} as built; the sources were not compared"
        );
    }
    let [changed, missing, stray] =
        [&verdict.changed, &verdict.missing, &verdict.stray].map(Vec::len);
    let (stale, added) = (verdict.stale.len(), verdict.added.len());
    let counts = words!(
        "{outputs} 个输出文件：改动 {changed}，缺失 {missing}，多出 {stray}",
        "{outputs} {unit}: {changed} changed, {missing} missing, {stray} stray"
    );
    let (zh, en) = (counts.zh, counts.en);
    if compared {
        words!("{zh}，过期 {stale}，新增源文件 {added}", "{en}, {stale} stale, {added} added")
    } else {
        words!("{zh}；没有对照源文件", "{en}; the sources were not compared")
    }
}

fn advice(verdict: &Verdict) -> Option<Words> {
    let rebuild = verdict.changed.len() + verdict.missing.len() + verdict.stale.len();
    if rebuild + verdict.added.len() > 0 {
        return Some(words!(
            "帮助：用原来的选项重新运行 hongtou build，或者找回原来的文件",
            "help: run `hongtou build` again as it was run, or bring the files back"
        ));
    }
    let stray = (!verdict.stray.is_empty()).then_some(());
    stray.map(|()| words!("帮助：多出的文件请移走", "help: move the stray files elsewhere"))
}
