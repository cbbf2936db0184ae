//! What a plain scalar means: strictly, so that no telephone number loses its zero.

use super::Value;

/// The digits a number may have; longer ones are codes, and would not survive a float.
const MAX_DIGITS: usize = 15;

/// The value of a plain scalar.
pub(super) fn resolve(text: String) -> Value {
    match text.as_str() {
        "" | "~" | "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => number(&text).map_or(Value::Text(text), Value::Number),
    }
}

fn number(text: &str) -> Option<serde_json::Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let decimal = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let padded = whole.len() > 1 && whole.starts_with('0');
    let length = whole.len() + fraction.map_or(0, str::len);
    if padded || length > MAX_DIGITS || !decimal(whole) || !fraction.is_none_or(decimal) {
        return None;
    }
    match fraction {
        None => text.parse::<i64>().ok().map(Into::into),
        Some(_) => text.parse::<f64>().ok().and_then(serde_json::Number::from_f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_numbers() {
        for (text, json) in [("0", "0"), ("-12", "-12"), ("2022", "2022"), ("98.5", "98.5")] {
            let Value::Number(number) = resolve(text.to_owned()) else { panic!("{text}") };
            assert_eq!(number.to_string(), json);
        }
        let longest = "9".repeat(MAX_DIGITS);
        assert!(matches!(resolve(longest), Value::Number(_)));
    }

    #[test]
    fn codes_dates_and_words_stay_text() {
        for text in [
            "no",
            "on",
            "Yes",
            "TRUE",
            "Null",
            "010",
            "075512345678",
            "440304199001011234",
            "1_000",
            "1e3",
            "0x1F",
            "0o17",
            "2022-03-01",
            "12:30",
            ".5",
            "1.",
            "+1",
            "-",
            "1.2.3",
            "１２",
            ".inf",
            "--1",
            "00",
            "-01",
            "1234567890123456",
        ] {
            assert_eq!(resolve(text.to_owned()), Value::Text(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn nothing_and_truth_have_one_spelling_each() {
        for text in ["", "~", "null"] {
            assert_eq!(resolve(text.to_owned()), Value::Null);
        }
        assert_eq!(resolve("true".to_owned()), Value::Bool(true));
        assert_eq!(resolve("false".to_owned()), Value::Bool(false));
    }
}
