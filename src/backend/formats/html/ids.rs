//! The anchors of a page: no two alike, and known before the text that leads to them is written.

use std::collections::{BTreeMap, BTreeSet};

use super::words::percent;
use crate::doc::{Block, Doc};

/// The anchors of one page.
pub(super) struct Ids {
    /// What the paper calls its parts, and the anchor of the first part of that name.
    targets: BTreeMap<String, String>,
    /// The anchors given away.
    given: BTreeSet<String>,
    /// The anchors that may not be given to anything else.
    taken: BTreeSet<String>,
    /// The number of the last anchor that nothing leads to by name.
    count: usize,
}

/// The anchors that the templates use themselves.
const OWN: [&str; 3] = ["text", "facts", "contents"];

impl Ids {
    /// The anchors that the parts of a paper are found by.
    pub(super) fn of(doc: &Doc) -> Self {
        let mut ids = Self {
            targets: BTreeMap::new(),
            given: BTreeSet::new(),
            taken: OWN.iter().map(|&own| own.to_owned()).collect(),
            count: 0,
        };
        ids.collect(&doc.blocks);
        ids
    }

    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.reserve(heading.id.as_deref()),
                Block::Table(table) => self.reserve(table.id.as_deref()),
                Block::Timeline(chart) => self.reserve(chart.id.as_deref()),
                Block::Attachment(attachment) => {
                    self.reserve(Some(&attachment.id));
                    self.collect(&attachment.blocks);
                }
                Block::RedHead(_)
                | Block::Title(_)
                | Block::Recipients { .. }
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
    }

    fn reserve(&mut self, target: Option<&str>) {
        let Some(target) = target else { return };
        if !self.targets.contains_key(target) {
            let plain = |c: char| if c.is_whitespace() || c.is_control() { '-' } else { c };
            let wanted: String = target.chars().map(plain).collect();
            let anchor = self.free(if wanted.is_empty() { "part" } else { &wanted });
            self.targets.insert(target.to_owned(), anchor);
        }
    }

    /// An anchor nobody has, as near to a wanted one as can be.
    fn free(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        while !self.taken.insert(anchor.clone()) {
            self.count += 1;
            anchor = format!("{wanted}-{}", self.count);
        }
        anchor
    }

    /// The anchor of a part: that of its name where it is the first of that name.
    pub(super) fn claim(&mut self, target: Option<&str>, wanted: &str) -> String {
        let named = target.and_then(|target| self.targets.get(target)).cloned();
        match named {
            Some(anchor) if self.given.insert(anchor.clone()) => anchor,
            _ => {
                self.count += 1;
                let numbered = format!("{wanted}-{}", self.count);
                self.free(&numbered)
            }
        }
    }

    /// Where a name leads on this page; nothing when it names no part of it.
    pub(super) fn link(&self, target: &str) -> Option<String> {
        self.targets.get(target).map(|anchor| href(anchor))
    }
}

/// The address of an anchor on its own page.
pub(super) fn href(anchor: &str) -> String {
    // An anchor has no folders: its slashes are characters as others.
    format!("#{}", percent(anchor).replace('/', "%2F"))
}
