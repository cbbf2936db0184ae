//! Characters that no name, code or address has: unseen ones, those that turn the direction of
//! writing, what is left of a broken encoding.

use super::look::Look;
use crate::diag::{Level, words};
use crate::roster::Flaw;

/// What is odd about a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    /// The sign that stands for bytes which could not be read.
    Broken,
    /// A line break, a tab or another sign for machines.
    Control,
    /// It turns the direction of what follows.
    Direction,
    /// It has no width.
    Invisible,
    /// A blank that is none of those people type.
    Blank,
    /// A place that each maker of fonts fills otherwise.
    Private,
    /// A place that nobody has filled.
    Unassigned,
    /// A picture.
    Emoji,
    /// A sign for dictionaries that looks like the character itself.
    Lookalike,
}

/// The first odd character of a cell, as a flaw.
pub(super) fn judge(look: &Look<'_>) -> Option<Flaw> {
    let (at, c, odd) =
        look.text.chars().enumerate().find_map(|(at, c)| Some((at + 1, c, odd(c)?)))?;
    let point = u32::from(c);
    let (check, level, (zh, en)) = described(odd);
    let words =
        words!("第 {at} 个字符是{zh}（U+{point:04X}）", "character {at} is {en} (U+{point:04X})");
    let help = match odd {
        Odd::Broken => words!(
            "名册转换编码时坏了：回到原件，另存为 UTF-8 或者 XLSX",
            "the roster was broken by a conversion: save the original as UTF-8 or XLSX"
        ),
        Odd::Private => words!(
            "改用这个字的正式编码；没有正式编码的请与系统管理单位商定用字",
            "type the character by its standard code"
        ),
        Odd::Lookalike => {
            words!("重新输入这个字", "type the character again by its usual code")
        }
        Odd::Control
        | Odd::Direction
        | Odd::Invisible
        | Odd::Blank
        | Odd::Unassigned
        | Odd::Emoji => {
            words!("删去这个字符，或者重新输入这一格", "delete it, or type the cell again")
        }
    };
    Some(look.flaw(check, level, words).help(help))
}

/// The check that finds it, how bad it is, and what it is called.
fn described(odd: Odd) -> (&'static str, Level, (&'static str, &'static str)) {
    match odd {
        Odd::Broken => ("roster-encoding", Level::Error, ("乱码", "the sign of a broken encoding")),
        Odd::Control => {
            ("roster-control", Level::Error, ("换行等控制字符", "a control such as a line break"))
        }
        Odd::Direction => (
            "roster-direction",
            Level::Error,
            ("改变文字方向的控制字符", "a control that turns the direction of text"),
        ),
        Odd::Invisible => {
            ("roster-invisible", Level::Error, ("看不见的字符", "an invisible character"))
        }
        Odd::Blank => ("roster-blank", Level::Error, ("特殊空格", "a blank of an unusual kind")),
        Odd::Private => ("roster-private", Level::Error, ("自造字", "of the private use area")),
        Odd::Unassigned => {
            ("roster-unassigned", Level::Error, ("不存在的字符", "no character at all"))
        }
        Odd::Emoji => ("roster-emoji", Level::Error, ("表情符号", "an emoji")),
        Odd::Lookalike => (
            "roster-lookalike",
            Level::Warning,
            ("形似汉字的部首或者兼容字", "a radical or compatibility form"),
        ),
    }
}

/// These twelve among the compatibility forms are characters of their own.
const UNIFIED: [char; 12] = [
    '\u{fa0e}', '\u{fa0f}', '\u{fa11}', '\u{fa13}', '\u{fa14}', '\u{fa1f}', '\u{fa21}', '\u{fa23}',
    '\u{fa24}', '\u{fa27}', '\u{fa28}', '\u{fa29}',
];

fn odd(c: char) -> Option<Odd> {
    // Nearly all there is, asked for first.
    if matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}') || UNIFIED.contains(&c) {
        return None;
    }
    match c {
        '\u{fffd}' => Some(Odd::Broken),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some(Odd::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Odd::Direction)
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Odd::Invisible),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{2800}' => {
            Some(Odd::Blank)
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}' => {
            Some(Odd::Private)
        }
        '\u{1f000}'..='\u{1faff}' => Some(Odd::Emoji),
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            Some(Odd::Lookalike)
        }
        '\u{fdd0}'..='\u{fdef}' | '\u{40000}'..='\u{dffff}' => Some(Odd::Unassigned),
        c if u32::from(c) & 0xfffe == 0xfffe => Some(Odd::Unassigned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_told_by_its_code() {
        for (c, expected) in [
            ('\u{200b}', Odd::Invisible),
            ('\u{feff}', Odd::Invisible),
            ('\u{ad}', Odd::Invisible),
            ('\u{202e}', Odd::Direction),
            ('\u{200f}', Odd::Direction),
            ('\u{a0}', Odd::Blank),
            ('\n', Odd::Control),
            ('\u{e815}', Odd::Private),
            ('\u{fffd}', Odd::Broken),
            ('😀', Odd::Emoji),
            ('\u{2f08}', Odd::Lookalike),
            ('\u{1ffff}', Odd::Unassigned),
        ] {
            assert_eq!(odd(c), Some(expected), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn names_as_they_are_written_have_nothing_odd() {
        let names = "江门市新会区𠮷祥（24小时）大药房·A座№3—䶮堃（北店）〔2022〕①②Ⅱ\u{3000}“甲”";
        assert_eq!(names.chars().find(|c| odd(*c).is_some()), None);
    }
}
