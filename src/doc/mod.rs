//! A paper without a layout: what is said and in which role, never how it looks.
//!
//! The vocabulary is that of GB/T 9704-2012. A back-end gets this tree and nothing else; there
//! are no points, no fonts and no colours in it. Nodes serialise to JSON, which is what the
//! Typst looks read as `/data.json`; spans stay behind, because no look needs them.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "whoever walks the tree must meet every kind of node"
)]

mod inline;
pub mod pages;
mod placed;
mod plain;
mod table;
mod timeline;

pub use inline::{Inline, Run};
pub use plain::{part, plain};
pub use table::{Align, Cell, Column, Figure, Made, Row, Table, TypeSize, Worth};
pub use timeline::{Bar, Entry, EntryKind, Month, Rest, Timeline};

use serde::Serialize;

/// A whole paper.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Doc {
    /// What is known of it as a whole.
    pub meta: Meta,
    /// Its parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// What is known of a paper as a whole: metadata of the file, never printed by itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Meta {
    /// The kind: `notice`, `campaign` ….
    pub kind: String,
    /// The title as one line.
    pub title: String,
    /// The issuing bodies (发文机关), by their full names.
    pub issuers: Vec<String>,
    /// The document number (发文字号), once it has one.
    pub number: Option<String>,
    /// The date of the paper (成文日期) as `2022-03-04`, once it has one.
    pub date: Option<String>,
    /// Names of bodies and places in its titles, which no line break may split (7.3.1).
    pub names: Vec<String>,
    /// A word printed across every page: 样张 on samples, 草稿 on drafts.
    pub across: Option<String>,
    /// What its page on a government site says of it besides.
    pub page: PageFacts,
}

/// What the page of a paper on a government site says of it (政府信息公开), as far as it is known.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageFacts {
    /// The index number (索引号).
    pub index_number: Option<String>,
    /// The subject class (主题分类).
    pub topic: Option<String>,
    /// The body that publishes it (发布机构), by its full name.
    pub publisher: Option<String>,
    /// The date of its publication (发布日期) as `2022-03-14`.
    pub published: Option<String>,
    /// Who may read it (公开属性): 主动公开.
    pub openness: Option<String>,
}

/// One part of a paper.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum Block {
    /// The red head (版头), 7.2.
    RedHead(RedHead),
    /// The title (标题), 7.3.1.
    Title(Title),
    /// The main recipients (主送机关), 7.3.2; the look adds the colon.
    Recipients {
        /// As they are printed: 各县（市、区）医疗保障局，市医保中心.
        inlines: Vec<Inline>,
    },
    /// A heading of the body, 7.3.3.
    Heading(Heading),
    /// A paragraph of the body (正文).
    Paragraph {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A list that is no heading: bullets, or items numbered by their author's choice of style.
    List {
        /// Its items.
        items: Vec<Item>,
    },
    /// A table.
    Table(Table),
    /// A time chart (时间安排图、甘特图).
    Timeline(Timeline),
    /// The numbered promises of a commitment letter (承诺事项).
    Pledges {
        /// Its items.
        items: Vec<Item>,
    },
    /// Lines to fill in by hand: 承诺单位（盖章）：＿＿＿.
    Blanks {
        /// Its lines.
        items: Vec<BlankLine>,
    },
    /// Labelled blanks on one line, above or below the tables of a form: 统筹区：＿＿＿.
    Fields {
        /// The blanks, from left to right.
        items: Vec<BlankLine>,
    },
    /// The list of attachments under the body (附件说明), 7.3.4.
    AttachmentList {
        /// Its entries, in order.
        entries: Vec<AttachmentEntry>,
    },
    /// Issuing bodies and date (发文机关署名、成文日期), 7.3.5.
    Signature(Signature),
    /// Who was at a meeting (出席、请假、列席), 10.3.
    Attendance(Attendance),
    /// The note in brackets under the date (附注), 7.3.6; the look adds the brackets.
    Note {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// An attachment (附件), 7.3.7: begins a new page.
    Attachment(Attachment),
    /// The imprint (版记), 7.4: always last.
    Imprint(Imprint),
}

/// The red head (版头): everything above the red rule.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RedHead {
    /// The issuing bodies in the issuer mark (发文机关标志), the leading one first.
    pub issuers: Vec<Run>,
    /// What follows them in the mark: 文件, or nothing.
    pub suffix: String,
    /// The document number (发文字号).
    pub number: Option<Run>,
    /// Who signed it off (签发人), on papers to a superior.
    pub signers: Vec<Run>,
    /// The copy number (份号).
    pub copy_number: Option<Run>,
    /// The urgency (紧急程度): 特急 or 加急.
    pub urgency: Option<Run>,
    /// The body (编印单位) that stands at the left above the rule of minutes.
    pub body: Option<Run>,
    /// The date beside it.
    pub date: Option<Run>,
}

/// The title of a paper or an attachment.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Title {
    /// The title itself.
    pub inlines: Vec<Inline>,
    /// A line under it in brackets: （定点医疗机构）.
    pub subtitle: Vec<Inline>,
}

/// A heading of one of the four levels 一、（一）1.（1）.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// From 1 to 4.
    pub level: u8,
    /// The generated number with its punctuation: `一、`, `（一）`, `1.`, `（1）`; empty when unnumbered.
    pub number: String,
    /// The heading's words. When it runs in, its full stop belongs to them.
    pub inlines: Vec<Inline>,
    /// The text that follows on the same line, for a run-in heading.
    pub run_in: Option<Vec<Inline>>,
    /// Where a reference finds it.
    pub id: Option<String>,
}

/// One item of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its number with punctuation (`一、`, `1.`), or `·`.
    pub number: String,
    /// Its text.
    pub inlines: Vec<Inline>,
}

/// A line to fill in.
#[derive(Debug, Clone, Serialize)]
pub struct BlankLine {
    /// What is asked: 承诺单位.
    pub label: String,
    /// What stands in brackets after it: 盖章.
    pub hint: Option<String>,
    /// What is already filled in.
    pub value: Option<Run>,
    /// The column of a roster (名册) that fills it in, where the paper goes to many institutions.
    pub field: Option<String>,
}

/// One entry of the attachment list.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentEntry {
    /// Its number; none when it is the only one.
    pub number: Option<u32>,
    /// Its title, without brackets or punctuation.
    pub title: Vec<Inline>,
}

/// How a paper is signed (7.3.5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignatureForm {
    /// A seal will be pressed (加盖印章): the date 4 characters from the right edge.
    #[default]
    Sealed,
    /// No seal (不加盖印章): the body 2 characters from the right edge.
    Unsealed,
    /// A signature stamp (签名章) under a person's office.
    Stamp,
}

/// The signature block.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Signature {
    /// The bodies that sign (发文机关署名), the leading one first.
    pub bodies: Vec<Run>,
    /// The date of the paper (成文日期) as it is printed: 2022年3月4日.
    pub date: Option<Run>,
    /// How it is signed.
    pub form: SignatureForm,
}

/// Who was at a meeting.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Attendance {
    /// 出席, then 请假 and 列席 where there are such.
    pub lists: Vec<Present>,
}

/// One list of people at a meeting.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Present {
    /// 出席, 请假 or 列席; the look adds the colon.
    pub label: String,
    /// Units with their people, as they are printed.
    pub inlines: Vec<Inline>,
}

/// An attachment inside a paper.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment {
    /// `附件`, or `附件1` when there are several; empty for the text that the paper issues (正件).
    pub label: String,
    /// The id of the paper that stands here.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its parts: its own title first.
    pub blocks: Vec<Block>,
}

/// The imprint (版记): between the first and the last rule of the last page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Imprint {
    /// Main recipients moved here (7.4.2), as they are printed.
    pub recipients: Vec<Inline>,
    /// Copied bodies (抄送机关), as they are printed, without the final full stop.
    pub copies: Vec<Inline>,
    /// The printing body (印发机关).
    pub printer: Option<Run>,
    /// The printing date (印发日期) as it is printed, without 印发.
    pub date: Option<Run>,
}
