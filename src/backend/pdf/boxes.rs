//! Writes into a PDF how far the bleed reaches, which Typst does not.
//!
//! Typst widens the sheet by bleed and marks together and writes the page inside as its `TrimBox`;
//! without a `BleedBox` a print shop would take the marks for bleed.

use super::objects::{Change, File, dictionary, find};

/// The same file with a `BleedBox` of so many points around each `TrimBox`.
pub(super) fn with_bleed(pdf: &[u8], bleed: f64) -> Option<Vec<u8>> {
    File::read(pdf)?.rewrite(&|object| page_box(object, bleed))
}

/// The entry that goes before the `TrimBox` of a page.
fn page_box(object: &[u8], bleed: f64) -> Option<Change> {
    let dictionary = dictionary(object);
    find(dictionary, b"/Type/Page").or_else(|| find(dictionary, b"/Type /Page"))?;
    let at = find(dictionary, b"/TrimBox")?;
    let numbers = std::str::from_utf8(&dictionary[at..]).ok()?;
    let (numbers, _) = numbers.split_once('[')?.1.split_once(']')?;
    let mut numbers = numbers.split_ascii_whitespace().map(str::parse::<f64>);
    let mut next = || numbers.next()?.ok();
    let sides = [next()? - bleed, next()? - bleed, next()? + bleed, next()? + bleed];
    let [left, low, right, high] = sides.map(|side| (side * 1000.0).round() / 1000.0);
    Some((at..at, format!("/BleedBox[{left} {low} {right} {high}]").into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::super::objects::tests::file;
    use super::*;

    #[test]
    fn a_page_gets_its_bleed_and_a_stream_does_not() {
        let file = file("1 0 obj\n<</Type/Page/TrimBox[10 10 110.5 210]>>\nendobj\n");
        let made = String::from_utf8(with_bleed(&file, 3.5).unwrap()).unwrap();
        assert!(made.contains("<</Type/Page/BleedBox[6.5 6.5 114 213.5]/TrimBox"), "{made}");
        assert_eq!(made.matches("BleedBox").count(), 1);
    }
}
