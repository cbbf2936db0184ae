//! One line a finding: `policies/a.yaml:3:7: error[date-invalid]: 2022年2月只有28天`.

use super::Input;
use crate::diag::Finding;

/// Writes one line for each finding.
pub(super) fn render(input: &Input<'_>) -> String {
    let line = |finding: &Finding| {
        let source = input.sources.get(finding.span.source);
        let at = source.line_column(finding.span.bytes().start);
        let (path, level, rule) = (&source.path, finding.level.name(), &finding.rule);
        let message = finding.message.get(input.lang);
        format!("{path}:{}:{}: {level}[{rule}]: {message}\n", at.line, at.column)
    };
    input.findings.iter().filter(|finding| !finding.known).map(line).collect()
}
