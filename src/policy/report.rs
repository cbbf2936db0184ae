//! Where a rule puts what it finds.

use std::sync::Arc;

use crate::diag::{Finding, Fix, Level, Trust, Words};
use crate::model::{Paper, Status};
use crate::text::Span;

/// Collects the findings of one rule.
#[derive(Clone)]
pub struct Report {
    /// Shared by the reports that each core writes.
    rule: Arc<str>,
    level: Level,
    release: bool,
    found: Vec<Finding>,
}

/// The finding being written. Its place and message are set; the rest is optional.
pub struct Draft<'a>(&'a mut Finding);

impl Report {
    /// A report for the rule of this name, at the level it has in this house. `release` says
    /// whether everything must be fit to be issued.
    pub fn new(rule: String, level: Level, release: bool) -> Self {
        Self { rule: rule.into(), level, release, found: Vec::new() }
    }

    /// Whether a paper must be fit to be issued: asked for by `check --release`, or issued already.
    pub fn due(&self, paper: &Paper) -> bool {
        self.release || paper.status == Status::Issued
    }

    /// Says what is wrong at a place.
    pub fn at(&mut self, span: Span, message: Words) -> Draft<'_> {
        self.found.push(Finding::new(&*self.rule, self.level, span, message));
        let last = self.found.len() - 1;
        Draft(&mut self.found[last])
    }

    /// What was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.found
    }
}

impl Draft<'_> {
    /// Points at another place that explains the fault.
    pub fn also(self, span: Span, words: Words) -> Self {
        self.0.also.push((span, words));
        self
    }

    /// Says what to do.
    pub fn help(self, words: Words) -> Self {
        self.0.help = Some(words);
        self
    }

    /// Reports at this level, unless the house wants a milder one anyway.
    pub fn level(self, level: Level) -> Self {
        self.0.level = self.0.level.max(level);
        self
    }

    /// Offers new text for the place itself.
    pub fn fix(self, trust: Trust, text: impl Into<String>) -> Self {
        let span = self.0.span;
        self.fix_at(span, trust, text)
    }

    /// Offers new text for another place.
    pub fn fix_at(self, span: Span, trust: Trust, text: impl Into<String>) -> Self {
        self.0.fix = Some(Fix { span, text: text.into(), trust });
        self
    }
}
