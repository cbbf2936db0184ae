//! `hongtou fix`: makes the changes that findings propose, as a patch that touches nothing else.

use std::path::PathBuf;

use super::{Ended, Exit, World, exit_of};
use crate::build::{self, Folder, Mended, Request};
use crate::diag::{Fault, Finding, Fix, Lang, Trust, words};
use crate::report::{Format, Input};
use crate::text::Sources;

/// Arguments of `fix`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只改这些文件或文件夹 / only these files or folders
    paths: Vec<PathBuf>,
    /// 建议性的修改也逐条询问 / ask about each suggested change too
    #[arg(long)]
    suggested: bool,
    /// 不问，全部接受 / take every suggested change without asking
    #[arg(long, requires = "suggested")]
    yes: bool,
    /// 只显示差异，不写文件 / print the difference and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Fixes the workspace.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let mut request = Request { today: Some(world.today), ..Request::default() };
    for path in &arguments.paths {
        request.paths.push(workspace.inside(path, &world.folder)?);
    }
    if arguments.suggested && !arguments.yes && !world.interactive {
        return Err(Fault::new(words!("没有终端，不能逐条询问", "there is no terminal to ask at"))
            .help(words!("加 --yes 全部接受", "add `--yes` to take them all")));
    }
    let mut asked = Asked { answer: None };
    let mended =
        build::fix(&workspace.files(), &request, &mut |finding, fix, sources| match fix.trust {
            Trust::Safe => true,
            Trust::Suggested if !arguments.suggested => false,
            Trust::Suggested => arguments.yes || asked.agrees(finding, fix, sources, world),
        })?;
    if arguments.dry_run {
        world.print(&patch(&mended));
    } else if !mended.files.is_empty() {
        let files = mended.files.iter().map(|(path, _, new)| (path.as_str(), new.as_bytes()));
        Folder::new(workspace.disk.root())?.write_all(files)?;
    }
    summary(&mended, arguments, world);
    Ok(if arguments.dry_run && mended.made > 0 {
        Exit::Findings
    } else {
        exit_of(&mended.checked.findings)
    })
}

/// What the user has said to all questions that follow.
struct Asked {
    answer: Option<bool>,
}

impl Asked {
    fn agrees(
        &mut self,
        finding: &Finding,
        fix: &Fix,
        sources: &Sources,
        world: &mut World<'_>,
    ) -> bool {
        if let Some(answer) = self.answer {
            return answer;
        }
        let findings = std::slice::from_ref(finding);
        let input = Input { findings, sources, lang: world.lang, colour: world.colour };
        let shown = Format::Human.render(&input);
        let (old, new) = (sources.text(fix.span), &fix.text);
        let question = match world.lang {
            Lang::Zh => format!("“{old}”改为“{new}”？[y 改 / n 不改 / a 全改 / q 其余都不改] "),
            Lang::En => format!("change `{old}` to `{new}`? [y/n/a(ll)/q(uit)] "),
        };
        world.print(&format!("{shown}{question}"));
        let mut line = String::new();
        if world.input.read_line(&mut line).unwrap_or(0) == 0 {
            self.answer = Some(false);
            return false;
        }
        match line.trim() {
            "y" | "Y" | "是" => true,
            "a" | "A" => *self.answer.insert(true),
            "q" | "Q" => *self.answer.insert(false),
            _ => false,
        }
    }
}

/// The changes as a unified diff.
fn patch(mended: &Mended) -> String {
    let one = |(path, old, new): &(String, String, String)| {
        let diff = similar::TextDiff::from_lines(old, new);
        diff.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string()
    };
    mended.files.iter().map(one).collect()
}

fn summary(mended: &Mended, arguments: &Arguments, world: &mut World<'_>) {
    let (made, files) = (mended.made, mended.files.len());
    let left = mended.checked.findings.iter().filter_map(|one| one.fix.as_ref());
    let suggested = left.filter(|fix| fix.trust == Trust::Suggested).count();
    let done = if made == 0 {
        words!("没有可以放心改的地方", "nothing can safely be changed")
    } else if arguments.dry_run {
        words!("可改 {made} 处，涉及 {files} 个文件", "{made} changes in {files} files")
    } else {
        words!("改了 {made} 处，涉及 {files} 个文件", "made {made} changes in {files} files")
    };
    world.tell(&done);
    if suggested > 0 && !arguments.suggested {
        world.tell(&words!(
            "另有 {suggested} 处建议，用 --suggested 逐条确认",
            "{suggested} more are suggested; `--suggested` asks about each"
        ));
    }
}
