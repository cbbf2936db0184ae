//! `hongtou man`: pages for `man`, made of the definitions of commands.

use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Ended, Exit, World};
use crate::build::Folder;
use crate::diag::{Fault, nearest, words};

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 哪个命令的手册页；不写就是总页 / the page of this command; the main page when not given
    command: Option<String>,
    /// 把全部手册页写到这个文件夹 / write all pages to this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

/// What exit codes mean, by code.
const EXITS: [(&str, &str); 6] = [
    ("0", "没有问题 / clean"),
    (
        "1",
        "有错误，或者输出文件不符 / findings at error level, or outputs that are not as they should be",
    ),
    ("2", "程序无法工作 / the tool could not work"),
    ("3", "汇总不完整 / a tally that is incomplete"),
    ("4", "出现密级标志 / a secrecy mark where none may be"),
    ("101", "程序内部错误，请报告 / a bug in the program: please report it"),
];

/// Prints a page, or writes all of them.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let pages = pages()?;
    if let Some(out) = &arguments.out {
        let folder = Folder::new(&world.folder.join(out))?;
        let all = pages.iter().map(|(name, page)| (format!("{name}.1"), page));
        let all: Vec<(String, &Vec<u8>)> = all.collect();
        folder.write_all(all.iter().map(|(name, page)| (name.as_str(), page.as_slice())))?;
        let (count, shown) = (pages.len(), out.display());
        world.say(&words!("写出 {count} 个手册页到 {shown}", "wrote {count} pages to {shown}"));
        return Ok(Exit::Clean);
    }
    let wanted = arguments.command.as_ref().map(|name| format!("hongtou-{name}"));
    let wanted = wanted.as_deref().unwrap_or("hongtou");
    let Some((_, page)) = pages.iter().find(|(name, _)| name == wanted) else {
        return Err(unknown(arguments.command.as_deref().unwrap_or_default(), &pages));
    };
    world.print(&String::from_utf8_lossy(page));
    Ok(Exit::Clean)
}

fn unknown(name: &str, pages: &[(String, Vec<u8>)]) -> Fault {
    let names = pages.iter().filter_map(|(page, _)| page.strip_prefix("hongtou-"));
    let fault = Fault::new(words!("没有 {name} 这个命令", "there is no command `{name}`"));
    match nearest(name, names) {
        Some(near) => fault.help(words!("是不是 {near}？", "did you mean `{near}`?")),
        None => {
            fault.help(words!("hongtou --help 列出全部命令", "`hongtou --help` lists them all"))
        }
    }
}

/// Every page with its name, those of commands in commands too.
fn pages() -> Result<Vec<(String, Vec<u8>)>, Fault> {
    // `help` is a command for the terminal alone.
    let mut all = super::Arguments::command().disable_help_subcommand(true);
    all.build();
    let mut open = vec![all];
    let mut pages = Vec::new();
    while let Some(command) = open.pop() {
        open.extend(command.get_subcommands().filter(|inner| !inner.is_hide_set()).cloned());
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let page = page(command, pages.is_empty()).map_err(|error| {
            Fault::new(words!("手册页写不成：{error}", "the pages fail: {error}"))
        })?;
        pages.push((name, page));
    }
    pages.sort();
    Ok(pages)
}

fn page(command: Command, main: bool) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    Man::new(command).source(source).manual("红头").render(&mut page)?;
    if main {
        let mut exits = Roff::new();
        exits.control("SH", ["EXIT STATUS"]);
        for (code, means) in EXITS {
            exits.control("TP", []);
            exits.text([bold(code)]);
            exits.text([roman(means)]);
        }
        exits.to_writer(&mut page)?;
    }
    Ok(page)
}
