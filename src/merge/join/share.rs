//! What a shard says of itself, and whether shards by their own words make one whole.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::build::Folder;
use crate::build::manifest::Tool;
use crate::diag::{Fault, Words, words};
use crate::merge::plan::Stop;
use crate::merge::shard::Shard;
use crate::merge::{Counts, Manifest};
use crate::text::hex;
use crate::text::{Disk, FileError, Files};

/// The file that a finished shard has.
pub(super) const NAME: &str = "shard.json";
/// The version of the format.
const VERSION: u32 = 1;
/// What the file says of itself.
const KIND: &str = "merge-shard";

/// What stands in `shard.json`. It is written last: a shard that has it is finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The version of the format.
    pub version: u32,
    /// `merge-shard`.
    pub kind: String,
    /// The program that made it.
    pub tool: Tool,
    /// The SHA-256 of the plan it belongs to.
    pub plan: String,
    /// Which shard it is, from 1.
    pub shard: u32,
    /// Of how many.
    pub of: u32,
    /// How its letters went.
    pub counts: Counts,
    /// The SHA-256 of its `manifest.json`, which has that of everything else.
    pub manifest: String,
}

impl Share {
    /// What a shard says once it is finished: which plan it follows, and what it has made.
    pub fn new(plan: &str, shard: Shard, manifest: &Manifest) -> Self {
        Self {
            version: VERSION,
            kind: KIND.to_owned(),
            tool: Tool::own(),
            plan: plan.to_owned(),
            shard: shard.number(),
            of: shard.count(),
            counts: manifest.counts,
            manifest: hex(&Sha256::digest(manifest.text().as_bytes())),
        }
    }

    /// Says in the folder of a shard that it is finished.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Fault> {
        let text = serde_json::to_string_pretty(self).expect("a share has no maps with odd keys");
        Folder::new(folder)?.write_one(NAME, (text + "\n").as_bytes())
    }

    /// Which shard it is; none for numbers that no shard has.
    pub fn which(&self) -> Option<Shard> {
        Shard::new(self.shard.checked_sub(1)?, self.of)
    }
}

/// The folder of a shard.
pub struct Given {
    /// As the user named it.
    pub name: String,
    /// What lies in it.
    pub disk: Disk,
}

/// Reads what a folder says of itself, and holds it to the plan.
///
/// # Errors
/// When it is no finished shard of this plan, or cannot be read.
pub(super) fn read(given: &Given, plan: &str) -> Result<(Shard, Share), Stop> {
    let name = &given.name;
    let text = match given.disk.read(NAME) {
        Ok(bytes) => String::from_utf8(bytes).unwrap_or_default(),
        Err(FileError::Missing(_)) => return Err(unfit(unfinished(name))),
        Err(other) => return Err(Stop::Failed(other.into())),
    };
    let share: Option<Share> = serde_json::from_str(&text).ok();
    let share = share.filter(|share| share.kind == KIND && share.version == VERSION);
    let Some((which, share)) = share.and_then(|share| Some((share.which()?, share))) else {
        return Err(unfit(words!("{name} 的 {NAME} 读不出来", "{name}/{NAME} cannot be read")));
    };
    if share.plan != plan {
        return Err(unfit(words!("{name} 属于另一个计划", "{name} belongs to another plan")));
    }
    if share.tool != Tool::own() {
        let (other, own) = (&share.tool.version, Tool::own().version);
        return Err(unfit(words!(
            "{name} 由红头 {other} 做成，不是 {own}",
            "{name} was made by hongtou {other} and not {own}"
        )));
    }
    Ok((which, share))
}

/// Whether these are all shards, each of them once; otherwise what is wrong, shard by shard.
pub(super) fn whole(shards: &[(Shard, &str)]) -> Vec<Fault> {
    let mut counts: BTreeMap<u32, &str> = BTreeMap::new();
    for (shard, name) in shards {
        counts.entry(shard.count()).or_insert(name);
    }
    if counts.len() > 1 {
        let told: Vec<String> =
            counts.iter().map(|(count, name)| format!("{name} {count}")).collect();
        let told = told.join(", ");
        return vec![again(words!(
            "各片的分法不同：{told}",
            "the shards are of different divisions: {told}"
        ))];
    }
    let mut found = Vec::new();
    let mut first: BTreeMap<u32, &str> = BTreeMap::new();
    for (shard, name) in shards {
        if let Some(other) = first.insert(shard.number(), name) {
            let number = shard.number();
            found.push(
                Fault::new(words!(
                    "第 {number} 片有两份：{other}、{name}",
                    "shard {number} is here twice: {other}, {name}"
                ))
                .help(words!("只给一份", "give one of them")),
            );
        }
    }
    let all = counts.keys().next().copied().unwrap_or_default();
    let missing: Vec<u32> = (1..=all).filter(|number| !first.contains_key(number)).collect();
    if !missing.is_empty() || all == 0 {
        found.push(lacking(&missing, all));
    }
    found
}

fn lacking(missing: &[u32], all: u32) -> Fault {
    let told: Vec<String> = missing.iter().take(20).map(u32::to_string).collect();
    let (zh, en) = (told.join("、"), told.join(", "));
    let (count, more) = (missing.len(), if missing.len() > told.len() { "…" } else { "" });
    let said: Words = if all == 0 {
        words!("没有给出分片的文件夹", "no folders of shards were given")
    } else {
        words!(
            "{all} 片中缺 {count} 片：{zh}{more}",
            "{count} of {all} shards are missing: {en}{more}"
        )
    };
    Fault::new(said).help(words!(
        "做完缺的分片，把全部文件夹都写上",
        "make the missing shards, and name all folders"
    ))
}

/// What is said of a shard that somebody still makes, or that was broken off.
pub(super) fn unfinished(name: &str) -> Words {
    words!("{name} 没有做完", "{name} is not finished")
}

fn unfit(said: Words) -> Stop {
    Stop::Unfit(vec![again(said)])
}

/// Something wrong that making the shard again sets right.
pub(super) fn again(said: Words) -> Fault {
    Fault::new(said)
        .help(words!("按这份计划重做这一片", "make this shard again by the plan given here"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(shards: &[(u32, u32, &str)]) -> Vec<String> {
        let shards: Vec<(Shard, &str)> = shards
            .iter()
            .map(|(number, count, name)| (Shard::new(number - 1, *count).unwrap(), *name))
            .collect();
        whole(&shards).into_iter().map(|fault| fault.words.en).collect()
    }

    #[test]
    fn shards_are_whole_when_each_is_there_once() {
        assert_eq!(said(&[(2, 3, "b"), (1, 3, "a"), (3, 3, "c")]), [""; 0]);
        assert_eq!(said(&[(1, 3, "a")]), ["2 of 3 shards are missing: 2, 3"]);
        let twice = said(&[(1, 2, "a"), (2, 2, "b"), (1, 2, "c")]);
        assert_eq!(twice, ["shard 1 is here twice: a, c"]);
        let mixed = said(&[(1, 2, "a"), (2, 3, "b")]);
        assert_eq!(mixed, ["the shards are of different divisions: a 2, b 3"]);
        assert_eq!(said(&[]), ["no folders of shards were given"]);
        assert!(said(&[(1, 50, "a")])[0].ends_with("20, 21…"));
    }
}
