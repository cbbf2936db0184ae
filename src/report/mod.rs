//! Findings as people and programs read them: one format, one file.

mod checkstyle;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod sarif;
mod short;
mod xml;

use crate::diag::{Finding, Lang};
use crate::policy;
use crate::text::{LineColumn, Sources};

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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for test reports.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// Checkstyle XML.
    Checkstyle,
}

impl Format {
    /// The formats and the names users choose them by.
    pub const ALL: [(&'static str, Self); 8] = [
        ("human", Self::Human),
        ("short", Self::Short),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("junit", Self::Junit),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("checkstyle", Self::Checkstyle),
    ];

    /// Writes the report.
    pub fn render(self, input: &Input<'_>) -> String {
        match self {
            Self::Human => human::render(input),
            Self::Short => short::render(input),
            Self::Json => json::render(input),
            Self::Sarif => sarif::render(input),
            Self::Junit => junit::render(input),
            Self::Github => github::render(input),
            Self::Gitlab => gitlab::render(input),
            Self::Checkstyle => checkstyle::render(input),
        }
    }
}

/// The new findings, those of each file together.
fn by_file<'a>(input: &Input<'a>) -> Vec<Vec<&'a Finding>> {
    let mut files: Vec<Vec<&Finding>> = Vec::new();
    for finding in input.findings.iter().filter(|finding| !finding.known) {
        match files.last_mut().filter(|file| file[0].span.source == finding.span.source) {
            Some(file) => file.push(finding),
            None => files.push(vec![finding]),
        }
    }
    files
}

/// Where a finding begins.
fn start(finding: &Finding, sources: &Sources) -> LineColumn {
    sources.get(finding.span.source).line_column(finding.span.bytes().start)
}

/// All that a finding says, for formats that have one place for it: what is wrong, by whose
/// authority, and what to do.
fn sentence(finding: &Finding, lang: Lang) -> String {
    let rule = policy::find(&finding.rule);
    let help = finding.help.as_ref().map(|help| help.get(lang));
    let (authority, help) = match lang {
        Lang::Zh => (
            rule.map(|rule| format!("（依据：{}）", rule.asked_by(lang))),
            help.map(|help| format!("；{help}")),
        ),
        Lang::En => (
            rule.map(|rule| format!(" ({})", rule.asked_by(lang))),
            help.map(|help| format!("; {help}")),
        ),
    };
    [finding.message.get(lang), &authority.unwrap_or_default(), &help.unwrap_or_default()].concat()
}
