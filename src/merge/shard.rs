//! Shards: which part of the letters one machine makes. A hash of each name decides, so that a
//! letter stays in its shard whatever other letters come and go, and machines need not talk.

mod division;

pub use division::{Division, part, runs};

use sha2::{Digest, Sha256};

use crate::diag::{Fault, words};

/// The most shards that letters are divided into.
const MOST: u32 = 100_000;

/// One of several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// The part at a place from 0; none where there is no such part.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        (index < count && count <= MOST).then_some(Self { index, count })
    }

    /// Reads `3/50`: the third of fifty.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, count) = text.split_once('/')?;
        Self::new(digits(number)?.checked_sub(1)?, digits(count)?)
    }

    /// Its number, from 1.
    pub fn number(self) -> u32 {
        self.index + 1
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.count
    }

    /// The folder that it writes into.
    pub fn folder(self) -> String {
        format!("shard-{}-of-{}", self.number(), self.count)
    }

    /// Its place, from 0.
    pub fn index(self) -> u32 {
        self.index
    }
}

/// The part, from 0, that the bearer of a name belongs to: an institution by its code, a volume by
/// its name.
fn place(name: &str, count: u32) -> u32 {
    let hash = Sha256::digest(name.as_bytes());
    let head = hash.iter().take(size_of::<u64>());
    let number = head.fold(0_u64, |number, byte| number << u8::BITS | u64::from(*byte));
    // The rest of a division by a u32 is one.
    u32::try_from(number % u64::from(count.max(1))).unwrap_or(0)
}

/// A number of plain digits: what a shell or a scheduler writes.
fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

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
    fn a_shard_is_written_with_its_number_from_one() {
        assert_eq!(Shard::parse("3/50"), Shard::new(2, 50));
        assert_eq!(shard(2, 50).folder(), "shard-3-of-50");
        for text in ["0/5", "6/5", "/5", "1/", "1/0", "+1/5", "1 /5", "3", "1/2/3", "1/100001"] {
            assert_eq!(Shard::parse(text), None, "{text}");
        }
    }

    #[test]
    fn everyone_has_a_shard_and_keeps_it() {
        for count in [1, 7, 50] {
            assert!((0..200).all(|at| place(&format!("H4407{at:05}"), count) < count));
        }
        // What a released program divided is divided alike by the next.
        assert_eq!(["H44070000001", "甲", ""].map(|name| place(name, 50)), [24, 23, 2]);
    }

    #[test]
    fn shards_are_about_equal() {
        let mut sizes = [0; 7];
        for at in 0..7000 {
            sizes[place(&format!("H{at:08}"), 7) as usize] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
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
