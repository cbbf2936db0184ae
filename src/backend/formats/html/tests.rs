//! Pages of small papers, read as text.

use std::sync::LazyLock;

use super::*;
use crate::backend::{InLook, Listed, Options};
use crate::doc::{
    Attachment, BlankLine, Block, Cell, Column, Doc, Heading, Inline, Meta, RedHead, Row, Run,
    Signature, Table, Title,
};
use crate::font::Fonts;
use crate::model::schedule::Schedule;
use crate::text::{Builtin, Files, Memory, Overlay};

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn titled(text: &str) -> Block {
    Block::Title(Title { inlines: words(text), subtitle: vec![] })
}

fn paper(title: &str, blocks: Vec<Block>) -> Doc {
    Doc { meta: Meta { title: title.into(), ..Meta::default() }, blocks }
}

fn render_with(doc: &Doc, files: &dyn Files) -> Result<String, Trouble> {
    let (fonts, options) = (Fonts::builtin(), Options::default());
    let job = Job { doc, look: "general", fonts: &fonts, files, options: &options };
    write(&job).map(|bytes| String::from_utf8(bytes).unwrap())
}

fn render(doc: &Doc) -> String {
    render_with(doc, &Builtin).unwrap()
}

#[track_caller]
fn says(page: &str, parts: &[&str]) {
    let mut rest = page;
    for part in parts {
        let Some(at) = rest.find(part) else { panic!("no {part} in its place in {page}") };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn words_are_never_markup() {
    let hostile = "</title><script>alert('甲')</script>\"&amp;\u{202e}乙\u{7}";
    let head = RedHead { issuers: vec![Run::new(hostile)], ..RedHead::default() };
    let attachment = Attachment {
        label: hostile.into(),
        id: hostile.into(),
        kind: "form".into(),
        blocks: vec![],
    };
    let reference = Inline::Reference { text: hostile.into(), target: hostile.into(), span: None };
    let blocks = vec![
        Block::RedHead(head),
        titled(hostile),
        Block::Paragraph { inlines: vec![reference] },
        Block::Attachment(attachment),
    ];
    let mut doc = paper(hostile, blocks);
    doc.meta.issuers = vec![hostile.into()];
    doc.meta.across = Some(hostile.into());
    doc.meta.date = Some(hostile.into());
    let page = render(&doc);
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("='") && !page.contains("\"&amp;\u{202e}"), "{page}");
    assert!(!page.contains('\u{7}'));
    let escaped = "&lt;/title&gt;&lt;script&gt;alert(&#39;甲&#39;)&lt;/script&gt;&quot;&amp;amp;\u{202e}乙\u{fffd}";
    says(&page, &["<title>", escaped, "</title>", "ArticleTitle\" content=\"", escaped]);
    // The anchor that the reference leads to is there.
    says(&page, &["href=\"#%3C%2Ftitle%3E", "<section id=\"&lt;/title&gt;"]);
}

#[test]
fn headings_leave_out_no_level_and_attachments_stand_under_the_title() {
    let heading = |level: u8, id: Option<&str>| {
        Block::Heading(Heading {
            level,
            number: String::new(),
            inlines: words("甲"),
            run_in: None,
            id: id.map(str::to_owned),
        })
    };
    let attachment = Attachment {
        label: "附件".into(),
        id: "a".into(),
        kind: "form".into(),
        blocks: vec![titled("表"), heading(1, None), heading(4, None)],
    };
    let doc = paper(
        "通知",
        vec![
            titled("通知"),
            heading(2, None),
            heading(4, Some("a")),
            heading(1, None),
            Block::Attachment(attachment),
        ],
    );
    let levels: Vec<String> = render(&doc)
        .split("<h")
        .skip(1)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .map(|rest| rest[..1].to_owned())
        .collect();
    assert_eq!(levels.join(""), "1232234");
}

#[test]
fn a_paper_without_a_title_has_a_heading_for_those_who_do_not_see_it() {
    let page = render(&paper("市政府令", vec![]));
    says(&page, &["<h1 class=\"unseen\">市政府令</h1>"]);
}

#[test]
fn blanks_are_lines_that_can_be_heard() {
    let line = |value: Option<&str>| BlankLine {
        label: "单位".into(),
        hint: Some("盖章".into()),
        value: value.map(Run::new),
        field: None,
    };
    let blocks = vec![
        Block::Paragraph { inlines: vec![Inline::Blank { width: 4 }] },
        Block::Blanks { items: vec![line(None), line(Some("甲局"))] },
        Block::Signature(Signature::default()),
    ];
    let page = render(&paper("表", blocks));
    says(
        &page,
        &[
            "aria-label=\"待填写\" style=\"width:4em\"",
            "<dt>单位（盖章）：</dt><dd><span class=\"blank\" role=\"img\" aria-label=\"待填写\">",
            "<dd>甲局</dd>",
            "aria-label=\"日期待填写\"",
        ],
    );
}

fn cell(text: &str, rows: u32, columns: u32) -> Cell {
    Cell { rows, columns, ..Cell::of(if text.is_empty() { vec![] } else { words(text) }) }
}

#[test]
fn merged_heads_and_groups_name_their_cells() {
    let row = |cells| Row { cells, total: false };
    let header = vec![
        row(vec![cell("单位", 2, 1), cell("次数", 1, 2)]),
        row(vec![cell("上半年", 1, 1), cell("下半年", 1, 1)]),
    ];
    let rows = vec![
        row(vec![cell("甲局", 2, 1), cell("1", 1, 1), cell("", 1, 1)]),
        row(vec![cell("2", 1, 1), cell("3", 1, 1)]),
        Row { cells: vec![cell("合计", 1, 1), cell("3", 1, 1), cell("3", 1, 1)], total: true },
    ];
    let column = || Column { share: 0.0, align: crate::doc::Align::Center };
    let columns = (0..3).map(|_| column()).collect();
    let table = Table { columns, header, rows, ..Table::default() };
    let page = render(&paper("表", vec![titled("表"), Block::Table(table)]));
    let inside = page.split_once("<table").unwrap().1.replace(" class=\"center\"", "");
    let anchor = |text: &str| {
        let at = inside.find(&format!(">{text}</th>")).unwrap();
        inside[..at].rsplit("id=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let [unit, times, first, own] = ["单位", "次数", "上半年", "甲局"].map(anchor);
    says(
        &inside,
        &[
            "<colgroup><col",
            "</colgroup>\n<colgroup><col",
            &format!("<th id=\"{unit}\" scope=\"col\" rowspan=\"2\">单位</th>"),
            &format!("<th id=\"{times}\" scope=\"colgroup\" colspan=\"2\">次数</th>"),
            &format!("<th id=\"{own}\" scope=\"rowgroup\" headers=\"{unit}\" rowspan=\"2\">甲局"),
            &format!("<td headers=\"{times} {first} {own}\">1</td>"),
            &format!("<td headers=\"{times} {first} {own}\">2</td>"),
            "</tbody>\n<tbody>",
            &format!("<th scope=\"row\" headers=\"{unit}\">合计</th>"),
        ],
    );
}

#[test]
fn a_user_may_replace_a_template_and_a_broken_one_is_named() {
    let doc = paper("通知", vec![titled("通知")]);
    let with = |template: &[u8]| {
        let own = Memory::from_iter([("templates/web/site.html", template.to_vec())]);
        render_with(&doc, &Overlay { over: &own, under: &Builtin })
    };
    let page = with(b"<meta name=\"SiteName\" content=\"{{ title }}\">").unwrap();
    says(&page, &["<meta name=\"SiteName\" content=\"通知\">"]);
    for broken in [&b"{% if %}"[..], b"{{ nothing.at.all }}", b"{{ title | unknown }}", b"\xff"] {
        let Err(Trouble::Look(errors)) = with(broken) else { panic!("{broken:?} passes") };
        let [InLook { path, message, .. }] = &errors[..] else { panic!("{errors:?}") };
        assert_eq!(path, "templates/web/site.html", "{message}");
        assert!(message.starts_with("templates/web/site.html: "), "{message}");
    }
}

fn collection<'a>(papers: &'a [Listed<'a>]) -> Collection<'a> {
    static NOTHING: LazyLock<Schedule> = LazyLock::new(Schedule::default);
    let edition = papers.first().map_or("", |paper| paper.edition);
    Collection { papers, schedule: &NOTHING, edition, files: &Builtin }
}

#[test]
fn the_index_leads_to_every_file_and_tells_equal_titles_apart() {
    let doc = paper("<甲> 表", vec![]);
    let listed = |stem, files| Listed { stem, edition: "-public", doc: &doc, files };
    let papers = [
        listed("某 县/a", vec!["某 县/a-public.html", "某 县/a-poster-public.pdf"]),
        listed("某 县/b", vec!["某 县/b-public.html"]),
    ];
    let made = gather(&collection(&papers)).unwrap();
    assert_eq!(made[0].path, "index-public.html");
    let page = String::from_utf8(made[0].bytes.clone()).unwrap();
    says(
        &page,
        &[
            "href=\"%E6%9F%90%20%E5%8E%BF/a-public.html\">&lt;甲&gt; 表 <span class=\"stem\">a</span>",
            "href=\"%E6%9F%90%20%E5%8E%BF/a-poster-public.pdf\">PDF（poster）<",
            "<span class=\"stem\">b</span>",
        ],
    );
    assert!(gather(&collection(&[])).unwrap().is_empty());
}
