//! The parts of a spreadsheet looked through tag by tag, in memory that does not grow, before a
//! library that trusts them reads them.

use super::refuse::Refusal;

/// How long a tag may be; those of spreadsheets have a few hundred bytes.
const MAX_TAG: usize = 64 * 1024;
/// How much may stand between two cells or strings: more than any text that is told as too long
/// with its place, and little enough to be held in memory.
const MAX_RUN: u64 = 48 << 20;
/// How many strings a spreadsheet may say that it has; room for them is made at once.
const MAX_STRINGS: u64 = 10_000_000;
/// The last row and column of a spreadsheet.
const LAST: (u32, u32) = (1_048_576, 16_384);

/// A part being looked through.
#[derive(Debug, Default)]
pub(super) struct Scan {
    tag: Vec<u8>,
    state: State,
    run: u64,
    /// How many hidden rows it has.
    pub(super) hidden: u64,
    /// How many merged cells it has.
    pub(super) merged: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// In a tag; in quotation marks of this kind.
    Tag(Option<u8>),
    /// In a comment or the like, until these bytes.
    Until(&'static [u8]),
}

impl Scan {
    /// Takes more of the part.
    pub(super) fn feed(&mut self, mut bytes: &[u8]) -> Result<(), Refusal> {
        self.run += bytes.len() as u64;
        while let Some(byte) = bytes.first() {
            match self.state {
                State::Text => {
                    let at = bytes.iter().position(|byte| *byte == b'<');
                    let Some(at) = at else { break };
                    bytes = &bytes[at + 1..];
                    self.tag.clear();
                    self.state = State::Tag(None);
                }
                State::Tag(quote) => {
                    self.tag_byte(*byte, quote)?;
                    bytes = &bytes[1..];
                }
                State::Until(end) => {
                    self.until(*byte, end);
                    bytes = &bytes[1..];
                }
            }
        }
        if self.run > MAX_RUN { Err(Refusal::Bomb) } else { Ok(()) }
    }

    fn tag_byte(&mut self, byte: u8, quote: Option<u8>) -> Result<(), Refusal> {
        match (byte, quote) {
            (b'>', None) => {
                let tag = std::mem::take(&mut self.tag);
                self.judge(&tag)?;
                self.tag = tag;
                self.state = State::Text;
                return Ok(());
            }
            (b'"' | b'\'', None) => self.state = State::Tag(Some(byte)),
            (_, Some(quote)) if quote == byte => self.state = State::Tag(None),
            _ => {}
        }
        self.tag.push(byte);
        if self.tag.len() > MAX_TAG {
            return Err(Refusal::Damaged("XML".to_owned()));
        }
        self.begin()
    }

    /// What is no tag shows by its first bytes.
    fn begin(&mut self) -> Result<(), Refusal> {
        match &*self.tag {
            b"!--" => self.skip(b"-->"),
            b"![CDATA[" => self.skip(b"]]>"),
            b"?" => self.skip(b"?>"),
            b"!D" | b"!d" | b"!E" => return Err(Refusal::Entities),
            _ => {}
        }
        Ok(())
    }

    fn skip(&mut self, end: &'static [u8]) {
        self.state = State::Until(end);
        self.tag.clear();
    }

    /// Keeps as many bytes as may be the beginning of the end.
    fn until(&mut self, byte: u8, end: &'static [u8]) {
        if self.tag.len() == end.len() {
            self.tag.remove(0);
        }
        self.tag.push(byte);
        if self.tag == end {
            self.tag.clear();
            self.state = State::Text;
        }
    }

    fn judge(&mut self, tag: &[u8]) -> Result<(), Refusal> {
        let length = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let (name, rest) = match length {
            Some(0) | None => (tag, &b""[..]),
            Some(length) => tag.split_at(length),
        };
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        let mut values = Attributes(rest);
        match name {
            b"c" | b"si" => self.run = 0,
            b"row" => {
                self.run = 0;
                let hidden = |(name, value): (&[u8], &[u8])| {
                    name == b"hidden" && matches!(value, b"1" | b"true")
                };
                self.hidden += u64::from(Attributes(rest).any(hidden));
            }
            b"mergeCell" => {
                self.run = 0;
                self.merged += 1;
            }
            b"sst" => return strings(&mut values),
            b"Relationship" => return target(values),
            b"f" | b"dimension" => {}
            _ => return Ok(()),
        }
        let place = |(name, _): &(&[u8], &[u8])| matches!(*name, b"r" | b"ref");
        match values.find(place) {
            Some((_, value)) if !is_place(value) => Err(Refusal::Damaged("A1".to_owned())),
            _ => Ok(()),
        }
    }
}

/// The attributes of a tag, as they are written.
struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let name = self.0[..equals].trim_ascii();
        let rest = self.0[equals + 1..].trim_ascii_start();
        let quote = rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let end = rest[1..].iter().position(|byte| byte == quote)? + 1;
        self.0 = &rest[end + 1..];
        Some((name, &rest[1..end]))
    }
}

/// Room for the strings is made before they are read.
fn strings(values: &mut Attributes<'_>) -> Result<(), Refusal> {
    let Some((_, count)) = values.find(|(name, _)| *name == b"uniqueCount") else { return Ok(()) };
    let count = std::str::from_utf8(count).ok().and_then(|count| count.trim().parse().ok());
    match count {
        Some(0..=MAX_STRINGS) => Ok(()),
        Some(_) | None => Err(Refusal::Bomb),
    }
}

/// Only parts that are named as XML have been looked through as XML.
fn target(values: Attributes<'_>) -> Result<(), Refusal> {
    let (mut what, mut target) = (&b""[..], &b""[..]);
    for (name, value) in values {
        match name {
            b"Type" => what = value,
            b"Target" => target = value,
            _ => {}
        }
    }
    let read = [&b"/officeDocument"[..], b"sheet"].iter().any(|end| what.ends_with(end));
    match target.rsplit(|byte| *byte == b'.').next() {
        Some(b"bin") if read => Err(Refusal::Other("xlsb")),
        Some(end) if read && !end.eq_ignore_ascii_case(b"xml") => {
            Err(Refusal::Damaged("rels".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Whether something is a cell, a row or a range that a spreadsheet may have, or so far from
/// either that nobody takes it for one: numbers beyond the last row overflow in the library.
fn is_place(value: &[u8]) -> bool {
    let ends: Vec<Option<(u32, u32)>> =
        value.split(|byte| *byte == b':').take(3).map(end).collect();
    match &*ends {
        [Some((row, column))] => *row <= LAST.0 && *column <= LAST.1,
        [Some(from), Some(to)] => {
            from.0 <= to.0 && from.1 <= to.1 && to.0 <= LAST.0 && to.1 <= LAST.1
        }
        _ => false,
    }
}

/// The row and column of `B12`, from 1; a column of 0 where there are no letters.
fn end(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at(letters);
    if letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let value = |byte: &u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = letters.iter().fold(0, |column, byte| column * 26 + value(byte));
    let row = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Result<Scan, Refusal> {
        let mut scan = Scan::default();
        // One byte at a time: pieces may end anywhere.
        text.as_bytes().chunks(1).try_for_each(|byte| scan.feed(byte))?;
        Ok(scan)
    }

    #[test]
    fn what_an_honest_spreadsheet_has_is_let_through_and_counted() {
        let text = "<?xml version=\"1.0\"?><!-- <!DOCTYPE --><x:worksheet><dimension ref=\"A1:B2\"/>\
            <row r=\"1\" hidden=\"1\"><c r='A1' t=\"s\"><v>0</v></c></row><row r=\"2\" hidden=\"0\"/>\
            <![CDATA[<!DOCTYPE]]><mergeCell ref=\"A1:XFD1048576\"/><a b=\"<!DOCTYPE >\">";
        let scan = scan(text).unwrap();
        assert_eq!((scan.hidden, scan.merged), (1, 1));
    }

    #[test]
    fn what_would_mislead_the_library_is_refused() {
        let refused = |text: &str| scan(text).map(|_| ()).unwrap_err();
        assert_eq!(refused("<!DOCTYPE a [<!ENTITY b \"c\">]>"), Refusal::Entities);
        for place in ["ZZZZZZZ1", "A99999999", "A1048577", "B2:A1", "A1:B2:C3", "A0:", "Ａ1"] {
            let text = format!("<c r=\"{place}\">");
            assert!(matches!(refused(&text), Refusal::Damaged(_)), "{place}");
        }
        assert_eq!(refused("<sst uniqueCount=\"99999999999999\">"), Refusal::Bomb);
        let relation =
            |target| format!("<Relationship Type=\"http://x/worksheet\" Target=\"{target}\"/>");
        assert!(matches!(refused(&relation("media/image1.png")), Refusal::Damaged(_)));
        assert_eq!(refused(&relation("sheet1.bin")), Refusal::Other("xlsb"));
        assert!(scan(&relation("sheet1.xml")).is_ok());
        assert!(matches!(refused(&format!("<a {}>", "x".repeat(MAX_TAG))), Refusal::Damaged(_)));
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let mut scan = Scan::default();
        scan.feed(b"<c r=\"A1\"><is><t>").unwrap();
        let piece = vec![b'x'; 1 << 20];
        let refused = (0..100).find_map(|_| scan.feed(&piece).err());
        assert_eq!(refused, Some(Refusal::Bomb));
    }
}
