//! `hongtou burden`: one page on what papers cost those who must read and answer them.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::check::covers_papers;
use super::trace::columns;
use super::{Ended, Exit, World};
use crate::build::{self, Request};
use crate::diag::Lang;
use crate::model::{Paper, Set};
use crate::policy::burden::{self, Copied, Demanded, Shelf};
use crate::text::{Sources, Span};

/// Arguments of `burden`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只看这些文件或文件夹 / only these files or folders
    paths: Vec<PathBuf>,
    /// 格式：human 一页纸、json / the format
    #[arg(long, value_enum, default_value = "human")]
    format: BurdenFormat,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum BurdenFormat {
    Human,
    Json,
}

/// What one paper costs.
struct Burden<'a> {
    paper: &'a Paper,
    length: usize,
    limit: usize,
    forms: Vec<&'a Paper>,
    reports: Vec<Demanded>,
    pledges: Vec<(Span, &'static str)>,
    copied: Vec<Copied<'a>>,
}

/// Copied text below this share of a paper, in percent, is not worth a line.
const SHARE: usize = 5;

/// Weighs the workspace.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let mut request = Request { today: Some(world.today), ..Request::default() };
    for path in &arguments.paths {
        request.paths.push(workspace.inside(path, &world.folder)?);
    }
    let checked = build::check(&workspace.files(), &request)?;
    covers_papers(&checked, &request)?;
    let set = &checked.set;
    let shelf = Shelf::of(&set.papers);
    let asked = set.papers.iter().filter(|paper| checked.covers(paper));
    let all: Vec<Burden<'_>> = asked.map(|paper| weigh(set, paper, &shelf)).collect();
    let text = match arguments.format {
        BurdenFormat::Human => page(&all, &checked.sources, world.lang),
        BurdenFormat::Json => {
            let all: Vec<Value> = all.iter().map(|one| data(one, &checked.sources)).collect();
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
    };
    world.print(&text);
    Ok(Exit::Clean)
}

fn weigh<'a>(set: &'a Set, paper: &'a Paper, shelf: &Shelf<'a>) -> Burden<'a> {
    let links = paper.root.items_of("implements").iter();
    let superiors = links.filter_map(crate::model::Field::text);
    // The papers of one campaign share words on purpose; its superior's are another matter.
    let superiors: Vec<&Paper> = superiors
        .filter_map(|id| set.paper(id))
        .filter(|other| other.source != paper.source)
        .collect();
    let superior = |other: &Paper| superiors.iter().any(|own| own.source == other.source);
    let foreign = |other: &Paper| !superior(other) && other.folder() != paper.folder();
    let mut copied = Shelf::of(superiors.iter().copied()).copied(paper, |_| true);
    copied.extend(shelf.copied(paper, foreign));
    Burden {
        paper,
        length: burden::length(paper),
        limit: burden::limit(paper),
        forms: burden::forms(set, paper),
        reports: burden::reports(paper),
        pledges: burden::pledges(paper),
        copied: copied.into_iter().filter(|one| one.percent() >= SHARE).collect(),
    }
}

fn title(paper: &Paper) -> String {
    paper.title().map_or_else(|| paper.id.value.clone(), |title| title.value)
}

fn place(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.source);
    format!("{}:{}", source.path, source.line_column(span.bytes().start).line)
}

fn page(all: &[Burden<'_>], sources: &Sources, lang: Lang) -> String {
    let head = match lang {
        Lang::Zh => ["文件", "字数", "一般不超过", "报表", "报送", "责任状等"],
        Lang::En => ["paper", "characters", "usually", "forms", "reports", "pledges"],
    };
    let line = |one: &Burden<'_>| {
        let over = if one.length > one.limit { "!" } else { "" };
        [
            one.paper.path.trim_start_matches("policies/").to_owned(),
            format!("{}{over}", one.length),
            one.limit.to_string(),
            one.forms.len().to_string(),
            one.reports.len().to_string(),
            one.pledges.len().to_string(),
        ]
    };
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(all.iter().map(line));
    let sum = |count: fn(&Burden<'_>) -> usize| all.iter().map(count).sum::<usize>().to_string();
    lines.push([
        if lang == Lang::Zh { "合计" } else { "total" }.to_owned(),
        sum(|one| one.length),
        String::new(),
        sum(|one| one.forms.len()),
        sum(|one| one.reports.len()),
        sum(|one| one.pledges.len()),
    ]);
    let mut text = columns(&lines);
    let details: Vec<String> = all.iter().flat_map(|one| details(one, sources, lang)).collect();
    if !details.is_empty() {
        text.push('\n');
        text.extend(details);
    }
    let by = burden::AUTHORITY;
    let closing = match lang {
        Lang::Zh => format!("\n依据：{by}（一般要求，不是硬性上限）\n"),
        Lang::En => format!("\nby {by}: what is usual, no hard limits\n"),
    };
    text + &closing
}

/// What the table only counts, with its places.
fn details(one: &Burden<'_>, sources: &Sources, lang: Lang) -> Vec<String> {
    let say = |zh: String, en: String| match lang {
        Lang::Zh => zh + "\n",
        Lang::En => en + "\n",
    };
    let mut lines = Vec::new();
    for form in &one.forms {
        let (name, at) = (title(form), place(one.paper.head(), sources));
        lines.push(say(format!("填报《{name}》 {at}"), format!("form `{name}` {at}")));
    }
    for report in &one.reports {
        let (when, at) = (&report.text, place(report.span, sources));
        lines.push(say(format!("报送：{when} {at}"), format!("report due {when} {at}")));
    }
    for (span, word) in &one.pledges {
        let at = place(*span, sources);
        lines.push(say(format!("“{word}” {at}"), format!("`{word}` {at}")));
    }
    for copied in &one.copied {
        let (share, run) = (copied.percent(), copied.run);
        let (from, own, theirs) = (
            title(copied.from),
            place(copied.longest.0, sources),
            place(copied.longest.1, sources),
        );
        lines.push(say(
            format!("与《{from}》相同{share}%，最长{run}字：{own} 与 {theirs}"),
            format!("{share}% as in `{from}`, {run} characters running: {own} and {theirs}"),
        ));
    }
    lines
}

fn data(one: &Burden<'_>, sources: &Sources) -> Value {
    let report = |report: &Demanded| {
        json!({
            "when": report.text,
            "frequent": report.frequent(),
            "place": place(report.span, sources),
        })
    };
    let pledge =
        |(span, word): &(Span, &str)| json!({"word": word, "place": place(*span, sources)});
    let copied = |copied: &Copied<'_>| {
        json!({
            "from": copied.from.id.value,
            "percent": copied.percent(),
            "longest": copied.run,
            "here": place(copied.longest.0, sources),
            "there": place(copied.longest.1, sources),
        })
    };
    json!({
        "paper": one.paper.id.value,
        "path": one.paper.path,
        "characters": one.length,
        "usual_limit": one.limit,
        "forms": one.forms.iter().map(|form| title(form)).collect::<Vec<_>>(),
        "reports": one.reports.iter().map(report).collect::<Vec<_>>(),
        "pledges": one.pledges.iter().map(pledge).collect::<Vec<_>>(),
        "copied": one.copied.iter().map(copied).collect::<Vec<_>>(),
        "authority": burden::AUTHORITY,
    })
}
