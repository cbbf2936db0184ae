//! Writes into a PDF how far the bleed reaches, which Typst does not.
//!
//! Typst widens the sheet by bleed and marks together and writes the page inside as its TrimBox;
//! without a BleedBox a print shop would take the marks for bleed. The entry goes into the
//! dictionary of each page, and the table of objects is moved along.

/// The same file with a BleedBox of so many points around each TrimBox; none where the file is
/// not built as Typst builds them.
pub(super) fn with_bleed(pdf: &[u8], bleed: f64) -> Option<Vec<u8>> {
    let table = Table::read(pdf)?;
    let mut order: Vec<usize> = table.objects.iter().flatten().copied().collect();
    order.push(table.at);
    order.sort_unstable();
    let mut bytes = pdf.get(..*order.first()?)?.to_vec();
    // Where each object begins now and where it began.
    let mut moved = Vec::new();
    for ends in order.windows(2) {
        moved.push((ends[0], bytes.len()));
        let object = pdf.get(ends[0]..ends[1])?;
        match page_box(object) {
            Some((at, trim)) => {
                bytes.extend_from_slice(&object[..at]);
                bytes.extend_from_slice(entry(trim, bleed).as_bytes());
                bytes.extend_from_slice(&object[at..]);
            }
            None => bytes.extend_from_slice(object),
        }
    }
    table.write(&moved, &mut bytes)?;
    Some(bytes)
}

/// Where the TrimBox of a page's dictionary stands, and what it is.
fn page_box(object: &[u8]) -> Option<(usize, [f64; 4])> {
    // What a stream holds is no dictionary.
    let dictionary = &object[..find(object, b"stream").unwrap_or(object.len())];
    find(dictionary, b"/Type/Page").or_else(|| find(dictionary, b"/Type /Page"))?;
    let at = find(dictionary, b"/TrimBox")?;
    let numbers = std::str::from_utf8(&dictionary[at..]).ok()?;
    let (numbers, _) = numbers.split_once('[')?.1.split_once(']')?;
    let mut numbers = numbers.split_ascii_whitespace().map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some((at, [next()?, next()?, next()?, next()?]))
}

fn entry([left, low, right, high]: [f64; 4], bleed: f64) -> String {
    let sides = [left - bleed, low - bleed, right + bleed, high + bleed];
    let [left, low, right, high] = sides.map(|side| (side * 1000.0).round() / 1000.0);
    format!("/BleedBox[{left} {low} {right} {high}]")
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// How long an entry of the table is.
const ENTRY: usize = 20;

/// The table of objects at the end of a file.
struct Table<'a> {
    /// Where it begins.
    at: usize,
    /// What stands before its entries, and after them up to the last line but one.
    head: &'a [u8],
    entries: &'a [u8],
    trailer: &'a [u8],
    /// Where each object begins; none for one that is free.
    objects: Vec<Option<usize>>,
}

impl<'a> Table<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.trim().parse::<usize>().ok();
        let last = pdf.len().checked_sub(64).unwrap_or_default();
        let start = last + find(&pdf[last..], b"startxref")?;
        let rest = pdf[start + b"startxref".len()..].strip_suffix(b"%%EOF")?;
        let at = number(rest)?;
        let table = pdf.get(at..start)?;
        let head = table.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(1)?.0 + 1;
        let count = table.get(b"xref\n0 ".len()..head).and_then(number)?;
        let (head, rest) = table.split_at(head);
        let (entries, trailer) = rest.split_at_checked(count.checked_mul(ENTRY)?)?;
        let object = |entry: &[u8]| match entry[17] {
            b'n' => number(&entry[..10]).map(Some),
            _ => Some(None),
        };
        let objects = entries.chunks(ENTRY).map(object).collect::<Option<Vec<_>>>()?;
        Some(Self { at, head, entries, trailer, objects })
    }

    /// Writes the table for objects that have moved.
    fn write(&self, moved: &[(usize, usize)], bytes: &mut Vec<u8>) -> Option<()> {
        let at = bytes.len();
        bytes.extend_from_slice(self.head);
        for (entry, object) in self.entries.chunks(ENTRY).zip(&self.objects) {
            let Some(before) = object else {
                bytes.extend_from_slice(entry);
                continue;
            };
            let place = moved.binary_search_by_key(before, |(from, _)| *from).ok()?;
            bytes.extend_from_slice(format!("{:010}", moved[place].1).as_bytes());
            bytes.extend_from_slice(&entry[10..]);
        }
        bytes.extend_from_slice(self.trailer);
        bytes.extend_from_slice(format!("startxref\n{at}\n%%EOF").as_bytes());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_of_typst_is_left_alone() {
        for bytes in [&b""[..], b"%PDF-1.7", b"startxref\n99999\n%%EOF", b"xref\nstartxref\n0\n%%EOF"] {
            assert_eq!(with_bleed(bytes, 1.0), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_page_gets_its_bleed_and_every_object_is_found_again() {
        let page = "1 0 obj\n<</Type/Page/TrimBox[10 10 110.5 210]>>\nendobj\n";
        let other = "2 0 obj\n<</Length 8>>\nstream\n/TrimBox\nendstream\nendobj\n";
        let head = "%PDF-1.7\n";
        let offsets = [head.len(), head.len() + page.len()];
        let entries: String =
            offsets.iter().map(|offset| format!("{offset:010} 00000 n\r\n")).collect();
        let at = head.len() + page.len() + other.len();
        let file = format!(
            "{head}{page}{other}xref\n0 3\n0000000000 65535 f\r\n{entries}trailer\n<</Size 3>>\n\
             startxref\n{at}\n%%EOF"
        );
        let made = String::from_utf8(with_bleed(file.as_bytes(), 3.5).unwrap()).unwrap();
        assert!(made.contains("<</Type/Page/BleedBox[6.5 6.5 114 213.5]/TrimBox"), "{made}");
        let table = Table::read(made.as_bytes()).unwrap();
        for (at, object) in table.objects.iter().flatten().zip(["1 0 obj", "2 0 obj"]) {
            assert!(made[*at..].starts_with(object), "{made}");
        }
        assert!(made[table.at..].starts_with("xref"));
    }
}
