//! # 日期里的“号” · a colloquial word for the day
//!
//! ## 为什么
//! “9号”是口头的说法，公文里的日期写“日”。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   5月9日前报送；第12号令；2026年第3号公告；按5月9号文办理；3月5号楼。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「5月9号」日期写“日”，不写“号”
//! text: |
//!   请于5月9号前报送。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   请于5月9日前报送。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：书面语的日期用“日”",
    since: "0.1.0",
    ids: &["E04"],
    check: Check::Words(&["月0号", "月00号", "月000"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for bytes in wording.find("号").filter(|bytes| day(wording.text, bytes)) {
            let trust = if around::keeps_times(paper, wording.text, &bytes, "日") {
                Trust::Safe
            } else {
                Trust::Suggested
            };
            let start = month_before(wording.text, bytes.start).unwrap_or(bytes.start);
            report
                .at(
                    wording.place(start..bytes.end),
                    words!("日期写“日”，不写“号”", "a date is written with 日"),
                )
                .help(words!("把“号”改为“日”", "write 日 for 号"))
                .fix_at(wording.place(bytes), trust, "日");
        }
    }
}

/// Whether a day of a month ends here, and no order, paper or house.
fn day(text: &str, bytes: &std::ops::Range<usize>) -> bool {
    const NUMBERED: [&str; 9] = ["文", "令", "楼", "院", "公告", "通告", "房", "线", "车"];
    month_before(text, bytes.start).is_some()
        && around::begins(&text[bytes.end..], &NUMBERED).is_none()
}

/// Where the month begins whose day ends here.
fn month_before(text: &str, end: usize) -> Option<usize> {
    let day = around::digits_to(text, end);
    let month = text[..day].strip_suffix('月').filter(|_| day < end)?.len();
    let start = around::digits_to(text, month);
    (start < month).then_some(start)
}
