//! `hongtou roster`: the empty roster (名册) of the institutions that get a letter each.

use std::path::{Path, PathBuf};

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, words};
use crate::roster::{self, Column};
use crate::schema::Schemas;
use crate::text::{Files, Source, Sources};
use crate::yaml;

/// Arguments of `roster`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 承诺书等逐家发放的文件 / the letter that each institution gets
    letter: PathBuf,
    /// 写成电子表格，不覆盖已有的文件；不写就输出 CSV / write a new spreadsheet instead of CSV
    #[arg(long)]
    xlsx: Option<PathBuf>,
}

/// Writes the empty roster.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let path = workspace.inside(&arguments.letter, &world.folder)?;
    let files = workspace.files();
    let columns = columns(&Schemas::load(&files)?, &path, files.read(&path)?)?;
    let Some(target) = &arguments.xlsx else {
        world.print(&roster::csv(&columns));
        return Ok(Exit::Clean);
    };
    let internal = |error| Fault::new(words!("内部错误：{error}", "internal error: {error}"));
    let bytes = roster::xlsx(&columns).map_err(internal)?;
    let whole = world.folder.join(target);
    let name = whole.file_name().and_then(|name| name.to_str()).unwrap_or("名册.xlsx");
    // A roster that somebody has filled in is never overwritten.
    Folder::new(whole.parent().unwrap_or(Path::new(".")))?.write_new(name, &bytes)?;
    let shown = target.display();
    world.say(&words!("写出 {shown}", "wrote {shown}"));
    Ok(Exit::Clean)
}

/// The columns for a letter, by its kind.
fn columns(schemas: &Schemas, path: &str, bytes: Vec<u8>) -> Result<Vec<Column>, Fault> {
    let text = String::from_utf8(bytes).unwrap_or_default();
    let source = Sources::default().add(Source::new(path, text.as_str()));
    let root = yaml::parse(source, &text).root;
    let entry = root.as_ref().and_then(|root| schemas.kind_entry(root));
    let kind = entry.and_then(|entry| entry.value.as_text()).and_then(|name| schemas.kind(name));
    let columns = kind.map(|kind| roster::columns(schemas, kind)).unwrap_or_default();
    if columns.is_empty() {
        return Err(Fault::new(words!(
            "{path} 不是逐家发放的文件，没有名册",
            "{path} is not sent to each institution and has no roster"
        ))
        .help(words!("写承诺书的路径", "name a commitment letter")));
    }
    Ok(columns)
}
