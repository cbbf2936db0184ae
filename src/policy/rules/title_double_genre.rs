//! # 标题叠床架屋 · a title of titles
//!
//! ## 为什么
//! 层层转发，标题里一串“的通知的通知”，看不出到底要办什么。转发时直接引原文的题名，中间各层写在正文里。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 转发省医疗保障局关于做好基金监管工作的通知
//! to: 转发省局关于印发方案的通知的通知
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于转发《关于转发〈关于做好监管工作的通知〉的通知》的通知 # warning「关于转发《关于转发〈关于做好监管工作的通知〉的通知》的通知」标题里叠了3层“通知”
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：标题不重复文种",
    since: "0.1.0",
    ids: &["B06"],
    check: Check::Words(LAYERS, check),
};

/// What a title has once for each layer.
const LAYERS: &[&str] = &["的通知", "的意见", "的报告", "的请示", "的批复"];

fn check(paper: &Paper, report: &mut Report) {
    let Some(field) = paper.root.get("title") else { return };
    let text = field.text().unwrap_or_default();
    for layer in LAYERS {
        let layers = text.matches(layer).count();
        let genre = layer.trim_start_matches('的');
        if layers >= 3 {
            report
                .at(
                    field.inside(),
                    words!(
                        "标题里叠了{layers}层“{genre}”",
                        "the title has {layers} layers of {genre}"
                    ),
                )
                .help(words!("直接引最里层的题名", "quote the innermost title alone"));
        }
    }
}
