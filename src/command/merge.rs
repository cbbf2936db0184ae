//! `hongtou merge`: a letter for every institution of a roster, print runs and their index.

mod asked;
mod flaws;
mod ready;
mod told;

use std::path::{Path, PathBuf};

use super::{Ended, Exit, World};
use crate::diag::{Fault, words};
use crate::merge::{self, Clash, How, Press, Task};
use crate::text::Disk;
use asked::Asked;
use ready::Ready;
use told::Speaker;

/// Arguments of `merge`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    asked: Asked,
    /// 输出文件夹 / the output folder
    #[arg(long)]
    out: PathBuf,
    /// 删去以前套打、如今名册里没有的文件；别人放进来的不删 / remove files that runs before have made
    /// and no row needs any more
    #[arg(long)]
    prune: bool,
    /// 已有的文件逐个核对内容，不只看大小 / hash files that are there before they are kept
    #[arg(long)]
    verify: bool,
}

/// Merges a letter with a roster.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let out = world.folder.join(&arguments.out);
    no_sources(&out, &world.workspace()?.disk)?;
    let Arguments { prune, verify, asked, .. } = arguments;
    let how = How { verify: *verify, prune: *prune };
    ready::with(asked, world, |ready, world| make(ready, asked, &out, how, world))
}

/// Makes everything, and says what it came to.
fn make(ready: &Ready<'_>, asked: &Asked, out: &Path, how: How, world: &mut World<'_>) -> Ended {
    let task = &ready.task;
    let mut speaker = Speaker::new(asked.format, world);
    let ended = speaker.listen(&ready.pool, &|tell| merge::merge(task, out, how, tell));
    match ended? {
        merge::Ended::Clashes(clashes) => {
            drop(speaker);
            clashes.iter().for_each(|clash| clash_told(clash, asked, world));
            world.tell(&words!(
                "没有写出任何文件；用 --name 换一种命名，带上编号",
                "nothing was written; choose another `--name`, with the number in it"
            ));
            Ok(Exit::Findings)
        }
        merge::Ended::Merged(manifest, strays) => {
            speaker.end(&manifest, &strays);
            let complete = manifest.counts.complete();
            Ok(if complete { Exit::Clean } else { Exit::Incomplete })
        }
    }
}

fn clash_told(clash: &Clash, asked: &Asked, world: &mut World<'_>) {
    let (roster, [one, other], path) = (asked.roster.display(), clash.rows, &clash.path);
    world.tell(&words!(
        "{roster} 第 {one} 行和第 {other} 行会写同一个文件 {path}",
        "{roster}: rows {one} and {other} would both write {path}"
    ));
}

/// Refuses to put letters among the sources.
fn no_sources(out: &Path, disk: &Disk) -> Result<(), Fault> {
    let there = out.ancestors().find_map(|folder| folder.canonicalize().ok());
    let inside = there.as_deref().and_then(|there| there.strip_prefix(disk.root()).ok());
    let first = inside.and_then(|inside| inside.components().next());
    let folder = first.map(|first| first.as_os_str().to_string_lossy().into_owned());
    match folder.filter(|folder| ["policies", "schemas", "templates"].contains(&&**folder)) {
        Some(folder) => Err(Fault::new(words!(
            "{folder} 里是源文件，不能放成品",
            "`{folder}` holds sources, no outputs"
        ))
        .help(words!("换一个输出文件夹", "name another folder"))),
        None => Ok(()),
    }
}

/// What is still to be said of a task before it begins.
fn hints<P: Press>(task: &Task<'_, P>, asked: &Asked, world: &mut World<'_>) {
    if asked.wants_runs() && !task.choice.runs {
        world.tell(&words!(
            "这种印法的文件带标签，不能合订；只出单份",
            "files of this printing are tagged and cannot be bound: single letters only"
        ));
    }
}
