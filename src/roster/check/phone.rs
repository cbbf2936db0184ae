//! Telephone numbers: the office's, of a form that can be dialled.

use super::look::Look;
use crate::diag::words;
use crate::roster::Flaw;

/// What a number looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// One that stands in an office.
    Office,
    /// One that somebody carries (手机).
    Mobile,
    /// None that can be dialled.
    Odd,
}

/// Judges the numbers of a cell, which may be several.
pub(super) fn judge(look: &Look<'_>) -> Option<Flaw> {
    let parts = look.text.split(['/', '、', ',', '，', ';', '；']).map(str::trim);
    let lines = parts.filter(|part| !part.is_empty()).map(line);
    let found = lines.filter(|line| *line != Line::Office).min_by_key(|line| *line as u8)?;
    Some(match found {
        Line::Mobile => look
            .warning("roster-mobile", words!("这是手机号码", "this is a mobile number"))
            .help(words!("写办公电话，不写个人手机", "write the number of the office")),
        Line::Office | Line::Odd => look
            .warning("roster-phone", words!("不像电话号码", "this is no telephone number"))
            .help(words!("写成 0750-5550110 的样子", "write it like 0750-5550110")),
    })
}

fn line(text: &str) -> Line {
    let (number, extension) = match text.split_once(['转', '#']) {
        Some((number, extension)) => (number, extension),
        None => (text, ""),
    };
    let fits = |c: char| c.is_ascii_digit() || " -()（）+－—".contains(c);
    if !number.chars().all(fits) || !extension.chars().all(|c| c.is_ascii_digit() || c == ' ') {
        return Line::Odd;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("86").filter(|_| number.contains('+')).unwrap_or(&digits);
    let second = national.as_bytes().get(1).copied().unwrap_or(0);
    match national.len() {
        11 if national.starts_with('1') && second >= b'3' => Line::Mobile,
        // Service numbers, local ones, and those with the code of an area or an extension.
        5 | 7..=8 => Line::Office,
        10..=16 if national.starts_with(['0', '4', '8']) || number.contains('+') => Line::Office,
        _ => Line::Odd,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_told_from_a_pocket() {
        for (text, expected) in [
            ("0750-5550110", Line::Office),
            ("010-55501101", Line::Office),
            ("(0750)5550110", Line::Office),
            ("+86 750 5550110", Line::Office),
            ("5550110", Line::Office),
            ("0750-5550110-801", Line::Office),
            ("0750-5550110转801", Line::Office),
            ("4005550110", Line::Office),
            ("12393", Line::Office),
            ("13800000000", Line::Mobile),
            ("+86 138-0000-0000", Line::Mobile),
            ("0750-555011X", Line::Odd),
            ("见上", Line::Odd),
            ("123", Line::Odd),
        ] {
            assert_eq!(line(text), expected, "{text}");
        }
    }
}
