//! Time charts (时间安排图、甘特图): rows of bars and marks over an axis of days.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;

use super::plain::{Visit, inlines};
use super::{Align, Block, Cell, Column, Doc, Inline, Row, Table};

/// A time chart. Days are counted from the first day of its axis, which is day 0.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Timeline {
    /// Where a reference finds it.
    pub id: Option<String>,
    /// Its caption (图题), above it.
    pub caption: Vec<Inline>,
    /// How many days the axis has: whole months.
    pub days: u32,
    /// The months of the axis, in order.
    pub months: Vec<Month>,
    /// Days of rest on the axis, in order.
    pub rests: Vec<Rest>,
    /// The rows, from top to bottom.
    pub rows: Vec<Entry>,
    /// Notes under it.
    pub notes: Vec<Vec<Inline>>,
    /// The same as a table, once somebody has asked for it.
    #[serde(skip)]
    pub table: OnceLock<Table>,
}

/// A month of an axis.
#[derive(Debug, Clone, Serialize)]
pub struct Month {
    /// Its year.
    pub year: i16,
    /// Its number.
    pub month: i8,
    /// Its first day.
    pub first: u32,
    /// How many days it has.
    pub days: u32,
}

/// Days of rest that follow each other.
#[derive(Debug, Clone, Serialize)]
pub struct Rest {
    /// The first of them.
    pub first: u32,
    /// How many they are.
    pub days: u32,
    /// The holiday; none for a weekend.
    pub holiday: Option<String>,
}

/// A row of a time chart.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// What is done.
    pub title: Vec<Inline>,
    /// Who does it.
    pub units: Vec<Inline>,
    /// When, in words.
    pub when: Vec<Inline>,
    /// When, on the axis; none where its days are not known or lie outside.
    pub bars: Vec<Bar>,
}

/// What a row of a time chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// A phase (阶段): a heading to the rows under it.
    Phase,
    /// A task (任务).
    Task,
    /// An inspection (检查).
    Inspection,
    /// A deadline (期限): each bar is a day.
    Deadline,
    /// A duty that comes round (定期事项): each bar is a day.
    Recurring,
}

/// A stretch of days on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The first of them.
    pub first: u32,
    /// How many they are.
    pub days: u32,
}

impl Timeline {
    /// The same as a table, for formats that draw nothing: every word of the chart is in it, and
    /// of the drawing itself only what its words say.
    pub fn as_table(&self) -> &Table {
        self.table.get_or_init(|| self.table())
    }

    fn table(&self) -> Table {
        let share = [(3.0, Align::Center), (5.0, Align::Left), (4.0, Align::Left)];
        let column = |(share, align)| Column { share, align };
        let head = ["时间", "事项", "责任单位"].map(|head| Cell::of(vec![Inline::text(head)]));
        let row = |entry: &Entry| {
            let cells = [&entry.when, &entry.title, &entry.units].map(|all| Cell::of(all.clone()));
            Row { cells: cells.into(), total: false }
        };
        Table {
            id: self.id.clone(),
            caption: self.caption.clone(),
            columns: share.map(column).into(),
            header: vec![Row { cells: head.into(), total: false }],
            rows: self.rows.iter().map(row).collect(),
            notes: self.notes.clone(),
            landscape: None,
            size: None,
        }
    }

    /// Calls `visit` for every piece of text, in the order of the table.
    pub(super) fn texts<'a>(&'a self, visit: Visit<'_, 'a>) {
        inlines(&self.caption, visit);
        for row in &self.rows {
            for all in [&row.when, &row.title, &row.units] {
                inlines(all, visit);
            }
        }
        self.notes.iter().for_each(|note| inlines(note, visit));
    }
}

impl Doc {
    /// The paper with its charts as tables, for formats that measure it before they write.
    pub fn with_tables(&self) -> Cow<'_, Self> {
        fn has(blocks: &[Block]) -> bool {
            blocks.iter().any(|block| {
                matches!(block, Block::Timeline(_))
                    || matches!(block, Block::Attachment(own) if has(&own.blocks))
            })
        }
        fn tabled(blocks: &mut [Block]) {
            for block in blocks {
                if let Block::Timeline(chart) = block {
                    *block = Block::Table(chart.as_table().clone());
                } else if let Block::Attachment(attachment) = block {
                    tabled(&mut attachment.blocks);
                }
            }
        }
        if !has(&self.blocks) {
            return Cow::Borrowed(self);
        }
        let mut doc = self.clone();
        tabled(&mut doc.blocks);
        Cow::Owned(doc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Block, plain};

    #[test]
    fn the_table_says_every_word_of_the_chart() {
        let words = |text: &str| vec![Inline::text(text)];
        let entry = Entry {
            kind: EntryKind::Task,
            title: words("交叉检查"),
            units: words("各县（市、区）医疗保障局"),
            when: words("5月"),
            bars: vec![Bar { first: 61, days: 31 }],
        };
        let chart = Timeline {
            caption: words("时间安排"),
            rows: vec![entry],
            notes: vec![words("注：节假日按通知安排。")],
            ..Timeline::default()
        };
        let table = Block::Table(chart.as_table().clone());
        let mut said = String::new();
        table.texts(&mut |piece, _| said.push_str(piece));
        Block::Timeline(chart.clone()).texts(&mut |piece, _| {
            assert!(said.contains(piece), "{piece}");
        });
        assert_eq!(plain(&chart.as_table().caption), "时间安排");
    }
}
