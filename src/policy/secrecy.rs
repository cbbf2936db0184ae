//! Secrecy marks (密级和保密期限, 7.2.2) in a line of text, whatever kind of file it stands in.

use std::ops::Range;

use crate::diag::{Words, words};

/// What is said of a mark, in a field, in a comment or in a file that cannot be read.
pub fn message() -> Words {
    words!(
        "这里写了密级，本仓库不得存放涉密文件",
        "a secrecy mark stands here; this repository must not hold classified papers"
    )
}

/// What to do about it.
pub fn help() -> Words {
    words!(
        "立即移出并清除提交历史，报告保密工作机构",
        "remove it at once, from the history too, and tell the secrecy office"
    )
}

/// What a mark alone on its line may be framed with.
const FRAME: &str = "（）()【】[]〔〕";
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// The secrecy mark (密级和保密期限) of a line: alone on it, with its star, or after 密级：.
pub fn mark(line: &str) -> Option<Range<usize>> {
    // Every level has this character, and nearly no line does.
    if !line.contains('密') {
        return None;
    }
    let trimmed = line.trim();
    let start = line.len() - line.trim_start().len();
    let bare: String =
        trimmed.chars().filter(|c| !c.is_whitespace() && !FRAME.contains(*c)).collect();
    if LEVELS.contains(&bare.trim_end_matches('级')) {
        return Some(start..start + trimmed.len());
    }
    LEVELS.iter().find_map(|level| starred(line, level).or_else(|| labelled(line, level)))
}

/// 机密★1年, 机密级★. One that is quoted is only spoken of, and 商业秘密 is no state secret.
fn starred(line: &str, level: &str) -> Option<Range<usize>> {
    let (at, _) = line.match_indices(level).find(|(at, _)| {
        let after = line[at + level.len()..].trim_start();
        let star = after.strip_prefix('级').unwrap_or(after).trim_start().starts_with(['★', '☆']);
        let before = &line[..*at];
        star && !before.ends_with(['“', '‘', '「', '"']) && !before.ends_with("商业")
    })?;
    let rest = &line[at..];
    let end = rest.find(['。', '，', '；', '\n', ' ', '　']).unwrap_or(rest.len());
    Some(at..at + end.max(level.len()))
}

/// 密级：机密.
fn labelled(line: &str, level: &str) -> Option<Range<usize>> {
    let (at, label) = line.match_indices("密级").next()?;
    let after = line[at + label.len()..].trim_start_matches(['：', ':', ' ', '　']);
    let start = line.len() - after.len();
    let colon = line[at + label.len()..start].contains(['：', ':']);
    (colon && after.starts_with(level)).then_some(start..start + level.len())
}
