//! Web pages of all our papers: their words, their order, their links, and what judges say of them.
//!
//! The judges are the Nu HTML checker (`vnu-jar`, which needs Java) and axe-core in headless
//! Chromium, from the npm packages that `.ci/run` puts into `target/judges`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hongtou::build::{self, Request};
use hongtou::template;
use hongtou::text::{Builtin, Disk, Overlay};
use roxmltree::{Document, Node, ParsingOptions};

use crate::judges::{judge, required};
use crate::support::{Folder, root, skipped};

/// Where Debian puts the browser.
const CHROMIUM: &str = "/usr/bin/chromium";

/// The five campaigns as web pages, and as PDF for the index to lead to.
static BUILT: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::empty();
    let out = folder.path("output");
    let build = ["build", "--format", "html,pdf", "--out", out.to_str().unwrap()];
    crate::support::run(root(), &build, &[]).expect_code(0);
    folder
});

/// Every page that was built, with its path.
fn pages() -> Vec<(String, String)> {
    let files = BUILT.files("output").into_iter();
    let pages: Vec<(String, String)> = files
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|end| end == "html"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    assert!(pages.len() > 30, "{}", pages.len());
    pages
}

/// A page as a tree: our pages are well-formed XML besides.
fn parse(text: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The elements of a page.
fn elements<'a>(page: &'a Document<'_>) -> impl Iterator<Item = Node<'a, 'a>> {
    page.root().descendants().filter(Node::is_element)
}

fn named<'a>(page: &'a Document<'_>, name: &'static str) -> Vec<Node<'a, 'a>> {
    elements(page).filter(|element| element.has_tag_name(name)).collect()
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn has_class(element: &Node<'_, '_>, class: &str) -> bool {
    let classes = element.attribute("class").unwrap_or_default();
    classes.split_whitespace().any(|one| one == class)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a page says besides the tree's own words: labels and punctuation that every look adds, and
/// the numbers of attachments.
const ADDED: [&str; 15] = [
    "签发人：",
    "附件：",
    "主送：",
    "抄送：",
    "印发",
    "：",
    "（",
    "）",
    "。",
    "年",
    "月",
    "日",
    "时间",
    "事项",
    "责任单位",
];

fn is_added(text: &str) -> bool {
    let mut rest = text.to_owned();
    for word in ADDED {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[test]
fn a_page_says_what_the_tree_says_in_its_order_and_nothing_else() {
    let disk = Disk::new(root()).unwrap();
    let files = Overlay { over: &disk, under: &Builtin };
    let checked = build::check(&files, &Request::default()).unwrap();
    let pages = pages();
    let mut compared = 1;
    for (at, paper) in checked.set.papers.iter().enumerate() {
        let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        let (stem, _) = paper.path.rsplit_once('.').unwrap();
        let path = format!("{}.html", stem.strip_prefix("policies/").unwrap());
        let (_, text) = pages.iter().find(|(own, _)| *own == path).unwrap();
        let page = parse(text);
        let article = named(&page, "article")[0];
        let unseen = article.descendants().filter(|one| has_class(one, "unseen"));
        let unseen: String = unseen.map(text_of).collect();
        let said = squeezed(&text_of(article));
        let mut rest = said.strip_prefix(&squeezed(&unseen)).unwrap_or(&said);
        doc.texts(&mut |piece, _| {
            let piece = squeezed(piece);
            let found = rest.find(&piece).unwrap_or_else(|| panic!("{path}: {piece} in {rest}"));
            assert!(is_added(&rest[..found]), "{path}: {} before {piece}", &rest[..found]);
            rest = &rest[found + piece.len()..];
        });
        assert!(is_added(rest), "{path}: {rest} at the end");
        compared += 1;
    }
    assert_eq!(compared, pages.len(), "every page but the index is a paper's");
}

#[test]
fn a_page_has_no_script_and_loads_nothing() {
    for (path, text) in pages() {
        let page = parse(&text);
        for element in elements(&page) {
            let name = element.tag_name().name();
            let active = ["script", "link", "img", "iframe", "object", "embed", "form", "base"];
            assert!(!active.contains(&name), "{path}: {name}");
            for attribute in element.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "src", "{path}: {name}");
                assert!(!value.contains("://") && !value.starts_with("//"), "{path}: {value}");
            }
        }
        let styles: String = named(&page, "style").into_iter().map(text_of).collect();
        assert!(!styles.is_empty() && !styles.contains("url("), "{path}");
        assert!(!styles.contains("@import"), "{path}");
    }
}

#[test]
fn headings_begin_with_one_title_and_leave_out_no_level() {
    for (path, text) in pages() {
        let page = parse(&text);
        let levels: Vec<u32> = elements(&page)
            .filter_map(|element| element.tag_name().name().strip_prefix('h')?.parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: {levels:?}");
        assert_eq!(levels[0], 1, "{path}: {levels:?}");
        let steps = levels.iter().zip(&levels[1..]);
        assert!(steps.into_iter().all(|(one, next)| *next <= one + 1), "{path}: {levels:?}");
        assert_eq!(page.root_element().attribute("lang"), Some("zh-CN"), "{path}");
    }
}

#[test]
fn anchors_are_one_of_a_kind_and_whatever_names_one_finds_it() {
    for (path, text) in pages() {
        let page = parse(&text);
        let mut anchors = BTreeSet::new();
        for anchor in elements(&page).filter_map(|element| element.attribute("id")) {
            assert!(anchors.insert(anchor.to_owned()), "{path}: two are {anchor}");
        }
        for element in elements(&page) {
            let named = ["headers", "aria-labelledby"].map(|name| element.attribute(name));
            for anchor in named.into_iter().flatten().flat_map(str::split_whitespace) {
                assert!(anchors.contains(anchor), "{path}: no {anchor}");
            }
        }
        let links = named(&page, "a").into_iter().filter_map(|link| link.attribute("href"));
        for anchor in links.filter_map(|address| address.strip_prefix('#')).map(decoded) {
            assert!(anchors.contains(&anchor), "{path}: no {anchor}");
        }
    }
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_index_leads_to_every_output_once_and_to_nothing_else() {
    let text = BUILT.read("output/index.html");
    let page = parse(&text);
    let mut links = named(&page, "a");
    links.retain(|link| link.attribute("href").is_some_and(|address| !address.starts_with('#')));
    let mut led: Vec<String> =
        links.iter().filter_map(|link| link.attribute("href")).map(decoded).collect();
    led.sort();
    let files = BUILT.files("output").into_iter().map(|(path, _)| path);
    let made: Vec<String> = files.filter(|path| path.contains('/')).collect();
    assert_eq!(led, made);
    let names: BTreeSet<String> = links.iter().map(|link| squeezed(&text_of(*link))).collect();
    assert_eq!(names.len(), links.len(), "links to different files have different names");
}

#[test]
fn the_metadata_of_a_government_page_stand_at_its_head_and_in_its_tags() {
    let folder = Folder::init();
    let own = "index_number: 000014349/2026-00001\ntopic: 卫生、体育\\医药管理\npublished: 2026年3月9日\n";
    let text = folder.read("policies/example/notice.yaml");
    folder.write("policies/example/notice.yaml", format!("{text}\n{own}"));
    folder.run(&["build", "--format", "html"]).expect_code(0);
    let text = folder.read("output/example/notice.html");
    let page = parse(&text);
    let facts = elements(&page).find(|element| has_class(element, "facts")).unwrap();
    let shown = squeezed(&text_of(facts));
    for words in [
        "索引号000014349/2026-00001",
        "主题分类卫生、体育\\医药管理",
        "发布日期2026年3月9日",
        "文号",
        "成文日期",
    ] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    let tag = |name: &str| {
        let tags = named(&page, "meta").into_iter();
        let mut found = tags.filter(|tag| tag.attribute("name") == Some(name));
        found.next().and_then(|tag| tag.attribute("content")).map(str::to_owned)
    };
    assert_eq!(tag("PubDate").as_deref(), Some("2026-03-09"));
    for name in ["ArticleTitle", "ContentSource", "Keywords", "Description"] {
        assert!(tag(name).is_some_and(|content| !content.is_empty()), "{name}");
    }
}

#[test]
fn the_public_edition_has_its_own_pages_and_index() {
    let folder = Folder::init();
    let build = ["build", "--format", "html", "--edition", "public"];
    folder.run(&build).expect_code(0);
    let index = folder.read("output/index-public.html");
    assert!(index.contains("notice-public.html"), "{index}");
    assert!(!folder.path("output/index.html").exists());
}

#[test]
fn a_broken_template_of_the_users_is_a_finding_in_it() {
    let folder = Folder::init();
    folder.write("templates/web/site.html", "<p>{{ 1 + }}</p>");
    let build = ["build", "policies/example/notice.yaml", "--format", "html"];
    folder.run(&build).expect_code(1).says(&["templates/web/site.html:1:"]);
    folder.write("templates/web/site.html", "");
    folder.write("templates/web/index.html", "{{ nothing.there }}");
    folder.run(&["build", "--format", "html"]).expect_code(2).says(&["templates/web/index.html"]);
}

#[test]
fn pages_are_the_same_bytes_each_time() {
    let again = Folder::empty();
    let out = again.path("output");
    let build = ["build", "--format", "html", "--jobs", "1", "--out", out.to_str().unwrap()];
    crate::support::run(root(), &build, &[("TZ", "Asia/Tokyo"), ("LC_ALL", "C")]).expect_code(0);
    for (path, bytes) in again.files("output") {
        if path.contains('/') {
            assert!(bytes == BUILT.read(&format!("output/{path}")).into_bytes(), "{path}");
        }
    }
}

/// What `.ci/run` installs for this judge; none, and said, where it is not there.
fn installed(package: &str) -> Option<PathBuf> {
    let path = root().join("target/judges/node_modules").join(package);
    if path.exists() {
        return Some(path);
    }
    let missing = format!("{} is missing: .ci/run installs it", path.display());
    assert!(!required(), "{missing}");
    skipped(&missing);
    None
}

/// The paths of all pages.
fn paths() -> Vec<String> {
    let files = BUILT.files("output").into_iter();
    let html = files.filter(|(path, _)| path.rsplit('.').next() == Some("html"));
    let full = |path: String| BUILT.path("output").join(path).to_str().unwrap().to_owned();
    html.map(|(path, _)| full(path)).collect()
}

#[test]
fn the_nu_html_checker_finds_nothing_wrong() {
    let Some(jar) = installed("vnu-jar/build/dist/vnu.jar") else { return };
    let paths = paths();
    let mut arguments = vec!["-jar", jar.to_str().unwrap(), "--format", "text", "--stdout"];
    arguments.extend(["--Werror", "--exit-zero-always"]);
    // Of no effect in HTML, as the checker says, and what lets XML readers read the page.
    arguments.extend(["--filterpattern", "Trailing slash on void elements.*"]);
    arguments.extend(paths.iter().map(String::as_str));
    let Some(said) = judge("java", &arguments) else { return };
    let said = String::from_utf8(said).unwrap();
    assert_eq!(said.trim(), "Document checking completed. No errors found.");
}

#[test]
fn axe_finds_no_violation_in_any_page_and_none_overflows_a_narrow_window() {
    if installed("axe-core").is_none() || installed("playwright-core").is_none() {
        return;
    }
    let script = root().join("tests/suite/html/axe.mjs");
    let judges = root().join("target/judges");
    let paths = paths();
    let Some(_) = judge(CHROMIUM, &["--version"]) else { return };
    let mut arguments = vec![script.to_str().unwrap(), judges.to_str().unwrap(), CHROMIUM];
    arguments.extend(paths.iter().map(String::as_str));
    let Some(said) = judge("node", &arguments) else { return };
    let said: serde_json::Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(said["pages"], paths.len());
    assert!(said["found"].as_array().unwrap().is_empty(), "{said:#}");
}
