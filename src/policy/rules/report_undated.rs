//! # 期限含糊 · a deadline without a day
//!
//! ## 为什么
//! “尽快报送”没有说哪一天，收文单位无从排期，也无从督办。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   请于3月5日前尽快报送；发现险情尽快处置；自收到之日起5个工作日内尽快反馈；每月底前及早报送。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # hint+2「尽快报送」要求报送，却没有期限
//! text: |
//!   各地收到后请尽快报送汇总表。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：要求报送的，写明日期",
    since: "0.1.0",
    ids: &[],
    check: Check::Words(&SOON, check),
};

/// Words that name no day.
const SOON: [&str; 3] = ["尽快", "尽早", "及早"];
/// What is asked of others.
const ASKED: [&str; 6] = ["报送", "上报", "反馈", "回复", "报我局", "报我办"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.text.contains(['尽', '及'])) {
        for sentence in wording.sentences() {
            let text = &wording.text[sentence.clone()];
            // A day, a term or a hole in the sentence says when.
            if text.contains(['日', '月', '前', '内', '每', '{']) {
                continue;
            }
            for soon in SOON {
                let found = text.match_indices(soon).find_map(|(at, _)| {
                    let asked = around::begins(&text[at + soon.len()..], &ASKED)?;
                    Some(at..at + soon.len() + asked.len())
                });
                let Some(bytes) = found else { continue };
                let bytes = sentence.start + bytes.start..sentence.start + bytes.end;
                if wording.own(&bytes) {
                    report
                        .at(
                            wording.place(bytes),
                            words!("要求报送，却没有期限", "something is asked for without a date"),
                        )
                        .help(words!("写明到哪一天", "name the day"));
                }
            }
        }
    }
}
