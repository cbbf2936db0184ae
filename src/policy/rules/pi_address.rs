//! # 家庭住址 · a home address
//!
//! ## 为什么
//! 名单里的家庭住址写到门牌，谁都能找上门。“家庭住址”“现住址”“户籍地址”等字样后面写了门牌、楼栋、
//! 房号的才报告；只写到村、社区的，空着待填的，单位的地址，都不报告。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 登记指南
//! text: 填写家庭住址（到村、社区）。家庭住址：蓬江区某社区。办公地址：建设路12号3楼。现住址：＿＿＿＿。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 救助名单
//! # warning+2「家庭住址：蓬江区建设路12号3栋501室」这里写了家庭住址
//! text: |
//!   张某，家庭住址：蓬江区建设路12号3栋501室，救助500元。
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N04"],
    check: Check::Words(LABELS, check),
};

/// What announces somebody's address.
const LABELS: &[&str] =
    &["家庭住址", "家庭地址", "现住址", "现居住地", "户籍地址", "居住地址", "住所地址"];
/// How many bytes an address takes at most.
const LONGEST: usize = 240;
/// What ends an address, and what in it leads to a door.
const ENDS: [char; 8] = ['，', '。', '；', '、', '\n', '）', ' ', '（'];
const DOORS: [char; 5] = ['号', '栋', '幢', '室', '房'];

fn check(paper: &Paper, report: &mut Report) {
    let look =
        |said: &Said| privacy::wordy(said) && LABELS.iter().any(|label| said.may_hold(label));
    for field in privacy::worth(paper, look) {
        let text = field.text().unwrap_or_default();
        for (at, label) in LABELS.iter().flat_map(|label| text.match_indices(label)) {
            let after = &text[at + label.len()..];
            let inside = after.trim_start_matches(['：', ':', '为', '是', ' ']);
            let start = text.len() - inside.len();
            let inside = &inside[..inside.floor_char_boundary(LONGEST)];
            let address = inside.split(ENDS).next().unwrap_or_default();
            let numbered = address.contains(|c: char| c.is_ascii_digit());
            if !(numbered && address.contains(DOORS)) {
                continue;
            }
            let end = start + address.len();
            report
                .at(field.at(at..end), words!("这里写了家庭住址", "a home address stands here"))
                .help(words!("只写到村、社区", "name the village or community only"));
        }
    }
}
