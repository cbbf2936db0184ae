//! What the house sets otherwise than the standard, measured on the page.

use hongtou::doc::{Attachment, Block, Imprint, Run, Signature, SignatureForm};
use hongtou::model::{Layout, PageNumber};

use super::*;
use crate::support::{Folder, doc, inlines, lay_out, lay_out_with, paragraph};
use hongtou::backend::Options;

fn laid_out(layout: Layout, blocks: Vec<Block>) -> Vec<Page> {
    let options = Options { layout, ..Options::default() };
    lay_out_with(&doc(blocks), "general", options).pages.pages
}

/// Two full pages and more.
fn long() -> Vec<Block> {
    vec![paragraph(&"国".repeat(28 * 22 * 2 + 40))]
}

/// The lines above the page number.
fn body(page: &Page) -> Vec<Line> {
    lines(page).into_iter().filter(|line| !line.text().starts_with('—')).collect()
}

#[test]
fn the_standards_values_written_out_change_not_a_byte() {
    let written = Layout { lines: Some(22), ..Layout::default() };
    let options = Options { layout: written, ..Options::default() };
    let paper = doc(long());
    for look in ["general", "plain", "table", "pledge-a4"] {
        let (one, two) = (lay_out(&paper, look), lay_out_with(&paper, look, options));
        assert!(one.bytes == two.bytes, "{look}");
    }
}

#[test]
fn a_page_number_in_the_middle_stands_in_the_middle_of_every_page() {
    let layout = Layout { page_number: PageNumber::Center, ..Layout::default() };
    for (at, page) in laid_out(layout, long()).iter().enumerate() {
        let edge = if at % 2 == 0 { BINDING } else { OUTER };
        let number = line(page, "—");
        assert_eq!(number.text().replace(' ', ""), format!("—{}—", at + 1));
        near("middle", f64::midpoint(number.left(), number.right()), edge + WIDTH / 2.0);
        let dash = page.runs.iter().find(|run| run.text == "—").unwrap();
        near("7 mm under the type area", dash.top, SKY + HEIGHT + 7.0);
    }
}

#[test]
fn other_margins_move_the_type_area_and_what_hangs_on_it() {
    let layout =
        Layout { top: 33.0, bottom: 32.0, inside: 27.0, outside: 23.0, ..Layout::default() };
    for (at, page) in laid_out(layout, long()).iter().enumerate().take(2) {
        let (left, width) = (if at == 0 { 27.0 } else { 23.0 }, 160.0);
        let lines = body(page);
        near("top", lines[0].first().top(), 33.0);
        near("left", lines[1].first().left, left);
        near("right", lines[1].last().right, left + width);
        near("foot", lines[21].first().bottom(), 297.0 - 32.0);
        near("one character", lines[1].first().em, 160.0 / 28.0);
        assert_eq!((lines.len(), lines[1].0.len()), (22, 28));
        let dash = page.runs.iter().find(|run| run.text == "—").unwrap();
        near("number", dash.top, 297.0 - 32.0 + 7.0);
    }
}

#[test]
fn margins_that_are_not_mirrored_keep_the_binding_left() {
    let layout = Layout { mirrored: false, ..Layout::default() };
    for (at, page) in laid_out(layout, long()).iter().enumerate() {
        near(&format!("left of page {}", at + 1), body(page)[1].first().left, BINDING);
    }
}

#[test]
fn the_pitch_and_the_counts_of_lines_and_characters_are_the_houses() {
    let pitched = Layout { pitch: Some(28.0), ..Layout::default() };
    let lines = body(&laid_out(pitched, long())[0]);
    for pair in lines.windows(2) {
        near("pitch", pair[1].first().baseline - pair[0].first().baseline, 28.0 / 72.0 * 25.4);
    }
    assert_eq!(lines.len(), 23);
    let counted = Layout { lines: Some(24), characters: 30, ..Layout::default() };
    let lines = body(&laid_out(counted, long())[0]);
    assert_eq!((lines.len(), lines[1].0.len()), (24, 30));
    near("last line", lines[23].first().bottom(), SKY + HEIGHT);
}

#[test]
fn signature_and_imprint_keep_to_the_type_area_of_the_house() {
    let layout = Layout { inside: 25.0, outside: 25.0, bottom: 30.0, ..Layout::default() };
    let run = |text: &str| Run { text: text.into(), span: None };
    let blocks = vec![
        paragraph("国"),
        Block::Signature(Signature {
            bodies: vec![run("江门市医疗保障局")],
            date: Some(run("2022年3月11日")),
            form: SignatureForm::Sealed,
        }),
        Block::Imprint(Imprint { copies: inlines("市财政局"), ..Imprint::default() }),
    ];
    let page = &laid_out(layout, blocks)[0];
    let (date, cell) = (line(page, "2022年3月11日"), 160.0 / 28.0);
    near("date", date.last().right, 210.0 - 25.0 - 4.0 * cell);
    near("last rule", level(page).last().unwrap().from.1, 297.0 - 30.0);
}

#[test]
fn a_text_that_is_issued_has_no_label() {
    let inner = vec![paragraph("方案正文。")];
    let attachment = |label: &str| {
        let (label, blocks) = (label.to_owned(), inner.clone());
        Block::Attachment(Attachment { label, id: "a".into(), kind: "campaign".into(), blocks })
    };
    for (label, first) in [("附件", "附件"), ("", "方案正文。")] {
        let pages = laid_out(Layout::default(), vec![paragraph("国"), attachment(label)]);
        assert_eq!(lines(&pages[1])[0].text(), first);
    }
}

/// A house that has set something.
fn house(folder: &Folder, layout: &str) {
    folder.write("policies/registry/house.yaml", format!("种类: 本单位设置\n版式:\n{layout}"));
}

#[test]
fn what_a_house_may_not_set_is_a_finding_at_its_place() {
    let folder = Folder::init();
    for (layout, words) in [
        ("  页边: {天头: 0}\n", &["schema-minimum", "“天头”是 0"][..]),
        ("  页边: {订口: -5}\n", &["schema-minimum", "“订口”是 -5"]),
        ("  页边: {切口: 500}\n", &["schema-maximum", "“切口”是 500"]),
        ("  页边: {订口: 50, 切口: 50}\n", &["house-layout", "版心宽 110.0 毫米"]),
        ("  页边: {天头: 15, 地脚: 15}\n", &["house-layout", "版心高 267.0 毫米"]),
        ("  每行字数: 40\n", &["house-layout", "正文字号为 11.1 磅"]),
        ("  行距: 18\n  每行字数: 28\n", &["house-layout", "行距 18.0 磅太小"]),
        ("  行距: 32\n  每页行数: 22\n", &["house-layout", "版心只高 225.0 毫米"]),
        ("  红色: 红\n", &["schema-pattern", "#e60012"]),
        ("  页码: 左\n", &["schema-enum", "外侧（outer）"]),
        ("  页嘛: 居中\n", &["schema-unknown-key", "页码"]),
    ] {
        house(&folder, layout);
        folder.run(&["check"]).expect_code(1).says(&[words, &["house.yaml"]].concat());
        // Even a draft is laid out by something that makes sense.
        folder.run(&["build", "--draft"]).expect_code(0);
    }
    house(&folder, "  行距: 28.95\n  页码: 居中\n  页边: {天头: 35, 双面: false}\n");
    folder.run(&["build"]).expect_code(0);
}

#[test]
fn a_font_of_the_house_is_used_or_missed() {
    let folder = Folder::init();
    house(&folder, "  字体: {西文: Noto Serif SC, 仿宋: 某仿宋}\n");
    let ran = folder.run(&["check"]).expect_code(0);
    ran.says(&["house-font", "没有找到字体“某仿宋”", "没有找到字体“Noto Serif SC”"]);
    let file = hongtou::text::builtin::bytes("templates/fonts/NotoSerifSC-Regular.ttf").unwrap();
    folder.write("templates/fonts/mine.ttf", file);
    let ran = folder.run(&["build"]).expect_code(0);
    assert!(!ran.err.contains("没有找到字体“Noto") && ran.err.contains("某仿宋"), "{}", ran.err);
    let manifest = folder.read("output/manifest.json");
    assert!(manifest.contains("templates/fonts/mine.ttf"), "{manifest}");
    folder.run(&["fonts"]).expect_code(0).says(&["西文　Noto Serif SC（用户字体）"]);
}

/// The words of an output of a folder, as a reader of the file gets them.
fn built(folder: &Folder, house_says: &str, entry: &str) -> String {
    folder.write("policies/registry/house.yaml", format!("kind: house\n{house_says}"));
    let notice = NOTICE.replace("ENTRY", entry);
    folder.write("policies/a/notice.yaml", notice);
    folder.run(&["check"]).expect_code(0);
    let disk = hongtou::text::Disk::new(&folder.path("")).unwrap();
    let files = hongtou::text::Overlay { over: &disk, under: &hongtou::text::Builtin };
    let checked = hongtou::build::check(&files, &hongtou::build::Request::default()).unwrap();
    let at = checked.set.place("issue-plan").unwrap();
    let (doc, found) =
        hongtou::template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(found, []);
    let pages = lay_out(&doc, "general").pages.pages;
    pages.iter().flat_map(lines).map(|line| line.text() + "\n").collect()
}

const NOTICE: &str = "kind: notice
id: issue-plan
status: sample
title: 示范市医疗保障局关于印发《示范市门诊用药专项检查工作方案》的通知
issuer: 示范市医疗保障局
number: 示医保〔2026〕6号
date: 2026年3月20日
to: 各县（区）医疗保障局
body: |
  现将{{ ref(\"plan\") }}印发给你们，联系方式见{{ ref(\"list\") }}。
attachments: [ENTRY, list]
seal: sealed
printer: 示范市医疗保障局办公室
printed: 2026年3月20日
";

fn issuing() -> Folder {
    let folder = Folder::init();
    let paper = |id: &str, title: &str| {
        format!(
            "kind: campaign\nid: {id}\nstatus: sample\ntitle: {title}\nissuer: 示范市医疗保障局\n{}",
            "date: 2026年3月20日\nperiod: 2026年4月至9月\nsections:\n  - heading: 范围\n    text: |\n      适用于本市。\n"
        )
    };
    folder.write("policies/a/plan.yaml", paper("plan", "示范市门诊用药专项检查工作方案"));
    folder.write("policies/a/list.yaml", paper("list", "日常联系要点"));
    folder
}

#[test]
fn issued_text_is_an_attachment_unless_the_house_or_the_paper_says_otherwise() {
    let folder = issuing();
    let attached = built(&folder, "", "plan");
    for words in ["1.示范市门诊用药", "2.日常联系要点", "现将附件1印发", "\n附件1\n", "\n附件2\n"]
    {
        assert!(attached.contains(words), "{words}: {attached}");
    }
    let house = "layout: {issued_text: main}\n";
    for (house, entry) in [(house, "plan"), ("", "{paper: plan, issued: true}")] {
        let main = built(&folder, house, entry);
        for words in [
            "附件：日常联系要点",
            "现将《示范市门诊用药专项检查工作方案》印发",
            "见附件。",
            "\n附件\n",
        ] {
            assert!(
                main.replace('\n', "").contains(words) || main.contains(words),
                "{words}: {main}"
            );
        }
        assert!(!main.contains("附件1"), "{main}");
    }
    assert_eq!(built(&folder, house, "{paper: plan, issued: false}"), attached);
}

#[test]
fn digits_and_letters_are_set_in_the_font_that_the_house_chose() {
    use hongtou::backend::{self, Job};
    use hongtou::font::{Fonts, Wishes};
    use hongtou::text::{Builtin, Memory, Overlay, builtin};

    let mut file = builtin::bytes("templates/fonts/NotoSerifSC-Regular.ttf").unwrap().to_vec();
    // To Typst a font of the same bytes is the same font.
    file.extend([0; 4]);
    let mine: Memory = [("templates/fonts/mine.ttf", file)].into_iter().collect();
    let wishes: Wishes = [("latin".to_owned(), "noto serif sc".to_owned())].into();
    let (fonts, notes) =
        Fonts::load_as(&Overlay { over: &mine, under: &Builtin }, &wishes).unwrap();
    assert_eq!((notes, fonts.met("latin")), (Vec::new(), true));
    let layout = Layout { latin: true, ..Layout::default() };
    let options = Options { layout, ..Options::default() };
    let paper = doc(vec![paragraph("“国”2026年A级")]);
    let job =
        Job { doc: &paper, look: "general", fonts: &fonts, files: &Builtin, options: &options };
    let emitted = backend::find("pdf").unwrap().emit(&job).unwrap();
    let line = line(&emitted.pages.pages[0], "国");
    for (c, font) in [("“", "songti"), ("国", "fangsong"), ("2", "latin"), ("A", "latin")] {
        assert_eq!(line.at(c).font, font, "{c}");
    }
}
