//! `hongtou build --check`: whether the output folder is what the sources give, without writing.

use std::path::Path;

use super::{Exit, World};
use crate::build::Built;
use crate::build::verify::{Stored, compare};
use crate::diag::{Fault, words};

/// Tells how a folder differs from what was built, to a person or, where the standard output is
/// a report, on the error stream.
pub(super) fn tell(
    built: &Built,
    whole: bool,
    stored: &Stored,
    out: &Path,
    world: &mut World<'_>,
) -> Result<Exit, Fault> {
    let found = compare(built, whole, stored)?;
    let out = out.display();
    for path in &found.changed {
        world.tell(&words!("不符：{out}/{path}", "differs: {out}/{path}"));
    }
    for path in &found.missing {
        world.tell(&words!("缺失：{out}/{path}", "missing: {out}/{path}"));
    }
    for path in &found.extra {
        world.tell(&words!("多出：{out}/{path}", "extra: {out}/{path}"));
    }
    if found.manifest {
        world.tell(&words!("清单过期：{out}/manifest.json", "out of date: {out}/manifest.json"));
    }
    let wrong = found.changed.len() + found.missing.len() + found.extra.len();
    let checked = built.outputs.len();
    let unit = if checked == 1 { "output" } else { "outputs" };
    if wrong == 0 && !found.manifest {
        world.tell(&words!(
            "{checked} 个输出文件与源文件相符",
            "{checked} {unit} as the sources give them"
        ));
        return Ok(Exit::Clean);
    }
    world.tell(&words!(
        "{out} 与源文件不符；运行 hongtou build 重新生成，多出的文件请移走",
        "{out} is not what the sources give; build again, and move extra files elsewhere"
    ));
    Ok(Exit::Findings)
}
