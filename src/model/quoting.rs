//! Titles quoted in running text, and the numbers in brackets behind them: 《标题》（文号）.

use std::ops::Range;

use super::number::DocumentNumber;
use crate::calendar::numerals::from_hanzi;

/// A title in 《》, with the number that follows it in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// All of the title, with its marks.
    pub range: Range<usize>,
    /// The title as it is compared; none when a hole fills part of it.
    pub title: Option<String>,
    /// The number behind it.
    pub number: Option<QuotedNumber>,
}

/// A number in brackets behind a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedNumber {
    /// Where it stands, without the brackets.
    pub range: Range<usize>,
    /// Its one spelling, which it shares with the registry.
    pub canonical: String,
    /// The issuer's code (机关代字); the number of an order (令号) has none.
    pub prefix: Option<String>,
}

/// Every quoted title in a text. A title inside a title belongs to the outer one, and one that
/// is not closed within its paragraph is none.
pub fn find(text: &str) -> Vec<Quote> {
    let mut quotes = Vec::new();
    if !text.contains('《') {
        return quotes;
    }
    let holes = holes(text);
    let (mut start, mut depth, mut skip) = (0, 0_usize, 0);
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '《' | '》' | '\n')) {
        skip += holes[skip..].iter().take_while(|hole| hole.end <= at).count();
        if holes.get(skip).is_some_and(|hole| hole.contains(&at)) {
            continue;
        }
        match c {
            '\n' if text[at + 1..].starts_with('\n') => depth = 0,
            '《' => {
                start = if depth == 0 { at } else { start };
                depth += 1;
            }
            '》' if depth == 1 => {
                quotes.push(quote(text, start..at + c.len_utf8(), &holes));
                depth = 0;
            }
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    quotes
}

fn quote(text: &str, range: Range<usize>, holes: &[Range<usize>]) -> Quote {
    let next = holes.partition_point(|hole| hole.end <= range.start);
    let filled = holes.get(next).is_some_and(|hole| hole.start < range.end);
    let mark = '《'.len_utf8();
    let title = (!filled).then(|| normal(&text[range.start + mark..range.end - mark]));
    let number = number_after(text, range.end);
    Quote { range, title, number }
}

/// Whether what stands between two quoted titles only lists them, one number in brackets apart.
pub fn enumerates(between: &str) -> bool {
    let rest = match between.strip_prefix('（').and_then(|inside| inside.split_once('）')) {
        Some((_, rest)) => rest,
        None => between,
    };
    matches!(rest.trim(), "" | "、" | "和" | "及" | "以及" | "，" | "与")
}

/// A title as it is compared: 《》 inside it become 〈〉, and line breaks of the source are gone.
pub fn normal(title: &str) -> String {
    let kept = title.chars().filter(|c| !c.is_whitespace());
    kept.map(|c| {
        if c == '《' {
            '〈'
        } else if c == '》' {
            '〉'
        } else {
            c
        }
    })
    .collect()
}

fn number_after(text: &str, at: usize) -> Option<QuotedNumber> {
    let open = text[at..].chars().next().filter(|c| matches!(c, '（' | '('))?;
    let start = at + open.len_utf8();
    let inside = &text[start..];
    let end = first_part(inside)?;
    let range = trimmed(text, start..start + end);
    let written = &text[range.clone()];
    if let Some(found) = DocumentNumber::whole(written) {
        let canonical = found.canonical();
        return Some(QuotedNumber { range, canonical, prefix: Some(found.prefix) });
    }
    let canonical = order(written)?;
    Some(QuotedNumber { range, canonical, prefix: None })
}

/// Where the first part of what stands in brackets ends. The year may have brackets of its own:
/// 〔2022〕 is also written (2022).
fn first_part(inside: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let mut depth = 0_usize;
    for (at, c) in inside.char_indices().take(LONGEST) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth > 0 => depth -= 1,
            '）' | ')' | '，' | ',' | '；' | '、' | '\n' | '{' if depth == 0 => {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}

/// The number of an order (令号) in one spelling: 国务院令第735号 for 国务院第735号令 too.
fn order(text: &str) -> Option<String> {
    let (body, rest) = text.split_once('第')?;
    let (serial, after) = rest.split_once('号')?;
    let called = body.ends_with('令') != (after == "令") && matches!(after, "" | "令");
    let serial = serial.parse().ok().or_else(|| from_hanzi(serial))?;
    let body = body.trim_end_matches('令').trim_start_matches("中华人民共和国");
    (called && !body.is_empty()).then(|| format!("{body}令第{serial}号"))
}

/// The one spelling of a number, whether of a paper or of an order.
pub fn canonical(number: &str) -> String {
    let number = number.trim();
    DocumentNumber::whole(number)
        .map(|found| found.canonical())
        .or_else(|| order(number))
        .unwrap_or_else(|| number.to_owned())
}

/// The holes `{{ … }}` of a text, which are filled later.
pub fn holes(text: &str) -> Vec<Range<usize>> {
    let doubled = |from: usize, mark: u8| {
        let bytes = text.as_bytes();
        let mut marks = memchr::memchr_iter(mark, &bytes[from..]).map(|at| from + at);
        marks.find(|at| bytes.get(at + 1) == Some(&mark))
    };
    let mut holes = Vec::new();
    let mut at = 0;
    while let Some(open) = doubled(at, b'{') {
        let Some(close) = doubled(open, b'}') else { break };
        at = close + 2;
        holes.push(open..at);
    }
    holes
}

/// The functions by which holes cite, with the bracket behind them.
pub const CITING: [&str; 2] = ["cite(", "引文("];

/// The registered papers that holes cite by id, with the places of the ids.
pub fn cited<'t>(text: &'t str, holes: &[Range<usize>]) -> Vec<(&'t str, Range<usize>)> {
    called(text, holes, &CITING)
}

/// What holes call functions with, as `paper(` in `{{ paper("plan").title }}`, with the places of
/// the names in quotes. The functions are named with the bracket behind them.
pub fn called<'t>(
    text: &'t str,
    holes: &[Range<usize>],
    functions: &[&str],
) -> Vec<(&'t str, Range<usize>)> {
    let mut found = Vec::new();
    // Few texts that have holes call one of them.
    if !functions.iter().any(|call| text.contains(call)) {
        return found;
    }
    for hole in holes {
        let inside = &text[hole.clone()];
        for call in functions {
            let Some(at) = inside.find(*call).map(|at| at + call.len()) else { continue };
            let mut parts = inside[at..].split(['"', '\'']);
            if let (Some(before), Some(id)) = (parts.next(), parts.next()) {
                let start = hole.start + at + before.len() + 1;
                found.push((id, start..start + id.len()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Quote {
        let mut all = find(text);
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn a_title_takes_the_number_behind_it() {
        let text = "根据《省局关于做好监管的通知》（粤医保函〔2022〕029号，以下简称《通知》）部署";
        let quote = &find(text)[0];
        assert_eq!(quote.title.as_deref(), Some("省局关于做好监管的通知"));
        let number = quote.number.clone().unwrap();
        assert_eq!(number.canonical, "粤医保函〔2022〕29号");
        assert_eq!(&text[number.range], "粤医保函〔2022〕029号");
        assert_eq!(number.prefix.as_deref(), Some("粤医保函"));
    }

    #[test]
    fn a_year_in_round_brackets_does_not_end_the_number() {
        let text = "《通知》（粤医保函（2022）29号）";
        let number = one(text).number.unwrap();
        assert_eq!(&text[number.range], "粤医保函（2022）29号");
    }

    #[test]
    fn orders_have_one_spelling() {
        for text in ["国务院令第735号", "国务院第735号令", "中华人民共和国国务院令第七百三十五号"]
        {
            assert_eq!(canonical(text), "国务院令第735号", "{text}");
        }
        assert_eq!(canonical("GB/T 9704—2012"), "GB/T 9704—2012");
    }

    #[test]
    fn what_follows_a_title_need_not_be_a_number() {
        for text in ["《条例》（以下简称条例）", "《条例》（2022年修订）", "《条例》", "《条例》（"]
        {
            assert_eq!(one(text).number, None, "{text}");
        }
    }

    #[test]
    fn titles_inside_titles_belong_to_the_outer_one() {
        assert_eq!(one("《关于印发《方案》的通知》").title.unwrap(), "关于印发〈方案〉的通知");
        assert_eq!(find("《甲\n\n乙》").len(), 0);
    }

    #[test]
    fn holes_fill_titles_and_cite_papers() {
        let text = "《{{ paper(\"a\").title }}》{{ cite(\"gd-29\") }}";
        assert_eq!(one(text).title, None);
        let (id, at) = cited(text, &holes(text)).remove(0);
        assert_eq!((id, &text[at]), ("gd-29", "gd-29"));
    }
}
