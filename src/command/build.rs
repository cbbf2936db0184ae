//! `hongtou build`: checks, then typesets every paper into the output folder.

pub(super) mod printing;

use std::path::{Component, Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::check::{covers_papers, format};
use super::{Ended, Exit, World, exit_of};
use crate::backend;
use crate::build::verify::Stored;
use crate::build::{self, Built, Folder, Request, manifest};
use crate::diag::{Fault, words};
use crate::model::Edition;
use crate::report::Format;
use printing::Printing;

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 只排这些文件或文件夹 / only these files or folders
    paths: Vec<PathBuf>,
    /// 输出文件夹 / the output folder
    #[arg(long, default_value = "output")]
    out: PathBuf,
    /// 只比对，不写：输出文件夹与源文件不符就失败 / write nothing; fail when the output folder is
    /// not what the sources give
    #[arg(long)]
    check: bool,
    /// 同时用几个核 / how many papers at once; all cores when not given
    #[arg(long)]
    jobs: Option<usize>,
    /// 有错也排版，每页印“草稿”；全部排出就算成功 / build in spite of errors, 草稿 across every
    /// page; succeeds when every output is made
    #[arg(long)]
    draft: bool,
    /// 版本：internal 内部版，public 公开版，不含内部和个人信息 / the edition; the public one leaves
    /// out what is internal or personal
    #[arg(long, value_enum, default_value = "internal")]
    edition: EditionArgument,
    #[command(flatten)]
    printing: Printing,
    /// 报告的格式 / the format of the report
    #[arg(long, default_value = "human", value_parser = format)]
    report: Format,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum EditionArgument {
    Internal,
    Public,
}

impl From<EditionArgument> for Edition {
    fn from(argument: EditionArgument) -> Self {
        match argument {
            EditionArgument::Internal => Self::Internal,
            EditionArgument::Public => Self::Public,
        }
    }
}

/// Builds the workspace.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let mut request = Request {
        draft: arguments.draft,
        edition: arguments.edition.into(),
        today: Some(world.today),
        formats: arguments.printing.formats(),
        options: arguments.printing.options(arguments.draft)?,
        ..Request::default()
    };
    for path in &arguments.paths {
        request.paths.push(workspace.inside(path, &world.folder)?);
    }
    let inside = |folder: &str| {
        arguments.out.components().next() == Some(Component::Normal(folder.as_ref()))
    };
    if let Some(folder) =
        ["policies", "schemas", "templates"].into_iter().find(|folder| inside(folder))
    {
        return Err(Fault::new(words!(
            "{folder} 里是源文件，不能放成品",
            "`{folder}` holds sources, no outputs"
        ))
        .help(words!("换一个输出文件夹，如 output", "name another folder, such as `output`")));
    }
    // A relative output folder belongs to the workspace, wherever the command was called.
    let out = workspace.disk.root().join(&arguments.out);
    // A folder that cannot be written to is told of before the work and not after it.
    let folder = if arguments.check { None } else { Some(Folder::new(&out)?) };
    let stored = Stored::at(&out)?;
    request.previous = stored.manifest();
    let files = workspace.files();
    let bar = bar(world);
    let pool = pool(arguments.jobs)?;
    let built = pool.install(|| {
        build::build(&files, &request, &|done, of| {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        })
    });
    bar.finish_and_clear();
    let built = built?;
    covers_papers(&built.checked, &request)?;
    world.report(arguments.report, &built.checked.findings, &built.checked.sources);
    let exit = exit_of(&built.checked.findings);
    if arguments.check && !built.manifest.is_empty() {
        let whole = request.paths.is_empty();
        return super::compare::tell(&built, whole, &stored, &arguments.out, world);
    }
    if built.outputs.is_empty() {
        if exit == Exit::Clean {
            return Err(nothing(&request));
        }
        return Ok(exit);
    }
    forgotten(&request, &arguments.out, world);
    folder.map_or(Ok(()), |folder| folder.write(&built))?;
    if arguments.report == Format::Human {
        summary(&built, arguments, world);
        missing(&built, &request, world);
    }
    let all = built.outputs.len() == built.planned && built.checked.unread() == 0;
    Ok(if request.draft && all { Exit::Clean } else { exit })
}

/// Says when the manifest of the builds before could not be read, and what it named is lost.
fn forgotten(request: &Request, out: &Path, world: &mut World<'_>) {
    let read = request.previous.as_ref().map(|text| manifest::parse(text, manifest::NAME));
    if let Some(Err(fault)) = read {
        let (out, zh, en) = (out.display(), &fault.words.zh, &fault.words.en);
        world.tell(&words!(
            "{out}：{zh}；已写新清单，以前生成的其他文件不在其中",
            "{out}: {en}; a new one is written, without what other builds have made"
        ));
    }
}

/// Papers were asked for, and none of them comes in the form that was asked for.
fn nothing(request: &Request) -> Fault {
    let fault = Fault::new(words!("没有可排的文件", "there is nothing to typeset"));
    if request.options.tile.is_some() {
        fault.help(words!("没有比这种纸大的页面", "no page is larger than such a sheet"))
    } else if request.options.suffix().is_empty() {
        let formats = request.formats.join(", ");
        fault.help(words!(
            "这些文件里没有能写成 {formats} 的；日历和目录在排全部文件时写",
            "nothing in these papers can be {formats}; calendars and indexes are written when all papers are built"
        ))
    } else if request.options.preprinted.is_some() {
        fault.help(words!("套打只排有版头的文件", "only papers with a red head are preprinted"))
    } else {
        fault.help(words!("清样只排有署名的文件", "only papers that are signed have proofs"))
    }
}

fn summary(built: &Built, arguments: &Arguments, world: &mut World<'_>) {
    for output in &built.outputs {
        let path = arguments.out.join(&output.path);
        let pages = output.pages;
        // A picture shows one page or one long sheet, and other formats are divided into pages by
        // whoever opens them.
        if pages == 0 || matches!(output.format, "png" | "svg") {
            world.print(&format!("{}\n", path.display()));
            continue;
        }
        let path = path.display();
        let unit = if pages == 1 { "page" } else { "pages" };
        world.say(&words!("{path}（{pages} 页）", "{path} ({pages} {unit})"));
    }
}

/// Tells what was asked for and is not there: formats that nothing suits, files over all papers
/// when only some were built, and papers that the public edition leaves out.
fn missing(built: &Built, request: &Request, world: &mut World<'_>) {
    for format in &request.formats {
        if !built.outputs.iter().any(|output| output.format == format) {
            world.tell(&words!(
                "没有能写成 {format} 的内容",
                "there is nothing that could be {format}"
            ));
        }
    }
    let gathers =
        |format: &String| backend::find(format).is_some_and(|backend| backend.gather.is_some());
    if !request.paths.is_empty() && request.formats.iter().any(gathers) {
        world.tell(&words!(
            "只排了一部分文件，目录和日历没有更新",
            "only some papers were built: index and calendars are as they were"
        ));
    }
    let withheld: Vec<&str> = built.checked.withheld().map(|paper| paper.path.as_str()).collect();
    if !withheld.is_empty() {
        let (zh, en) = (withheld.join("、"), withheld.join(", "));
        world.tell(&words!("不公开，没有排：{zh}", "not for the public, left out: {en}"));
    }
}

fn bar(world: &World<'_>) -> ProgressBar {
    if !world.interactive {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

pub(super) fn pool(jobs: Option<usize>) -> Result<rayon::ThreadPool, Fault> {
    let threads = jobs.unwrap_or(0).min(256);
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        Fault::new(words!(
            "开不了 {threads} 个线程：{error}",
            "cannot start {threads} threads: {error}"
        ))
    })
}
