//! # 结语与文种不符 · a closing phrase of another genre
//!
//! ## 为什么
//! 标题是通告，文末却写“特此通知”，多半是套用旧稿没有改。只看“特此……”“……批复如下”这类专用语，引文不看。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! body: |
//!   现将有关情况通报如下，并按《关于某事的复函》办理。
//!
//!   特此通知。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通告
//! # warning+1「特此通知」“特此通知”用于通知，标题的文种是通告
//! body: 请相互转告。特此通知。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::policy::{offices, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：结语与标题的文种应当一致",
    since: "0.1.0",
    ids: &["B05"],
    check: Check::Listed(
        || PHRASES.iter().map(|(phrase, _)| (*phrase).to_owned()).collect(),
        check,
    ),
};

/// What papers of one genre close or open with.
const PHRASES: [(&str, &str); 15] = [
    ("特此通知", "通知"),
    ("特此通告", "通告"),
    ("特此公告", "公告"),
    ("特此通报", "通报"),
    ("特此报告", "报告"),
    ("特此请示", "请示"),
    ("特此批复", "批复"),
    ("特此函告", "函"),
    ("特此函复", "函"),
    ("特此函达", "函"),
    ("妥否，请批示", "请示"),
    ("当否，请批示", "请示"),
    ("通告如下", "通告"),
    ("公告如下", "公告"),
    ("批复如下", "批复"),
];

fn check(paper: &Paper, report: &mut Report) {
    let Some(title) = paper.title() else { return };
    let Some(genre) = offices::genre(&title.value) else { return };
    for words in wording::of(paper).filter(|words| words.field.name == "body") {
        for (phrase, own) in PHRASES.iter().filter(|(_, own)| *own != genre) {
            for range in words.find(phrase) {
                report
                    .at(
                        words.place(range),
                        words!(
                            "“{phrase}”用于{own}，标题的文种是{genre}",
                            "`{phrase}` belongs to a {own}, but the title says {genre}"
                        ),
                    )
                    .also(title.span, words!("标题", "the title"))
                    .help(words!("改成与标题一致", "make it agree with the title"));
            }
        }
    }
}
