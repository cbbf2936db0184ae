//! Personal data (个人信息) in fields that everybody may read: numbers of identity cards, mobile
//! telephones and bank cards. What is found is never repeated in a message.

use std::ops::Range;

use crate::calendar::Date;
use crate::model::{Field, Leaf, Paper, REGISTRIES, Said, Sensitivity, Value};

/// Whose rule it is that these stay out of what is made public.
pub const AUTHORITY: &str = "《中华人民共和国政府信息公开条例》：涉及个人隐私的信息不得公开";

/// Every field of words that no schema keeps from the public, in the order it was written.
/// Registries are never printed.
pub fn shown(paper: &Paper) -> Vec<&Field> {
    worth(paper, |_| true)
}

/// Those of them that are worth a look. Nearly all papers have none, and who may read a text is
/// asked only where there is one.
pub fn worth(paper: &Paper, look: impl Fn(&Said) -> bool) -> Vec<&Field> {
    let registry = REGISTRIES.contains(&paper.kind.value.as_str());
    if registry || !paper.said.iter().any(&look) {
        return Vec::new();
    }
    let mut open = Vec::new();
    walk(&paper.root, true, &mut open);
    let texts = paper.said.iter().zip(open);
    texts.filter(|(said, open)| *open && look(said)).map(|(said, _)| &said.field).collect()
}

/// Tells of each text in turn whether it is open to the public: the texts of a paper stand in the
/// order of this walk.
fn walk(field: &Field, open: bool, found: &mut Vec<bool>) {
    let open = open && field.sensitivity == Sensitivity::Public;
    match &field.value {
        Value::List(inner) | Value::Map(inner) => {
            for inner in inner {
                walk(inner, open, found);
            }
        }
        Value::Text(..) => found.push(open),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The digits of a telephone number, however it is grouped: what numbers are compared by.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The runs of digits, and of blanks, hyphens and a last X between and after them.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !bytes[at].is_ascii_digit() {
            at += 1;
        }
        let start = at;
        let mut end = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || matches!(bytes[at], b' ' | b'-')) {
            at += 1;
            if bytes[at - 1].is_ascii_digit() {
                end = at;
            }
        }
        if end < bytes.len() && matches!(bytes[end], b'X' | b'x') && end > start {
            end += 1;
            at = at.max(end);
        }
        (start < bytes.len()).then_some(start..end)
    })
}

/// Whether what stands around a run is part of a longer code of letters.
fn alone(text: &str, run: &Range<usize>) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '*' || c == '.';
    let before = text[..run.start].chars().next_back().is_some_and(letter);
    let after = text[run.end..].chars().next().is_some_and(|c| letter(c) && c != '.');
    !before && !after
}

fn found(text: &str, judge: fn(&str) -> bool) -> Vec<Range<usize>> {
    let bare = |run: &Range<usize>| {
        text[run.clone()].chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>()
    };
    runs(text).filter(|run| alone(text, run) && judge(&bare(run))).collect()
}

/// How many digits the number of an identity card has at least, a last X aside.
pub const ID_CARD: usize = 17;
/// How many digits the number of a mobile telephone has.
pub const MOBILE: usize = 11;
/// How many digits the number of a bank card has at least.
pub const BANK_CARD: usize = 16;

/// The numbers of identity cards (公民身份号码): a region, a day of birth and a right check digit.
pub fn id_cards(text: &str) -> Vec<Range<usize>> {
    found(text, is_id_card)
}

fn is_id_card(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if number.len() != 18 || !number.is_ascii() {
        return false;
    }
    let digits: Vec<u32> = number.chars().take(17).filter_map(|c| c.to_digit(10)).collect();
    let part = |range: Range<usize>| number[range].parse::<i16>().ok();
    let region = matches!(
        part(0..2),
        Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
    );
    let born = || {
        let year = part(6..10).filter(|year| (1900..2100).contains(year))?;
        let (month, day) = (i8::try_from(part(10..12)?).ok()?, i8::try_from(part(12..14)?).ok()?);
        Date::new(year, month, day).ok()
    };
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let last = number.chars().next_back().map(|c| c.to_ascii_uppercase());
    digits.len() == 17 && region && born().is_some() && last == Some(CHECK[sum as usize % 11])
}

/// The numbers of mobile telephones (手机号码).
pub fn mobiles(text: &str) -> Vec<Range<usize>> {
    found(text, |number| {
        let mut chars = number.bytes();
        number.len() == MOBILE
            && chars.next() == Some(b'1')
            && matches!(chars.next(), Some(b'3'..=b'9'))
            && chars.all(|c| c.is_ascii_digit())
    })
}

/// The numbers of bank cards (银行卡号): sixteen to nineteen digits of a known network with a right
/// check digit.
pub fn bank_cards(text: &str) -> Vec<Range<usize>> {
    found(text, |number| {
        let network = ["62", "4", "51", "52", "53", "54", "55", "35"];
        (BANK_CARD..=19).contains(&number.len())
            && network.iter().any(|start| number.starts_with(start))
            && !is_id_card(number)
            && luhn(number)
    })
}

fn luhn(number: &str) -> bool {
    let digit = |(at, c): (usize, char)| {
        let digit = c.to_digit(10)?;
        let doubled = if at % 2 == 1 { digit * 2 } else { digit };
        Some(if doubled > 9 { doubled - 9 } else { doubled })
    };
    let digits: Option<Vec<u32>> = number.chars().rev().enumerate().map(digit).collect();
    digits.is_some_and(|digits| digits.iter().sum::<u32>().is_multiple_of(10))
}

/// Whether a text may hold words that give somebody away: codes and telephones have rules of
/// their own.
pub fn wordy(said: &Said) -> bool {
    matches!(said.field.leaf, Leaf::Prose | Leaf::Text | Leaf::Person)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_tells_an_identity_card_from_another_number() {
        assert_eq!(id_cards("身份证号11010519491231002X。").len(), 1);
        assert_eq!(id_cards("440703 19900101 1234").len(), 0);
        for other in ["110105194912310021", "91440703199001011234", "A11010519491231002X"] {
            assert!(id_cards(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_mobile_stands_alone_and_an_office_number_is_none() {
        assert_eq!(mobiles("联系电话13800138000。").len(), 1);
        assert_eq!(mobiles("联系电话138 0013 8000，0750-5550101").len(), 1);
        for other in ["12345", "0750-5550101", "138001380001", "编码A13800138000", "12800138000"]
        {
            assert!(mobiles(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_bank_card_has_a_network_and_a_check_digit() {
        assert_eq!(
            bank_cards("卡号6222 0200 0000 0000 000").len(),
            usize::from(luhn("6222020000000000000"))
        );
        assert!(bank_cards("1234567812345670").is_empty());
    }
}
