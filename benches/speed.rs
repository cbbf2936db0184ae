//! How long the example takes, as ratios: what a step costs beside the step that is its floor.
//!
//! Ratios compare across machines, seconds do not. Each is a median over several runs, with the
//! lowest and the highest beside it.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use hongtou::backend::{self, Emitted, Job, Options};
use hongtou::build::{self, Checked, Request};
use hongtou::doc::Doc;
use hongtou::font::Fonts;
use hongtou::template;
use hongtou::text::{Disk, Files, Memory, Source, Sources};
use hongtou::yaml;

/// How often each step is run.
const RUNS: usize = 11;
/// How often one parsing is repeated: the example alone is read too fast for the clock.
const PARSINGS: usize = 20;

fn main() {
    let files = memory();
    let parse = measure(|| {
        for _ in 0..PARSINGS {
            parse(&files);
        }
    });
    let parse: Vec<f64> = parse.iter().map(|seconds| seconds / as_float(PARSINGS)).collect();
    let check = measure(|| drop(black_box(checked(&files))));

    let fonts = Fonts::builtin();
    let doc = notice(&files);
    let mut cold = Vec::new();
    let mut warm = Vec::new();
    for _ in 0..RUNS {
        backend::forget(0);
        cold.push(time(|| drop(black_box(emit(&doc, &files, &fonts)))));
        warm.push(time(|| drop(black_box(emit(&doc, &files, &fonts)))));
    }

    println!("{RUNS} runs each; median (lowest – highest)\n");
    report("checking the example : parsing it alone", &check, &parse);
    report("building the notice cold : building it again", &cold, &warm);
    report("building the notice cold : checking the example", &cold, &check);
}

/// The seconds of each run. The first is thrown away: it pages the program in.
fn measure(mut step: impl FnMut()) -> Vec<f64> {
    step();
    (0..RUNS).map(|_| time(&mut step)).collect()
}

fn time(step: impl FnOnce()) -> f64 {
    let start = Instant::now();
    step();
    start.elapsed().as_secs_f64()
}

/// Prints one quantity divided by another.
fn report(what: &str, above: &[f64], below: &[f64]) {
    let floor = median(below);
    let mut ratios: Vec<f64> = above.iter().map(|seconds| seconds / floor).collect();
    ratios.sort_by(f64::total_cmp);
    let (low, high) = (ratios[0], ratios[ratios.len() - 1]);
    println!("{what:<50} {:7.2}  ({low:.2} – {high:.2})", median(&ratios));
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[expect(clippy::cast_precision_loss, reason = "a small count")]
fn as_float(count: usize) -> f64 {
    count as f64
}

/// Our own repository as files in memory, so that no disk is measured.
fn memory() -> Memory {
    let disk = Disk::new(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository is there");
    let mut files = Memory::default();
    for folder in ["policies", "schemas", "templates"] {
        for path in disk.list(folder).expect("its folders can be listed") {
            let bytes = disk.read(&path).expect("its files can be read");
            files.0.insert(path, bytes);
        }
    }
    files
}

fn parse(files: &Memory) {
    let mut sources = Sources::default();
    for (path, bytes) in files.0.iter().filter(|(path, _)| path.starts_with("policies/")) {
        let text = yaml::decode(bytes.clone()).expect("the example is UTF-8");
        let id = sources.add(Source::new(path.as_str(), text));
        black_box(yaml::parse(id, &sources.get(id).text));
    }
}

fn checked(files: &Memory) -> Checked {
    build::check(files, &Request::default()).expect("the example can be checked")
}

fn notice(files: &Memory) -> Doc {
    let checked = checked(files);
    let wanted = "policies/fund-supervision-2022/notice.yaml";
    let at = checked.set.papers.iter().position(|paper| paper.path == wanted);
    let at = at.expect("the example has a notice");
    template::fill(&checked.set, &checked.schemas, &checked.templates, at).0
}

fn emit(doc: &Doc, files: &dyn Files, fonts: &Fonts) -> Emitted {
    let options = Options::default();
    let job = Job { doc, look: "general", fonts, files, options: &options };
    let backend = backend::find("pdf").expect("there is a PDF back-end");
    backend.emit(&job).expect("the notice can be laid out")
}
