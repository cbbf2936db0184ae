//! Print runs: every letter lies on the pages that the index says, under a cover, in duplex order.

use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::LazyLock;

use hongtou::backend::batch::{Cover, Letter};
use hongtou::backend::{self, Job, Options};
use hongtou::build::{self, Request};
use hongtou::doc::Doc;
use hongtou::merge::book::{self, Edition, Volume};
use hongtou::merge::cover::{Letters, cover};
use hongtou::merge::index::Index;
use hongtou::roster::{self, Column, Roster, Row, Spool};
use hongtou::template;
use hongtou::text::{Builtin, Disk};

use crate::judges::{judge, text_of_pdf};
use crate::support::{FONTS, Folder, root};

const LETTER: &str = "policies/fund-supervision-2022/letter-hospital.yaml";
const LOOKS: [(&str, &str); 2] = [("pledge-a4", ""), ("poster-60x80", "-poster")];

/// The letter as nobody has filled it in, and the columns of its rosters.
static PAPER: LazyLock<(Doc, Vec<Column>)> = LazyLock::new(|| {
    let checked = build::check(&Disk::new(root()).unwrap(), &Request::default()).unwrap();
    let at = checked.set.papers.iter().position(|paper| paper.path == LETTER).unwrap();
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    (doc, roster::columns(&checked.schemas, "commitment-letter"))
});

fn roster<'a>(rows: impl IntoIterator<Item = (&'a str, &'a str)>) -> Roster {
    let columns = &PAPER.1;
    let mut spool = Spool::new(columns.clone()).unwrap();
    for (line, (name, county)) in (2..).zip(rows) {
        let value = |column: &Column| match &*column.key {
            "institution" => name.to_owned(),
            "code" => format!("H{line:04}"),
            "county" => county.to_owned(),
            _ => String::new(),
        };
        spool.push(&Row { line, values: columns.iter().map(value).collect() }).unwrap();
    }
    spool.finish().unwrap()
}

fn few() -> Roster {
    roster([
        ("=HYPERLINK(\"http://x\")医院", "蓬江区"),
        ("江海甲医院", "江海区"),
        ("蓬江乙医院", "蓬江区"),
        ("无处丙医院", ""),
        ("蓬江丁医院", "蓬江区"),
        ("江海戊医院", "江海区"),
    ])
}

/// An institution with its pages in each edition.
type Listed = (String, Vec<Option<RangeInclusive<usize>>>);

/// The print runs of a roster and the printed lists, with their paths.
struct Runs {
    volumes: Vec<Volume>,
    editions: Vec<Edition>,
    /// The institutions of each volume.
    lists: Vec<Vec<Listed>>,
    files: Vec<(String, Vec<u8>)>,
}

impl Runs {
    fn file(&self, path: &str) -> &[u8] {
        let found = self.files.iter().find(|(own, _)| own == path);
        &found.unwrap_or_else(|| panic!("no {path}")).1
    }

    fn edition(&self, volume: usize, edition: usize) -> (String, Vec<u8>) {
        let stems = book::stems(&self.volumes);
        let path = self.editions[edition].path(&stems[volume]);
        let bytes = self.file(&path).to_vec();
        (path, bytes)
    }
}

fn bound(roster: &Roster, made: &(dyn Fn(usize, usize) -> bool + Sync)) -> Runs {
    let (doc, columns) = &*PAPER;
    let options = Options::default();
    let job = |look| Job { doc, look, fonts: &FONTS, files: &Builtin, options: &options };
    let letters = LOOKS.map(|(look, _)| Letter::prepare(&job(look), columns).unwrap());
    let editions: Vec<Edition> = letters
        .iter()
        .zip(LOOKS)
        .map(|(letter, (_, suffix))| Edition::new(suffix, letter.size_mm(), letter.pages(), true))
        .collect();
    let volumes = book::volumes(roster);
    let stems = book::stems(&volumes);
    let index = Index {
        title: &doc.meta.title,
        roster,
        volumes: &volumes,
        stems: &stems,
        editions: &editions,
        made,
        left_out: 0,
    };
    let (mut files, mut lists) = (Vec::new(), Vec::new());
    for (at, volume) in volumes.iter().enumerate() {
        let entries = index.entries(at).unwrap();
        lists.push(entries.into_iter().map(|entry| (entry.institution, entry.pages)).collect());
        for (nth, (edition, letter)) in editions.iter().zip(&letters).enumerate() {
            let rows = volume.rows.iter().filter(|row| made(nth, **row));
            let rows: Vec<Row> = rows.map(|row| roster.row(*row).unwrap()).collect();
            let rows: Vec<&[String]> = rows.iter().map(|row| &*row.values).collect();
            let owns = letter.lay_out(&rows).unwrap();
            let numbers = Letters { count: rows.len(), first: "H0001", last: "H0009" };
            let page = cover(doc, edition, volume, numbers);
            let page = Cover { doc: &page, look: "cover" };
            let bytes = letter.book(Some(page), &owns, edition.printing.duplex).unwrap();
            files.push((edition.path(&stems[at]), bytes));
        }
        let list = index.page(at).unwrap();
        let job = Job { doc: &list, look: "index", ..job("") };
        files.push((
            format!("index/{}.pdf", stems[at]),
            backend::find("pdf").unwrap().emit(&job).unwrap().bytes,
        ));
    }
    Runs { volumes, editions, lists, files }
}

fn all(_: usize, _: usize) -> bool {
    true
}

/// The text of each page, without blanks; none where the judge is missing.
fn pages(folder: &Folder, bytes: &[u8]) -> Option<Vec<String>> {
    let path = written(folder, bytes);
    let text = text_of_pdf(&path)?;
    let pages = text.split_terminator('\u{c}');
    Some(pages.map(|page| page.split_whitespace().collect()).collect())
}

fn written(folder: &Folder, bytes: &[u8]) -> PathBuf {
    let path = folder.path("run.pdf");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn every_letter_lies_on_the_pages_that_the_index_says() {
    let folder = Folder::empty();
    let roster = few();
    let made = |edition: usize, row: usize| (edition, row) != (1, 2);
    let runs = bound(&roster, &made);
    for (volume, list) in runs.lists.iter().enumerate() {
        for (nth, edition) in runs.editions.iter().enumerate() {
            let (path, bytes) = runs.edition(volume, nth);
            let Some(pages) = pages(&folder, &bytes) else { return };
            let letters = list.iter().filter(|(_, pages)| pages[nth].is_some()).count();
            assert_eq!(pages.len(), edition.printing.pages(letters), "{path}");
            assert!(pages[0].contains(&runs.volumes[volume].county), "{path}");
            assert!(pages[0].contains("仅供内部分发使用"), "{path}: {}", pages[0]);
            for (name, own) in list {
                let found: Vec<usize> =
                    (1..=pages.len()).filter(|page| pages[page - 1].contains(name)).collect();
                let wanted: Vec<usize> = own[nth].clone().into_iter().flatten().collect();
                assert_eq!(found, wanted, "{path}: {name}");
            }
            let taken: Vec<usize> =
                list.iter().filter_map(|(_, own)| own[nth].clone()).flatten().collect();
            for blank in (2..=pages.len()).filter(|page| !taken.contains(page)) {
                assert_eq!(pages[blank - 1], "", "{path}: page {blank} is blank");
            }
        }
    }
}

#[test]
fn all_pages_of_a_volume_are_of_one_size() {
    let folder = Folder::empty();
    let runs = bound(&few(), &all);
    for (nth, size) in [(0, "595.276 x 841.89 pts"), (1, "1700.79 x 2267.72 pts")] {
        let path = written(&folder, &runs.edition(0, nth).1);
        let Some(info) = judge("pdfinfo", &["-l", "99", path.to_str().unwrap()]) else { return };
        let info = String::from_utf8(info).unwrap();
        let sizes: Vec<&str> = info.lines().filter(|line| line.contains(" pts")).collect();
        assert!(sizes.len() > 3 && sizes.iter().all(|line| line.contains(size)), "{info}");
    }
}

#[test]
fn a_list_names_every_letter_under_heads_on_every_page() {
    let folder = Folder::empty();
    let names: Vec<String> = (0..60).map(|at| format!("蓬江第{at}门诊部")).collect();
    let runs = bound(&roster(names.iter().map(|name| (&**name, "蓬江区"))), &|_, row| row != 5);
    let Some(pages) = pages(&folder, runs.file("index/蓬江区.pdf")) else { return };
    assert!(pages.len() > 2);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.contains("机构名称") && page.contains("已发放"), "{page}");
        assert!(page.contains(&format!("第{}页，共{}页", at + 1, pages.len())), "{page}");
    }
    let text = pages.concat();
    for name in &names {
        assert_eq!(text.matches(name.as_str()).count(), 1, "{name}");
    }
    assert_eq!(text.matches('□').count(), 2 * names.len());
    assert_eq!(text.matches("未制成").count(), 1);
    assert!(text.contains("A4份数：59份") && text.contains("runs/蓬江区-poster.pdf"), "{text}");
}

#[test]
fn a_further_row_changes_no_other_county() {
    let before = ["甲医院", "乙医院"].map(|name| (name, "蓬江区"));
    let before = before.into_iter().chain([("丙医院", "江海区")]);
    let (old, new) = (roster(before.clone()), roster(before.chain([("丁医院", "蓬江区")])));
    let (old, new) = (bound(&old, &all), bound(&new, &all));
    assert_eq!(old.files.len(), new.files.len());
    for ((path, before), (same, after)) in old.files.iter().zip(&new.files) {
        assert_eq!(path, same);
        assert_eq!(before == after, path.contains("江海区"), "{path}");
    }
}

#[test]
fn a_volume_has_the_same_bytes_each_time() {
    assert!(bound(&few(), &all).files == bound(&few(), &all).files);
}
