//! What the steps `render` and `join` have in common: the plan, and how they end.

use std::path::PathBuf;

use serde_json::Value;

use super::asked::{Asked, MergeFormat};
use crate::command::{Ended, Exit, World};
use crate::diag::{Fault, words};
use crate::merge::plan::{Plan, Stop};
use crate::text::Disk;

/// Arguments of every step that follows a plan.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// 计划，由 hongtou merge plan 写出 / the plan, as `merge plan` wrote it
    #[arg(long, value_name = "FILE")]
    plan: PathBuf,
    /// 名册，和计划时的一样 / the roster that was planned with
    #[arg(long, value_name = "FILE")]
    roster: PathBuf,
    /// 同时用几个核 / how many cores; all when not given
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// 输出格式；json 每行一个事件 / the format of what is said; `json` is an event a line
    #[arg(long, value_enum, default_value = "human")]
    format: MergeFormat,
}

/// What was asked for, as a plan has it.
pub(super) fn options(asked: &Asked) -> Value {
    serde_json::to_value(asked).unwrap_or_default()
}

/// The text of a plan, and what it asks for here.
pub(super) fn planned(common: &Common, world: &World<'_>) -> Result<(String, Asked), Stop> {
    let text = Disk::read_named(&world.folder, &common.plan).map_err(Fault::from)?;
    let plan = Plan::read(&text)?;
    let asked: Result<Asked, _> = serde_json::from_value(plan.options);
    let asked = asked.map_err(|error| {
        Stop::Unfit(vec![Fault::new(words!(
            "计划的选项读不出来：{error}",
            "the options of the plan cannot be read: {error}"
        ))])
    });
    let mut asked = asked?;
    asked.letter = world.workspace()?.disk.root().join(plan.letter);
    asked.roster.clone_from(&common.roster);
    (asked.jobs, asked.format) = (common.jobs, common.format);
    Ok((text, asked))
}

/// Says why a step stopped. Its exit code tells schedulers whether to try again: 1 where what was
/// given does not fit, 2 for faults.
pub(super) fn stopped(stop: Stop, world: &mut World<'_>) -> Ended {
    match stop {
        Stop::Unfit(faults) => {
            for fault in &faults {
                world.fault(fault);
            }
            Ok(Exit::Findings)
        }
        Stop::Failed(fault) => Err(fault),
    }
}
