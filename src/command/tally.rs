//! `hongtou tally`: adds the filled forms of many bodies up into one, and says who is missing.

use std::path::PathBuf;

use super::check::format;
use super::{Ended, Exit, World, exit_of};
use crate::build::{self, Folder};
use crate::diag::{Fault, words};
use crate::report::Format;
use crate::tally::{self, Tally};
use crate::text::Disk;

/// Arguments of `tally`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 统计表（不是填好的表）/ the form, not a filled one
    form: PathBuf,
    /// 只汇总这些文件或文件夹里的表；不写就是全部 / only filled forms at or under these
    #[arg(long, num_args = 1..)]
    from: Vec<PathBuf>,
    /// 写到哪个文件；不写就在统计表旁边，文件名加 -total / the file to write
    #[arg(long)]
    out: Option<PathBuf>,
    /// 不能相加的不重复数，写成 表/行/栏=数 / a number that cannot be added up
    #[arg(long, value_parser = given)]
    given: Vec<(String, String)>,
    /// 剔除数字有误的，汇总其余的 / leave out what does not hold and add up the others
    #[arg(long)]
    keep_going: bool,
    /// 覆盖已有的汇总表 / overwrite an earlier result
    #[arg(long)]
    force: bool,
    /// 输出格式 / the format of the report
    #[arg(long, default_value = "human", value_parser = format)]
    format: Format,
}

fn given(text: &str) -> Result<(String, String), String> {
    let (name, number) = text.split_once('=').ok_or("表/行/栏=数 / table/row/column=number")?;
    Ok((name.to_owned(), number.to_owned()))
}

/// Adds up, writes the result whole or not at all, and says who is in it.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let form = workspace.inside(&arguments.form, &world.folder)?;
    let mut request = tally::Request {
        result: result(&workspace.disk, arguments, world, &form)?,
        form,
        keep_going: arguments.keep_going,
        given: arguments.given.clone(),
        from: Vec::new(),
    };
    for path in &arguments.from {
        let path = workspace.inside(path, &world.folder)?;
        if path != "policies" && !path.starts_with("policies/") {
            return Err(Fault::new(words!(
                "{path} 不在 policies 里",
                "{path} is not in `policies`"
            ))
            .help(words!("把报来的表放进 policies", "put what was handed in into `policies`")));
        }
        request.from.push(path);
    }
    let checked = build::check(&workspace.files(), &build::Request::default())?;
    let done = tally::tally(&checked, &request)?;
    if let Some(text) = &done.text {
        let folder = Folder::new(workspace.disk.root())?;
        if arguments.force {
            folder.write_one(&request.result, text.as_bytes())?;
        } else {
            folder.write_new(&request.result, text.as_bytes()).map_err(|fault| {
                let help = words!(
                    "覆盖它写 --force，另写一份写 --out",
                    "overwrite it with --force, or name another --out"
                );
                if folder.has(&request.result) { fault.help(help) } else { fault }
            })?;
        }
    }
    world.report(arguments.format, &done.findings, &checked.sources);
    if arguments.format == Format::Human {
        tell(&done, &request.result, world);
    }
    Ok(exit(&done))
}

fn result(
    disk: &Disk,
    arguments: &Arguments,
    world: &World<'_>,
    form: &str,
) -> Result<String, Fault> {
    let stem = form.rsplit_once('.').map_or(form, |(stem, _)| stem);
    let Some(named) = &arguments.out else { return Ok(format!("{stem}-total.yaml")) };
    let path = disk.inside_or_new(&world.folder, named)?;
    let yaml = matches!(path.rsplit('.').next(), Some("yaml" | "yml"));
    if path.starts_with("policies/") && yaml && path != form {
        return Ok(path);
    }
    Err(Fault::new(words!("汇总表不能写到 {path}", "the result cannot be written to {path}"))
        .help(words!("写 policies 里的 .yaml 文件", "name a .yaml file in `policies`")))
}

fn tell(done: &Tally, path: &str, world: &mut World<'_>) {
    for (names, zh, en) in [
        (&done.failed, "数字有误", "does not hold"),
        (&done.missing, "没有报送", "has not handed in"),
    ] {
        for name in names {
            world.say(&words!("{zh}：{name}", "{en}: {name}"));
        }
    }
    let (expected, good) = (done.expected, done.done.len());
    let (failed, missing) = (done.failed.len(), done.missing.len());
    world.say(&words!(
        "应报 {expected} = 已汇总 {good} + 有误 {failed} + 未报 {missing}",
        "expected {expected} = done {good} + failed {failed} + skipped {missing}"
    ));
    world.say(&match (&done.text, failed) {
        (Some(_), _) => words!("写出 {path}", "wrote {path}"),
        (None, 0) => {
            words!("没有可以汇总的表，没有写出", "there is nothing to add up; nothing was written")
        }
        (None, _) => words!(
            "数字有误，没有写出；改正后重来，或者用 --keep-going 剔除它们",
            "nothing was written: correct them, or leave them out with --keep-going"
        ),
    });
}

fn exit(done: &Tally) -> Exit {
    let found = exit_of(&done.findings);
    if done.text.is_none() && found != Exit::Clean {
        found
    } else if done.done.len() < done.expected || done.text.is_none() {
        Exit::Incomplete
    } else {
        Exit::Clean
    }
}
