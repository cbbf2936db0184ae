//! # 概数之间的顿号 · an enumeration comma inside an approximate number
//!
//! ## 为什么
//! 三四天是一个大概的数，“三、四天”像是三天和四天两样。相邻两个数字连用表示概数，之间不用顿号；
//! 一、二级医疗机构这样的并列另当别论。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   等候三四天；一、二级医疗机构；第三、四个月；一、二、三个年度；五、六年级；三、四月份。
//!
//!   一、二次供水
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「三、四天」概数之间不用顿号
//! text: |
//!   等候三、四天即可。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   等候三四天即可。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K13"],
    check: Check::Words(
        &["一、二", "二、三", "三、四", "四、五", "五、六", "六、七", "七、八", "八、九"],
        check,
    ),
};

/// The Chinese digits in their order.
const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// What is counted by about as much; 级, 类, 期, 组 and 月 are not.
const COUNTED: [&str; 9] = ["天", "个人", "个小时", "个月", "年", "小时", "分钟", "公里", "岁"];
/// What makes another word of it.
const NOT_COUNTED: [&str; 5] = ["年级", "年制", "年期", "天线", "年度"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("、").filter(|bytes| approximate(&wording, bytes.start)) {
            let both = bytes.start - 3..bytes.end + 3;
            let end = both.end + counted(&wording.text[both.end..]);
            let plain = wording.text[both.start..end].replace('、', "");
            let help = words!("写成“{plain}”", "write `{plain}`");
            report
                .at(
                    wording.place(both.start..end),
                    words!("概数之间不用顿号", "an approximate number has no 、 inside"),
                )
                .help(help)
                .fix(Trust::Suggested, plain);
        }
    }
}

fn counted(after: &str) -> usize {
    around::begins(after, &COUNTED).map_or(0, str::len)
}

/// Whether two neighbours in counting stand around the mark, and something countable follows.
fn approximate(wording: &Wording<'_>, at: usize) -> bool {
    let digit = |c: Option<char>| DIGITS.iter().position(|digit| Some(*digit) == c);
    let (left, right) = (digit(wording.before(at)), digit(wording.after(at + '、'.len_utf8())));
    let (Some(left), Some(right)) = (left, right) else { return false };
    let start = at - '一'.len_utf8();
    let after = &wording.text[at + 2 * '一'.len_utf8()..];
    let joined = wording.text[..start]
        .ends_with(|c: char| "第初、〇零十百千万年".contains(c) || DIGITS.contains(&c));
    right == left + 1
        && !joined
        && !around::starts_line(wording.text, start)
        && counted(after) > 0
        && around::begins(after, &NOT_COUNTED).is_none()
}
