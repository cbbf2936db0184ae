//! `hongtou schema export`: the JSON Schemas, for editors and other programs.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::words;
use crate::text::Files;
use crate::text::builtin::Builtin;

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// 写出全部 JSON Schema / write all JSON Schemas
    Export {
        /// 写到哪个文件夹，编辑器指向那里 / the folder to write to; point your editor there
        #[arg(long, default_value = "output/schemas")]
        out: PathBuf,
    },
}

/// Exports the schemas.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Action::Export { out } = &arguments.action;
    let workspace = world.workspace().ok();
    let files = workspace.as_ref().map(super::world::Workspace::files);
    let files: &dyn Files = files.as_ref().map_or(&Builtin, |files| files);
    // Not `schemas`: what lies there comes before the program's own, also after an update.
    let root = workspace.as_ref().map_or(world.folder.as_path(), |own| own.disk.root());
    let folder = Folder::new(&root.join(out))?;
    let paths = files.list("schemas")?;
    for path in &paths {
        let name = path.trim_start_matches("schemas/");
        folder.write_one(name, &files.read(path)?)?;
    }
    let (count, out) = (paths.len(), out.display());
    world.say(&words!(
        "写出 {count} 个 JSON Schema 到 {out}",
        "wrote {count} JSON Schemas to {out}"
    ));
    Ok(Exit::Clean)
}
