//! Amounts in statistics: exact decimals, as people write them into forms.

use crate::text::Marks;
use std::fmt;
use std::ops::Range;

use super::field::{Field, Value};

/// How many decimals an amount can hold.
const PLACES: usize = 9;
/// The smallest unit that is held: a billionth.
const ONE: i128 = 10_i128.pow(9);
/// How many digits may stand before the point; sums of ten thousand millions of them still fit.
const MAX_WHOLE: usize = 18;

/// An exact decimal number, held as a whole number of billionths.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i128);

/// A number as it is written: with decimals, and perhaps a unit behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub amount: Amount,
    /// How many decimals it has, zeros at its end not counted.
    pub decimals: u32,
    /// The place of the unit behind it: 12.5万元.
    pub unit: Option<Range<usize>>,
}

/// What stands in a blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: it has not been filled in.
    Blank,
    /// A dash or 无: there is none, which counts as zero.
    Nil,
    /// A number.
    Number(Number),
    /// Something that is no number: 约30家.
    Words,
}

impl Amount {
    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number) * ONE)
    }

    /// The sum of two; none when it is beyond all measure.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// This amount as a percentage of another, rounded half away from zero to so many decimals;
    /// none of nothing.
    pub fn percent_of(self, whole: Self, decimals: u32) -> Option<Self> {
        let step = ONE / 10_i128.checked_pow(decimals.min(9))?;
        let scaled = self.0.checked_mul(100)?.checked_mul(ONE / step)?;
        let double = scaled.checked_mul(2)?.checked_div(whole.0)?;
        let away = if double < 0 { -1 } else { 1 };
        Some(Self(double.midpoint(away) * step))
    }

    /// This amount in a unit of which so many make the other: 3.5 of 10000 each are 35000.
    pub fn times(self, factor: i64) -> Option<Self> {
        self.0.checked_mul(i128::from(factor)).map(Self)
    }

    /// The reverse of `times`; none where it does not come out even.
    pub fn divided(self, factor: i64) -> Option<Self> {
        let even = factor != 0 && self.0 % i128::from(factor) == 0;
        even.then(|| Self(self.0 / i128::from(factor)))
    }

    /// As it is printed where so many decimals are asked for. More that are there stay.
    pub fn to_decimals(self, decimals: u32) -> String {
        let mut text = self.to_string();
        let there = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let asked = (decimals as usize).min(PLACES);
        if there == 0 && asked > 0 {
            text.push('.');
        }
        text.extend(std::iter::repeat_n('0', asked.saturating_sub(there)));
        text
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0 % ONE);
        let sign = if self.0 < 0 { "-" } else { "" };
        let fraction = format!("{:09}", rest.unsigned_abs());
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

/// What a field of a form holds.
pub fn reading(field: &Field) -> Reading {
    match &field.value {
        Value::Null => Reading::Blank,
        Value::Text(text, _) => read(text),
        Value::Number(number) => read(&plain(number)),
        Value::Bool(_) | Value::List(_) | Value::Map(_) => Reading::Words,
    }
}

/// A number of the source as digits: very small ones would else come with an exponent. Those of
/// a source have at most fifteen digits, which survive.
pub fn plain(number: &serde_json::Number) -> String {
    let text = number.to_string();
    match number.as_f64().filter(|_| text.contains(['e', 'E'])) {
        Some(small) => format!("{small:.15}"),
        None => text,
    }
}

/// What a text means as an amount.
pub fn read(text: &str) -> Reading {
    let trimmed = text.trim();
    match trimmed {
        "" => return Reading::Blank,
        "—" | "——" | "－" | "-" | "–" | "/" | "／" | "无" => return Reading::Nil,
        _ => {}
    }
    let before = text.len() - text.trim_start().len();
    number(trimmed, before).map_or(Reading::Words, Reading::Number)
}

fn number(text: &str, before: usize) -> Option<Number> {
    let digit = |c: char| const { Marks::of("0123456789０１２３４５６７８９.．,，") }.has(c);
    let unsigned = text.trim_start_matches(['-', '－', '−', '+', '＋']);
    let sign = &text[..text.len() - unsigned.len()];
    let negative = match sign.chars().next() {
        Some('-' | '－' | '−') => true,
        Some(_) | None => false,
    };
    if sign.chars().count() > 1 {
        return None;
    }
    let end = unsigned.find(|c| !digit(c)).unwrap_or(unsigned.len());
    let (amount, decimals) = decimal(&unsigned[..end])?;
    let rest = unsigned[end..].trim_start();
    let words = rest.chars().all(|c| c.is_alphabetic() || const { Marks::of("%％‰") }.has(c));
    if !words || rest.chars().count() > 6 {
        return None;
    }
    let unit = (!rest.is_empty()).then(|| before + text.len() - rest.len()..before + text.len());
    let amount = if negative { Amount(-amount.0) } else { amount };
    Some(Number { amount, decimals, unit })
}

/// Digits with an optional point and separators of thousands, of either width.
fn decimal(text: &str) -> Option<(Amount, u32)> {
    let narrow: String = text.chars().map(narrow).collect();
    let (whole, fraction) = narrow.split_once('.').unwrap_or((&narrow, "0"));
    let whole = ungrouped(whole)?;
    let all = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let fraction = if all(fraction) { fraction.trim_end_matches('0') } else { return None };
    if !all(&whole) || whole.len() > MAX_WHOLE || fraction.len() > PLACES {
        return None;
    }
    let units = whole.parse::<i128>().ok()?.checked_mul(ONE)?;
    let parts: i128 = format!("{fraction:0<PLACES$}").parse().ok()?;
    Some((Amount(units + parts), u32::try_from(fraction.len()).ok()?))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xff10 + 0x30).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        _ => c,
    }
}

/// Digits without their commas, which must stand before each three digits or not at all.
fn ungrouped(text: &str) -> Option<String> {
    let Some((first, rest)) = text.split_once(',') else { return Some(text.to_owned()) };
    let grouped = (1..=3).contains(&first.len()) && rest.split(',').all(|group| group.len() == 3);
    grouped.then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> String {
        match read(text) {
            Reading::Number(number) => number.amount.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_exact_however_they_are_written() {
        for (text, exact) in [
            ("12", "12"),
            ("-12.50", "-12.5"),
            ("1,234,567.89", "1234567.89"),
            ("１，２３４．５", "1234.5"),
            ("－３", "-3"),
            (" 0.1 ", "0.1"),
            ("3.5万元", "3.5"),
            ("95.5 %", "95.5"),
            ("007", "7"),
        ] {
            assert_eq!(amount(text), exact, "{text}");
        }
        let tenths = (0..10).try_fold(Amount::default(), |sum, _| {
            let Reading::Number(tenth) = read("0.1") else { panic!() };
            sum.plus(tenth.amount)
        });
        assert_eq!(tenths, Some(Amount::whole(1)));
    }

    #[test]
    fn what_is_no_number_is_words_and_a_dash_is_none() {
        for text in ["约30家", "1,23", "12,34", "1.2.3", "--5", "3~5", "1e5", "12家、13人", "９"]
        {
            let number = matches!(read(text), Reading::Number(_));
            assert_eq!(number, text == "９", "{text}");
        }
        assert_eq!(read(&"9".repeat(19)), Reading::Words);
        assert_eq!((read("—"), read("　")), (Reading::Nil, Reading::Blank));
    }

    #[test]
    fn the_unit_behind_a_number_has_its_place() {
        let Reading::Number(number) = read(" 3.50 万元") else { panic!() };
        assert_eq!((number.decimals, &" 3.50 万元"[number.unit.unwrap()]), (1, "万元"));
    }

    #[test]
    fn a_number_is_printed_with_the_decimals_asked_for() {
        let Reading::Number(number) = read("3.5") else { panic!() };
        assert_eq!(number.amount.to_decimals(2), "3.50");
        assert_eq!(number.amount.to_decimals(0), "3.5");
        assert_eq!(Amount::whole(-4).to_decimals(2), "-4.00");
    }

    #[test]
    fn a_percentage_is_rounded_and_of_nothing_there_is_none() {
        let percent = |part, whole| Amount::whole(part).percent_of(Amount::whole(whole), 2);
        assert_eq!(percent(2, 3).unwrap().to_string(), "66.67");
        assert_eq!(percent(1, 8).unwrap().to_string(), "12.5");
        assert_eq!(percent(-1, 3).unwrap().to_string(), "-33.33");
        assert_eq!(percent(1, 0), None);
    }
}
