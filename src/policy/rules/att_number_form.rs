//! # 附件顺序号的写法 · how attachments are numbered
//!
//! ## 为什么
//! 附件说明用阿拉伯数字编顺序号，由程序按次序写出：“附件：1.任务分解表”。名称前面再带“一、”“1、”，就编了两遍；
//! 正文里写“附件一”，同附件说明对不上，按惯例也写“附件1”。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! body: 见附件1和附件2，附件一并报送，附件一式三份，附件一律不退。按《附件一填报说明》办理。
//! attachments: [plan, {paper: list, title: 2026年名单}]
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 十项措施
//! ```
//! ```yaml list.yaml
//! kind: guide
//! id: list
//! title: 2026年名单
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! # warning+1「附件一」附件的顺序号用阿拉伯数字
//! body: 任务见附件一，名单另发。
//! attachments:
//!   - plan
//!   - paper: list
//!     title: 2、名单 # error「2、」顺序号由程序编排，名称里不写
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 一、任务分解表 # error「一、」顺序号由程序编排，名称里不写
//! ```
//! ```yaml list.yaml
//! kind: guide
//! id: list
//! title: 名单
//! ```
//!
//! ## Fixed
//! ```yaml notice.yaml
//! kind: notice
//! body: 任务见附件1，名单另发。
//! attachments:
//!   - plan
//!   - paper: list
//!     title: 名单
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 任务分解表
//! ```
//! ```yaml list.yaml
//! kind: guide
//! id: list
//! title: 名单
//! ```

use crate::calendar::numerals::from_hanzi;
use crate::diag::{Level, Trust, words};
use crate::model::{Field, Paper};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.4（附件说明）；正文里的写法属实务",
    since: "0.1.0",
    ids: &["I08"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    for entry in paper.root.items_of("attachments") {
        entry.get("title").into_iter().for_each(|title| named(title, report));
    }
    if among.carrier().is_some() {
        paper.root.get("title").into_iter().for_each(|title| named(title, report));
    }
    mentioned(paper, report);
}

/// A name that begins with a number of its own.
fn named(title: &Field, report: &mut Report) {
    let text = title.text().unwrap_or_default();
    let hanzi = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.len() - hanzi.len().min(digits.len());
    // 2.0版 is a version, and 3.5万 an amount.
    let rest = &text[number..];
    let mark = rest.chars().next().filter(|c| "、.．".contains(*c));
    let Some(mark) = mark.filter(|_| (1..=6).contains(&number)) else { return };
    let end = number + mark.len_utf8();
    let bare = text[end..].trim_start();
    if bare.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let cut = title.at(0..text.len() - bare.len());
    report
        .at(
            title.at(0..end),
            words!(
                "顺序号由程序编排，名称里不写",
                "attachments are numbered by the program and not in their names"
            ),
        )
        .help(words!("删去它", "remove it"))
        .fix_at(cut, Trust::Suggested, "");
}

/// 附件一 in running text.
fn mentioned(paper: &Paper, report: &mut Report) {
    for words in wording::prose(paper) {
        for bytes in words.find("附件") {
            let rest = &words.text[bytes.end..];
            let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
            let Some(number) = from_hanzi(&rest[..rest.len() - after.len()]) else { continue };
            let next = after.chars().next();
            if next.is_some_and(|c| !"，。；、：）》”的中和与至及所第\n".contains(c))
            {
                continue;
            }
            let whole = bytes.start..words.text.len() - after.len();
            let written = format!("附件{number}");
            report
                .at(
                    words.place(whole),
                    words!(
                        "附件的顺序号用阿拉伯数字",
                        "attachments are numbered in Arabic figures"
                    ),
                )
                .help(words!("写成“{written}”", "write `{written}`"))
                .level(Level::Warning)
                .fix(Trust::Suggested, written);
        }
    }
}
