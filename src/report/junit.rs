//! `JUnit` XML: each file with findings is a suite, each finding a failed test. Hints fail nothing.

use super::Input;
use super::xml::escaped;
use crate::diag::{Finding, Level};

/// Writes the document. A run without findings is one test that passed, because an empty report
/// is read as tests that were not run.
pub(super) fn render(input: &Input<'_>) -> String {
    let files = super::by_file(input);
    let all: Vec<&Finding> = files.iter().flatten().copied().collect();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures) = (all.len().max(1), failures(&all));
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
    out.extend(["<testsuites name=\"hongtou\" ", &counts, ">\n"]);
    if files.is_empty() {
        out.push_str("  <testsuite name=\"policies\" tests=\"1\" failures=\"0\" errors=\"0\">\n");
        out.push_str("    <testcase name=\"check\" classname=\"policies\"/>\n  </testsuite>\n");
    }
    for findings in &files {
        out.push_str(&suite(findings, input));
    }
    out.push_str("</testsuites>\n");
    out
}

fn failures(findings: &[&Finding]) -> usize {
    findings.iter().filter(|finding| finding.level != Level::Hint).count()
}

fn suite(findings: &[&Finding], input: &Input<'_>) -> String {
    let path = escaped(&input.sources.get(findings[0].span.source).path);
    let (tests, failures) = (findings.len(), failures(findings));
    let cases: String = findings.iter().map(|finding| case(finding, &path, input)).collect();
    format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{cases}  </testsuite>\n"
    )
}

fn case(finding: &Finding, path: &str, input: &Input<'_>) -> String {
    let start = super::start(finding, input.sources);
    let (line, column, rule) = (start.line, start.column, &finding.rule);
    let said = escaped(&super::sentence(finding, input.lang));
    let open = format!("    <testcase name=\"{rule} {line}:{column}\" classname=\"{path}\">");
    let inside = match finding.level {
        Level::Hint => format!("<system-out>{said}</system-out>"),
        Level::Error | Level::Warning => {
            let level = finding.level.name();
            format!("<failure type=\"{level}\" message=\"{said}\">{path}:{line}:{column}</failure>")
        }
    };
    format!("{open}{inside}</testcase>\n")
}
