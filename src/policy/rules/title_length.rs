//! # 标题过长 · a title that is too long
//!
//! ## 为什么
//! 2号字每行排20字左右，标题超过三行就难读了。压缩事由，或者把所印发的文件名缩短。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 江门市医疗保障局关于印发2022年江门市医疗保障基金监管工作方案的通知
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+1「江门市医疗保障局江门市人力资源和社会保障局江门市卫生健康局江门市市场监督管理局关于印发江门市打击欺诈骗取医疗保障基金专项整治行动实施方案的通知」标题有71个字，排不进三行
//! title: 江门市医疗保障局江门市人力资源和社会保障局江门市卫生健康局江门市市场监督管理局关于印发江门市打击欺诈骗取医疗保障基金专项整治行动实施方案的通知
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：标题以三行为限",
    since: "0.1.0",
    ids: &["B10"],
    check: Check::Paper(check),
};

/// Three lines of 20 characters.
const LONGEST: usize = 60;

fn check(paper: &Paper, report: &mut Report) {
    let Some(title) = paper.root.get("title") else { return };
    let count = title.text().unwrap_or_default().chars().count();
    if count > LONGEST {
        report
            .at(
                title.inside(),
                words!(
                    "标题有{count}个字，排不进三行",
                    "the title has {count} characters and takes more than three lines"
                ),
            )
            .help(words!(
                "压缩事由，或者写“某某局等几部门”",
                "shorten it, or name only the leading body"
            ));
    }
}
