//! What can be wrong in a register of returns, in words.

use super::day;
use crate::calendar::{Date, canonical};
use crate::diag::{Level, Words, words};
use crate::roster::{Flaw, Kind, Place};

fn flaw(check: &'static str, place: Place, words: Words, help: Words) -> Flaw {
    Flaw { check, level: Level::Error, place, words, help: Some(help), also: None }
}

/// No column tells the institution.
pub(super) fn no_identity(head: u64) -> Flaw {
    let help = words!(
        "加一列“统一社会信用代码”“机构编码”或“编号”",
        "add a column `credit_code`, `code` or `serial`"
    );
    let message = words!("没有能认出机构的列", "no column tells who handed in");
    flaw("filing-column", Place::row(head), message, help)
}

/// A cell that holds nothing that somebody has written; none where it may.
pub(super) fn cell(place: Place, kind: Kind) -> Option<Flaw> {
    let (message, help) = match kind {
        Kind::Formula => (
            words!("这一格是公式，算出的值会变", "a formula, whose value may change"),
            words!("复制后选择性粘贴为数值", "paste it as a value"),
        ),
        Kind::Error => (
            words!("这一格是错误值", "an error value of the spreadsheet"),
            words!("改正公式，或直接填写", "correct the formula, or write the value"),
        ),
        Kind::Rounded => (
            words!("这一格的长数字已经失真", "a long number that has lost digits"),
            words!("把这一列设成文本后重新填写", "make the column text and write it again"),
        ),
        Kind::Text | Kind::Number | Kind::Date | Kind::Boolean | Kind::Merged => return None,
    };
    Some(flaw("filing-cell", place, message, help))
}

/// A row that names no institution.
pub(super) fn unidentified(place: Place) -> Flaw {
    let help = words!(
        "填统一社会信用代码、机构编码或编号；只凭名称不登记",
        "write a credit code, code or number; a name alone identifies nobody"
    );
    let message = words!("没有写是哪家机构", "nothing says which institution it is");
    flaw("filing-unidentified", place, message, help)
}

/// A row of an institution that is not in the roster; `twin` is its row that has the name.
pub(super) fn unknown(place: Place, twin: Option<u64>) -> Flaw {
    let message = match twin {
        Some(row) => words!(
            "名册里没有这个代码；名称与名册第 {row} 行相同，代码不同",
            "not in the roster; its row {row} has the name, with another code"
        ),
        None => words!("名册里没有这家机构", "the roster has no such institution"),
    };
    let help = words!("核对代码，或把机构补进名册", "check the code, or add it to the roster");
    flaw("filing-unknown", place, message, help)
}

/// A code that several institutions of the roster have.
pub(super) fn several(place: Place) -> Flaw {
    let message = words!("名册里不止一家有这个代码", "several institutions have this code");
    let help = words!("换一个代码登记，或改正名册", "use another code, or correct the roster");
    flaw("filing-ambiguous", place, message, help)
}

/// Codes of different institutions in one row.
pub(super) fn contradiction(place: Place) -> Flaw {
    let message = words!(
        "这一行的几个代码不是同一家机构的",
        "the codes of this row are not of one institution"
    );
    let help = words!("核对代码，只留对的", "check the codes and keep the right one");
    flaw("filing-contradiction", place, message, help)
}

/// A row without a day.
pub(super) fn undated(place: Place) -> Flaw {
    let message = words!("没有写交回日期", "there is no date of return");
    let help = words!("补上日期；没有交回的不登记", "add it; who has not handed in has no row");
    flaw("filing-date-missing", place, message, help)
}

/// A day that cannot be read.
pub(super) fn unreadable(place: Place, text: &str) -> Flaw {
    let help = match day::serial(text) {
        Some(day) => {
            let shown = canonical(day);
            words!(
                "像是电子表格里 {shown} 的序号，把这一列设成日期格式",
                "it may be the number of {day}; give the column a date format"
            )
        }
        None => words!("写成 2026-05-20 或 2026年5月20日", "write it like 2026-05-20"),
    };
    let message = words!("看不懂交回日期", "the date of return cannot be read");
    flaw("filing-date-unreadable", place, message, help)
}

/// A day yet to come.
pub(super) fn future(place: Place, today: Date) -> Flaw {
    let shown = canonical(today);
    let message = words!("交回日期晚于今天（{shown}）", "the date is after today, {today}");
    flaw("filing-date-future", place, message, words!("核对日期", "check the date"))
}

/// A day before there was a letter.
pub(super) fn early(place: Place, issued: Date) -> Flaw {
    let shown = canonical(issued);
    let message = words!(
        "交回日期早于承诺书的成文日期（{shown}）",
        "the date is before that of the letter, {issued}"
    );
    flaw("filing-date-early", place, message, words!("核对日期", "check the date"))
}

/// A name that is not the one the roster has beside the code, in its row `there`.
pub(super) fn misnamed(place: Place, there: u64) -> Flaw {
    let message = words!(
        "代码是名册第 {there} 行的，机构名称却不同",
        "the code is that of row {there} of the roster, the name is not"
    );
    let help = words!("核对是不是写错了代码", "check whether the code is the right one");
    Flaw { level: Level::Warning, ..flaw("filing-name", place, message, help) }
}

/// A second row of an institution; the first is `first`.
pub(super) fn twice(place: Place, first: u64) -> Flaw {
    let message = words!(
        "这家机构在第 {first} 行登记过，按较早的日期计",
        "row {first} has this institution already; the earlier date counts"
    );
    let help = words!("只留一行", "keep one of the rows");
    let flaw = flaw("filing-twice", place, message, help);
    Flaw { level: Level::Warning, also: Some(first), ..flaw }
}

/// A text that is longer than its place in the ledger.
pub(super) fn long(place: Place, most: usize) -> Flaw {
    let message = words!("超过 {most} 个字", "more than {most} characters");
    flaw("filing-long", place, message, words!("写得短一些", "write it shorter"))
}

/// A character that cannot be printed, and its place in the text from 0.
pub(super) fn character(place: Place, nth: usize, c: char) -> Flaw {
    let (nth, point) = (nth + 1, u32::from(c));
    let message = words!(
        "第 {nth} 个字符（U+{point:04X}）印不出来",
        "character {nth} (U+{point:04X}) cannot be printed"
    );
    flaw("filing-character", place, message, words!("删去或者改字", "remove it or write another"))
}
