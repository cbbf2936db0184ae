//! Which shard a job is, as its scheduler says: Kubernetes, GitLab and Slurm each have variables of
//! their own and count in their own way.

use super::{Shard, digits};
use crate::diag::{Fault, words};

/// Looks a variable of the environment up.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A scheduler that tells each of its jobs which part is its own.
struct Engine {
    name: &'static str,
    /// The variables by which it shows.
    variables: &'static [&'static str],
    read: fn(Variables<'_>) -> Result<Shard, Fault>,
}

/// The variable that says into how many shards a Job of Kubernetes is divided, which Kubernetes
/// does not tell.
const SHARDS: &str = "HONGTOU_SHARDS";

static ENGINES: [Engine; 3] = [
    Engine { name: "Kubernetes", variables: &["JOB_COMPLETION_INDEX", SHARDS], read: kubernetes },
    Engine { name: "GitLab", variables: &["CI_NODE_INDEX", "CI_NODE_TOTAL"], read: gitlab },
    Engine {
        name: "Slurm",
        variables: &[
            "SLURM_ARRAY_TASK_ID",
            "SLURM_ARRAY_TASK_MIN",
            "SLURM_ARRAY_TASK_MAX",
            "SLURM_ARRAY_TASK_COUNT",
        ],
        read: slurm,
    },
];

/// The part that the scheduler gave to this job, and the name of the scheduler. A variable that is
/// missing or wrong is never guessed: with a wrong guess each job would do everything, or nothing,
/// and all would seem well.
///
/// # Errors
/// When no scheduler is there, when one says half of it or nonsense, or when two disagree.
pub fn auto(variables: Variables<'_>) -> Result<(Shard, &'static str), Fault> {
    let shows = |engine: &&Engine| engine.variables.iter().any(|name| variables(name).is_some());
    let mut found: Option<(Shard, &'static str)> = None;
    for engine in ENGINES.iter().filter(shows) {
        let shard = (engine.read)(variables)?;
        match found {
            Some((other, first)) if other != shard => {
                return Err(disagree((other, first), (shard, engine.name)));
            }
            Some(_) => {}
            None => found = Some((shard, engine.name)),
        }
    }
    found.ok_or_else(|| {
        advised(Fault::new(words!(
            "没有 Kubernetes、GitLab 或 Slurm 的分片变量",
            "no variables of Kubernetes, GitLab or Slurm name a shard"
        )))
    })
}

/// Kubernetes counts from 0.
fn kubernetes(variables: Variables<'_>) -> Result<Shard, Fault> {
    let [index, count] = ["JOB_COMPLETION_INDEX", SHARDS];
    let shard = Shard::new(number(index, variables)?, number(count, variables)?);
    shard.ok_or_else(|| beyond(index, count, variables))
}

/// GitLab counts from 1.
fn gitlab(variables: Variables<'_>) -> Result<Shard, Fault> {
    let [index, count] = ["CI_NODE_INDEX", "CI_NODE_TOTAL"];
    let (at, all) = (number(index, variables)?, number(count, variables)?);
    let shard = at.checked_sub(1).and_then(|at| Shard::new(at, all));
    shard.ok_or_else(|| beyond(index, count, variables))
}

/// Slurm counts as its user says, here from 0 or 1 and without gaps: an array of a few numbers only
/// is no division of the whole.
fn slurm(variables: Variables<'_>) -> Result<Shard, Fault> {
    let [id, count] = ["SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT"];
    let [min, max] = ["SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX"];
    let (least, most) = (number(min, variables)?, number(max, variables)?);
    let (at, all) = (number(id, variables)?, number(count, variables)?);
    let dense = most.checked_sub(least).is_some_and(|steps| steps.checked_add(1) == Some(all));
    if least > 1 || !dense {
        return Err(Fault::new(words!(
            "Slurm 数组 {least}–{most} 共 {all} 项，不是从 0 或 1 起的连续编号",
            "the Slurm array {least}–{most} of {all} is not numbered from 0 or 1 without gaps"
        ))
        .help(words!(
            "用 --array=1-50 提交；补做一片用 scontrol requeue",
            "submit with `--array=1-50`; make one shard again with `scontrol requeue`"
        )));
    }
    let shard = at.checked_sub(least).and_then(|at| Shard::new(at, all));
    shard.ok_or_else(|| beyond(id, count, variables))
}

/// The number in a variable.
fn number(name: &str, variables: Variables<'_>) -> Result<u32, Fault> {
    let Some(value) = variables(name) else {
        return Err(advised(Fault::new(words!(
            "环境变量 {name} 没有设置",
            "the variable {name} is not set"
        ))));
    };
    if value.is_empty() {
        return Err(advised(Fault::new(words!(
            "环境变量 {name} 是空的",
            "the variable {name} is empty"
        ))));
    }
    digits(&value).ok_or_else(|| {
        let shown: String = value.chars().take(40).collect();
        advised(Fault::new(words!(
            "环境变量 {name} 是“{shown}”，不是数",
            "the variable {name} is `{shown}` and no number"
        )))
    })
}

fn beyond(index: &str, count: &str, variables: Variables<'_>) -> Fault {
    let [at, all] = [index, count].map(|name| variables(name).unwrap_or_default());
    advised(Fault::new(words!(
        "{index} 为 {at}、{count} 为 {all}：没有这一片",
        "{index} is {at} and {count} is {all}: there is no such shard"
    )))
}

fn disagree(one: (Shard, &str), other: (Shard, &str)) -> Fault {
    let told = |(shard, name): (Shard, &str)| format!("{name} {}/{}", shard.number(), shard.count);
    let (one, other) = (told(one), told(other));
    advised(Fault::new(words!(
        "两个调度器说的分片不同：{one}，{other}",
        "two schedulers name different shards: {one}, {other}"
    )))
}

fn advised(fault: Fault) -> Fault {
    fault.help(words!(
        "检查作业文件，或写明 --shard 3/50",
        "check the job file, or name the shard: `--shard 3/50`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(pairs: &[(&str, &str)]) -> Result<(Shard, &'static str), String> {
        let look = |name: &str| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        auto(&look).map_err(|fault| fault.words.en)
    }

    fn shard(index: u32, count: u32) -> Shard {
        Shard::new(index, count).unwrap()
    }

    #[test]
    fn schedulers_are_understood_with_their_own_ways_of_counting() {
        let kubernetes = [("JOB_COMPLETION_INDEX", "0"), ("HONGTOU_SHARDS", "50")];
        assert_eq!(from(&kubernetes), Ok((shard(0, 50), "Kubernetes")));
        let gitlab = [("CI_NODE_INDEX", "20"), ("CI_NODE_TOTAL", "20")];
        assert_eq!(from(&gitlab), Ok((shard(19, 20), "GitLab")));
        let slurm = |id, min, max, count| {
            from(&[
                ("SLURM_ARRAY_TASK_ID", id),
                ("SLURM_ARRAY_TASK_MIN", min),
                ("SLURM_ARRAY_TASK_MAX", max),
                ("SLURM_ARRAY_TASK_COUNT", count),
            ])
        };
        assert_eq!(slurm("1", "1", "50", "50"), Ok((shard(0, 50), "Slurm")));
        assert_eq!(slurm("49", "0", "49", "50"), Ok((shard(49, 50), "Slurm")));
        for (min, max, count) in [("3", "5", "3"), ("1", "50", "3"), ("5", "1", "4")] {
            let said = slurm("4", min, max, count).unwrap_err();
            assert!(said.contains("without gaps"), "{said}");
        }
        assert!(slurm("51", "1", "50", "50").unwrap_err().contains("no such shard"));
    }

    #[test]
    fn a_variable_that_is_missing_or_wrong_is_never_guessed() {
        let said = |pairs: &[(&str, &str)]| from(pairs).unwrap_err();
        assert!(said(&[]).contains("no variables of"));
        // GitLab sets the total also where nothing is divided.
        assert_eq!(said(&[("CI_NODE_TOTAL", "1")]), "the variable CI_NODE_INDEX is not set");
        let index = ("JOB_COMPLETION_INDEX", "3");
        assert_eq!(said(&[index]), "the variable HONGTOU_SHARDS is not set");
        assert_eq!(said(&[index, ("HONGTOU_SHARDS", "")]), "the variable HONGTOU_SHARDS is empty");
        for (count, words) in [("3", "no such shard"), ("0", "no such"), ("五", "no number")] {
            assert!(said(&[index, ("HONGTOU_SHARDS", count)]).contains(words), "{count}");
        }
        let zero = [("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "5")];
        assert!(said(&zero).contains("no such shard"));
    }

    #[test]
    fn two_schedulers_must_agree() {
        let both = |node| {
            from(&[
                ("JOB_COMPLETION_INDEX", "2"),
                ("HONGTOU_SHARDS", "5"),
                ("CI_NODE_INDEX", node),
                ("CI_NODE_TOTAL", "5"),
            ])
        };
        assert_eq!(both("3"), Ok((shard(2, 5), "Kubernetes")));
        let said = both("2").unwrap_err();
        assert_eq!(said, "two schedulers name different shards: Kubernetes 3/5, GitLab 2/5");
    }
}
