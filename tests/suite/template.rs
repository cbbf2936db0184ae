//! What becomes of a drafter's words: never markup, always in their place, numbered by the tool.

use hongtou::build::{self, Checked, Request};
use hongtou::doc::{Block, Inline, plain};
use hongtou::template;

use crate::shown::Shown;

const HEAD: &str = "kind: guide\nid: g\nstatus: draft\ntitle: 甲\nissuer: 某局\n";

fn check(files: &[(&str, String)]) -> Checked {
    let files = Shown::of(files.iter().map(|(name, text)| (*name, text.as_str())));
    build::check(&files, &Request::default()).expect("the sources can be read")
}

/// The blocks of a guide with this text, after its title.
fn guide(text: &str) -> (Vec<Block>, Checked) {
    let indented = text.replace('\n', "\n  ");
    let source = format!("{HEAD}text: |\n  {indented}\nsteps:\n  - {{title: 末, text: 末}}\n");
    let checked = check(&[("g.yaml", source)]);
    let (doc, findings) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    assert_eq!(findings, [], "{text}");
    (doc.blocks.into_iter().skip(1).collect(), checked)
}

fn words(block: &Block) -> String {
    let mut text = String::new();
    block.texts(&mut |piece, _| text.push_str(piece));
    text
}

#[test]
fn a_value_can_never_become_markup() {
    for title in ["**重**", "# 一", "1. 甲", "<b>x</b>", "{{ id }}", "#strong[x]", "\\甲\\", "- 乙"]
    {
        let source = format!(
            "{HEAD}steps:\n  - {{title: '{title}', text: '见{{{{ id }}}}'}}\n  - {{title: 乙, text: 丙}}\n"
        );
        let checked = check(&[("g.yaml", source)]);
        let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
        let all: String = doc.blocks.iter().map(words).collect();
        assert!(all.contains(title), "{title} in {all}");
    }
}

#[test]
fn the_ends_of_a_period_are_known_where_an_alias_stands_for_it() {
    let phases = "phases:\n\
        - {id: a, name: 自查, period: &p 2022年3月至5月, tasks: []}\n\
        - {id: b, name: 检查, period: 2022年6月, tasks: []}\n\
        - {id: c, name: 整改, period: 2022年7月, tasks: []}\n\
        - {id: d, name: 复查, period: *p, tasks: []}\n";
    let ends = ["a", "b", "c", "d"].map(|id| format!("{{{{ phase(\"{id}\").end }}}}"));
    let source = format!(
        "kind: campaign\nid: plan\nstatus: draft\ntitle: 方案\nissuer: 某局\npreamble: '{}'\n{phases}",
        ends.join("、")
    );
    let checked = check(&[("plan.yaml", source)]);
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    let all: String = doc.blocks.iter().map(words).collect();
    assert!(all.contains("2022-05-31、2022-06-30、2022-07-31、2022-05-31"), "{all}");
}

#[test]
fn every_character_of_prose_knows_its_place() {
    let text = "第一句，**第二句。**第三句\n接上行，见{{ id }}处。\n\n- 甲项\n- 乙\\*项";
    let (blocks, checked) = guide(text);
    for block in &blocks {
        block.texts(&mut |piece, span| {
            let Some(span) = span else { return };
            let written = checked.sources.text(span);
            let hole = written.starts_with("{{");
            assert!(hole || written == piece, "`{piece}` points at `{written}`");
        });
    }
    assert!(words(&blocks[0]).contains("第三句接上行，见g处。"));
}

#[test]
fn emphasis_closes_between_chinese_punctuation_and_a_character() {
    let (blocks, _) = guide("**注意安全。**其余照旧");
    let Block::Paragraph { inlines } = &blocks[0] else { panic!("no paragraph") };
    assert!(matches!(&inlines[0], Inline::Strong { inlines } if plain(inlines) == "注意安全。"));
    assert_eq!(plain(&inlines[1..]), "其余照旧");
}

#[test]
fn headings_are_numbered_by_level_and_run_in_before_a_full_stop() {
    let (blocks, _) = guide("# 甲\n\n## 乙。\n\n接着写\n\n## 丙\n\n### 丁\n\n#### 戊\n\n# 己");
    let numbers: Vec<(String, bool)> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some((heading.number.clone(), heading.run_in.is_some())),
            _ => None,
        })
        .take(6)
        .collect();
    let wanted = [("一、", false), ("（一）", true), ("（二）", false), ("1.", false)];
    let wanted = wanted.into_iter().chain([("（1）", false), ("二、", false)]);
    assert_eq!(numbers, wanted.map(|(n, r)| (n.to_owned(), r)).collect::<Vec<_>>());
}

#[test]
fn facts_are_filled_in_from_this_paper_and_others() {
    let plan = "kind: campaign\nid: p\nstatus: draft\ntitle: 方案\nissuer: 某局\ndate: 2022年3月1日\n\
                sections:\n  - heading: 安排\n    text: 分{{ 阶段 | 个数 | 汉字 }}个阶段，自{{ phase(\"a\").start | 日期 }}起，附件见{{ ref(\"g\") }}\n\
                phases:\n  - {id: a, name: 动员, period: 2022年3月至4月}\n  - {id: b, name: 收尾, period: 2022年5月}\n\
                attachments: [g]\n";
    let guide = format!("{HEAD}deadline: 2022年5月31日\nsteps:\n  - {{title: 甲, text: 乙}}\n");
    let checked = check(&[("g.yaml", guide), ("p.yaml", plan.to_owned())]);
    let at = checked.set.place("p").unwrap();
    let (doc, findings) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(findings, []);
    let all: String = doc.blocks.iter().map(words).collect();
    assert!(all.contains("分二个阶段，自2022年3月1日起，附件见附件"), "{all}");
}

#[test]
fn what_papers_have_in_common_is_told_each_as_if_it_asked_alone() {
    let units = "kind: units\nunits:\n\
        - {id: a, name: 甲市医疗保障局, short: 市医保局, aliases: [市医疗保障局]}\n\
        - {id: b, name: 乙市医疗保障局, short: 市医保局, aliases: [市医疗保障局]}\n";
    let text = "{{ unit(\"市医疗保障局\").name }}、{{ \"市医保局\" | 简称 }}、\
                {{ phase(\"x\").end | 年月 }}、{{ \"5月1日\" | 日期 }}、{{ paper(\"p\").title }}";
    let plan = |id: &str, year: u16, issuer: &str| {
        let plan = format!(
            "kind: campaign\nid: {id}\nstatus: draft\ntitle: {year}年方案\nissuer: {issuer}\n\
             preamble: '{text}'\nphases:\n  - {{id: x, name: 检查, period: {year}年5月}}\n"
        );
        (format!("{id}/{id}.yaml"), plan)
    };
    let plans = [
        plan("p", 2022, "甲市医疗保障局"),
        plan("q", 2023, "乙市医疗保障局"),
        plan("r", 2024, "a"),
    ];
    let mut files = vec![("registry/units.yaml", units.to_owned())];
    files.extend(plans.iter().map(|(path, plan)| (path.as_str(), plan.clone())));
    let checked = check(&files);
    let filler = template::Filler::new(&checked.set, &checked.schemas, &checked.templates);
    let told = |at: usize| filler.fill(at).0.blocks.iter().map(words).collect::<String>();
    for (at, year, city) in [(0, 2022, "甲"), (1, 2023, "乙"), (2, 2024, "甲"), (1, 2023, "乙")]
    {
        let wanted =
            format!("{city}市医疗保障局、市医保局、{year}年5月、{year}年5月1日、2022年方案");
        assert!(told(at).contains(&wanted), "{} for {wanted}", told(at));
    }
}

#[test]
fn text_that_takes_in_itself_is_a_finding_and_no_endless_loop() {
    let a =
        format!("{HEAD}text: '{{{{ paper(\"h\").text }}}}'\nsteps:\n  - {{title: 甲, text: 乙}}\n");
    let b = a.replace("id: g", "id: h").replace("\"h\"", "\"g\"");
    let checked = check(&[("a.yaml", a), ("b.yaml", b)]);
    assert!(checked.findings.iter().any(|finding| finding.rule == "prose-cycle"));
}

#[test]
fn a_list_of_words_stands_side_by_side_and_any_other_list_is_refused() {
    let (blocks, _) = guide("由{{ issuer }}办理");
    assert_eq!(words(&blocks[0]), "由某局办理");
    let source = format!("{HEAD}text: '{{{{ steps }}}}'\nsteps:\n  - {{title: 甲, text: 乙}}\n");
    let checked = check(&[("g.yaml", source)]);
    assert!(
        checked.findings.iter().any(|f| f.rule == "prose-hole" && f.message.zh.contains("清单"))
    );
}

#[test]
fn what_could_make_a_megabyte_of_a_word_is_refused_by_name() {
    let source =
        format!("{HEAD}text: '{{{{ title | replace(from=\"a\", to=\"aa\") }}}}'\nsteps: []\n");
    let checked = check(&[("g.yaml", source)]);
    let found = checked.findings.iter().find(|finding| finding.rule == "prose-hole").unwrap();
    assert!(found.message.zh.contains("replace"), "{}", found.message.zh);
}

#[test]
fn no_call_hides_behind_quotes_that_end_elsewhere_for_tera() {
    for hole in
        [r#""\"" ~ range(end=9) ~ "\"""#, r#"`"` ~ range(end=9) ~ `"`"#, "'' ~ range (end=9)"]
    {
        let source = format!("{HEAD}text: |\n  甲{{{{ {hole} }}}}乙\nsteps: []\n");
        let checked = check(&[("g.yaml", source)]);
        assert_eq!(checked.findings.len(), 1, "{hole}");
        assert_eq!(checked.findings[0].rule, "prose-hole");
    }
}

#[test]
fn attachments_that_multiply_come_to_an_end() {
    let paper = |at: usize| {
        let list = vec![format!("n{}", at + 1); 12].join(", ");
        let kind =
            "kind: campaign\nstatus: draft\ntitle: 甲\nissuer: 某局\nsections: []\nphases: []\n";
        format!("{kind}id: n{at}\nattachments: [{list}]\n")
    };
    let sources: Vec<(String, String)> =
        (0..8).map(|at| (format!("n{at}.yaml"), paper(at))).collect();
    let sources: Vec<(&str, String)> =
        sources.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let checked = check(&sources);
    assert!(checked.findings.iter().any(|finding| finding.rule == "paper-too-large"));
}

#[test]
fn a_paper_is_marked_by_the_weakest_of_what_stands_in_it() {
    let inner = format!("{HEAD}steps:\n  - {{title: 甲, text: 乙}}\n").replace("draft", "sample");
    let outer = "kind: campaign\nid: p\nstatus: issued\ntitle: 方案\nissuer: 某局\nsections: []\nphases: []\nattachments: [g]\n";
    let checked = check(&[("g.yaml", inner), ("p.yaml", outer.to_owned())]);
    let at = checked.set.place("p").unwrap();
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(doc.meta.across.as_deref(), Some("样张"));
}

#[test]
fn a_folded_title_with_a_character_no_font_has_is_reported_at_its_place() {
    let source =
        format!("{HEAD}steps: []\n").replace("title: 甲", "title: 关于王\u{30edd}\n  的通知");
    let checked = check(&[("g.yaml", source)]);
    let found = checked.findings.iter().find(|finding| finding.rule == "glyph-missing").unwrap();
    assert!(checked.sources.text(found.span).contains('\u{30edd}'));
}

#[test]
fn a_build_of_one_paper_sees_the_faults_of_what_it_attaches() {
    let inner = format!("{HEAD}deadline: 2022年2月30日前\nsteps:\n  - {{title: 甲, text: 乙}}\n");
    let outer = "kind: campaign\nid: p\nstatus: draft\ntitle: 方案\nissuer: 某局\nsections: []\nphases: []\nattachments: [g]\n";
    let sources = [("a/g.yaml", inner.as_str()), ("b/p.yaml", outer)];
    let files = Shown::of(sources);
    let request = Request { paths: vec!["policies/b/p.yaml".into()], ..Request::default() };
    let built = build::build(&files, &request, &|_, _| {}).unwrap();
    assert!(built.checked.findings.iter().any(|finding| finding.rule == "date-invalid"));
    assert!(built.outputs.is_empty());
}
