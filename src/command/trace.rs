//! `hongtou trace`: which demand of a superior paper is answered where, as a table or as a paper.

mod matrix;

use std::path::PathBuf;

use serde_json::Value;

pub(super) use matrix::columns;

use super::new::target;
use super::{Ended, Exit, World};
use crate::build::{self, Checked, Folder, Request};
use crate::diag::{Fault, words};
use crate::model::Set;
use crate::model::implementing::{self, Implementing};

/// Arguments of `trace`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只看这份方案：标识或者文件；不写就看全部 / one plan, by id or by file; all when not given
    plan: Option<String>,
    /// 格式：human 表格、json、yaml / the format
    #[arg(long, value_enum, default_value = "human")]
    format: TraceFormat,
    /// 把对照表写成一份文件 / write the table as a paper of the workspace
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
    /// 确认已按上级现在的文字核对，把校验码写进 answers / write into every link that it has been
    /// held against what the superior says now
    #[arg(long, conflicts_with = "write")]
    confirm: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum TraceFormat {
    Human,
    Json,
    Yaml,
}

/// Traces the workspace.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let request = Request { today: Some(world.today), ..Request::default() };
    let checked = build::check(&workspace.files(), &request)?;
    let pairs = chosen(&checked.set, arguments.plan.as_deref())?;
    if arguments.confirm {
        return confirm(&pairs, &checked, &Folder::new(workspace.disk.root())?, world);
    }
    if let Some(path) = &arguments.write {
        let [pair] = &pairs[..] else { return Err(several()) };
        let path = target(&workspace.disk, &world.folder, path)?;
        let text = matrix::paper(pair, path.rsplit('/').next().unwrap_or_default());
        Folder::new(workspace.disk.root())?.write_new(&path, text.as_bytes())?;
        world.say(&words!("写出 {path}", "wrote {path}"));
        return Ok(exit(&pairs));
    }
    let text = match arguments.format {
        TraceFormat::Human => pairs.iter().map(|pair| matrix::table(pair, world.lang)).collect(),
        TraceFormat::Json => {
            let all: Vec<Value> = pairs.iter().map(matrix::data).collect();
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
        TraceFormat::Yaml => pairs
            .iter()
            .map(|pair| matrix::yaml(&matrix::data(pair), 0))
            .collect::<Vec<_>>()
            .join("---\n"),
    };
    world.print(&text);
    Ok(exit(&pairs))
}

/// The pairs that are asked for.
fn chosen<'a>(set: &'a Set, plan: Option<&str>) -> Result<Vec<Implementing<'a>>, Fault> {
    let named = |pair: &Implementing<'_>| {
        let paper = pair.paper;
        plan.is_none_or(|plan| paper.id.value == plan || paper.path.ends_with(plan))
    };
    let pairs: Vec<Implementing<'a>> = implementing::all(set).into_iter().filter(named).collect();
    if !pairs.is_empty() {
        return Ok(pairs);
    }
    let fault = match plan {
        Some(plan) => {
            words!("“{plan}”没有可对照的上级文件", "`{plan}` implements no paper of the set")
        }
        None => words!("没有文件写明落实上级文件", "no paper says which superior it implements"),
    };
    Err(Fault::new(fault).help(words!(
        "在方案里写 implements（落实）：上级文件的标识",
        "write `implements:` with the id of the superior paper"
    )))
}

fn several() -> Fault {
    Fault::new(words!("有几份方案，不知写哪一份", "there are several plans"))
        .help(words!("指明方案的标识", "name the plan"))
}

/// Something unanswered or suspect is a finding to scripts.
fn exit(pairs: &[Implementing<'_>]) -> Exit {
    let open = |pair: &Implementing<'_>| {
        pair.unanswered().next().is_some() || pair.answered().any(|(own, to)| own.suspect(to))
    };
    if pairs.iter().any(open) { Exit::Findings } else { Exit::Clean }
}

/// Writes into every link what it has been held against, and touches nothing else.
fn confirm(
    pairs: &[Implementing<'_>],
    checked: &Checked,
    folder: &Folder,
    world: &mut World<'_>,
) -> Ended {
    let mut changes: Vec<(crate::text::Span, String)> = Vec::new();
    for pair in pairs {
        for (own, demand) in pair.answered().filter(|(own, _)| own.written) {
            let link = format!("{}@{}", own.to.value, demand.fingerprint);
            if checked.sources.text(own.to.span) != link {
                changes.push((own.to.span, link));
            }
        }
    }
    // From the last to the first, so that no place moves before its turn.
    changes.sort_by_key(|(span, _)| std::cmp::Reverse((span.source, span.bytes().start)));
    let mut files: Vec<(String, String)> = Vec::new();
    for (span, link) in &changes {
        let source = checked.sources.get(span.source);
        if files.last().is_none_or(|(path, _)| *path != source.path) {
            files.push((source.path.clone(), source.text.to_string()));
        }
        if let Some((_, text)) = files.last_mut() {
            text.replace_range(span.bytes(), link);
        }
    }
    folder.write_all(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())))?;
    let count = changes.len();
    world.say(&words!("确认 {count} 处承接", "confirmed {count} links"));
    Ok(Exit::Clean)
}
