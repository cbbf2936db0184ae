//! `hongtou merge plan`: checks everything once, and writes down what machines must agree on.

use std::path::{Path, PathBuf};

use super::asked::Asked;
use super::ready::{self, Ready};
use super::{clashing, steps};
use crate::build::Folder;
use crate::command::{Ended, Exit, World};
use crate::diag::words;
use crate::merge::plan;

/// Arguments of `merge plan`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    asked: Asked,
    /// 计划写到哪个文件 / the file of the plan
    #[arg(long, value_name = "FILE", default_value = "plan.json")]
    out: PathBuf,
}

/// Writes a plan; nothing while anything is wrong.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let Arguments { asked, out } = arguments;
    ready::with(asked, world, |ready, world| write(ready, asked, out, world))
}

fn write(ready: &Ready<'_>, asked: &Asked, out: &Path, world: &mut World<'_>) -> Ended {
    let clashes = plan::clashes(&ready.task)?;
    if !clashes.is_empty() {
        return Ok(clashing(&clashes, asked, world));
    }
    let plan = ready.pool.install(|| plan::plan(&ready.task, steps::options(asked)))?;
    let whole = world.folder.join(out);
    let name = whole.file_name().and_then(|name| name.to_str()).unwrap_or("plan.json");
    let folder = whole.parent().unwrap_or(Path::new("."));
    Folder::new(folder)?.write_one(name, plan.text().as_bytes())?;
    let (shown, rows, skipped) = (out.display(), plan.roster.rows, plan.roster.skipped);
    let (runs, megabytes) = (plan.weights.runs.len(), plan.weights.bytes.div_ceil(1 << 20));
    world.say(&words!(
        "写出 {shown}：{rows} 家，跳过 {skipped} 行，合订本 {runs} 册，单份约 {megabytes} MB",
        "wrote {shown}: {rows} letters, {skipped} rows left out, {runs} runs, about {megabytes} MB"
    ));
    // The plan is whole; what is left out is told again where everything is joined.
    Ok(Exit::Clean)
}
