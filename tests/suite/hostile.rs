//! Hostile files: bombs, giants, injected markup and tricks with paths.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use crate::support::Folder;

const NOTICE: &str = "policies/example/notice.yaml";

/// A workspace with one more file; `check` is held to a finding of this rule, which it must have
/// before a person loses patience.
#[track_caller]
fn refused(text: &str, rule: &str) {
    let folder = Folder::init();
    folder.write("policies/hostile.yaml", text);
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = sender.send(folder.run(&["check", "--format", "short"]));
    });
    let ran = receiver.recv_timeout(Duration::from_mins(1)).expect("an answer within a minute");
    let ran = ran.expect_code(1);
    let named = ran.out.lines().any(|line| {
        line.starts_with("policies/hostile.yaml:") && line.contains(&format!("error[{rule}]"))
    });
    let start: String = ran.out.chars().take(2000).collect();
    assert!(named, "no {rule}:\n{start}{}", ran.err);
}

#[test]
fn an_alias_bomb() {
    let mut text = "kind: guide\na: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for pair in ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"] {
        let (from, to) = pair.split_at(1);
        let all = vec![format!("*{from}"); 10].join(", ");
        writeln!(text, "{to}: &{to} [{all}]").unwrap();
    }
    refused(&text, "yaml-too-many-nodes");
}

#[test]
fn an_alias_inside_what_it_stands_for() {
    refused("kind: guide\na: &a {b: *a}\n", "yaml-alias-unknown");
}

#[test]
fn a_huge_file_and_one_of_huge_lists() {
    refused(&format!("kind: guide\ntitle: {}\n", "字".repeat(3 << 20)), "yaml-too-large");
    refused(&format!("kind: guide\ntitle:\n{}", "- 1\n".repeat(500_000)), "yaml-too-many-nodes");
}

#[test]
fn a_deep_file() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
        let text = format!("kind: guide\ntitle:\n  {}{}\n", open.repeat(9000), close.repeat(9000));
        refused(&text, "yaml-too-deep");
    }
}

#[test]
fn a_file_of_nothing_but_mistakes() {
    let mut text = "kind: guide\n".to_owned();
    for at in 0..20_000 {
        writeln!(text, "k{at}: 2022年2月30日").unwrap();
    }
    refused(&text, "schema-unknown-key");
}

#[test]
fn control_characters_tags_and_second_documents() {
    refused("kind: guide\ntitle: a\u{0}b\n", "yaml-syntax");
    refused("kind: guide\ntitle: !!python/object:os.system [ls]\n", "yaml-tag");
    refused("kind: guide\n---\nkind: notice\n", "yaml-many-documents");
}

/// Markup of every language the program speaks inside.
const MARKUP: &str = "#panic() #set page(width: 1cm) @ref <label> $x^2$ *a* _b_ `c` \\u{41} // d";

#[test]
fn values_never_become_markup() {
    let folder = Folder::init();
    folder.change(NOTICE, "note: 此件公开发布", &format!("note: '{MARKUP} {{% if %}}'"));
    folder.change(NOTICE, "叶知秋", "\"叶#知*秋*\"");
    folder.run(&["check"]).expect_code(0);
    folder.run(&["build"]).expect_code(0);
    let text = text_of(&folder);
    for words in ["#panic()#setpage(width:1cm)@ref<label>$x^2$*a*_b_`c`\\u{41}//d", "{%if%}"] {
        assert!(text.contains(words), "{words} is not printed as written:\n{text}");
    }
    assert!(text.contains("叶#知*秋*"), "{text}");
}

#[test]
fn an_expression_where_none_is_filled_is_no_text_to_print() {
    let folder = Folder::init();
    folder.change(NOTICE, "note: 此件公开发布", "note: '{{ title }}'");
    folder
        .run(&["build"])
        .expect_code(1)
        .says(&["{{ title }}", "policies/example/notice.yaml:22:8"]);
}

/// The text of the notice with something put before its first sentence.
fn with_prose(prose: &str) -> String {
    let folder = Folder::init();
    folder.change(NOTICE, "  现将", &format!("  {prose}现将"));
    folder.run(&["build"]).expect_code(0);
    text_of(&folder)
}

#[test]
fn prose_knows_emphasis_and_expressions_and_nothing_else() {
    let text = with_prose("甲<b>乙</b> #panic() $x$ @a 丙 **丁** {{ 6 * 7 }} ");
    assert!(text.contains("甲<b>乙</b>#panic()$x$@a"), "{text}");
    assert!(text.contains("丁42现将《示范市住院费用专项检查工作方案》"), "{text}");
    let loops = Folder::init();
    loops.change(NOTICE, "  现将", "  {% for x in range(end=999999999) %}甲{% endfor %}现将");
    loops.run(&["check"]).expect_code(1).says(&["prose-markup", "正文里只能写表达式"]);
}

#[test]
fn a_hole_is_filled_whatever_markdown_takes_its_surroundings_for() {
    for prose in ["<div> ", "<script>alert(1)</script> ", "`{{ 6 * 7 }}` "] {
        let text = with_prose(prose);
        assert!(text.contains("现将《示范市住院费用专项检查工作方案》"), "{prose}: {text}");
        assert!(!prose.starts_with('`') || text.contains("42现将"), "{text}");
    }
}

#[test]
fn expressions_reach_no_file_and_no_variable_of_the_machine() {
    for hole in [
        "{{ get_env(name=\"HOME\") }}",
        "{{ include(\"/etc/passwd\") }}",
        "{{ __tera_context }}",
        "{{ range(end=99999999999) }}",
        "{{ now() }}",
    ] {
        let folder = Folder::init();
        folder.change(NOTICE, "  现将", &format!("  {hole}现将"));
        let ran = folder.run(&["check"]).expect_code(1);
        ran.says(&["policies/example/notice.yaml:14:3"]);
    }
}

/// The text of the notice as it is laid out, without blanks.
fn text_of(folder: &Folder) -> String {
    use hongtou::build::{self, Request};
    let files = hongtou::text::Disk::new(&folder.path("")).unwrap();
    let files = hongtou::text::Overlay { over: &files, under: &hongtou::text::Builtin };
    let checked = build::check(&files, &Request::default()).unwrap();
    let at = checked.set.papers.iter().position(|paper| paper.path == NOTICE).unwrap();
    let set = (&checked.set, &checked.schemas, &checked.templates);
    let (doc, _) = hongtou::template::fill(set.0, set.1, set.2, at);
    let pages = crate::support::lay_out(&doc, "general").pages.pages;
    let text: String = pages.iter().map(hongtou::doc::pages::Page::text).collect();
    text.split_whitespace().collect()
}

#[test]
fn names_of_files_are_only_names() {
    let folder = Folder::init();
    let sample = folder.read("policies/example/plan.yaml");
    let odd = "policies/a b;$(touch x)/# \"计划\" {{ 1 }}.yaml";
    folder.write(odd, sample.replace("example-plan", "odd-plan"));
    folder.run(&["build"]).expect_code(0);
    assert!(folder.path(&odd.replace("policies", "output").replace(".yaml", ".pdf")).is_file());
    assert!(!folder.path("x").exists());
    let manifest: serde_json::Value =
        serde_json::from_str(&folder.read("output/manifest.json")).unwrap();
    let sources = manifest["outputs"].as_array().unwrap();
    assert!(sources.iter().any(|output| output["source"] == odd));
}

#[test]
fn paths_that_climb_or_begin_at_the_root_are_refused() {
    let folder = Folder::init();
    let outside = Folder::empty();
    let target = outside.path("x.yaml").display().to_string();
    for path in ["../x.yaml", "policies/../../x.yaml", target.as_str()] {
        let ran = folder.run(&["new", "notice", path]).expect_code(2);
        ran.says(&["在工作区之外"]);
    }
    folder.run(&["new", "../notice"]).expect_code(2).says(&["没有“../notice”这个文种"]);
    assert_eq!(outside.files("").len(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_to_itself_is_no_endless_way() {
    let folder = Folder::init();
    std::os::unix::fs::symlink(folder.path("policies"), folder.path("policies/loop")).unwrap();
    std::os::unix::fs::symlink("self.yaml", folder.path("policies/self.yaml")).unwrap();
    let ran = folder.run(&["check"]).expect_code(2);
    ran.says(&["policies/self.yaml"]);
    fs::remove_file(folder.path("policies/self.yaml")).unwrap();
    folder.run(&["check"]).expect_code(0);
}
