//! Findings as people and programs read them: one format, one file.

mod human;
mod json;
mod short;

use crate::diag::{Finding, Lang};
use crate::text::Sources;

/// What a report is written from.
pub struct Input<'a> {
    /// The findings, sorted.
    pub findings: &'a [Finding],
    /// Where their spans point.
    pub sources: &'a Sources,
    /// The language people are spoken to in.
    pub lang: Lang,
    /// Whether the terminal shows colours.
    pub colour: bool,
}

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the lines at fault and carets under them.
    Human,
    /// One line a finding: `path:line:column: level[rule]: message`.
    Short,
    /// One JSON document.
    Json,
}

impl Format {
    /// The formats and the names users choose them by.
    pub const ALL: [(&'static str, Self); 3] =
        [("human", Self::Human), ("short", Self::Short), ("json", Self::Json)];

    /// Writes the report.
    pub fn render(self, input: &Input<'_>) -> String {
        match self {
            Self::Human => human::render(input),
            Self::Short => short::render(input),
            Self::Json => json::render(input),
        }
    }
}
