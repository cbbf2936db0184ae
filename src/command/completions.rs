//! `hongtou completions`: what a shell needs to complete commands, made of their definitions.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{Exit, World};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 哪一种命令行外壳 / the shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script of a shell.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Exit {
    let mut command = super::Arguments::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, name, &mut script);
    world.print(&String::from_utf8_lossy(&script));
    Exit::Clean
}
