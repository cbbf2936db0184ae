//! How long things take, as ratios: what a step costs beside the step that is its floor.
//!
//! Ratios compare across machines, seconds do not. Each is a median over several runs, with the
//! lowest and the highest beside it. `cargo bench --bench speed -- 20000` shows by so many plans how
//! checking grows.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod corpus;
mod rounds;

use std::cell::RefCell;
use std::hint::black_box;
use std::path::Path;

use hongtou::backend::{self, Emitted, Job, Options};
use hongtou::build::{self, Checked, Recall, Request, Verdict};
use hongtou::doc::Doc;
use hongtou::font::Fonts;
use hongtou::schema::{Schemas, Shapes};
use hongtou::template;
use hongtou::text::{Disk, Files, Memory, Source, Sources};
use hongtou::yaml::{self, Node};
use rounds::{float, in_turn, spread, time};

/// How often each step is run.
const RUNS: usize = 11;
/// How often one parsing is repeated: the example alone is read too fast for the clock.
const PARSINGS: usize = 20;

fn main() {
    let files = memory();
    println!("{RUNS} runs each; median (lowest – highest)\n");
    let check = example(&files);
    pages(&files, &check);
    let grown = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    plans(&files, grown);
}

/// Checking our own campaigns beside parsing them.
fn example(files: &Memory) -> Vec<f64> {
    let parse = measure(RUNS, || {
        for _ in 0..PARSINGS {
            parse(files);
        }
    });
    let parse: Vec<f64> = parse.iter().map(|seconds| seconds / float(PARSINGS)).collect();
    let check = measure(RUNS, || drop(black_box(checked(files))));
    report("checking the example : parsing it alone", &check, &parse);
    check
}

/// Building a notice cold, again, and beside checking.
fn pages(files: &Memory, check: &[f64]) {
    let fonts = Fonts::builtin();
    let doc = notice(files);
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        backend::forget(0);
        cold.push(time(|| drop(black_box(emit(&doc, files, &fonts)))));
        warm.push(time(|| drop(black_box(emit(&doc, files, &fonts)))));
    }
    report("building the notice cold : building it again", &cold, &warm);
    report("building the notice cold : checking the example", &cold, check);
}

/// How many plans of ninety lines checking is measured on.
const PLANS: usize = 2000;
/// In how many rounds: each takes seconds, and a machine that others use as well is slow for some.
const FEW: usize = 21;

/// Checking two thousand plans: beside parsing them, beside validating them by the schema alone,
/// on all cores, again when nothing has changed, and how it grows.
fn plans(repository: &Memory, grown: Option<usize>) {
    let files = corpus::workspace(repository, PLANS);
    let found = checked(&files).findings;
    assert!(found.is_empty(), "plans without a fault: {:?}", found.first());
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can start");
    let schemas = Schemas::load(&files).expect("our schemas can be read");
    let parsed = nodes(&files);
    let known = Known::new(&files);
    let count = grown.unwrap_or(PLANS * 2);
    let more = corpus::workspace(repository, count);
    // `hongtou check` leaves what it has checked to the end of the program. Here it is let go, in a
    // step of its own.
    let kept = RefCell::new(None);
    let keep = |checked: Checked| drop(kept.replace(Some(checked)));
    let alone = |files: &Memory| keep(one.install(|| checked(files)));
    let let_go = || drop(kept.take());
    let [parsing, cold, leaving, validating, cores, _, again] = in_turn(
        FEW,
        || {},
        [
            &mut || parse(&files),
            &mut || alone(&files),
            &mut || let_go(),
            &mut || validate(&schemas, &parsed),
            &mut || keep(checked(&files)),
            &mut || let_go(),
            &mut || known.ask(),
        ],
    );
    // By itself: what it leaves of the heap would slow the steps after it.
    let [fewer, longer] = in_turn(FEW, let_go, [&mut || alone(&files), &mut || alone(&more)]);
    println!();
    beside("checking 2,000 plans, one core : parsing alone", &cold, &parsing);
    beside("letting go of what was checked : parsing alone", &leaving, &parsing);
    beside("schema alone, one core : parsing alone", &validating, &parsing);
    beside("checking 2,000 plans, one core : all cores", &cold, &cores);
    beside("checked before, from disk : checking, one core", &again, &cold);
    let each = |seconds: &[f64], plans: usize| -> Vec<f64> {
        seconds.iter().map(|seconds| seconds / float(plans)).collect()
    };
    let what = format!("one of {count} plans : one of {PLANS}");
    beside(&what, &each(&longer, count), &each(&fewer, PLANS));
    println!("\n{:.0} plans a second on one core", float(PLANS) / median(&cold));
    println!("{:.0} plans a second on all cores", float(PLANS) / median(&cores));
}

/// What has been checked and is asked for again: every file is read from a disk and hashed.
struct Known {
    folder: tempfile::TempDir,
    disk: Disk,
}

impl Known {
    fn new(files: &Memory) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root = folder.path().join("workspace");
        for (path, bytes) in files.0.iter().filter(|(path, _)| path.starts_with("policies/")) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
            std::fs::write(path, bytes).expect("it can be written");
        }
        let known = Self { disk: Disk::new(&root).expect("the workspace is there"), folder };
        let verdict = Verdict::from(checked(files));
        known.recall().keep(&verdict, &known.disk).expect("it can be kept");
        known
    }

    fn recall(&self) -> Recall {
        let (cache, root) =
            (self.folder.path().join("cache"), self.folder.path().join("workspace"));
        let request = Request::default();
        Recall::new(&cache, &root, "bench", &self.disk, &request).expect("it can be asked")
    }

    fn ask(&self) {
        assert!(self.recall().find(&self.disk).is_some(), "it is known");
    }
}

fn nodes(files: &Memory) -> Vec<Node> {
    let mut sources = Sources::default();
    let papers = files.0.iter().filter(|(path, _)| path.starts_with("policies/batch-"));
    let read = papers.map(|(path, bytes)| {
        let text = yaml::decode(bytes.clone()).expect("the corpus is UTF-8");
        let id = sources.add(Source::new(path.as_str(), text));
        yaml::parse(id, &sources.get(id).text).root.expect("the corpus is YAML")
    });
    read.collect()
}

fn validate(schemas: &Schemas, nodes: &[Node]) {
    let schema = schemas.get("campaign").expect("plans have a schema");
    let mut shapes = Shapes::default();
    for node in nodes {
        assert!(schema.validate_with(node, &mut shapes).is_empty(), "plans without a fault");
    }
}

/// The seconds of each run. The first is thrown away: it pages the program in.
fn measure(runs: usize, mut step: impl FnMut()) -> Vec<f64> {
    step();
    (0..runs).map(|_| time(&mut step)).collect()
}

/// Prints one quantity divided by the median of another.
fn report(what: &str, above: &[f64], below: &[f64]) {
    let floor = median(below);
    print(what, above.iter().map(|seconds| seconds / floor).collect());
}

/// Prints one quantity divided by another of the same round.
fn beside(what: &str, above: &[f64], below: &[f64]) {
    print(what, above.iter().zip(below).map(|(above, below)| above / below).collect());
}

fn print(what: &str, ratios: Vec<f64>) {
    let (median, low, high) = spread(ratios);
    println!("{what:<50} {median:7.2}  ({low:.2} – {high:.2})");
}

fn median(values: &[f64]) -> f64 {
    spread(values.iter().copied()).0
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
