//! # 车牌、学号、准考证号 · a number plate, a student's or candidate's number
//!
//! ## 为什么
//! 这些号码单独看不出是谁，同别处的名单一对就能认出来。民用车牌和写明“学号”“准考证号”“社保卡号”的
//! 号码才报告；中间用星号遮住的、空着待填的不报告。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 办事指南
//! text: 填写准考证号、学号（八位）。准考证号：1234****。粤A***12已通知车主。江医保B12345号件。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 名单
//! # warning+3「粤J12345」这里写了车牌号
//! # warning+2「准考证号：20260012345」这里写了个人的号码
//! text: |
//!   张某（车牌粤J12345），准考证号：20260012345。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N08"],
    check: Check::Listed(beginnings, check),
};

/// What announces a number that belongs to one person.
const LABELS: [&str; 6] = ["准考证号", "学号", "学籍号", "社保卡号", "医保卡号", "护照号"];
/// How number plates begin.
const REGIONS: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const REGION: Marks = Marks::of(REGIONS);

/// How a plate may begin, and the labels.
fn beginnings() -> Vec<String> {
    let letters = |region: char| ('A'..='Z').map(move |letter| format!("{region}{letter}"));
    let plates = REGIONS.chars().flat_map(letters);
    plates.chain(LABELS.map(str::to_owned)).collect()
}

fn check(paper: &Paper, report: &mut Report) {
    for field in privacy::worth(paper, privacy::wordy) {
        let text = field.text().unwrap_or_default();
        for (at, c) in REGION.places(text) {
            if let Some(length) = plate(&text[at + c.len_utf8()..]) {
                let range = at..at + c.len_utf8() + length;
                report
                    .at(field.at(range), words!("这里写了车牌号", "a number plate stands here"))
                    .help(words!("遮住中间几位", "mask its middle"));
            }
        }
        for (at, label) in LABELS.iter().flat_map(|label| text.match_indices(label)) {
            let after = &text[at + label.len()..];
            let number = after.trim_start_matches(['：', ':', '为', ' ']);
            let length = number.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if length < 6 || number[length..].starts_with('*') {
                continue;
            }
            let end = text.len() - number.len() + length;
            report
                .at(
                    field.at(at..end),
                    words!("这里写了个人的号码", "a number of one person stands here"),
                )
                .help(words!("遮住中间几位", "mask its middle"));
        }
    }
}

/// How long the plate is whose second character begins here: a letter, then five or six letters
/// and digits, three digits among them.
fn plate(after: &str) -> Option<usize> {
    let rest = after.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let serial = rest.trim_start_matches(['·', '•']);
    let of_plate = |c: &char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let run: String = serial.chars().take_while(of_plate).collect();
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let numbered = serial[run.len()..].starts_with(['号', '*']);
    let whole = matches!(run.len(), 5 | 6) && digits >= 3 && !numbered;
    whole.then(|| after.len() - serial.len() + run.len())
}
