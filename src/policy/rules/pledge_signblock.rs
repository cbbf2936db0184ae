//! # 承诺书签署栏不全 · a signature block that lacks something
//!
//! ## 为什么
//! 没有签名、没有盖章、没有日期的承诺书，日后对不上人。单位的承诺书三样都要，个人的要签名和日期。整份不设签署栏的
//! （如只张贴的），不报。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! opening: 本单位郑重承诺：
//! pledges: [依法经营。]
//! blanks:
//!   - {label: 承诺单位, hint: 盖章}
//!   - {label: 法定代表人, hint: 签名}
//!   - {label: 日期}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! opening: 本单位郑重承诺：
//! pledges: [依法经营。]
//! blanks: # warning「blanks」签署栏缺盖章
//!   - {label: 法定代表人, hint: 签名}
//!   - {label: 日期}
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper};
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：单位承诺盖章、签名、写日期",
    since: "0.1.0",
    ids: &["L04"],
    check: Check::Paper(check),
};

/// What a signature block needs, and how it is asked for.
const NEEDED: [(&str, &str, &[&str]); 3] = [
    ("签名", "signature", &["签名", "签字", "签章", "签署", "承诺人"]),
    ("日期", "date", &["日期", "时间", "年"]),
    ("盖章", "seal", &["盖章", "公章", "签章", "章）"]),
];
const BODIES: [&str; 11] = [
    "本单位",
    "我单位",
    "本公司",
    "我公司",
    "本企业",
    "本机构",
    "本院",
    "我院",
    "本店",
    "本药店",
    "我店",
];

fn check(paper: &Paper, report: &mut Report) {
    let Some(blanks) = paper.root.get("blanks").filter(|field| !field.items().is_empty()) else {
        return;
    };
    let mut asked = String::new();
    blanks.walk(&mut |field| asked.push_str(Field::text(field).unwrap_or_default()));
    let body = wording::of(paper).any(|words| BODIES.iter().any(|name| words.text.contains(name)));
    for (zh, en, signs) in NEEDED {
        let needed = body || zh != "盖章";
        if needed && !signs.iter().any(|sign| asked.contains(sign)) {
            report
                .at(
                    blanks.key.unwrap_or(blanks.span),
                    words!("签署栏缺{zh}", "the signature block has no place for a {en}"),
                )
                .help(words!("在 blanks 里补上", "add it to `blanks`"));
        }
    }
}
