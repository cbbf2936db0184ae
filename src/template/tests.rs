//! That what needs no Tera says what Tera says: bodies and holes of all papers of the repository,
//! and of records that nobody should write.

use std::path::Path;

use super::engine::Engine;
use super::functions::Env;
use super::script::Script;
use super::values::{self, Tokens};
use super::*;
use crate::model::{Leaf, Parsed};
use crate::text::{Disk, Files, Source, Sources, Spanned};
use crate::yaml;

struct World {
    set: Arc<Set>,
    schemas: Arc<Schemas>,
    templates: Templates,
}

impl World {
    /// The schemas and kinds of the repository, and papers.
    fn new(files: &dyn Files, papers: &[(String, String)]) -> Self {
        let mut sources = Sources::default();
        let schemas = Schemas::load(files).unwrap();
        let (templates, _) = Templates::load(files, &schemas, &mut sources).unwrap();
        let mut parsed = Vec::new();
        for (path, text) in papers {
            let id = sources.add(Source::new(path.as_str(), text.as_str()));
            parsed.push((id, yaml::parse(id, text).root.unwrap()));
        }
        let papers = parsed.iter().map(|(id, node)| {
            let kind = &schemas.kind_entry(node).unwrap().value;
            let kind = Spanned::new(kind.as_text().unwrap().to_owned(), kind.span);
            let schema = schemas.get(&kind.value);
            Parsed { id: *id, source: sources.get(*id), kind, node, schema }
        });
        let set = Arc::new(Set::new(papers));
        Self { set, schemas: Arc::new(schemas), templates }
    }

    /// What functions look into; each way of filling has its own.
    fn env(&self, paper: usize) -> Env {
        Env {
            set: Arc::clone(&self.set),
            schemas: Arc::clone(&self.schemas),
            tokens: Tokens::default(),
            paper,
            context: self.set.papers[paper].context,
            root: paper,
        }
    }

    /// What a script makes of a paper, and what Tera makes of the same body.
    fn bodies(&self, paper: usize, script: &Script, body: &load::Body) -> [Option<String>; 2] {
        let (own, other) = (self.env(paper), self.env(paper));
        let rendered = Engine::new(&other, paper).render(&body.rewritten, &body.wanted).ok();
        [shown(script.follow(&own), &own), shown(rendered, &other)]
    }

    /// What is answered to a hole of a paper, and what Tera answers.
    fn holes(&self, paper: usize, expression: &str) -> [Option<String>; 2] {
        let (own, other) = (self.env(paper), self.env(paper));
        let answered = Engine::new(&other, paper).evaluate(expression).ok();
        [shown(answer::text(&own, expression), &own), shown(answered, &other)]
    }
}

/// Text with what its tokens stand for.
fn shown(text: Option<String>, env: &Env) -> Option<String> {
    text.map(|text| format!("{:?}", values::pieces(&text, &env.tokens)))
}

fn repository() -> Disk {
    Disk::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn published() -> World {
    let files = repository();
    let paths = files
        .list("policies")
        .unwrap()
        .into_iter()
        .filter(|path| Path::new(path).extension().is_some_and(|own| own == "yaml"));
    let read = |path: String| {
        let text = String::from_utf8(files.read(&path).unwrap()).unwrap();
        (path, text)
    };
    World::new(&files, &paths.map(read).collect::<Vec<_>>())
}

#[test]
fn a_body_that_is_followed_says_what_tera_says() {
    let world = published();
    let mut followed = 0;
    for (at, paper) in world.set.papers.iter().enumerate() {
        let loaded = world.templates.loaded(&paper.kind.value);
        let Some(body) = loaded.and_then(|loaded| loaded.body.as_ref()) else { continue };
        let script = body.script.as_ref().expect("our own bodies keep to the plain forms");
        let [own, tera] = world.bodies(at, script, body);
        assert_eq!(own, tera, "{}", paper.path);
        followed += 1;
    }
    assert!(followed > 10, "{followed}");
}

#[test]
fn a_plain_hole_is_answered_as_tera_answers() {
    let world = published();
    let (mut answered, mut all) = (0, 0);
    for (at, paper) in world.set.papers.iter().enumerate() {
        for field in paper.texts().filter(|field| field.leaf == Leaf::Prose) {
            for hole in hole::find(field.text().unwrap()).unwrap_or_default() {
                let [own, tera] = world.holes(at, &hole.expression);
                assert!(own.is_none() || own == tera, "{}: {}", paper.path, hole.expression);
                answered += usize::from(own.is_some());
                all += 1;
            }
        }
    }
    assert!(answered * 10 > all * 9 && all > 80, "{answered} of {all}");
}

/// A plan that is wrong wherever it can be.
const ODD: &str = "kind: campaign
id: odd
title: 甲*乙 \u{F0000}0\u{F0001}
subtitle: ''
issuer: 某市医疗保障局
copies: [甲, '*乙*']
preamble:
date: 3
period: 明天
basis: [1, 2]
sections:
  - {heading: a_b, items: [], text: ''}
  - {heading: 5, include: phases, items: [{title: 丙, text: '丁{{ a }}'}, 字]}
  - 戊
phases:
  - {id: p, name: true, period: 2022年3月, tasks: [{title: x, lead: 单位, support: [甲, 乙]}]}
  - {id: q, name: 庚, tasks: [{title: y, deadline: '', lead: []}, {lead: [1, {a: b}]}]}
contacts: {unit: 辛}
duties:
";

#[test]
fn odd_records_are_followed_as_tera_follows_them_or_not_at_all() {
    let world = World::new(&repository(), &[("policies/odd.yaml".to_owned(), ODD.to_owned())]);
    let bodies = [
        "**{{ title }}** {{ 标题 }}{{ preamble }}{{ subtitle }}",
        "{% if preamble %}1{% else %}2{% endif %}{% if subtitle %}3{% endif %}{% if title %}4{% endif %}",
        "{% if subtitle == \"\" %}1{% endif %}{% if duties == \"x\" %}2{% endif %}{% if basis %}3{% endif %}",
        "{% for s in sections %}{{ loop.index }}{{ s.heading }}{{ s.text }}{% endfor %}",
        "{% for s in sections %}{% for i in s.items %}{{ loop.index | 汉字 }}{{ i.title }}{% endfor %}{% endfor %}",
        "{% for s in sections %}{% if s.include == \"phases\" and phases %}{{ s.include }}{% endif %}{% endfor %}",
        "{% for p in 阶段 %}{{ p.name }}{% endfor %}",
        "{% for p in 阶段 %}{{ p.period }}{% for t in p.tasks %}{{ t.title }}{% endfor %}{% endfor %}",
        "{% for p in phases %}{% for t in p.tasks %}{{ t.lead | join(sep=\"、*\") }}{% endfor %}{% endfor %}",
        "{% for p in phases %}{% for t in p.tasks %}{{ t.support | join(sep=\"-\") }}{% endfor %}{% endfor %}",
        "{% for p in phases %}{% for t in p.tasks %}{% if t.deadline %}1{% endif %}{% if t.lead %}2{% endif %}\
         {{ t.deadline }}{{ t.output }}{% endfor %}{% endfor %}",
        "{% for p in phases %}{% for p in p.tasks %}{{ p.title }}{% endfor %}{{ p.id }}{% endfor %}",
        "{{ contacts }}",
        "{{ contacts.unit }}",
        "{% if contacts %}1{% endif %}",
        "{% for c in contacts %}{{ c.unit }}{% endfor %}",
        "{{ nobody }}",
        "{% if nobody %}1{% endif %}",
        "{{ sections }}",
        "{{ basis | join(sep=\"\") }}",
        "{% for x in title %}{{ x }}{% endfor %}",
        "{% for x in issuer %}{{ x }}{% endfor %}",
        "{{ issuer | join(sep=\"\") }}",
        "{{ issuer }}",
        "{% for x in duties %}{{ x.text }}{% endfor %}1",
        "{% if duties %}1{% endif %}",
        "{{ date }}",
        "{% for x in attachments %}{{ x }}{% endfor %}1",
        "{{ copies | join(sep=\"、\") }}",
        "{{ title.x }}",
        "{{ 发文机关 | join(sep=\"、\") }}",
        "{% if period %}{{ period }}{% endif %}",
        "{{ loop.index }}",
    ];
    let mut followed = 0;
    for text in bodies {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("body.md", text));
        let body = load::Body::read(source, &sources);
        let script = body.script.as_ref().unwrap_or_else(|| panic!("{text}"));
        let [own, tera] = world.bodies(0, script, &body);
        assert!(own.is_none() || own == tera, "{text}\n{own:?}\n{tera:?}");
        followed += usize::from(own.is_some());
    }
    assert!(followed >= 12, "{followed}");
}

#[test]
fn odd_holes_are_answered_as_tera_answers_them_or_not_at_all() {
    let world = World::new(&repository(), &[("policies/odd.yaml".to_owned(), ODD.to_owned())]);
    let holes = [
        "title",
        "标题",
        "阶段 | 个数 | 汉字",
        "阶段 | 个数",
        "phases",
        "copies",
        "preamble",
        "basis",
        "date",
        "date | 汉字",
        "title | 汉字",
        "title | 年月",
        "period",
        "start | 年月",
        "止",
        "contacts.unit",
        "contacts",
        "nobody",
        "issuer",
        "发文机关 | 简称",
        "copies | short",
        "title | count",
        "true",
        "none",
        "phase(\"p\").name",
        "phase('p').start | 年月",
        "阶段(\"q\")",
        "phase(\"x\")",
        "task(\"p\")",
        "paper(\"odd\").title",
        "paper(\"odd\").contacts.unit",
        "paper(\"odd\").phases | 个数",
        "ref(\"odd\")",
        "cite(\"x\")",
        "unit(\"x\")",
        "table(\"x\")",
        "title | upper",
        "upper(\"x\")",
        "range(\"3\")",
        "zh_e7949f",
        "subtitle",
        "sections | 个数",
        "title.x",
        "duties | 个数",
        "preamble | date",
    ];
    let mut answered = 0;
    for hole in holes {
        let [own, tera] = world.holes(0, hole);
        assert!(own.is_none() || own == tera, "{hole}\n{own:?}\n{tera:?}");
        answered += usize::from(own.is_some());
    }
    assert!(answered >= 15, "{answered}");
}
