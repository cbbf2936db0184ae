//! Chinese numerals and the integers they stand for.

/// The digits in the form that official documents use; zero is 〇 (U+3007).
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of one Chinese digit, whichever zero was typed.
fn digit(c: char) -> Option<u32> {
    match c {
        // Three look-alikes of 〇 are typed in its place; `Spelling::odd_zero` tells of them.
        '〇' | '零' | '○' | '0' => Some(0),
        '一' => Some(1),
        '二' | '两' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

/// Whether a character can begin a Chinese numeral.
pub(super) fn begins(c: char) -> bool {
    c != '0' && (digit(c).is_some() || c == '十')
}

/// Whether a character can stand inside a Chinese numeral.
pub(super) fn continues(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百')
}

/// The integer a Chinese numeral stands for: 十七, 三十, 一百二十, or digit by digit 二〇二二.
///
/// Digits in a row are read only when they are four, as in a year: 一二 is no number.
pub fn from_hanzi(text: &str) -> Option<u32> {
    if text.contains(['十', '百']) {
        return counted(text);
    }
    let mut digits = text.chars();
    match text.chars().count() {
        1 => digits.next().and_then(digit),
        4 if !text.contains('两') => digits.try_fold(0, |value, c| Some(value * 10 + digit(c)?)),
        _ => None,
    }
}

/// A numeral below one thousand that names its hundreds and tens.
fn counted(text: &str) -> Option<u32> {
    let (hundreds, rest) = match text.split_once('百') {
        Some((head, rest)) => (single(head)? * 100, rest),
        None => (0, text),
    };
    let bridged = rest.strip_prefix(['零', '〇']).filter(|_| hundreds > 0);
    let rest = bridged.unwrap_or(rest);
    let (tens, rest) = match rest.split_once('十') {
        Some(("", rest)) => (10, rest),
        Some((head, rest)) => (single(head)? * 10, rest),
        None if hundreds > 0 && bridged.is_none() && !rest.is_empty() => return None,
        None => (0, rest),
    };
    let ones = if rest.is_empty() { 0 } else { single(rest)? };
    Some(hundreds + tens + ones)
}

/// The value of exactly one digit other than zero.
fn single(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let value = digit(chars.next()?)?;
    (chars.next().is_none() && value > 0).then_some(value)
}

/// A count in Chinese: 17 is 十七, 105 is 一百零五, 20000 is 二万.
pub fn to_hanzi(number: u32) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    for (group, unit) in [(number / 100_000_000, "亿"), (number / 10_000 % 10_000, "万")] {
        if group > 0 {
            push_group(&mut text, group);
            text.push_str(unit);
        } else if !text.is_empty() && number % 10_000 >= 1000 {
            text.push('零');
        }
    }
    if !number.is_multiple_of(10_000) {
        push_group(&mut text, number % 10_000);
    }
    match text.strip_prefix("一十") {
        Some(rest) => format!("十{rest}"),
        None => text,
    }
}

/// Appends a group of at most four digits, with one 零 for each inner run of zeros.
fn push_group(text: &mut String, group: u32) {
    let mut gap = !text.is_empty() && group < 1000;
    let mut started = false;
    for (scale, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let value = group / scale % 10;
        if value == 0 {
            gap |= started;
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        started = true;
        text.push(DIGITS[value as usize]);
        text.push_str(unit);
    }
}

/// A number digit by digit, as years are written: 2022 is 二〇二二.
pub fn to_hanzi_digits(number: u32) -> String {
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_written_as_they_are_spoken() {
        for (number, text) in [
            (0, "零"),
            (3, "三"),
            (10, "十"),
            (17, "十七"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
            (20_000, "二万"),
            (20_005, "二万零五"),
            (120_300, "十二万零三百"),
            (100_001_000, "一亿零一千"),
            (100_000_001, "一亿零一"),
        ] {
            assert_eq!(to_hanzi(number), text);
        }
    }

    #[test]
    fn every_count_below_a_thousand_reads_back() {
        for number in 1..1000 {
            assert_eq!(from_hanzi(&to_hanzi(number)), Some(number), "{number}");
        }
    }

    #[test]
    fn years_are_written_digit_by_digit() {
        assert_eq!(to_hanzi_digits(2022), "二〇二二");
        for year in ["二〇二二", "二零二二", "二○二二", "二0二二"] {
            assert_eq!(from_hanzi(year), Some(2022));
        }
    }

    #[test]
    fn digits_in_a_row_that_are_no_year_are_no_number() {
        for text in ["", "一二", "一二三", "十四五", "十十", "百", "二百五十三一", "零十", "一百五"]
        {
            assert_eq!(from_hanzi(text), None, "{text}");
        }
    }
}
