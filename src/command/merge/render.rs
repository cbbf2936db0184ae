//! `hongtou merge render`: makes one shard of a planned merge.

use std::path::{Path, PathBuf};

use super::asked::Asked;
use super::ready::{self, Ready};
use super::steps::{self, Common};
use super::told::Speaker;
use super::{clashing, no_sources};
use crate::command::{Ended, Exit, World};
use crate::diag::words;
use crate::merge::join::Share;
use crate::merge::plan::{self, Stop};
use crate::merge::shard::{Division, Shard, auto, part};
use crate::merge::{self, Ended as Merged, How, Part};

/// Arguments of `merge render`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    /// 第几片，如 3/50；auto 看 Kubernetes、GitLab、Slurm 的变量 / which shard: 3/50, or `auto` to
    /// ask Kubernetes, GitLab or Slurm
    #[arg(long, value_name = "I/N", value_parser = which)]
    shard: Which,
    /// 放各片的文件夹；这一片写进其中的 shard-3-of-50 / the folder of all shards, which this one
    /// gets a folder in
    #[arg(long)]
    out: PathBuf,
}

/// Which shard is asked for.
#[derive(Debug, Clone, Copy)]
enum Which {
    Auto,
    Named(Shard),
}

fn which(text: &str) -> Result<Which, String> {
    let named = || Shard::parse(text).map(Which::Named).ok_or_else(|| "3/50, auto".to_owned());
    if text == "auto" { Ok(Which::Auto) } else { named() }
}

/// Makes a shard.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Arguments { common, shard, out } = arguments;
    let shard = match shard {
        Which::Named(shard) => *shard,
        Which::Auto => match auto(&variable) {
            Ok((shard, engine)) => {
                let (number, count) = (shard.number(), shard.count());
                world.tell(&words!(
                    "按 {engine} 的变量做第 {number}/{count} 片",
                    "shard {number}/{count}, as {engine} says"
                ));
                shard
            }
            // The job file is wrong: whoever tries again meets the same.
            Err(fault) => return steps::stopped(Stop::Unfit(vec![fault]), world),
        },
    };
    let out = world.folder.join(out).join(shard.folder());
    no_sources(&out, &world.workspace()?.disk)?;
    let (text, asked) = match steps::planned(common, world) {
        Ok(planned) => planned,
        Err(stop) => return steps::stopped(stop, world),
    };
    ready::with(&asked, world, |ready, world| match held(ready, &text, &asked) {
        Ok(()) => make(ready, &asked, shard, &text, &out, world),
        Err(stop) => steps::stopped(stop, world),
    })
}

/// Holds what is here against the plan.
pub(super) fn held(ready: &Ready<'_>, text: &str, asked: &Asked) -> Result<(), Stop> {
    let here = ready.pool.install(|| plan::plan(&ready.task, steps::options(asked)))?;
    plan::Plan::read(text)?.hold(&here)
}

fn make(
    ready: &Ready<'_>,
    asked: &Asked,
    shard: Shard,
    text: &str,
    out: &Path,
    world: &mut World<'_>,
) -> Ended {
    let task = &ready.task;
    let division = Division::new(task, shard.count())?;
    let row = |row: &_| division.row(task.roster, row) == shard.index();
    let run = |path: &str| division.run(path) == Some(shard.index());
    let task = part(task, Part { row: &row, run: &run });
    // What an earlier plan left here belongs to nobody.
    let how = How { prune: true, ..How::default() };
    let mut speaker = Speaker::new(asked.format, world);
    match speaker.listen(&ready.pool, &|tell| merge::merge(&task, out, how, tell))? {
        Merged::Clashes(clashes) => {
            drop(speaker);
            Ok(clashing(&clashes, asked, world))
        }
        Merged::Merged(manifest, strays) => {
            speaker.end(&manifest, &strays);
            Share::new(&plan::hash(text), shard, &manifest).write(out)?;
            let complete = manifest.counts.complete();
            Ok(if complete { Exit::Clean } else { Exit::Incomplete })
        }
    }
}

/// A variable of the environment, as far as it is text.
#[expect(clippy::disallowed_methods, reason = "schedulers speak through the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}
