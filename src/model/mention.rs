//! Mentions of numbered attachments in running text: 附件3, 附件4、5, 《承诺书》（附件4）.

use crate::text::Marks;
use std::ops::Range;

use super::quoting::{self, Quote};

/// A mention of an attachment by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// 附件 with the number, or the number alone when it follows another.
    pub range: Range<usize>,
    /// The number.
    pub number: usize,
    /// The title that stands beside it, as it is compared, and where.
    pub title: Option<(String, Range<usize>)>,
}

const WORD: &str = "附件";
/// What a paper calls itself.
const OWN: [&str; 4] = ["本通知", "本方案", "本文件", "本文"];
/// What ends the name of another body or paper: 省局附件2, 该通知附件3.
const OTHERS: [&str; 12] =
    ["局", "厅", "委", "办", "府", "部", "院", "通知", "方案", "文件", "原", "该"];

/// Every mention in a text that speaks of the paper's own attachments. Words inside quoted titles
/// and holes, and the attachments of other papers (《通知》附件2, 29号附件2), are left out.
pub fn find(text: &str) -> Vec<Mention> {
    let (quotes, holes) = (quoting::find(text), quoting::holes(text));
    let mut found = Vec::new();
    for (at, _) in text.match_indices(WORD) {
        let in_title = covered(&quotes, |quote| &quote.range, at);
        if !in_title && !covered(&holes, |hole| hole, at) && !foreign(&text[..at]) {
            found.extend(mentions(text, at, &quotes));
        }
    }
    found
}

/// Whether one of the things, which lie in order, covers a place.
fn covered<T>(all: &[T], range: impl Fn(&T) -> &Range<usize>, at: usize) -> bool {
    let next = all.partition_point(|one| range(one).end <= at);
    all.get(next).is_some_and(|one| range(one).contains(&at))
}

/// Whether what stands before 附件 names another paper as its owner.
fn foreign(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '　']);
    let owner = before.strip_suffix('的').unwrap_or(before);
    if OWN.iter().any(|own| owner.ends_with(own)) {
        return false;
    }
    before.ends_with(['》', '）', ')', '号', '文', '的', '”'])
        || OTHERS.iter().any(|other| before.ends_with(other))
}

fn mentions(text: &str, at: usize, quotes: &[Quote]) -> Vec<Mention> {
    let Some((number, end)) = number(text, at + WORD.len()) else { return Vec::new() };
    let mut all = vec![Mention { range: at..end, number, title: None }];
    let mut end = end;
    while let Some((number, range)) = following(text, end) {
        end = range.end;
        all.push(Mention { range, number, title: None });
    }
    if let [only] = all.as_mut_slice() {
        only.title = title(text, at, end, quotes);
    }
    all
}

/// The number of an attachment at this place. What only begins like one (附件3份, 附件2022年,
/// 附件一并报送) is none.
fn number(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let after = rest[digits..].chars().next();
    if digits > 0 {
        let other = |c: char| {
            c.is_ascii_alphabetic() || const { Marks::of("份个件页张年月日次项.%．％") }.has(c)
        };
        let number = rest[..digits].parse().ok().filter(|number| (1..100).contains(number))?;
        return (!after.is_some_and(other)).then_some((number, at + digits));
    }
    let numeral = |c: char| const { Marks::of("一二三四五六七八九十") }.has(c);
    let end = rest.find(|c| !numeral(c)).unwrap_or(rest.len());
    let after = rest[end..].chars().next();
    let word = after.is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let number = crate::calendar::numerals::from_hanzi(&rest[..end])?;
    (!word).then(|| Some((usize::try_from(number).ok()?, at + end)))?
}

/// The next number of a list or range: the 5 of 附件4、5 and of 附件4至5.
fn following(text: &str, at: usize) -> Option<(usize, Range<usize>)> {
    let mark = text[at..].chars().next().filter(|c| const { Marks::of("、和及至—～") }.has(*c))?;
    let start = at + mark.len_utf8();
    text[start..].starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let (number, end) = number(text, start)?;
    let after = text[end..].chars().next();
    // 附件4、5个工作日: the 5 counts something else.
    let counts = |c: char| {
        matches!(c, '\u{4e00}'..='\u{9fff}') && !const { Marks::of("的中所和及至") }.has(c)
    };
    (!after.is_some_and(counts)).then_some((number, start..end))
}

/// The title beside a mention: 附件4《承诺书》, 《承诺书》（见附件4）.
fn title(text: &str, at: usize, end: usize, quotes: &[Quote]) -> Option<(String, Range<usize>)> {
    let gap = text[end..].len() - text[end..].trim_start_matches(['：', ':', ' ']).len();
    let next = quotes.partition_point(|quote| quote.range.end <= at);
    let after = quotes.get(next).filter(|quote| quote.range.start == end + gap);
    let lead = text[..at].trim_end_matches(['详', '见', '（', '(']);
    let bracketed = text[lead.len()..at].starts_with(['（', '(']);
    let closed = text[end..].starts_with(['）', ')']);
    let last = next.checked_sub(1).and_then(|last| quotes.get(last));
    let before = last.filter(|quote| quote.range.end == lead.len());
    let quote = after.or(before.filter(|_| bracketed && closed))?;
    Some((quote.title.clone()?, quote.range.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        find(text).into_iter().map(|mention| mention.number).collect()
    }

    #[test]
    fn mentions_are_found_one_by_one() {
        assert_eq!(numbers("见附件3，填写附件4、5，报送附件6至7。"), [3, 4, 5, 6, 7]);
        assert_eq!(numbers("详见附件七。"), [7]);
        assert_eq!(numbers("按本通知附件2、本方案的附件3办理"), [2, 3]);
        let text = "填写附件4、5";
        let places: Vec<&str> = find(text).iter().map(|found| &text[found.range.clone()]).collect();
        assert_eq!(places, ["附件4", "5"]);
    }

    #[test]
    fn words_that_only_look_like_mentions_are_none() {
        for text in [
            "附件3份",
            "附件一并报送",
            "附件2022年版",
            "附件十分重要",
            "附件7.5MB",
            "《关于修改附件9的通知》",
            "按照《通知》附件9填写",
            "粤医保函〔2022〕29号附件9",
            "按照省局附件9填报",
            "上级通知附件9",
            "原附件9停用，该附件9不再填报",
            "{{ ref(\"附件9\") }}",
        ] {
            assert_eq!(numbers(text), [0; 0], "{text}");
        }
    }

    #[test]
    fn a_number_after_a_mention_may_count_something_else() {
        assert_eq!(numbers("收到附件4、5个工作日内答复"), [4]);
    }

    #[test]
    fn a_title_may_stand_on_either_side() {
        let title = |text: &str| find(text)[0].title.clone().map(|(title, _)| title);
        assert_eq!(title("附件4《承诺书》").as_deref(), Some("承诺书"));
        assert_eq!(title("签署《承诺书》（见附件4）。").as_deref(), Some("承诺书"));
        assert_eq!(title("依照《条例》，见附件4"), None);
    }
}
