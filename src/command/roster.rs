//! `hongtou roster`: the empty roster (名册) of the institutions that get a letter each, or one full
//! of invented institutions.

use std::path::{Path, PathBuf};

use super::{Ended, Exit, World};
use crate::build::{self, Checked, Folder, Request};
use crate::diag::{Fault, words};
use crate::model::{Field, Paper};
use crate::roster::{self, Column, MOST, Sample, Sort};
use crate::schema::Schemas;
use crate::text::{Files, Source, Sources};
use crate::yaml;

/// How many rows are written at once.
const CHUNK: u64 = 1000;
/// How many rows a spreadsheet takes: all of it is in memory while it is made.
const SHEET: u64 = 100_000;

/// Arguments of `roster`.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// 承诺书等逐家发放的文件 / the letter that each institution gets
    letter: PathBuf,
    /// 写成电子表格，不覆盖已有的文件；不写就输出 CSV / write a new spreadsheet instead of CSV
    #[arg(long)]
    xlsx: Option<PathBuf>,
    /// 填入多少家虚构的机构，供试用 / fill it with as many invented institutions, to try things out
    #[arg(long, value_name = "N")]
    sample: Option<u64>,
    /// 虚构的种子；相同的种子写出相同的名册 / the same seed invents the same institutions
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    seed: u64,
}

/// Writes the roster.
pub(super) fn run(arguments: &Arguments, world: &mut World<'_>) -> Ended {
    let workspace = world.workspace()?;
    let path = workspace.inside(&arguments.letter, &world.folder)?;
    let files = workspace.files();
    let columns = columns(&Schemas::load(&files)?, &path, files.read(&path)?)?;
    let count = arguments.sample.unwrap_or(0);
    limited(count, if arguments.xlsx.is_some() { SHEET } else { MOST })?;
    if count == 0 && arguments.xlsx.is_none() {
        world.print(&roster::csv(&columns));
        return Ok(Exit::Clean);
    }
    // A roster can be written for a letter that is not yet right.
    let request = Request { paths: vec![path.clone()], ..Request::default() };
    let checked = build::check(&files, &request).ok();
    let known = checked.as_ref().map(|checked| Known::of(checked, &path)).unwrap_or_default();
    let counties: Vec<&str> = known.counties.iter().map(String::as_str).collect();
    let sample = Sample::new(&columns, &counties, known.sort, &known.telephone, arguments.seed);
    let Some(target) = &arguments.xlsx else {
        print(&columns, &sample, count, world);
        return Ok(Exit::Clean);
    };
    let internal = |error| Fault::new(words!("内部错误：{error}", "internal error: {error}"));
    let rows = (0..count).map(|at| sample.row(at));
    let bytes = roster::xlsx(&columns, &counties, rows).map_err(internal)?;
    let whole = world.folder.join(target);
    let name = whole.file_name().and_then(|name| name.to_str()).unwrap_or("名册.xlsx");
    // A roster that somebody has filled in is never overwritten.
    Folder::new(whole.parent().unwrap_or(Path::new(".")))?.write_new(name, &bytes)?;
    let shown = target.display();
    world.say(&words!("写出 {shown}", "wrote {shown}"));
    Ok(Exit::Clean)
}

/// Writes a sample of any size, a few rows in memory. Where nobody reads on, nothing more is
/// written.
fn print(columns: &[Column], sample: &Sample<'_>, count: u64, world: &mut World<'_>) {
    let mut text = roster::csv(columns);
    for at in 0..count {
        roster::record(sample.row(at).iter().map(String::as_str), &mut text);
        if (at + 1) % CHUNK == 0 {
            if world.out.write_all(text.as_bytes()).is_err() {
                return;
            }
            text.clear();
        }
    }
    world.print(&text);
}

fn limited(count: u64, most: u64) -> Result<(), Fault> {
    if count <= most {
        return Ok(());
    }
    let fault = Fault::new(words!("最多虚构 {most} 家机构", "{most} institutions are the most"));
    Err(if most < MOST {
        fault.help(words!("不写 --xlsx，CSV 可以更多", "leave out `--xlsx`: CSV takes more"))
    } else {
        fault.help(words!("减少 --sample", "ask for a smaller `--sample`"))
    })
}

/// What the workspace knows of the letter's institutions.
struct Known {
    counties: Vec<String>,
    sort: Sort,
    telephone: String,
}

impl Default for Known {
    fn default() -> Self {
        Self { counties: Vec::new(), sort: Sort::Other, telephone: String::new() }
    }
}

impl Known {
    fn of(checked: &Checked, path: &str) -> Self {
        let set = &checked.set;
        let Some(paper) = set.papers.iter().find(|paper| paper.path == path) else {
            return Self::default();
        };
        let issuers = set.issuers(paper);
        let issuers: Vec<&str> = issuers.iter().map(String::as_str).collect();
        let counties = roster::counties(&set.registry, &issuers);
        let about = ["title", "subtitle", "audience"].map(|key| text(paper, key)).join(" ");
        let counties = counties.into_iter().map(str::to_owned).collect();
        Self { counties, sort: Sort::meant(&about), telephone: text(paper, "hotline").to_owned() }
    }
}

fn text<'a>(paper: &'a Paper, key: &str) -> &'a str {
    paper.root.get(key).and_then(Field::text).unwrap_or_default()
}

/// The columns for a letter, by its kind.
fn columns(schemas: &Schemas, path: &str, bytes: Vec<u8>) -> Result<Vec<Column>, Fault> {
    let text = String::from_utf8(bytes).unwrap_or_default();
    let source = Sources::default().add(Source::new(path, text.as_str()));
    let root = yaml::parse(source, &text).root;
    let entry = root.as_ref().and_then(|root| schemas.kind_entry(root));
    let kind = entry.and_then(|entry| entry.value.as_text()).and_then(|name| schemas.kind(name));
    let columns = kind.map(|kind| roster::columns(schemas, kind)).unwrap_or_default();
    if columns.is_empty() {
        return Err(Fault::new(words!(
            "{path} 不是逐家发放的文件，没有名册",
            "{path} is not sent to each institution and has no roster"
        ))
        .help(words!("写承诺书的路径", "name a commitment letter")));
    }
    Ok(columns)
}
