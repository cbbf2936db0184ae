//! # 半角标点 · a half-width mark among Chinese characters
//!
//! ## 为什么
//! 中文的逗号、句号、分号、冒号、问号、叹号各占一个字的位置。夹进半角的一个，行距和断行都会走样，检索
//! 也对不上。数字里的千分撇、时刻和比例的冒号、网址里的标点不在此列。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   经费1,234万元，9:30开会，比例尺1:500，见https://a.cn/b?c,d;e或`甲,乙`。
//!   按《关于A,B的通知》办，PM2.5:35，A:B组，空格&nbsp;下文，![图](tu.png)，C:盘。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「,」半角的“,”应为“，”
//! # warning+3「:」半角的“:”应为“：”
//! # warning+2「;」半角的“;”应为“；”
//! text: |
//!   请按时报送,逾期不候；名单:3家;其余另报。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   请按时报送，逾期不候；名单：3家；其余另报。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K01"],
    check: Check::Words(&[",", ";", ":", "?", "!"], check),
};

/// Half-width marks, and their forms in Chinese.
const MARKS: [(char, &str); 5] = [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！")];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (at, mark) in wording.text.match_indices([',', ';', ':', '?', '!']) {
            let form = MARKS.iter().find(|(half, _)| mark.starts_with(*half));
            let Some((_, full)) = form.filter(|_| stands(&wording, at)) else { continue };
            report
                .at(
                    wording.place(at..at + 1),
                    words!("半角的“{mark}”应为“{full}”", "half-width `{mark}` should be `{full}`"),
                )
                .help(words!("改用全角标点", "use the full-width mark"))
                .fix(Trust::Safe, *full);
        }
    }
}

/// Whether Chinese is written on the left, or figures on the left and Chinese on the right.
fn stands(wording: &Wording<'_>, at: usize) -> bool {
    let mark = wording.text.as_bytes()[at];
    let (before, after) = (wording.before(at), wording.after(at + 1));
    let left = before.is_some_and(around::is_chinese_before);
    let figure = before.is_some_and(|c| c.is_ascii_digit() || c == '%');
    let right = after.is_some_and(around::is_chinese_after);
    // `![` begins a picture, and two colons or a colon and a slash belong to machines.
    let machine = after.is_some_and(|c| "[=:/\\".contains(c)) && matches!(mark, b'!' | b':');
    wording.own(&(at..at + 1)) && !machine && (left || (figure && right && mark != b':'))
}
