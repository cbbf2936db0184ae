//! The printed list that lies with a volume: heads repeated on every page, boxes to tick.

use super::{Entry, Index};
use crate::diag::Fault;
use crate::doc::{
    Align, BlankLine, Block, Cell, Column, Doc, Inline, Meta, Row, Run, Table, Title,
};

/// What is ticked.
const BOX: &str = "□";

impl Index<'_> {
    /// The list of a volume, by the volume's place.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn page(&self, volume: usize) -> Result<Doc, Fault> {
        let entries = self.entries(volume)?;
        let one = &self.volumes[volume];
        let of = format!("{}，第{}册，共{}册", one.county, one.number, one.of);
        let title = format!("{}分发目录", self.title);
        let meta = Meta {
            kind: "index".to_owned(),
            title: format!("{title} {} 第{}册", one.county, one.number),
            ..Meta::default()
        };
        let blocks = vec![
            Block::Title(Title { inlines: said(&title), subtitle: said(&of) }),
            Block::Fields { items: self.facts(volume) },
            Block::Table(self.table(&entries)),
            Block::Blanks {
                items: ["核对人（签名）", "日期"].map(|label| line(label, None)).into(),
            },
        ];
        Ok(Doc { meta, blocks })
    }

    /// How many letters there are, and in which files.
    fn facts(&self, volume: usize) -> Vec<BlankLine> {
        let edition = |(at, edition): (usize, &crate::merge::book::Edition)| {
            let count = format!("{}份", self.count(volume, at));
            let file = edition.path(&self.stems[volume]);
            [
                line(&self.head("份数", edition), Some(count)),
                line(&self.head("分册文件", edition), Some(file)),
            ]
        };
        self.editions.iter().enumerate().flat_map(edition).collect()
    }

    fn table(&self, entries: &[Entry]) -> Table {
        let column = |share, align| Column { share, align };
        let mut columns = vec![
            column(12.0, Align::Center),
            column(42.0, Align::Center),
            column(76.0, Align::Left),
            column(42.0, Align::Center),
        ];
        let mut heads: Vec<String> =
            ["序号", "编号", "机构名称", "统一社会信用代码或者机构编码"].map(str::to_owned).into();
        for edition in self.editions {
            columns.push(column(20.0, Align::Center));
            heads.push(self.head("页码", edition));
        }
        columns.extend([15.0, 15.0, 28.0].map(|share| column(share, Align::Center)));
        heads.extend(["已发放", "已收回", "备注"].map(str::to_owned));
        Table {
            columns,
            header: vec![row(heads)],
            rows: entries.iter().map(|entry| row(self.cells(entry))).collect(),
            ..Table::default()
        }
    }

    fn cells(&self, entry: &Entry) -> Vec<String> {
        let mut cells = vec![
            entry.place.to_string(),
            entry.serial.clone(),
            entry.institution.clone(),
            entry.code.clone(),
        ];
        cells.extend(entry.pages.iter().map(|pages| match pages {
            None => "—".to_owned(),
            Some(pages) if pages.start() == pages.end() => pages.start().to_string(),
            Some(pages) => format!("{}—{}", pages.start(), pages.end()),
        }));
        cells.extend([BOX.to_owned(), BOX.to_owned(), self.remark(entry)]);
        cells
    }
}

fn said(words: &str) -> Vec<Inline> {
    vec![Inline::text(words)]
}

fn line(label: &str, value: Option<String>) -> BlankLine {
    BlankLine { label: label.to_owned(), hint: None, value: value.map(Run::new), field: None }
}

fn row(cells: Vec<String>) -> Row {
    let cell = |text: String| Cell::of(if text.is_empty() { Vec::new() } else { said(&text) });
    Row { cells: cells.into_iter().map(cell).collect(), total: false }
}
