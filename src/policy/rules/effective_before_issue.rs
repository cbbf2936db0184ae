//! # 施行日期早于成文日期 · in force before it was issued
//!
//! ## 为什么
//! 4月13日印发的办法写“自2009年1月1日起施行”，等于要求大家在还没看到规定的时候就遵守它。写“执行”“实施”的，
//! 有的待遇政策确需追溯，作警告。说别的文件自某日起施行的，不看。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! date: 2022年3月11日
//! body: |
//!   《某某条例》自2021年5月1日起施行。本通知自2022年4月1日起执行。
//!
//!   自印发之日起施行。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年3月11日
//! # error+1「自2022年1月1日起」自2022年1月1日起施行，早于成文日期2022年3月11日
//! body: 本办法自2022年1月1日起施行。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年3月11日
//! # warning+1「自2022年1月起」自2022年1月起执行，早于成文日期2022年3月11日
//! body: 本通知自2022年1月起执行。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: order
//! date: 2026年3月27日
//! # error+2「自2026年1月1日起」自2026年1月1日起施行，早于成文日期2026年3月27日
//! body: |
//!   《急救设施管理办法》已经常务会议审议通过，现予公布，自2026年1月1日起施行。
//! ```

use crate::calendar::{self, Date, Time, canonical};
use crate::diag::{Level, words};
use crate::model::{Field, Leaf};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：施行日期不早于成文日期",
    since: "0.1.0",
    ids: &["E15"],
    check: Check::Among(check),
};

/// How far back a sentence is read, in bytes.
const REACH: usize = 240;
/// What a paper calls itself.
const OWN: [&str; 9] =
    ["本通知", "本办法", "本方案", "本规定", "本细则", "本意见", "本制度", "本规则", "本标准"];
/// What a paper says of another that it puts into force itself: 《…办法》…现予公布，自…起施行.
const PUTS_IN_FORCE: [&str; 5] = ["现予公布", "现予发布", "予以公布", "予以发布", "现公布"];

/// How a paper takes effect.
const WORDS: [&str; 3] = ["施行", "执行", "实施"];

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let Some(issued) = among.issued() else { return };
    let prose = paper.said_of(Leaf::Prose).filter(|said| said.may_tell_time());
    for said in prose.filter(|said| WORDS.iter().any(|word| said.may_hold(word))) {
        let (field, text) = (&said.field, said.text());
        if !WORDS.iter().any(|word| text.contains(word)) {
            continue;
        }
        for found in calendar::find(text, paper.context) {
            let Ok(Time::Span(days)) = &found.time else { continue };
            let (Some(start), None) = (days.start, days.end) else { continue };
            let latest = days.start_precision.unit(start).1;
            let after = &text[found.range.end..];
            let word = WORDS.into_iter().find(|word| after.starts_with(word));
            let Some(word) = word.filter(|_| speaks_of_itself(&text[..found.range.start])) else {
                continue;
            };
            if latest < issued.value {
                tell(field, found.range.clone(), word, &issued, report);
            }
        }
    }
}

fn tell(
    field: &Field,
    range: std::ops::Range<usize>,
    word: &str,
    issued: &Spanned<Date>,
    report: &mut Report,
) {
    let written = field.text().map_or("", |text| &text[range.clone()]);
    let day = canonical(issued.value);
    let draft = report
        .at(
            field.at(range),
            words!(
                "{written}{word}，早于成文日期{day}",
                "it takes effect `{written}`, before its date of issue `{day}`"
            ),
        )
        .also(issued.span, words!("成文日期", "the date of issue"))
        .help(words!(
            "改为印发之后的日期，或者“自印发之日起”",
            "name a later day, or write 自印发之日起"
        ));
    if word != "施行" {
        draft.level(Level::Warning);
    }
}

/// Whether the sentence that ends here speaks of the paper itself.
fn speaks_of_itself(before: &str) -> bool {
    let near = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let sentence =
        before[near..].rsplit(['。', '；', '\n', '！']).next().unwrap_or_default().trim();
    if PUTS_IN_FORCE.iter().any(|word| sentence.contains(word)) {
        return true;
    }
    !sentence.contains('》')
        && (sentence.is_empty() || OWN.iter().any(|own| sentence.contains(own)))
}
