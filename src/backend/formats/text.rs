//! The tree as plain text: every character of a paper, one line for each part, cells separated by
//! tabs. Tests and `diff` read it; it shows what is said and nothing of how it looks.

use std::fmt::Write as _;

use crate::backend::{Backend, Job, Trouble, Writes};
use crate::doc::{
    Attachment, AttachmentEntry, Attendance, BlankLine, Block, Doc, Imprint, Inline, Item, RedHead,
    Row, Run, Signature, Table,
};

/// Writes plain text.
pub(super) static BACKEND: Backend = Backend {
    file: file!(),
    extension: "txt",
    writes: Writes::Tree { suits: |_| true, write },
    gather: None,
};

#[expect(clippy::unnecessary_wraps, reason = "every back-end has this signature")]
fn write(job: &Job) -> Result<Vec<u8>, Trouble> {
    Ok(text(job.doc).into_bytes())
}

fn text(doc: &Doc) -> String {
    let mut lines = Lines(String::new());
    lines.put(doc.meta.across.as_deref().unwrap_or_default());
    doc.blocks.iter().for_each(|block| lines.block(block));
    lines.0
}

/// The lines written so far. An empty line is never written.
struct Lines(String);

impl Lines {
    fn put(&mut self, line: &str) {
        if !line.is_empty() {
            self.0.push_str(line);
            self.0.push('\n');
        }
    }

    fn runs<'a>(&mut self, runs: impl IntoIterator<Item = &'a Run>) {
        runs.into_iter().for_each(|run| self.put(&run.text));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::RedHead(head) => self.red_head(head),
            Block::Title(title) => {
                self.put(&flat(&title.inlines));
                self.put(&flat(&title.subtitle));
            }
            Block::Recipients { inlines }
            | Block::Paragraph { inlines }
            | Block::Note { inlines } => self.put(&flat(inlines)),
            Block::Heading(heading) => {
                let run_in = heading.run_in.as_deref().unwrap_or_default();
                self.put(&[&heading.number, &*flat(&heading.inlines), &flat(run_in)].concat());
            }
            Block::List { items } | Block::Pledges { items } => self.items(items),
            Block::Table(table) => self.table(table),
            Block::Timeline(timeline) => self.table(timeline.as_table()),
            Block::Blanks { items } | Block::Fields { items } => {
                for item in items {
                    self.blank(item);
                }
            }
            Block::AttachmentList { entries } => self.entries(entries),
            Block::Signature(signature) => self.signature(signature),
            Block::Attendance(attendance) => self.attendance(attendance),
            Block::Attachment(attachment) => self.attachment(attachment),
            Block::Imprint(imprint) => self.imprint(imprint),
        }
    }

    fn red_head(&mut self, head: &RedHead) {
        self.runs(head.copy_number.iter().chain(&head.urgency));
        let mut issuers = head.issuers.iter().map(|run| run.text.as_str()).collect::<Vec<_>>();
        let last = issuers.pop().unwrap_or_default();
        for issuer in issuers {
            self.put(issuer);
        }
        self.put(&[last, &head.suffix].concat());
        self.runs(head.number.iter().chain(&head.signers));
        self.runs(head.body.iter().chain(&head.date));
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.put(&[&*item.number, &flat(&item.inlines)].concat());
        }
    }

    fn table(&mut self, table: &Table) {
        self.put(&flat(&table.caption));
        table.header.iter().chain(&table.rows).for_each(|row| self.put(&cells(row)));
        table.notes.iter().for_each(|note| self.put(&flat(note)));
    }

    fn blank(&mut self, line: &BlankLine) {
        let hint = line.hint.as_ref().map(|hint| format!("（{hint}）")).unwrap_or_default();
        let value = line.value.as_ref().map_or("", |run| &run.text);
        self.put(&format!("{}{hint}：{value}", line.label));
    }

    fn entries(&mut self, entries: &[AttachmentEntry]) {
        for entry in entries {
            let number = entry.number.map(|number| format!("{number}. ")).unwrap_or_default();
            self.put(&format!("附件：{number}{}", flat(&entry.title)));
        }
    }

    fn signature(&mut self, signature: &Signature) {
        self.runs(signature.bodies.iter().chain(&signature.date));
    }

    fn attendance(&mut self, attendance: &Attendance) {
        for list in &attendance.lists {
            self.put(&format!("{}：{}", list.label, flat(&list.inlines)));
        }
    }

    fn attachment(&mut self, attachment: &Attachment) {
        if !attachment.label.is_empty() {
            self.put(&attachment.label);
        }
        attachment.blocks.iter().for_each(|block| self.block(block));
    }

    fn imprint(&mut self, imprint: &Imprint) {
        for (label, inlines) in [("主送", &imprint.recipients), ("抄送", &imprint.copies)] {
            if !inlines.is_empty() {
                self.put(&format!("{label}：{}", flat(inlines)));
            }
        }
        self.runs(imprint.printer.iter().chain(&imprint.date));
    }
}

fn cells(row: &Row) -> String {
    let cell = |paragraphs: &[Vec<Inline>]| {
        paragraphs.iter().map(|paragraph| flat(paragraph)).collect::<Vec<_>>().join(" ")
    };
    row.cells.iter().map(|each| cell(&each.paragraphs)).collect::<Vec<_>>().join("\t")
}

/// Running text on one line: a blank as a line to write on, a break as a space.
fn flat(inlines: &[Inline]) -> String {
    let mut line = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. }
            | Inline::Reference { text, .. }
            | Inline::Citation { text, .. } => line.push_str(text),
            Inline::Strong { inlines } => line.push_str(&flat(inlines)),
            Inline::Blank { width } => {
                let width = *width as usize;
                write!(line, "{:＿<width$}", "").expect("a string takes all");
            }
            Inline::Break => line.push(' '),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Cell, Heading, Title};

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::text(text)]
    }

    #[test]
    fn every_part_is_a_line_and_cells_are_separated_by_tabs() {
        let head = RedHead {
            issuers: vec![Run::new("甲局"), Run::new("乙局")],
            suffix: "文件".into(),
            number: Some(Run::new("甲〔2022〕1号")),
            ..RedHead::default()
        };
        let heading = Heading {
            level: 2,
            number: "（一）".into(),
            inlines: words("检查。"),
            run_in: Some(words("5月前完成。")),
            id: None,
        };
        let row = Row { cells: vec![Cell::of(words("江海区")), Cell::of(vec![])], total: false };
        let table = Table { rows: vec![row], caption: words("安排表"), ..Table::default() };
        let blank = vec![Inline::text("电话"), Inline::Blank { width: 3 }];
        let blocks = vec![
            Block::RedHead(head),
            Block::Title(Title { inlines: words("通知"), subtitle: vec![] }),
            Block::Heading(heading),
            Block::Table(table),
            Block::Paragraph { inlines: vec![Inline::Strong { inlines: blank }] },
        ];
        let doc = Doc { blocks, ..Doc::default() };
        assert_eq!(
            text(&doc),
            "甲局\n乙局文件\n甲〔2022〕1号\n通知\n（一）检查。5月前完成。\n安排表\n江海区\t\n电话＿＿＿\n"
        );
    }

    #[test]
    fn no_text_of_the_tree_is_lost() {
        let imprint = Imprint {
            recipients: words("各县"),
            copies: words("市府办"),
            printer: Some(Run::new("办公室")),
            date: Some(Run::new("2022年3月4日")),
        };
        let signature = Signature { bodies: vec![Run::new("甲局")], ..Signature::default() };
        let blank =
            BlankLine {
                label: "单位".into(), hint: Some("盖章".into()), value: None, field: None
            };
        let entry = AttachmentEntry { number: Some(2), title: words("表") };
        let inner = vec![Block::Blanks { items: vec![blank] }, Block::Signature(signature)];
        let attachment = Attachment {
            label: "附件1".into(),
            id: "a".into(),
            kind: "form".into(),
            blocks: inner,
        };
        let blocks = vec![
            Block::AttachmentList { entries: vec![entry] },
            Block::Attachment(attachment),
            Block::Imprint(imprint),
        ];
        let doc = Doc { blocks, ..Doc::default() };
        let text = text(&doc);
        doc.texts(&mut |piece, _| assert!(text.contains(piece), "{piece} in {text}"));
    }
}
