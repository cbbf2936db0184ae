//! Which sheets a paper has, under which names, and what stands on each around its table.

use std::collections::BTreeSet;

use super::words;
use crate::doc::{BlankLine, Block, Doc, Table, Title};

/// The most units of UTF-16 of a sheet's name.
const MOST: usize = 31;

/// One sheet.
pub(super) struct Sheet<'d> {
    /// Its name, which no other sheet has.
    pub(super) name: String,
    /// What stands above the table.
    pub(super) above: Vec<Line<'d>>,
    /// The table.
    pub(super) table: &'d Table,
    /// What stands under its notes.
    pub(super) below: Vec<Line<'d>>,
}

/// A line over all columns.
pub(super) enum Line<'d> {
    /// 附件1.
    Label(&'d str),
    /// The title of the paper or attachment.
    Title(String),
    /// The line under it.
    Subtitle(String),
    /// A paragraph.
    Text(String),
    /// The caption of the table (表题).
    Caption(String),
    /// Labelled blanks.
    Fields(&'d [BlankLine]),
}

/// The sheets of a paper, in the order of its tables.
pub(super) fn sheets(doc: &Doc) -> Vec<Sheet<'_>> {
    let mut found = Vec::new();
    scope("", &doc.blocks, &mut found);
    let mut taken = BTreeSet::new();
    for sheet in &mut found {
        sheet.name = unique(&sheet.name, &mut taken);
    }
    found
}

/// The tables of a paper or attachment, those of its own attachments after them.
fn scope<'d>(label: &'d str, blocks: &'d [Block], found: &mut Vec<Sheet<'d>>) {
    let alone = blocks.iter().all(beside_tables);
    let first = found.len();
    let (mut title, mut between) = (None, Vec::new());
    for block in blocks {
        match block {
            Block::Title(own) => title = Some(own),
            Block::Table(_) | Block::Timeline(_) => {
                let Some(table) = tabled(block) else { continue };
                let mut above = head(label, title);
                above.append(&mut between);
                let caption = words::line(&table.caption);
                let name = name(label, title, &caption);
                // A caption of the title's own words would only say them again.
                if !caption.is_empty() && title.is_none_or(|title| said(title) != caption) {
                    above.push(Line::Caption(caption));
                }
                found.push(Sheet { name, above, table, below: Vec::new() });
            }
            Block::Fields { items } if alone => between.push(Line::Fields(items)),
            Block::Paragraph { inlines } if alone => between.push(Line::Text(words::line(inlines))),
            Block::Attachment(_)
            | Block::RedHead(_)
            | Block::Recipients { .. }
            | Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::List { .. }
            | Block::Pledges { .. }
            | Block::Blanks { .. }
            | Block::Fields { .. }
            | Block::AttachmentList { .. }
            | Block::Signature(_)
            | Block::Attendance(_)
            | Block::Note { .. }
            | Block::Imprint(_) => {}
        }
    }
    if let Some(last) = found[first..].last_mut() {
        last.below = between;
    }
    for block in blocks {
        if let Block::Attachment(attachment) = block {
            scope(&attachment.label, &attachment.blocks, found);
        }
    }
}

/// The table that a block is, or that says what it draws.
pub(super) fn tabled(block: &Block) -> Option<&Table> {
    let table = if let Block::Timeline(chart) = block {
        Some(chart.as_table()).filter(|table| !table.rows.is_empty())
    } else if let Block::Table(table) = block {
        Some(table)
    } else {
        None
    };
    table.filter(|table| !table.columns.is_empty())
}

/// Whether a paper that has such a block besides its tables is still nothing but title and tables.
fn beside_tables(block: &Block) -> bool {
    match block {
        Block::Title(_)
        | Block::Table(_)
        | Block::Timeline(_)
        | Block::Fields { .. }
        | Block::Paragraph { .. }
        | Block::Attachment(_) => true,
        Block::RedHead(_)
        | Block::Recipients { .. }
        | Block::Heading(_)
        | Block::List { .. }
        | Block::Pledges { .. }
        | Block::Blanks { .. }
        | Block::AttachmentList { .. }
        | Block::Signature(_)
        | Block::Attendance(_)
        | Block::Note { .. }
        | Block::Imprint(_) => false,
    }
}

fn head<'d>(label: &'d str, title: Option<&'d Title>) -> Vec<Line<'d>> {
    let mut lines = Vec::new();
    if !label.is_empty() {
        lines.push(Line::Label(label));
    }
    if let Some(title) = title {
        lines.push(Line::Title(words::line(&title.inlines)));
        if !title.subtitle.is_empty() {
            lines.push(Line::Subtitle(words::line(&title.subtitle)));
        }
    }
    lines
}

/// The title as one line.
fn said(title: &Title) -> String {
    words::line(&title.inlines).replace('\n', "")
}

fn name(label: &str, title: Option<&Title>, caption: &str) -> String {
    let title = title.map(said).unwrap_or_default();
    let own = if caption.is_empty() { &title } else { caption };
    if label.is_empty() { own.to_owned() } else { format!("{label} {own}") }
}

/// A name that Excel takes for a sheet, and that no sheet before has, whatever the case.
fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = wanted.chars().filter_map(safe).collect();
    let clean = clean.trim().trim_matches('\'').trim();
    // Excel keeps this name for a sheet of its own.
    let clean =
        if clean.is_empty() || clean.eq_ignore_ascii_case("history") { "表" } else { clean };
    let mut count = 1;
    loop {
        let suffix = if count == 1 { String::new() } else { format!("（{count}）") };
        let name = cut(clean, MOST - suffix.chars().count()) + &suffix;
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        count += 1;
    }
}

fn safe(c: char) -> Option<char> {
    match c {
        '[' => Some('［'),
        ']' => Some('］'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '/' => Some('／'),
        '\\' => Some('＼'),
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left -= if fits { units } else { left };
        fits
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_safe_short_and_different() {
        let mut taken = BTreeSet::new();
        let mut name = |wanted: &str| unique(wanted, &mut taken);
        assert_eq!(name("甲[乙]:丙*丁?戊/己\\庚"), "甲［乙］：丙＊丁？戊／己＼庚");
        assert_eq!(name("Plan"), "Plan");
        assert_eq!(name("plan"), "plan（2）");
        assert_eq!(name("'quoted'"), "quoted");
        assert_eq!(name(" \u{7}\n"), "表");
        assert_eq!(name("HISTORY"), "表（2）");
        let long = "国".repeat(40);
        assert_eq!(name(&long).chars().count(), 31);
        assert_eq!(name(&long), format!("{}（2）", "国".repeat(28)));
        let wide = name(&"𠮷".repeat(40));
        assert_eq!(wide.encode_utf16().count(), 30);
    }
}
