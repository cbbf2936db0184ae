//! # 涉密内容进入仓库 · a secrecy mark in the repository
//!
//! ## 为什么
//! 涉密公文要通过机要渠道起草、传递，不得进入普通仓库。一旦提交，删去也还留在历史里。发现密级字段
//! 或者密级标志，检查立即失败，退出码为4。正文里谈到商业秘密、国家秘密、保密规定，不是密级标志。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! secrecy: 不涉密
//! title: 关于加强保密工作的通知
//! body: |
//!   检查人员应当保守国家秘密、商业秘密和个人隐私，遵守保密规定。
//!   秘密载体按规定管理，标注“机密★1年”的文件不得复印。
//!   机密文件由专人保管。
//!   商业秘密★★★级的资料不外传。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! secrecy: 秘密★3年 # error「秘密★3年」这里写了密级，本仓库不得存放涉密文件
//! # error+2「机密★1年」这里写了密级，本仓库不得存放涉密文件
//! body: |
//!   机密★1年
//!
//!   现将有关事项通知如下。
//! opening: （秘密） # error「（秘密）」这里写了密级，本仓库不得存放涉密文件
//! closing: 【机密】 # error「【机密】」这里写了密级，本仓库不得存放涉密文件
//! remark: 机密级★10年 # error「机密级★10年」这里写了密级，本仓库不得存放涉密文件
//! note: 密级：绝密 # error「绝密」这里写了密级，本仓库不得存放涉密文件
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! secrecy: 机密*10年 # error「机密*10年」这里写了密级，本仓库不得存放涉密文件
//! ```

use std::ops::Range;

use crate::diag::Level;
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, secrecy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第二十六条",
    since: "0.1.0",
    ids: &["A18"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for said in &paper.said {
        let (field, text) = (&said.field, said.text());
        if matches!(field.name.as_str(), "secrecy" | "密级") {
            let start = text.len() - text.trim_start().len();
            if !text.trim().is_empty() && !OPEN.contains(&text.trim()) {
                say(field, start..start + text.trim().len(), report);
            }
            continue;
        }
        if !said.may_have('密') {
            continue;
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if let Some(mark) = secrecy::mark(line) {
                say(field, at + mark.start..at + mark.end, report);
            }
            at += line.len();
        }
    }
}

fn say(field: &Field, range: Range<usize>, report: &mut Report) {
    report.at(field.at(range), secrecy::message()).help(secrecy::help());
}

/// What a field for the mark holds when there is none.
const OPEN: [&str; 6] = ["无", "公开", "不涉密", "非涉密", "非密", "/"];
