//! What can be said of one cell without any other.

use super::look::Look;
use super::{chars, credit, phone};
use crate::diag::words;
use crate::roster::{Flaw, Kind};

/// How long values may be where their schema does not say: by field, and all others.
const LENGTHS: [(&str, usize); 4] =
    [("code", 40), ("credit_code", 40), ("county", 30), ("phone", 60)];
const LENGTH: usize = 200;

/// Judges a cell that is not empty; true when there is more to ask about it.
pub(super) fn judge(look: &Look<'_>, flaws: &mut Vec<Flaw>) -> bool {
    if let Some(flaw) = kind(look).or_else(|| length(look)) {
        let over = flaw.level == crate::diag::Level::Error;
        flaws.push(flaw);
        if over {
            return false;
        }
    }
    let before = flaws.len();
    flaws.extend(chars::judge(look));
    flaws.extend(formula(look));
    flaws.extend(path(look));
    if flaws[before..].iter().any(|flaw| flaw.level == crate::diag::Level::Error) {
        return false;
    }
    if look.is_code()
        && let Some(flaw) = wide(look)
    {
        flaws.push(flaw);
        return false;
    }
    match &*look.column.leaf {
        "credit-code" => flaws.extend(credit::judge(look)),
        "phone" => flaws.extend(phone::judge(look)),
        _ => {}
    }
    true
}

/// What a spreadsheet made of what was typed.
pub(super) fn kind(look: &Look<'_>) -> Option<Flaw> {
    let code = look.is_code();
    Some(match look.kind {
        Kind::Formula => look
            .error("roster-formula", words!("这一格是公式", "this cell is a formula"))
            .help(words!("复制这一列，选择性粘贴为数值", "copy the column and paste it as values")),
        Kind::Error => look
            .error("roster-error", words!("这一格是错误值", "this cell is an error value"))
            .help(words!("改正公式，或者直接填写", "correct the formula, or type the value")),
        Kind::Merged if look.needed => look
            .error("roster-merged", words!("这一格被合并了", "this cell is merged into another"))
            .help(words!("取消合并，每行都填写", "unmerge it and fill in every row")),
        Kind::Rounded if code => look
            .error(
                "roster-digits",
                words!("被存成数字，末尾几位已丢失", "it was stored as a number and lost digits"),
            )
            .help(as_text()),
        Kind::Date | Kind::Boolean if code || look.needed => look
            .error(
                "roster-digits",
                words!(
                    "被电子表格改成了日期或者真假值",
                    "the spreadsheet made a date or truth value of it"
                ),
            )
            .help(as_text()),
        Kind::Number | Kind::Rounded if code || look.column.leaf == "phone" => look
            .warning(
                "roster-digits",
                words!(
                    "被存成数字，开头的 0 可能已丢失",
                    "it is a number: zeros before it are lost"
                ),
            )
            .help(as_text()),
        Kind::Text | Kind::Merged | Kind::Number | Kind::Rounded | Kind::Date | Kind::Boolean => {
            return None;
        }
    })
}

fn as_text() -> crate::diag::Words {
    words!("把这一列设成文本格式，再重新填写", "format the column as text and type it again")
}

fn length(look: &Look<'_>) -> Option<Flaw> {
    let own = || LENGTHS.iter().find(|(key, _)| look.is(&[key])).map(|(_, most)| *most);
    let most = look.column.most.or_else(own).unwrap_or(LENGTH);
    // There are never more characters than bytes.
    if look.text.len() <= most {
        return None;
    }
    let count = look.text.chars().count();
    let words =
        words!("有 {count} 字，最多 {most} 字", "{count} characters, where {most} is the most");
    let help = words!("写规范的全称，不写说明", "write the proper name alone, without remarks");
    (count > most).then(|| look.error("roster-long", words).help(help))
}

/// A text that a spreadsheet would take for a formula when it is opened next.
fn formula(look: &Look<'_>) -> Option<Flaw> {
    let first = look.text.chars().next().filter(|c| matches!(c, '=' | '+' | '-' | '@'))?;
    let telephone = look.column.leaf == "phone" && first == '+';
    // A lone sign says that there is nothing.
    if telephone || look.text.len() == 1 {
        return None;
    }
    let words = words!("以 {first} 开头，会被当成公式", "it begins with `{first}` like a formula");
    let help = words!("删去开头的 {first}", "delete the `{first}`");
    Some(look.warning("roster-formula", words).help(help))
}

/// A name that would lead elsewhere if it were a path. Names of files are made safe in any case;
/// but no institution is called so.
fn path(look: &Look<'_>) -> Option<Flaw> {
    if !look.is(&["institution", "code", "county", "serial"]) {
        return None;
    }
    let text = look.text;
    let drive = text.as_bytes().get(1) == Some(&b':');
    let climbs = text.starts_with(['.', '/', '\\', '~']) || text.contains("..") || drive;
    if climbs {
        let words = words!("写成了文件路径", "it is written like a path of a file");
        let help = words!("只写名称", "write the name alone");
        return Some(look.error("roster-path", words).help(help));
    }
    let found = text.chars().find(|c| matches!(c, '/' | '\\' | ':'))?;
    let words =
        words!("含有文件名不能用的 {found}", "`{found}` cannot stand in the name of a file");
    let help = words!("确认名称无误；文件名里会换成别的符号", "make sure of it; files replace it");
    Some(look.warning("roster-path", words).help(help))
}

/// Digits and letters of full width, or blanks inside, make another code of the same characters.
fn wide(look: &Look<'_>) -> Option<Flaw> {
    if look.column.key != "code" {
        return None;
    }
    let full = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c);
    let at = look.text.chars().position(|c| full(c) || c.is_whitespace())? + 1;
    let words = words!("第 {at} 个字符是全角字符或者空格", "character {at} is full-width or blank");
    let help = words!("用半角重新输入，不留空格", "type it in half width, without blanks");
    Some(look.error("roster-width", words).help(help))
}
