//! Document numbers (发文字号) as they are written, right or wrong: 江医保〔2022〕18号.

use std::ops::Range;

use super::field::{Field, Leaf};
use crate::diag::{Level, Trust};
use crate::text::Marks;

/// A document number found in a text, with the place of each part. It may be misspelt; the rules
/// say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    /// The whole number.
    pub range: Range<usize>,
    /// The issuer's code (机关代字): 江医保.
    pub prefix: String,
    /// The place of the year with its brackets.
    pub year_range: Range<usize>,
    /// The opening bracket; the standard's is `〔`.
    pub open: char,
    /// The closing bracket; the standard's is `〕`.
    pub close: char,
    /// The year as it is written.
    pub year: String,
    /// The place of 第 before the serial number, which does not belong there.
    pub di: Option<Range<usize>>,
    /// The place of the serial number's digits.
    pub serial_range: Range<usize>,
    /// The serial number as it is written, perhaps with leading zeros.
    pub serial: String,
    /// Whether 号 closes it.
    pub has_hao: bool,
}

impl DocumentNumber {
    /// How the number is written right (7.2.5): what two spellings of one number share.
    pub fn canonical(&self) -> String {
        let serial = self.serial.trim_start_matches('0');
        format!(
            "{}〔{}〕{}号",
            self.prefix,
            self.year,
            if serial.is_empty() { "0" } else { serial }
        )
    }

    /// The number that the whole text is, apart from space around it.
    pub fn whole(text: &str) -> Option<Self> {
        // What is asked for is mostly an id, and every number begins with Chinese characters.
        if text.is_ascii() {
            return None;
        }
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        let mut all = scan(text, &|_| true).into_iter();
        all.find(|found| found.range == (start..start + trimmed.len()))
    }
}

/// What may open the year of a number.
pub(super) const OPENING: &str = "〔[［(（【〈";
const OPEN: Marks = Marks::of(OPENING);
const CLOSE: Marks = Marks::of("〕]］)）】〉");

/// What 号 also numbers, when it follows: lots of land, houses and rooms.
const PLACES: [&str; 6] = ["地块", "楼", "房", "院", "宗地", "室"];

/// Every document number in running text.
///
/// A number is recognised by its year in brackets between a code of Chinese characters and a
/// serial number. Round brackets take part only around a whole year of our time, and all brackets
/// but the standard's only where 号 follows, because （2026）is also a year remarked in passing,
/// 【22】12月 a note and （2020）5号地块 a lot of land.
pub fn find(text: &str) -> Vec<DocumentNumber> {
    scan(text, &|found| {
        let standard = (found.open, found.close) == ('〔', '〕');
        let after = &text[found.range.end..];
        let place = found.has_hao && PLACES.iter().any(|word| after.starts_with(word));
        (standard || found.has_hao) && !place
    })
}

/// Every document number in a field. What stands in a field for a number is one, however it is
/// written.
pub fn within(field: &Field) -> Vec<DocumentNumber> {
    let text = field.text().unwrap_or_default();
    if field.leaf == Leaf::DocumentNumber { scan(text, &|_| true) } else { find(text) }
}

/// How much a misspelt number weighs, and how far its fix may be trusted. The standard governs the
/// number a paper bears; one that is cited belongs to others, who may have written it so.
pub fn weight(leaf: Leaf) -> (Level, Trust) {
    match leaf {
        Leaf::DocumentNumber => (Level::Error, Trust::Safe),
        _ => (Level::Warning, Trust::Suggested),
    }
}

fn scan(text: &str, accept: &dyn Fn(&DocumentNumber) -> bool) -> Vec<DocumentNumber> {
    let mut found: Vec<DocumentNumber> = Vec::new();
    for (at, open) in OPEN.places(text) {
        let from = found.last().map_or(0, |last| last.range.end);
        if at >= from
            && let Some(number) = number_at(text, from, at, open).filter(accept)
        {
            found.push(number);
        }
    }
    found
}

fn number_at(text: &str, from: usize, at: usize, open: char) -> Option<DocumentNumber> {
    let prefix = prefix_before(&text[from..at])?;
    let after_open = at + open.len_utf8();
    let year = digits(&text[after_open..]);
    let close_at = after_open + year.len();
    let close = text[close_at..].chars().next().filter(|c| CLOSE.has(*c))?;
    if !matches!(year.len(), 2 | 4) {
        return None;
    }
    let mut next = close_at + close.len_utf8();
    let di = text[next..].starts_with('第').then(|| next..next + '第'.len_utf8());
    next = di.as_ref().map_or(next, |range| range.end);
    let serial = digits(&text[next..]);
    let serial_range = next..next + serial.len();
    let has_hao = text[serial_range.end..].starts_with('号');
    let round = matches!(open, '(' | '（');
    let of_our_time = year.len() == 4 && matches!(&year[..2], "19" | "20");
    if serial.is_empty() || (round && !(has_hao && of_our_time)) {
        return None;
    }
    let end = serial_range.end + if has_hao { '号'.len_utf8() } else { 0 };
    Some(DocumentNumber {
        range: at - prefix.len()..end,
        prefix: prefix.to_owned(),
        year_range: at..close_at + close.len_utf8(),
        open,
        close,
        year: year.to_owned(),
        di,
        serial_range,
        serial: serial.to_owned(),
        has_hao,
    })
}

/// The longest code that ends here: 2 to 10 Chinese characters that do not cross a word which
/// only running text has before a number.
fn prefix_before(text: &str) -> Option<&str> {
    const STOPS: &str = "的和及与按照据、据见自以对由是";
    let start = text
        .char_indices()
        .rev()
        .take(10)
        .take_while(|(_, c)| is_han(*c) && !STOPS.contains(*c))
        .last()
        .map(|(at, _)| at)?;
    let prefix = &text[start..];
    (prefix.chars().count() >= 2).then_some(prefix)
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> DocumentNumber {
        let mut all = find(text);
        assert_eq!(all.len(), 1, "{text}");
        all.remove(0)
    }

    #[test]
    fn a_right_number_is_its_own_canonical_form() {
        let number = one("江医保〔2022〕18号");
        assert_eq!(number.canonical(), "江医保〔2022〕18号");
        assert_eq!(number.prefix, "江医保");
        assert!(number.has_hao && number.di.is_none());
    }

    #[test]
    fn misspelt_numbers_are_found_with_their_parts() {
        let number = one("根据《通知》（粤医保函[2022]第029号）的要求");
        assert_eq!(number.canonical(), "粤医保函〔2022〕29号");
        assert_eq!((number.open, number.close), ('[', ']'));
        assert_eq!(number.serial, "029");
        assert!(number.di.is_some());
    }

    #[test]
    fn years_in_brackets_and_orders_are_no_numbers() {
        for text in
            ["（2026年修订）", "第12号令", "《条例》（2022）", "地块（12）5号", "GB/T 9704—2012"]
        {
            assert_eq!(find(text), [], "{text}");
        }
    }

    #[test]
    fn notes_and_places_in_other_brackets_are_no_numbers_in_running_text() {
        for text in
            ["检查情况【22】12月", "江国土（2020）5号地块", "江房[2020]5号楼", "江医保[2022]18"]
        {
            assert_eq!(find(text), [], "{text}");
        }
        assert!(!DocumentNumber::whole("江医保[2022]18").unwrap().has_hao);
        assert_eq!(find("根据江医保[2022]18号文").len(), 1);
    }

    #[test]
    fn two_numbers_side_by_side_are_two() {
        assert_eq!(find("国办发〔2020〕20号、粤医保函〔2022〕29号").len(), 2);
    }
}
