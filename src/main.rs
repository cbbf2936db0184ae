//! The `hongtou` program.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use hongtou::calendar::Date;
use hongtou::command::{Arguments, World, run};
use hongtou::diag::Lang;

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let mut err = std::io::stderr();
        let _ = writeln!(err, "程序内部错误，请报告 / internal error, please report:\n{panic}");
    }));
    let arguments = Arguments::parse();
    let (out, err) = (&mut std::io::stdout(), &mut std::io::stderr());
    let input = &mut std::io::stdin().lock();
    let colour = err.is_terminal() && variable("NO_COLOR").is_none();
    let mut world = World {
        folder: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        lang: lang(),
        colour,
        interactive: err.is_terminal(),
        cache: cache(),
        today: today(),
        input,
        out,
        err,
    };
    ExitCode::from(run(&arguments, &mut world) as u8)
}

/// The day in China, whatever the machine's time zone: excuses end there.
#[expect(
    clippy::disallowed_methods,
    reason = "what day it is decides over excuses, never over outputs"
)]
fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let hours = since.map_or(0, |since| since.as_secs() / 3600) + 8;
    Date::new(1970, 1, 1)
        .and_then(|epoch| {
            epoch.checked_add(jiff::Span::new().days(i64::try_from(hours / 24).unwrap_or(0)))
        })
        .unwrap_or(Date::ZERO)
}

/// The folder of the user's cache, as each system has it, and which build of the program this is:
/// another may find something else. `HONGTOU_CACHE` names another folder; when it is empty, nothing
/// is kept.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is looked at")]
fn cache() -> Option<(std::path::PathBuf, String)> {
    let folder = |name: &str| std::env::var_os(name).map(std::path::PathBuf::from);
    let named = folder("HONGTOU_CACHE");
    let absolute = |path: &std::path::PathBuf| path.is_absolute();
    let home = || {
        Some(folder("HOME")?.join(if cfg!(target_os = "macos") {
            "Library/Caches"
        } else {
            ".cache"
        }))
    };
    let system = folder(if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" });
    let base = || Some(system.filter(absolute).or_else(home)?.join("hongtou"));
    let base = named.map_or_else(base, Some).filter(absolute)?;
    let program = std::env::current_exe().ok()?.metadata().ok()?;
    let changed = program.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    let build = format!("{} {} {changed:?}", env!("CARGO_PKG_VERSION"), program.len());
    Some((base, build))
}

/// The language of the locale: English where it says so, Chinese otherwise.
fn lang() -> Lang {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.into_iter().find_map(variable).unwrap_or_default();
    if locale.starts_with("en") { Lang::En } else { Lang::Zh }
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment is looked at")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
