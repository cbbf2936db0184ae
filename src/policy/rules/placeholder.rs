//! # 占位符遗留 · a placeholder left in
//!
//! ## 为什么
//! ×××、【待定】、〔2022〕 号是起草时留的空，印出去就成了笑话。起草时提醒，`check --release` 和
//! 已定稿的文件按错误处理。数字之间的乘号、公开案例里隐去的姓名和证件号，不是占位符。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: |
//!   规格为60 cm×80 cm，面积按长×宽计算，单价×月数。具体时间待定，二○○八年以来的材料不用报送。
//!   参保人李××（身份证号4407××××××××1234）冒名住院，张某某被立案。见www.xx.com，尺码XXL。
//!   {{ unit("XX单位").name }}的TODOs。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: ×××医疗保障局关于开展检查的通知 # error「×××」占位符“×××”没有替换
//! number: 江医保〔2022〕 号 # error「〔2022〕 号」占位符“〔2022〕 号”没有替换
//! # error+4「XX」占位符“XX”没有替换
//! # error+3「×月×日」占位符“×月×日”没有替换
//! # error+3「【待补充】」占位符“【待补充】”没有替换
//! body: |
//!   请XX单位于2022年×月×日前报送。
//!   联系人：【待补充】。
//! note: TODO # error「TODO」占位符“TODO”没有替换
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
use crate::model::{Paper, quoting};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：定稿不留占位符",
    since: "0.1.0",
    ids: &["D14"],
    check: Check::Words(SIGNS, check),
};

/// What they begin with or hold, each in its own way.
const SIGNS: &[&str] = &[
    "×", "✕", "╳", "Ｘ", "XX", "xx", "○○", "◯◯", "〔", "【", "［", "[", "待填", "待补", "TODO",
    "TBD", "FIXME",
];

fn check(paper: &Paper, report: &mut Report) {
    let level = if report.due(paper) { Level::Error } else { Level::Warning };
    for field in paper.texts() {
        let text = field.text().unwrap_or_default();
        for range in find(text) {
            let shown = &text[range.clone()];
            report
                .at(
                    field.at(range.clone()),
                    words!("占位符“{shown}”没有替换", "the placeholder `{shown}` is still there"),
                )
                .help(words!("写上实际内容", "write what belongs here"))
                .level(level);
        }
    }
}

/// Every placeholder of a text, outside its holes.
fn find(text: &str) -> Vec<Range<usize>> {
    let mut holes = quoting::holes(text).into_iter().peekable();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        while holes.next_if(|hole| hole.end <= at).is_some() {}
        if let Some(hole) = holes.peek().filter(|hole| hole.contains(&at)) {
            at = hole.end;
            continue;
        }
        match one(text, at, c) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += run_of(&text[at..], c).max(c.len_utf8()),
        }
    }
    found
}

/// The end of the placeholder that begins here.
fn one(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    match c {
        '×' | '✕' | '╳' | 'Ｘ' => crosses(rest, before, c),
        'X' | 'x' => letters(rest, before, c),
        '○' | '◯' => circles(rest, before, c),
        '〔' => number(rest),
        '【' | '［' | '[' | '（' => bracketed(rest),
        'T' | 'F' => word(rest, before),
        _ => None,
    }
    .map(|length| at + length)
}

/// How many bytes of one character repeated a text begins with.
fn run_of(text: &str, c: char) -> usize {
    text.len() - text.trim_start_matches(c).len()
}

/// ×××局, ×月×日, 第×号; but not 60×80, 4407××××1234, 李××.
fn crosses(rest: &str, before: Option<char>, c: char) -> Option<usize> {
    let run = run_of(rest, c);
    let count = run / c.len_utf8();
    let after = rest[run..].chars().next();
    if count == 1 {
        let day = ["×月×日", "×年×月×日", "×年×月"];
        let dated = day.into_iter().rev().find(|day| rest.starts_with(day)).map(str::len);
        let counted = before.is_some_and(|c| "〕第年月".contains(c))
            && after.is_some_and(|c| "年月日号".contains(c));
        return dated.or(counted.then_some(run));
    }
    let masked = before.is_some_and(|c| c.is_ascii_alphanumeric());
    let named = count == 2 && before.is_some_and(|c| SURNAMES.contains(c));
    let office = after.is_some_and(|c| "省市县区局厅委办院单".contains(c));
    (!masked && (!named || office)).then_some(run)
}

/// The surnames behind which ×× hides a given name in published cases.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶\
                        蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛";

/// XX单位, XXX; but not XXL, www.xx.com, XX染色体.
fn letters(rest: &str, before: Option<char>, c: char) -> Option<usize> {
    let run = run_of(rest, c);
    let after = rest[run..].chars().next();
    let joined =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "._-/@".contains(c));
    if run < 2 || joined(before) || joined(after) || rest[run..].starts_with("染色体") {
        return None;
    }
    let han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    (run > 2 && c == 'X' || han(before) || han(after)).then_some(run)
}

/// ○○单位; but not 二○○八年.
fn circles(rest: &str, before: Option<char>, c: char) -> Option<usize> {
    let run = run_of(rest, c);
    let digit = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十〇零".contains(c));
    let year = digit(before) || digit(rest[run..].chars().next());
    (run > c.len_utf8() && !year).then_some(run)
}

/// 〔2022〕 号, 〔2022〕×号, 〔　〕号: a document number without its serial number.
fn number(rest: &str) -> Option<usize> {
    let blank = |c: char| c.is_whitespace() || "_＿×xXＸ○".contains(c);
    let inner =
        rest.strip_prefix('〔')?.trim_start_matches(|c: char| c.is_ascii_digit() || blank(c));
    let after = inner.strip_prefix('〕')?.trim_start_matches(blank).strip_prefix('号')?;
    Some(rest.len() - after.len())
}

/// 【待定】, [待补充], （待填写）. Round brackets also hold remarks: only these few are blanks.
fn bracketed(rest: &str) -> Option<usize> {
    const LONGEST: usize = 16;
    let open = rest.chars().next()?;
    let close = match open {
        '【' => '】',
        '［' => '］',
        '[' => ']',
        _ => '）',
    };
    let (end, _) = rest.char_indices().take(LONGEST).find(|(_, c)| *c == close)?;
    let inside = rest[open.len_utf8()..end].trim();
    let blank = if open == '（' {
        matches!(inside, "待补充" | "待填写" | "待填" | "待补")
    } else {
        inside.starts_with('待') || inside.starts_with("此处") || matches!(inside, "TODO" | "TBD")
    };
    blank.then_some(end + close.len_utf8())
}

fn word(rest: &str, before: Option<char>) -> Option<usize> {
    let word = ["TODO", "TBD", "FIXME"].into_iter().find(|word| rest.starts_with(word))?;
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    (!joined(before) && !joined(rest[word.len()..].chars().next())).then_some(word.len())
}
