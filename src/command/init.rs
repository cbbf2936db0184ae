//! `hongtou init`: a workspace in an empty folder, with registries and an example that builds.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, words};
use crate::text::Files;
use crate::text::builtin::Builtin;

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 哪个文件夹；不写就是当前文件夹 / the folder; the current one when not given
    folder: Option<PathBuf>,
}

const FROM: &str = "templates/init/";

/// Writes the workspace. What is there already is never overwritten.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let root =
        arguments.folder.as_ref().map_or(world.folder.clone(), |folder| world.folder.join(folder));
    let folder = Folder::new(&root)?;
    let mut written = Vec::new();
    for path in Builtin.list("templates/init")? {
        let name = path.trim_start_matches(FROM);
        // A dotfile would not travel inside the program.
        let name = if name == "gitignore" { ".gitignore" } else { name };
        if folder.has(name) {
            return Err(Fault::new(words!("{name} 已经存在", "{name} is already there")).help(
                words!("在空文件夹里运行 hongtou init", "run `hongtou init` in an empty folder"),
            ));
        }
        written.push((name.to_owned(), Builtin.read(&path)?));
    }
    for (name, bytes) in &written {
        folder.write_new(name, bytes)?;
    }
    let shown = root.display();
    world.say(&words!("工作区建好了：{shown}", "the workspace is ready: {shown}"));
    world.say(&words!(
        "下一步：hongtou check，再 hongtou build",
        "next: `hongtou check`, then `hongtou build`"
    ));
    Ok(Exit::Clean)
}
