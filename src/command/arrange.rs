//! `hongtou arrange <file>`: proposes who inspects whom, and writes it into the paper.

use std::path::PathBuf;

use super::{Ended, Exit, World, exit_of};
use crate::arrange::{self, Case, Outcome};
use crate::build::{self, Checked, Folder, Request};
use crate::diag::{Fault, Finding, words};
use crate::model::Paper;
use crate::report::Format;
use crate::text::patch;
use crate::yaml;

/// Arguments of `arrange`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 交叉检查安排的文件 / the paper that is to be arranged
    path: PathBuf,
    /// 已有分组的，重新安排 / arrange anew what has pairs already
    #[arg(long)]
    again: bool,
    /// 随机种子；不写就用文件里的，文件里没有的用 1 / the seed; else the paper's own, else 1
    #[arg(long)]
    seed: Option<u32>,
    /// 只显示改动，不写文件 / show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Arranges a paper. It is written whole or not at all.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let path = workspace.inside(&arguments.path, &world.folder)?;
    let request = Request { paths: vec![path.clone()], ..Request::default() };
    let checked = build::check(&workspace.files(), &request)?;
    let paper = paper(&checked, &path)?;
    if !paper.facts.inspections.is_empty() && !arguments.again {
        let fault = Fault::new(words!("{path} 已有分组", "{path} has pairs already"));
        return Err(fault.help(words!("要重新安排，加 --again", "add `--again` to arrange anew")));
    }
    let case = match Case::read(&checked.set, paper) {
        Ok(case) => case,
        Err(finding) => return Ok(refuse(*finding, &checked, world)),
    };
    let seed = arguments.seed.map(u64::from).or(case.seed).unwrap_or(1);
    let pairs = match case.problem.solve(seed) {
        Outcome::Found(pairs) => pairs,
        Outcome::Impossible(obstacle) => {
            return Ok(refuse(case.explain(&obstacle), &checked, world));
        }
        Outcome::Undecided => return Ok(refuse(case.undecided(), &checked, world)),
    };
    let name = |at: usize| case.names[at].clone();
    let pairs: Vec<_> = pairs.into_iter().map(|(from, to)| (name(from), name(to))).collect();
    let text = &checked.sources.get(paper.source).text;
    let root = yaml::parse(paper.source, text).root;
    let root = root.expect("a source that made a paper has a root");
    let changed = arrange::changed(text, &root, &pairs, seed);
    if arguments.dry_run {
        world.print(&patch(&path, text, &changed));
        return Ok(Exit::Clean);
    }
    Folder::new(workspace.disk.root())?.write_one(&path, changed.as_bytes())?;
    let count = pairs.len();
    world.say(&words!(
        "写入 {path}：{count} 组，种子 {seed}",
        "wrote {count} pairs from seed {seed} into {path}"
    ));
    Ok(Exit::Clean)
}

/// The paper of a source.
fn paper<'a>(checked: &'a Checked, path: &str) -> Result<&'a Paper, Fault> {
    checked.set.papers.iter().find(|paper| paper.path == path).ok_or_else(|| {
        Fault::new(words!("读不出 {path}", "{path} cannot be read"))
            .help(words!("先运行 hongtou check {path}", "run `hongtou check {path}` first"))
    })
}

fn refuse(finding: Finding, checked: &Checked, world: &mut World<'_>) -> Exit {
    let findings = [finding];
    world.report(Format::Human, &findings, &checked.sources);
    exit_of(&findings)
}
