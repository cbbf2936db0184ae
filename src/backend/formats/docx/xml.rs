//! Text as XML, and the measures of Word: twips, half points, eighths of a point.

/// The declaration that every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of a part with text.
pub(super) const SPACES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:v=\"urn:schemas-microsoft-com:vml\"",
    " xmlns:o=\"urn:schemas-microsoft-com:office:office\"",
    " xmlns:w10=\"urn:schemas-microsoft-com:office:word\"",
);

/// Text for content and attributes. XML has no way to write most control characters, so they
/// become the character that stands for what cannot be shown.
pub(super) fn escaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' => text.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => text.push('\u{fffd}'),
            _ => text.push(c),
        }
    }
    text
}

/// Millimetres as twips, twentieths of a point.
pub(super) fn twips(mm: f64) -> i64 {
    whole(mm / 25.4 * 1440.0)
}

/// The nearest whole number. Lengths on a sheet are far from the limits of the type.
#[expect(clippy::cast_possible_truncation, reason = "lengths on a sheet are small")]
pub(super) fn whole(number: f64) -> i64 {
    number.round() as i64
}

/// The width of a text in characters, as a line of the body takes it: half a one for ASCII.
pub(super) fn cells(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// How many characters a text has.
pub(super) fn count(text: &str) -> f64 {
    f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_well_formed_whatever_it_holds() {
        assert_eq!(escaped("<&>\"'"), "&lt;&amp;&gt;&quot;'");
        assert_eq!(
            escaped("a\u{0}\u{b}\u{1f}\u{ffff}b😀𬱖"),
            "a\u{fffd}\u{fffd}\u{fffd}\u{fffd}b😀𬱖"
        );
    }

    #[test]
    fn lengths_are_those_of_a_sheet() {
        assert_eq!([twips(210.0), twips(297.0), twips(37.0)], [11906, 16838, 2098]);
    }
}
