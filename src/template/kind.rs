//! A kind of paper as data: `templates/<kind>/kind.yaml` and `body.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::doc::{Align, TypeSize};

/// What `kind.yaml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Always `kind`.
    pub kind: String,
    /// What the kind is called.
    pub name: Name,
    /// Its looks; the first gives the output its plain name.
    #[serde(default)]
    pub looks: Vec<Look>,
    /// Its parts, in order.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Its tables, by name.
    #[serde(default)]
    pub tables: BTreeMap<String, TableSpec>,
}

/// A name in both languages.
#[derive(Debug, Clone, Deserialize)]
pub struct Name {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A look that the kind is printed in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The file's stem in `templates/looks/`.
    pub look: String,
    /// What follows the paper's name in the output's name.
    pub suffix: Option<String>,
    /// What fields a paper must have with which words, to be printed in it.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
}

/// A part of a paper, and whether it is left out where the paper stands inside another.
#[derive(Debug, Clone, Deserialize)]
pub struct Part {
    /// What it is.
    #[serde(flatten)]
    pub role: Role,
    /// Whether it belongs to the paper only while it stands alone.
    #[serde(default)]
    pub alone: bool,
    /// The field that names the paper whose fields it is made of, where that is another one.
    pub of: Option<String>,
}

/// What a part is, and the paths of the fields it is made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum Role {
    /// The red head (版头).
    RedHead {
        /// The issuing bodies.
        issuers: String,
        /// The document number.
        number: Option<String>,
        /// What follows the bodies in the mark.
        #[serde(default)]
        suffix: String,
        /// Who signed it off.
        signers: Option<String>,
        /// The urgency.
        urgency: Option<String>,
        /// The copy number.
        copy_number: Option<String>,
        /// The body that stands beside the date in the head of minutes.
        body: Option<String>,
        /// That date.
        date: Option<String>,
    },
    /// The title (标题).
    Title {
        /// The title.
        text: String,
        /// A line under it.
        subtitle: Option<String>,
    },
    /// The main recipients (主送机关).
    Recipients {
        /// Who they are.
        from: String,
    },
    /// What `body.md` says (正文).
    Body,
    /// A prose field as it stands.
    Prose {
        /// The field.
        from: String,
    },
    /// Numbered promises (承诺事项).
    Pledges {
        /// The list.
        from: String,
    },
    /// Lines to fill in (填写栏).
    Blanks {
        /// The list.
        from: String,
        /// The object that holds what is filled in, by the field that a line names.
        values: Option<String>,
    },
    /// Labelled blanks on one line (填写栏), around the tables of a form.
    Fields {
        /// The list of labels.
        from: String,
        /// The object that holds what is filled in, by id, label or the field that a blank names.
        values: Option<String>,
    },
    /// The tables that the paper itself declares (`x-fact: form`), with what this paper fills in
    /// (`x-fact: filling`).
    FormTables {
        /// The list of notes under the last of them.
        notes: Option<String>,
    },
    /// A table of the kind.
    Table {
        /// Its name under `tables`.
        name: String,
    },
    /// What happens when in a plan and the papers that belong to it, as a table (日程表).
    Schedule {
        /// The list of notes under it.
        notes: Option<String>,
    },
    /// The same as a time chart (时间安排图).
    Timeline {
        /// The list of notes under it.
        notes: Option<String>,
    },
    /// The list of attachments (附件说明).
    AttachmentList {
        /// The list.
        from: String,
    },
    /// The signature block (署名、成文日期).
    Signature {
        /// Who signs.
        bodies: String,
        /// The date.
        date: Option<String>,
        /// How it is signed.
        form: Option<String>,
        /// The offices of those whose signature stamps are pressed; a paper that names them is
        /// signed so.
        offices: Option<String>,
    },
    /// Who was there (出席、请假、列席).
    Attendance {
        /// The lists, in order.
        lists: Vec<Present>,
    },
    /// The note (附注).
    Note {
        /// The field.
        from: String,
    },
    /// The attachments themselves (附件).
    Attachments {
        /// The list.
        from: String,
    },
    /// The imprint (版记).
    Imprint {
        /// Main recipients moved here.
        recipients: Option<String>,
        /// Copied bodies.
        copies: Option<String>,
        /// The printing body.
        printer: Option<String>,
        /// The printing date.
        date: Option<String>,
    },
}

/// One list of people at a meeting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Present {
    /// What stands before it: 出席.
    pub label: String,
    /// The field that lists units with the names of their people.
    pub from: String,
}

/// A table: where its rows come from and what its columns are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// The field of its caption.
    pub caption: Option<String>,
    /// The list whose items are its rows; `goals.tasks` are the tasks of all goals.
    pub rows: String,
    /// Its columns.
    pub columns: Vec<ColumnSpec>,
    /// The field of its notes.
    pub notes: Option<String>,
    /// Whether it stands on landscape pages; its content decides where this is left out.
    pub landscape: Option<Landscape>,
    /// Its type size; its content decides where this is left out.
    pub size: Option<SizeName>,
}

/// Who says whether a table stands on landscape pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Landscape {
    /// The kind does, for all its papers.
    Always(bool),
    /// A field of the paper does; the content of the table where the paper leaves it out.
    Field(String),
}

/// A type size as `kind.yaml` writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum SizeName {
    /// 4号
    #[serde(rename = "4号")]
    Four,
    /// 小4号
    #[serde(rename = "小4号")]
    SmallFour,
    /// 5号
    #[serde(rename = "5号")]
    Five,
}

impl From<SizeName> for TypeSize {
    fn from(size: SizeName) -> Self {
        match size {
            SizeName::Four => Self::Four,
            SizeName::SmallFour => Self::SmallFour,
            SizeName::Five => Self::Five,
        }
    }
}

/// A column, or a group of columns under one head.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of `kind.yaml`")]
pub struct ColumnSpec {
    /// What stands over it.
    pub head: String,
    /// The columns under this head.
    pub columns: Vec<ColumnSpec>,
    /// The field of a row that it shows.
    pub value: Option<String>,
    /// Several fields of a row that it shows as one sentence, instead of one value.
    pub phrases: Vec<Phrase>,
    /// Further fields of a row that stand under the value, each in paragraphs of its own.
    pub below: Vec<Below>,
    /// The outer list whose item holds that field: `goals` in a table of `goals.tasks`.
    pub of: Option<String>,
    /// Whether one cell stands for all rows of the same outer item.
    pub merge: bool,
    /// The generated number before the value.
    pub number: Option<NumberStyle>,
    /// Whether that number runs on over the whole table and does not begin again in each group.
    pub through: bool,
    /// The generated number before each item of a list.
    pub each: Option<NumberStyle>,
    /// Whether it numbers the rows.
    pub serial: bool,
    /// Whether it is left out where no row has its value; of a column under no other head.
    pub optional: bool,
    /// Its share of the width.
    pub share: Option<f64>,
    /// How its cells stand.
    pub align: Option<ColumnAlign>,
    /// Which name of a body it shows.
    pub show: Option<Show>,
}

/// A part of the sentence in a cell: a field, and what is said of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// The field; a row without it has no such part.
    pub value: String,
    /// What follows it: 牵头.
    #[serde(default)]
    pub words: String,
    /// The field of a row that says something else instead.
    pub wording: Option<String>,
}

/// A field under the value of a cell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Below {
    /// The field.
    pub value: String,
    /// Whether it stands in brackets.
    #[serde(default)]
    pub brackets: bool,
}

/// How a generated number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum NumberStyle {
    /// 一、
    #[serde(rename = "一、")]
    Hanzi,
    /// （一）
    #[serde(rename = "（一）")]
    HanziInBrackets,
    /// 1.
    #[serde(rename = "1.")]
    Arabic,
    /// （1）
    #[serde(rename = "（1）")]
    ArabicInBrackets,
}

/// `align` as `kind.yaml` writes it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnAlign {
    /// In the middle.
    Center,
    /// At the left edge.
    Left,
    /// At the right edge.
    Right,
}

impl From<ColumnAlign> for Align {
    fn from(align: ColumnAlign) -> Self {
        match align {
            ColumnAlign::Center => Self::Center,
            ColumnAlign::Left => Self::Left,
            ColumnAlign::Right => Self::Right,
        }
    }
}

/// Which name of a body is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// The name as it is written.
    Name,
    /// Its standard short name.
    Short,
    /// The region it serves.
    Region,
}
