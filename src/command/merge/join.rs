//! `hongtou merge join`: proves that shards make one whole, and makes one folder of them.

use std::path::{Path, PathBuf};

use super::no_sources;
use super::ready::{self, Ready};
use super::render::held;
use super::steps::{self, Common};
use super::told::Speaker;
use crate::command::{Ended, Exit, World};
use crate::diag::{Fault, words};
use crate::merge::join::{Against, Given, join};
use crate::merge::plan::{self, Stop};
use crate::merge::{Manifest, Strays};
use crate::text::{Disk, FileError};

/// Arguments of `merge join`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    /// 输出文件夹，新的或空的 / the output folder, new or empty
    #[arg(long)]
    out: PathBuf,
    /// 各片的文件夹，一片不少 / the folders of all shards
    #[arg(required = true)]
    shards: Vec<PathBuf>,
}

/// Joins shards.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Arguments { common, out, shards } = arguments;
    let out = world.folder.join(out);
    no_sources(&out, &world.workspace()?.disk)?;
    let (text, asked) = match steps::planned(common, world) {
        Ok(planned) => planned,
        Err(stop) => return steps::stopped(stop, world),
    };
    let folders: Result<Vec<Given>, Stop> = shards.iter().map(|one| given(one, world)).collect();
    let folders = match folders {
        Ok(folders) => folders,
        Err(stop) => return steps::stopped(stop, world),
    };
    ready::with(&asked, world, |ready, world| {
        let speaker = Speaker::new(asked.format, world);
        let joined = held(ready, &text, &asked)
            .and_then(|()| made(ready, &plan::hash(&text), &folders, &out, speaker));
        match joined {
            Ok(manifest) if manifest.counts.complete() => Ok(Exit::Clean),
            Ok(_) => Ok(Exit::Incomplete),
            Err(stop) => steps::stopped(stop, world),
        }
    })
}

fn made(
    ready: &Ready<'_>,
    plan: &str,
    folders: &[Given],
    out: &Path,
    mut speaker: Speaker<'_, '_>,
) -> Result<Manifest, Stop> {
    let against = Against { task: &ready.task, plan };
    let joined = speaker.listen(&ready.pool, &|tell| join(&against, folders, out, tell))?;
    speaker.end(&joined, &Strays::default());
    Ok(joined)
}

/// A folder as the user named it.
fn given(shard: &Path, world: &World<'_>) -> Result<Given, Stop> {
    let name = shard.display().to_string().trim_end_matches('/').to_owned();
    match Disk::new(&world.folder.join(shard)) {
        Ok(disk) => Ok(Given { name, disk }),
        Err(FileError::Missing(_)) => {
            let fault = Fault::new(words!("没有 {name}", "there is no {name}"));
            let help = words!("做完全部分片再合并", "make all shards, then join them");
            Err(Stop::Unfit(vec![fault.help(help)]))
        }
        Err(error) => Err(Stop::Failed(error.into())),
    }
}
