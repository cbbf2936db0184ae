//! # 相对的日期 · a date that depends on the day of reading
//!
//! ## 为什么
//! “明天”“本周五”从写的那一天算起，读的人可能已经过了这一天。写明几月几日。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   3月5日（本周五）下午召开；创造美好明天；后天养成；每周五例会；下周期；上周日均；明天更美好。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # hint+3「明天上午」写明是几月几日
//! # hint+2「本周五」写明是几月几日
//! text: |
//!   明天上午召开会议，本周五前报送。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：时间写明几月几日",
    since: "0.1.0",
    ids: &["E10"],
    check: Check::Words(&DAYS, check),
};

const DAYS: [&str; 7] = ["今天", "明天", "后天", "昨天", "本周", "下周", "上周"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for word in DAYS {
            for bytes in wording.find(word) {
                let end = bytes.end + length(word, &wording.text[bytes.end..]);
                // A date beside it says the day already.
                let told = wording.text[..bytes.start].ends_with(['（', '日']);
                if end > bytes.end && !told {
                    report
                        .at(
                            wording.place(bytes.start..end),
                            words!("写明是几月几日", "this depends on the day of reading"),
                        )
                        .help(words!("改成具体日期", "write the date"));
                }
            }
        }
    }
}

/// How much of what follows makes it a point in time.
fn length(word: &str, after: &str) -> usize {
    if word.ends_with('天') {
        return around::begins(after, &["上午", "下午", "晚上", "中午"]).map_or(0, str::len);
    }
    let day = around::begins(after, &["一", "二", "三", "四", "五", "六", "日"]);
    let rest = &after[day.map_or(0, str::len)..];
    let point =
        around::begins(rest, &["前", "上午", "下午", "召开", "报", "，", "。", "之前", "（"]);
    point.and(day).map_or(0, str::len)
}
