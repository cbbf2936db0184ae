//! # 层层签责任状、一票否决 · letters of responsibility down every level
//!
//! ## 为什么
//! 除有明确规定外，一般不得以签订责任状、“一票否决”的方式把责任推给基层。写“不得”“取消”“清理”这些做法的，不报。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: 各地不得层层签订责任状，清理“一票否决”事项。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「责任状」层层签责任状会加重基层负担
//! # warning+1「一票否决」“一票否决”事项须有明确规定
//! body: 各地要逐级签订责任状，对未完成任务的实行一票否决。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "《整治形式主义为基层减负若干规定》",
    since: "0.1.0",
    ids: &["L13"],
    check: Check::Paper(check),
};

/// Words that speak against it.
const AGAINST: [&str; 9] = ["不得", "禁止", "严禁", "不搞", "取消", "不以", "清理", "规范", "防止"];

fn check(paper: &Paper, report: &mut Report) {
    for words in wording::of(paper) {
        for sentence in words.sentences() {
            let text = &words.text[sentence.clone()];
            if AGAINST.iter().any(|word| text.contains(word)) {
                continue;
            }
            let inside = |word: &'static str| {
                let found = words.text[sentence.clone()].find(word)?;
                let start = sentence.start + found;
                Some(start..start + word.len()).filter(|range| words.own(range))
            };
            let levels = ["逐级", "层层", "层级", "上下级"].iter().any(|word| text.contains(word));
            let letter = inside("责任状")
                .or_else(|| inside("责任书"))
                .filter(|_| levels && text.contains('签'));
            if let Some(range) = letter {
                report
                    .at(
                        words.place(range),
                        words!(
                            "层层签责任状会加重基层负担",
                            "letters of responsibility burden the lower levels"
                        ),
                    )
                    .help(words!(
                        "删去，或者写明所依据的规定",
                        "leave it out, or name the rule that asks for it"
                    ));
            }
            if let Some(range) = inside("一票否决") {
                report
                    .at(
                        words.place(range),
                        words!("“一票否决”事项须有明确规定", "a veto item needs an express rule"),
                    )
                    .help(words!(
                        "删去，或者写明所依据的规定",
                        "leave it out, or name the rule that asks for it"
                    ));
            }
        }
    }
}
