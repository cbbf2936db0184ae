//! `hongtou new <kind>`: a complete small example of a kind, to be overwritten line by line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, nearest, words};
use crate::schema::Schemas;
use crate::text::{Disk, Files};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 文种，如 notice、campaign / the kind
    kind: String,
    /// 写到哪个文件；不写就是 policies/<文种>.yaml / the file to write
    path: Option<PathBuf>,
}

/// Writes the sample of a kind. A file that is there is never overwritten.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let files = workspace.files();
    let schemas = Schemas::load(&files)?;
    let kind = schemas.kind(&arguments.kind).unwrap_or(&arguments.kind);
    let samples = samples(&files)?;
    if !samples.iter().any(|own| own == kind) {
        return Err(unknown(kind, &samples));
    }
    let bytes = files.read(&format!("templates/{kind}/sample.yaml"))?;
    let path = match &arguments.path {
        Some(path) => target(&workspace.disk, &world.folder, path)?,
        None => format!("policies/{kind}.yaml"),
    };
    Folder::new(workspace.disk.root())?.write_new(&path, &bytes)?;
    world.say(&words!(
        "写出 {path}，改好后运行 hongtou check",
        "wrote {path}; edit it, then run `hongtou check`"
    ));
    Ok(Exit::Clean)
}

/// Where a named paper goes: what does not lie in `policies` as YAML would never be read again.
pub(super) fn target(disk: &Disk, from: &Path, named: &Path) -> Result<String, Fault> {
    let shown = named.display();
    let named = match named.extension().and_then(OsStr::to_str) {
        Some("yaml" | "yml") => named.to_owned(),
        None if named.extension().is_none() => named.with_extension("yaml"),
        _ => {
            return Err(Fault::new(words!("{shown} 不是 YAML 文件", "{shown} is no YAML file"))
                .help(words!("文件名以 .yaml 结尾", "end its name in .yaml")));
        }
    };
    let path = disk.inside_or_new(from, &named)?;
    if path.starts_with("policies/") {
        return Ok(path);
    }
    Err(Fault::new(words!("{path} 不在 policies 里", "{path} does not lie in `policies`"))
        .help(words!("写成 policies/{path}", "write policies/{path}")))
}

fn samples(files: &dyn Files) -> Result<Vec<String>, Fault> {
    let all = files.list("templates")?;
    let kind = |path: &String| {
        path.strip_prefix("templates/")?.strip_suffix("/sample.yaml").map(str::to_owned)
    };
    Ok(all.iter().filter_map(kind).collect())
}

fn unknown(kind: &str, samples: &[String]) -> Fault {
    let all = samples.join(", ");
    let fault = Fault::new(words!("没有“{kind}”这个文种", "there is no kind `{kind}`"));
    match nearest(kind, samples.iter().map(String::as_str)) {
        Some(near) => fault.help(words!("是不是“{near}”？", "did you mean `{near}`?")),
        None => fault.help(words!("可选：{all}", "one of {all}")),
    }
}
