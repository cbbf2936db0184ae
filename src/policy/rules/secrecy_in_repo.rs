//! # 涉密内容进入仓库 · a secrecy mark in the repository
//!
//! ## 为什么
//! 涉密公文要通过机要渠道起草、传递，不得进入普通仓库。一旦提交，删去也还留在历史里。发现密级字段
//! 或者密级标志，检查立即失败，退出码为4。正文里谈到商业秘密、国家秘密、保密规定，不是密级标志。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! secrecy: 不涉密
//! title: 关于加强保密工作的通知
//! body: |
//!   检查人员应当保守国家秘密、商业秘密和个人隐私，遵守保密规定。
//!   秘密载体按规定管理，标注“机密★1年”的文件不得复印。
//!   机密文件由专人保管。
//!   商业秘密★★★级的资料不外传。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! secrecy: 秘密★3年 # error「秘密★3年」这里写了密级，本仓库不得存放涉密文件
//! # error+2「机密★1年」这里写了密级，本仓库不得存放涉密文件
//! body: |
//!   机密★1年
//!
//!   现将有关事项通知如下。
//! opening: （秘密） # error「（秘密）」这里写了密级，本仓库不得存放涉密文件
//! closing: 【机密】 # error「【机密】」这里写了密级，本仓库不得存放涉密文件
//! remark: 机密级★10年 # error「机密级★10年」这里写了密级，本仓库不得存放涉密文件
//! note: 密级：绝密 # error「绝密」这里写了密级，本仓库不得存放涉密文件
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! secrecy: 机密*10年 # error「机密*10年」这里写了密级，本仓库不得存放涉密文件
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第二十六条",
    since: "0.1.0",
    ids: &["A18"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for field in paper.texts() {
        let text = field.text().unwrap_or_default();
        if matches!(field.name.as_str(), "secrecy" | "密级") {
            let start = text.len() - text.trim_start().len();
            if !text.trim().is_empty() && !OPEN.contains(&text.trim()) {
                say(field, start..start + text.trim().len(), report);
            }
            continue;
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(mark) = mark(line) {
                say(field, at + mark.start..at + mark.end, report);
            }
            at += line.len();
        }
    }
}

fn say(field: &Field, range: Range<usize>, report: &mut Report) {
    let message = words!(
        "这里写了密级，本仓库不得存放涉密文件",
        "a secrecy mark stands here; this repository must not hold classified papers"
    );
    let help = words!(
        "立即移出并清除提交历史，报告保密工作机构",
        "remove it at once, from the history too, and tell the secrecy office"
    );
    report.at(field.at(range), message).help(help);
}

/// What a mark alone on its line may be framed with.
const FRAME: &str = "（）()【】[]〔〕";
/// What a field for the mark holds when there is none.
const OPEN: [&str; 6] = ["无", "公开", "不涉密", "非涉密", "非密", "/"];
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// The secrecy mark (密级和保密期限) of a line: alone on it, with its star, or after 密级：.
fn mark(line: &str) -> Option<Range<usize>> {
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
