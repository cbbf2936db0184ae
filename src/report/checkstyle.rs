//! Checkstyle XML: findings by file, as many review tools read them.

use super::Input;
use super::xml::escaped;
use crate::diag::{Finding, Level};

/// Writes the document. What the baseline lists is left out: the format cannot say that it is old.
pub(super) fn render(input: &Input<'_>) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n");
    for findings in super::by_file(input) {
        let path = &input.sources.get(findings[0].span.source).path;
        out.extend(["  <file name=\"", &escaped(path), "\">\n"]);
        for finding in findings {
            out.push_str(&error(finding, input));
        }
        out.push_str("  </file>\n");
    }
    out.push_str("</checkstyle>\n");
    out
}

fn error(finding: &Finding, input: &Input<'_>) -> String {
    let start = super::start(finding, input.sources);
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "info",
    };
    let message = escaped(&super::sentence(finding, input.lang));
    let (line, column, rule) = (start.line, start.column, &finding.rule);
    format!(
        "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{message}\" source=\"hongtou.{rule}\"/>\n"
    )
}
