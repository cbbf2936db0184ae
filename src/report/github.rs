//! Annotations of GitHub Actions: workflow commands that it shows beside the changed lines.

use super::Input;
use crate::diag::{Finding, Level};

/// Writes one command a finding.
pub(super) fn render(input: &Input<'_>) -> String {
    let new = input.findings.iter().filter(|finding| !finding.known);
    new.map(|finding| command(finding, input)).collect()
}

fn command(finding: &Finding, input: &Input<'_>) -> String {
    let source = input.sources.get(finding.span.source);
    let bytes = finding.span.bytes();
    let (start, end) = (source.line_column(bytes.start), source.line_column(bytes.end));
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let (line, column, rule) = (start.line, start.column, &finding.rule);
    // Columns count only while a mark stays on one line.
    let ends = if end.line == line {
        format!("col={column},endColumn={}", end.column)
    } else {
        format!("endLine={}", end.line)
    };
    let (path, said) = (property(&source.path), data(&super::sentence(finding, input.lang)));
    format!("::{name} file={path},line={line},{ends},title={rule}::{said}\n")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
