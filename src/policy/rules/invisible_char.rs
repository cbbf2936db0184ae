//! # 看不见的字符 · a character nobody sees
//!
//! ## 为什么
//! 从网页和聊天里粘贴来的文字常带着零宽空格、不断行空格一类的字符。纸上看不出来，检索、比对和断行却都
//! 会出错：名称里夹着一个，程序就认不出这个单位。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: "各县（市、区）　认真组织，5 km，👨‍👩‍👧。"
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # error+1「\u200b」零宽空格看不见，会妨碍检索和比对
//! text: "医疗\u200b保障局"
//! # error+1「\u00a0」不断行空格看不见，会妨碍检索和比对
//! to: "市\u00a0医疗保障局"
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：看不见的字符使同一个词前后不同",
    since: "0.1.0",
    ids: &["K32"],
    check: Check::Listed(unseen, check),
};

/// The characters, and their names in both languages.
const UNSEEN: [(char, &str, &str); 14] = [
    ('\u{200b}', "零宽空格", "a zero-width space"),
    ('\u{200c}', "零宽不连字", "a zero-width non-joiner"),
    ('\u{200d}', "零宽连字", "a zero-width joiner"),
    ('\u{200e}', "方向标记", "a direction mark"),
    ('\u{200f}', "方向标记", "a direction mark"),
    ('\u{202a}', "方向标记", "a direction mark"),
    ('\u{202c}', "方向标记", "a direction mark"),
    ('\u{202d}', "方向标记", "a direction mark"),
    ('\u{2028}', "行分隔符", "a line separator"),
    ('\u{2029}', "段分隔符", "a paragraph separator"),
    ('\u{2060}', "词连接符", "a word joiner"),
    ('\u{feff}', "字节序标记", "a byte order mark"),
    ('\u{00ad}', "软连字符", "a soft hyphen"),
    ('\u{00a0}', "不断行空格", "a no-break space"),
];

/// What else prints nothing.
const OTHER: (char, &str, &str) = ('\0', "控制字符", "a control character");

/// All of them, which have no business in any text.
fn unseen() -> Vec<String> {
    let is_one = |c: &char| around::is_unseen(*c) || UNSEEN.iter().any(|(unseen, ..)| unseen == c);
    BLOCKS.into_iter().flatten().filter(is_one).map(String::from).collect()
}

/// Where among all characters they are.
const BLOCKS: [std::ops::RangeInclusive<char>; 5] = [
    '\0'..='\u{ff}',
    '\u{600}'..='\u{6ff}',
    '\u{1800}'..='\u{18ff}',
    '\u{2000}'..='\u{20ff}',
    '\u{fe00}'..='\u{feff}',
];

fn check(paper: &Paper, report: &mut Report) {
    for field in paper.texts() {
        let text = field.text().unwrap_or_default();
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii() || c.is_ascii_control()) {
            let known = UNSEEN.iter().find(|(unseen, ..)| *unseen == c);
            let Some((_, zh, en)) = known.or(around::is_unseen(c).then_some(&OTHER)) else {
                continue;
            };
            // Emoji are made of several characters that a joiner holds together.
            let emoji = |c: char| u32::from(c) > 0x2000 && !around::is_han(c);
            let next = text[at + c.len_utf8()..].chars().next();
            if c == '\u{200d}' && next.is_some_and(emoji) {
                continue;
            }
            report
                .at(
                    field.at(at..at + c.len_utf8()),
                    words!("{zh}看不见，会妨碍检索和比对", "{en} is not seen but spoils searching"),
                )
                .help(words!("删去它，或者重新输入这几个字", "remove it, or type the words again"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unseen_character_is_looked_for() {
        let known = unseen();
        let all = ('\0'..=char::MAX).filter(|c| around::is_unseen(*c)).map(String::from);
        assert!(all.into_iter().all(|c| known.contains(&c)));
    }
}
