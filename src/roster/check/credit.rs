//! What is wrong with a unified social credit code (统一社会信用代码), told so that the slip is
//! found without guessing: which character, and what was probably typed instead.

use super::look::Look;
use crate::diag::{Words, words};
use crate::roster::Flaw;
use crate::roster::code::{self, Flaw as Wrong};

/// Judges a code.
pub(super) fn judge(look: &Look<'_>) -> Option<Flaw> {
    let (words, help) = match code::judge(look.text) {
        Ok(()) => return None,
        Err(_) if let Some(told) = spelt(look.text) => told,
        Err(Wrong::Length(count)) => length(count),
        Err(Wrong::Character(c, at)) => character(c, at + 1),
        Err(Wrong::Check(_)) => (
            words!("校验位与前 17 位不符", "its last character does not agree with the 17 others"),
            words!(
                "对照营业执照、登记证书逐位核对；错的不一定是末位",
                "compare all 18 with the licence; the wrong one need not be the last"
            ),
        ),
    };
    Some(look.error("roster-credit-code", words).help(help))
}

/// A code that is right but for the way it is written, or cannot be judged before that is right.
fn spelt(code: &str) -> Option<(Words, Words)> {
    let found = |odd: fn(char) -> bool| code.chars().position(odd).map(|at| at + 1);
    if let Some(at) = found(|c| ('\u{ff01}'..='\u{ff5e}').contains(&c)) {
        return Some((
            words!("第 {at} 位是全角字符", "character {at} is of full width"),
            words!("用半角重新输入", "type it in half width"),
        ));
    }
    if let Some(at) = found(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '_' | '.')) {
        return Some((
            words!("第 {at} 位是空格或者连接号", "character {at} is a blank or a hyphen"),
            words!("18 位连续书写", "write all 18 without a gap"),
        ));
    }
    let at = found(|c| c.is_ascii_lowercase())?;
    Some((
        words!("第 {at} 位是小写字母", "character {at} is a small letter"),
        words!("字母一律大写", "write capital letters"),
    ))
}

fn length(count: usize) -> (Words, Words) {
    let help = match count {
        15 => words!(
            "15 位的是旧的注册号，换成 18 位的统一社会信用代码",
            "15 digits are an old registration number: write the code of 18"
        ),
        8..=10 => words!(
            "可能是组织机构代码，换成 18 位的统一社会信用代码",
            "this may be an organisation code: write the code of 18"
        ),
        _ => words!("对照营业执照、登记证书改正", "compare with the licence"),
    };
    (words!("有 {count} 位，应为 18 位", "{count} characters, where a code has 18"), help)
}

fn character(c: char, at: usize) -> (Words, Words) {
    let meant = match c {
        'I' => "1",
        'O' => "0",
        'Z' => "2",
        'S' => "5",
        'V' => "U",
        _ => {
            return (
                words!("第 {at} 位不是代码用的字符", "character {at} belongs to no code"),
                words!("只用数字和大写字母", "use digits and capital letters only"),
            );
        }
    };
    (
        words!(
            "第 {at} 位是字母 {c}，代码不用这个字母",
            "character {at} is `{c}`, which no code has"
        ),
        words!("看是不是 {meant}", "see whether it is `{meant}`"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Column, Kind, Place};

    fn said(text: &str) -> Option<String> {
        let column = Column::default();
        let place = Place::cell(2, 2);
        let look = Look { column: &column, place, text, kind: Kind::Text, needed: true };
        judge(&look).map(|flaw| flaw.words.zh)
    }

    #[test]
    fn the_slip_is_named_and_not_only_the_check() {
        let right = format!("12440700MB2C00001{}", code::check("12440700MB2C00001").unwrap());
        assert_eq!(said(&right), None);
        for (text, words) in [
            (right.to_lowercase(), "第 9 位是小写字母"),
            (right.replace('M', "Ｍ"), "第 9 位是全角字符"),
            (right.replace("MB", "MB "), "第 11 位是空格或者连接号"),
            (right.replacen("00001", "0000O", 1), "第 17 位是字母 O，代码不用这个字母"),
            (right[..17].to_owned(), "有 17 位，应为 18 位"),
            (right.replace("12440700", "12440701"), "校验位与前 17 位不符"),
            (right.replace("12440700", "江2440700"), "第 1 位不是代码用的字符"),
        ] {
            assert_eq!(said(&text).as_deref(), Some(words));
        }
    }
}
