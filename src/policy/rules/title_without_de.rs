//! # 标题缺“的” · a title without its particle
//!
//! ## 为什么
//! 公文标题是“关于什么的通知”。缺了“的”，事由和文种连在一起，读着像半句话。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 江门市医疗保障局关于开展专项检查的通知
//! ```
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 江门市人民政府关于加强基金监管的若干意见
//! ```
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 会议通知
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于召开全市工作会议通知 # warning「通知」“关于……通知”缺“的”
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! title: 关于召开全市工作会议的通知
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：标题由事由加“的”接文种",
    since: "0.1.0",
    ids: &["B07"],
    check: Check::Words(&["关于"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let titles = wording::of(paper).filter(|wording| wording.field.name == "title");
    for wording in titles {
        let text = wording.text.trim_end();
        let Some(about) = wording.find("关于").next() else { continue };
        let genres = ["通知", "通报", "决定", "请示", "批复", "通告", "公告"];
        let Some(genre) = around::ends(text, &genres) else { continue };
        let start = text.len() - genre.len();
        if start < about.end || text[about.end..start].contains(['的', '》', '）', '{']) {
            continue;
        }
        report
            .at(
                wording.place(start..text.len()),
                words!("“关于……{genre}”缺“的”", "关于……{genre} lacks 的"),
            )
            .help(words!("写成“的{genre}”", "write 的{genre}"))
            .fix(Trust::Suggested, format!("的{genre}"));
    }
}
