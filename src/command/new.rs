//! `hongtou new <kind>`: a complete small example of a kind, to be overwritten line by line.

use std::path::PathBuf;

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, nearest, words};
use crate::text::Files;

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
    let kind = &arguments.kind;
    let samples = samples(&files)?;
    if !samples.iter().any(|own| own == kind) {
        return Err(unknown(kind, &samples));
    }
    let bytes = files.read(&format!("templates/{kind}/sample.yaml"))?;
    let (root, path) = match &arguments.path {
        Some(path) => (world.folder.clone(), path.clone()),
        None => (workspace.disk.root().to_owned(), PathBuf::from(format!("policies/{kind}.yaml"))),
    };
    let folder = Folder::new(&root)?;
    let shown = path.to_string_lossy().replace('\\', "/");
    if folder.has(&shown) {
        return Err(Fault::new(words!("{shown} 已经存在", "{shown} is already there"))
            .help(words!("换一个文件名", "choose another name")));
    }
    folder.write_one(&shown, &bytes)?;
    world.say(&words!(
        "写出 {shown}，改好后运行 hongtou check",
        "wrote {shown}; edit it, then run `hongtou check`"
    ));
    Ok(Exit::Clean)
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
