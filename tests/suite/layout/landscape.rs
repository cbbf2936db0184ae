//! Tables on pages that lie across inside an upright paper (A4 横排表格, 8).

use hongtou::doc::{Attachment, Block, Imprint, Run, Signature, Table, Title};

use super::tables::{Shape, table};
use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// A few lines, a long table on its side, and what stands under a paper.
fn paper(upright: usize) -> Vec<Page> {
    let long = Table { landscape: Some(true), ..table(&Shape { rows: 30, ..Shape::default() }) };
    let signature = Signature {
        bodies: vec![Run::new("江门市医疗保障局")],
        date: Some(Run::new("2022年3月11日")),
        ..Signature::default()
    };
    let imprint = Imprint { copies: inlines("市财政局"), ..Imprint::default() };
    let mut blocks = vec![paragraph("国"); upright];
    blocks.extend([Block::Table(long), paragraph("以上请予办理。")]);
    blocks.extend([Block::Signature(signature), Block::Imprint(imprint)]);
    lay_out(&doc(blocks), "general").pages.pages
}

fn lies(page: &Page) -> bool {
    page.width > page.height
}

/// The same place on the sheet as it is bound, upright.
fn on_the_sheet(x: f64, y: f64) -> (f64, f64) {
    (y, 297.0 - x)
}

#[test]
fn clause_8_a_landscape_table_stands_on_a4_pages_turned_by_a_quarter() {
    let pages = paper(3);
    assert!(pages.iter().filter(|page| lies(page)).count() > 2);
    for page in pages.iter().filter(|page| lies(page)) {
        near("width", page.width, 297.0);
        near("height", page.height, 210.0);
    }
}

#[test]
fn clause_8_the_table_head_lies_at_the_left_edge_of_the_sheet_on_odd_and_even_pages() {
    for (at, page) in paper(3).iter().enumerate().filter(|(_, page)| lies(page)) {
        // The binding of an odd page and the fore-edge of an even one are the same edge.
        let (head, text) = (line(page, "第1栏"), line(page, "数据"));
        assert!(head.first().baseline < text.first().baseline, "page {}", at + 1);
        let (left, _) = on_the_sheet(head.first().left, level(page)[0].from.1);
        near("the edge of the table, within 28 ± 1 mm", left, 27.0);
    }
}

#[test]
fn clause_8_a_landscape_table_fills_the_type_area_of_the_sheet() {
    for page in paper(3).iter().filter(|page| lies(page)) {
        let rules = level(page);
        let (_, bottom) = on_the_sheet(rules[0].from.0, 0.0);
        let (_, top) = on_the_sheet(rules[0].to.0, 0.0);
        near("the left end is the foot of the type area", bottom, SKY + HEIGHT);
        near("the right end is its head", top, SKY);
        assert!(rules.last().unwrap().from.1 < 210.0 - 26.9, "the table stays in the type area");
    }
}

#[test]
fn clause_8_the_page_number_keeps_its_place_on_the_sheet() {
    let upright = paper(3).into_iter().find(|page| !lies(page)).unwrap();
    let dash = |page: &Page| page.runs.iter().find(|run| run.text == "—").cloned().unwrap();
    let wanted = dash(&upright).baseline;
    for first in [3, 25] {
        for (at, page) in paper(first).iter().enumerate().filter(|(_, page)| lies(page)) {
            let run = dash(page);
            let (x, y) = on_the_sheet(run.x, run.baseline);
            near("its baseline", y, wanted);
            let all = page.runs.iter().filter(|one| (one.x - run.x).abs() < 0.01 && !one.across);
            let end = all.map(|one| one.baseline + one.width).fold(0.0, f64::max);
            if at % 2 == 0 {
                near("one character from the right", end, BINDING + WIDTH - CELL_4);
            } else {
                near("one character from the left", x, OUTER + CELL_4);
            }
        }
    }
}

#[test]
fn clause_8_after_the_table_the_paper_stands_upright_again() {
    let pages = paper(3);
    let last = pages.last().unwrap();
    assert!(!lies(last));
    let edge = if pages.len() % 2 == 1 { BINDING } else { OUTER };
    assert_eq!(grid_line(line(last, "以上请予办理").first()), 1);
    let date = line(last, "2022年");
    near("date", date.last().right, edge + WIDTH - 4.0 * CELL);
    near("last rule of the imprint", level(last).last().unwrap().from.1, SKY + HEIGHT);
}

#[test]
fn clause_8_an_imprint_never_lies_on_a_landscape_page() {
    let across = Table { landscape: Some(true), ..table(&Shape::default()) };
    let attachment = Block::Attachment(Attachment {
        label: "附件".to_owned(),
        id: "a".to_owned(),
        kind: "list".to_owned(),
        blocks: vec![Block::Table(across)],
    });
    let imprint = Block::Imprint(Imprint { copies: inlines("市财政局"), ..Imprint::default() });
    let pages = lay_out(&doc(vec![paragraph("国"), attachment, imprint]), "general").pages.pages;
    assert_eq!(pages.iter().map(lies).collect::<Vec<_>>(), [false, true, false]);
    near("last rule", level(&pages[2]).last().unwrap().from.1, SKY + HEIGHT);
}

#[test]
fn clause_8_label_and_title_of_an_attachment_lie_on_the_page_of_its_table() {
    let across = Table { landscape: Some(true), ..table(&Shape::default()) };
    let attachment = Block::Attachment(Attachment {
        label: "附件1".to_owned(),
        id: "a".to_owned(),
        kind: "list".to_owned(),
        blocks: vec![
            Block::Title(Title { inlines: inlines("分工表"), subtitle: Vec::new() }),
            Block::Table(across),
        ],
    });
    let pages = lay_out(&doc(vec![paragraph("国"), attachment]), "general").pages.pages;
    assert_eq!(pages.iter().map(lies).collect::<Vec<_>>(), [false, true]);
    let (label, title) = (line(&pages[1], "附件1"), line(&pages[1], "分工表"));
    near("label", label.first().left, 35.0);
    near("title", f64::midpoint(title.first().left, title.last().right), 35.0 + HEIGHT / 2.0);
    let further = title.first().middle() - label.first().middle();
    assert!((further - 2.0 * LINE).abs() < 0.2, "a title of 2号 on the third line: {further}");
}

#[test]
fn a_table_lies_across_by_itself_when_its_columns_are_too_narrow_for_their_words() {
    let shown = |columns: usize| {
        let made =
            table(&Shape { columns, cell: "一个单元格里的文字", ..Shape::default() });
        lay_out(&doc(vec![Block::Table(made)]), "general").pages.pages
    };
    assert!(!lies(&shown(4)[0]));
    assert!(lies(&shown(9)[0]));
}

#[test]
fn a_table_that_is_told_to_stand_upright_does() {
    let made =
        table(&Shape { columns: 9, cell: "一个单元格里的文字", ..Shape::default() });
    let made = Table { landscape: Some(false), ..made };
    assert!(!lies(&lay_out(&doc(vec![Block::Table(made)]), "general").pages.pages[0]));
}
