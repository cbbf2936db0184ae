//! Tables on pages: columns and type from their content, heads repeated, rows kept whole.

use hongtou::doc::{Align, Block, Cell, Column, Row, Table, TypeSize};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// What a table of one sort of cell is made of.
pub(super) struct Shape<'a> {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) cell: &'a str,
}

impl Default for Shape<'_> {
    fn default() -> Self {
        Self { columns: 3, rows: 3, cell: "数据" }
    }
}

fn row(cells: impl IntoIterator<Item = Cell>) -> Row {
    Row { cells: cells.into_iter().collect(), total: false }
}

pub(super) fn table(shape: &Shape<'_>) -> Table {
    let heads = (1..=shape.columns).map(|at| Cell::of(inlines(&format!("第{at}栏"))));
    let cells = || row((0..shape.columns).map(|_| Cell::of(inlines(shape.cell))));
    Table {
        columns: vec![Column { share: 0.0, align: Align::Center }; shape.columns],
        header: vec![row(heads)],
        rows: (0..shape.rows).map(|_| cells()).collect(),
        ..Table::default()
    }
}

/// A table of these heads and rows.
fn of(heads: &[&str], rows: &[&[&str]]) -> Table {
    let cells = |texts: &[&str]| row(texts.iter().map(|text| Cell::of(inlines(text))));
    Table {
        columns: vec![Column { share: 0.0, align: Align::Left }; heads.len()],
        header: vec![cells(heads)],
        rows: rows.iter().map(|texts| cells(texts)).collect(),
        ..Table::default()
    }
}

fn pages(table: Table) -> Vec<Page> {
    lay_out(&doc(vec![Block::Table(table)]), "general").pages.pages
}

/// The widths of the columns on a page, from its upright rules.
fn widths(page: &Page) -> Vec<f64> {
    let upright = page.rules.iter().filter(|rule| (rule.from.0 - rule.to.0).abs() < 0.01);
    let mut edges: Vec<f64> = upright.map(|rule| rule.from.0).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.6);
    edges.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn a_table_is_as_wide_as_the_type_area() {
    for columns in [2, 5, 7] {
        let page = &pages(table(&Shape { columns, ..Shape::default() }))[0];
        near("width", widths(page).iter().sum(), WIDTH);
    }
}

#[test]
fn a_column_of_long_text_gets_more_than_one_of_numbers() {
    let text = "对定点医药机构开展现场检查，核对票据和处方，发现问题及时移送有关部门处理。";
    let page = &pages(of(&["序号", "检查内容", "单位"], &[&["1", text, "市医保局"]]))[0];
    let [number, content, body] = widths(page)[..] else { panic!("three columns") };
    assert!(content > 2.0 * body && body > number, "{number} {content} {body}");
}

#[test]
fn no_head_is_broken_inside_a_word() {
    let text = "核对票据和处方，发现问题及时移送有关部门处理。".repeat(4);
    let heads = ["序号", "工作任务", "责任单位", "完成时限", "备注", "联系电话"];
    let page = &pages(of(&heads, &[&["1", &text, "甲", "年底", "", "1"]]))[0];
    let first = line(page, "序号").text();
    for head in heads {
        assert!(first.contains(head), "{head} is broken: {first}");
    }
}

#[test]
fn shares_that_are_given_hold() {
    let mut made = table(&Shape::default());
    for (column, share) in made.columns.iter_mut().zip([1.0, 2.0, 3.0]) {
        column.share = share;
    }
    let found = widths(&pages(made)[0]);
    for (width, part) in found.iter().zip([1.0, 2.0, 3.0]) {
        near("share", *width, WIDTH * part / 6.0);
    }
}

fn size(table: Table) -> f64 {
    line(&pages(table)[0], "数").first().em / CELL * 16.0
}

#[test]
fn the_type_of_a_table_is_4_hao_small_4_hao_or_5_hao_and_never_smaller() {
    near("few columns", size(table(&Shape::default())), 14.0);
    near("more columns", size(table(&Shape { columns: 7, ..Shape::default() })), 12.0);
    for columns in [3, 12, 20, 40] {
        let made =
            Table { landscape: Some(false), ..table(&Shape { columns, ..Shape::default() }) };
        let size = size(made);
        assert!(size > 10.4, "{columns} columns: {size}");
    }
}

#[test]
fn a_type_size_that_is_asked_for_is_taken() {
    for (asked, wanted) in
        [(TypeSize::Four, 14.0), (TypeSize::SmallFour, 12.0), (TypeSize::Five, 10.5)]
    {
        near("size", size(Table { size: Some(asked), ..table(&Shape::default()) }), wanted);
    }
}

#[test]
fn the_head_of_a_table_is_repeated_on_each_page() {
    let found = pages(table(&Shape { rows: 60, ..Shape::default() }));
    assert!(found.len() > 2);
    for page in &found {
        assert_eq!(line(page, "第1栏").text(), "第1栏第2栏第3栏");
    }
}

#[test]
fn a_row_that_fits_a_page_is_not_torn() {
    let text = "国".repeat(150);
    let rows = [text.as_str(); 7].map(|text| ["甲", text]);
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    for page in pages(of(&["单位", "内容"], &rows)) {
        let count = page.text().matches('国').count();
        assert_eq!(count % 150, 0, "{count}");
    }
}

#[test]
fn a_row_higher_than_a_page_is_torn_and_loses_nothing() {
    let text = "国".repeat(1500);
    let found = pages(of(&["单位", "内容"], &[&["甲", &text]]));
    assert!(found.len() > 1);
    let count: usize = found.iter().map(|page| page.text().matches('国').count()).sum();
    assert_eq!(count, 1500);
    for page in &found {
        for line in lines(page).iter().filter(|line| line.text().contains('国')) {
            assert!(line.first().bottom() < SKY + HEIGHT + 0.1, "runs out of the page");
        }
    }
}

#[test]
fn a_blank_cell_leaves_room_to_write() {
    let page = &pages(table(&Shape { cell: "", ..Shape::default() }))[0];
    let rules = level(page);
    let mut edges: Vec<f64> = rules.iter().map(|rule| rule.from.1).collect();
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.6);
    assert_eq!(edges.len(), 5);
    for pair in edges.windows(2) {
        assert!((pair[1] - pair[0] - LINE).abs() < 0.6, "a row of one line: {pair:?}");
    }
}

#[test]
fn a_cell_over_several_rows_is_repeated_on_the_next_page() {
    let mut made = table(&Shape { rows: 30, ..Shape::default() });
    for (at, row) in made.rows.iter_mut().enumerate() {
        if at == 0 {
            row.cells[0] = Cell { rows: 30, ..Cell::of(inlines("目标")) };
        } else {
            row.cells.remove(0);
        }
    }
    for page in pages(made) {
        assert_eq!(page.text().matches("目标").count(), 1);
    }
}

#[test]
fn caption_and_notes_stand_with_their_table() {
    let made = Table {
        caption: inlines("分工表"),
        notes: vec![inlines("注：数据截至年底。")],
        ..table(&Shape::default())
    };
    let page = &lay_out(&doc(vec![paragraph("国"), Block::Table(made)]), "general").pages.pages[0];
    let (caption, note) = (line(page, "分工表"), line(page, "注："));
    let rules = level(page);
    assert!(caption.first().bottom() < rules[0].from.1);
    assert!(note.first().top() > rules[rules.len() - 1].from.1);
    near(
        "middle",
        f64::midpoint(caption.first().left, caption.last().right),
        BINDING + WIDTH / 2.0,
    );
}
