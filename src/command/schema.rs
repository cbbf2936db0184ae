//! `hongtou schema export`: the JSON Schemas, for editors and other programs.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::build::{Folder, manifest};
use crate::diag::{Lang, words};
use crate::schema::Schemas;
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
    /// 写出全部 JSON Schema，--lang zh 用中文字段名 / write all JSON Schemas; `--lang zh` for
    /// Chinese keys
    Export {
        /// 写到哪个文件夹，编辑器指向那里 / the folder to write to; point your editor there
        /// [default: output/schemas, with `--lang zh` output/schemas-zh]
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

/// Exports the schemas. Their keys are English unless Chinese was asked for by `--lang`: what the
/// machine speaks says nothing of how files are written.
pub(super) fn run(arguments: &Arguments, asked: Option<Lang>, world: &mut World<'_>) -> Ended {
    let Action::Export { out } = &arguments.action;
    let lang = asked.unwrap_or(Lang::En);
    // Not `schemas`: what lies there comes before the program's own, also after an update.
    let usual = if lang == Lang::Zh { "output/schemas-zh" } else { "output/schemas" };
    let out = out.clone().unwrap_or_else(|| usual.into());
    let workspace = world.workspace().ok();
    let files = workspace.as_ref().map(super::world::Workspace::files);
    let files: &dyn Files = files.as_ref().map_or(&Builtin, |files| files);
    let root = workspace.as_ref().map_or(world.folder.as_path(), |own| own.disk.root());
    let folder = Folder::new(&root.join(&out))?;
    let all = Schemas::load(files)?.export(lang);
    for (name, schema) in &all {
        folder.write_one(name, format!("{schema:#}\n").as_bytes())?;
    }
    // Not about papers: what `hongtou verify` reads, for other programs that read it.
    folder.write_one("manifest.schema.json", manifest::SCHEMA.as_bytes())?;
    let (count, out) = (all.len() + 1, out.display());
    world.say(&words!(
        "写出 {count} 个 JSON Schema 到 {out}",
        "wrote {count} JSON Schemas to {out}"
    ));
    Ok(Exit::Clean)
}
