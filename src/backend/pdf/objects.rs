//! Changes objects of a finished PDF and moves its table of objects along.
//!
//! Typst writes plain objects and one plain table at the end; a file that is built otherwise is
//! not touched.

/// What takes the place of a part of an object: from where to where, and the bytes.
pub(super) type Change = (std::ops::Range<usize>, Vec<u8>);

/// A finished file and where its objects lie.
pub(in crate::backend) struct File<'a> {
    pdf: &'a [u8],
    table: Table<'a>,
    /// Where objects begin, in order, and where the last of them ends.
    order: Vec<usize>,
}

impl<'a> File<'a> {
    /// Reads the table; none where the file is not built as Typst builds them.
    pub(in crate::backend) fn read(pdf: &'a [u8]) -> Option<Self> {
        let table = Table::read(pdf)?;
        let mut order: Vec<usize> = table.objects.iter().flatten().copied().collect();
        order.push(table.at);
        order.sort_unstable();
        Some(Self { pdf, table, order })
    }

    /// What stands before the first object.
    pub(in crate::backend) fn start(&self) -> Option<&'a [u8]> {
        self.pdf.get(..*self.order.first()?)
    }

    /// One more than the highest number of an object.
    pub(in crate::backend) fn count(&self) -> usize {
        self.table.objects.len()
    }

    /// An object by its number, from that number to its end.
    pub(in crate::backend) fn object(&self, number: usize) -> Option<&'a [u8]> {
        let start = (*self.table.objects.get(number)?)?;
        let place = self.order.partition_point(|other| *other <= start);
        self.pdf.get(start..*self.order.get(place)?)
    }

    /// The same file with some of its objects changed.
    pub(super) fn rewrite(&self, change: &dyn Fn(&[u8]) -> Option<Change>) -> Option<Vec<u8>> {
        let mut bytes = self.start()?.to_vec();
        // Where each object began, and where it begins now.
        let mut moved = Vec::new();
        for ends in self.order.windows(2) {
            moved.push((ends[0], bytes.len()));
            let object = self.pdf.get(ends[0]..ends[1])?;
            let (part, new) = change(object).unwrap_or((0..0, Vec::new()));
            bytes.extend_from_slice(object.get(..part.start)?);
            bytes.extend_from_slice(&new);
            bytes.extend_from_slice(object.get(part.end..)?);
        }
        self.table.write(&moved, &mut bytes)?;
        Some(bytes)
    }
}

/// The dictionary of an object, without the stream that may follow it.
pub(in crate::backend) fn dictionary(object: &[u8]) -> &[u8] {
    &object[..find(object, b"stream").unwrap_or(object.len())]
}

/// Where some bytes stand in others.
pub(in crate::backend) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
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
        let last = pdf.len().saturating_sub(64);
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
pub(super) mod tests {
    use super::*;

    /// A file of two objects: this one, and a stream that speaks of boxes and destinations.
    pub(in super::super) fn file(first: &str) -> Vec<u8> {
        let other = "2 0 obj\n<</Length 8>>\nstream\n/TrimBox/Dest 1 0 R\nendstream\nendobj\n";
        let head = "%PDF-1.7\n";
        let offsets = [head.len(), head.len() + first.len()];
        let [one, two] = offsets.map(|offset| format!("{offset:010} 00000 n\r\n"));
        let at = head.len() + first.len() + other.len();
        let table = format!("xref\n0 3\n0000000000 65535 f\r\n{one}{two}trailer\n<</Size 3>>\n");
        format!("{head}{first}{other}{table}startxref\n{at}\n%%EOF").into_bytes()
    }

    #[test]
    fn what_is_no_file_of_typst_is_left_alone() {
        for bytes in
            [&b""[..], b"%PDF-1.7", b"startxref\n99999\n%%EOF", b"xref\nstartxref\n0\n%%EOF"]
        {
            assert!(File::read(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn every_object_is_found_again() {
        let file = file("1 0 obj\n[1]\nendobj\n");
        let read = File::read(&file).unwrap();
        assert_eq!(read.rewrite(&|_| None), Some(file.clone()));
        let longer =
            |object: &[u8]| Some((find(object, b"[1]")?..find(object, b"]")?, b"[123".to_vec()));
        let made = read.rewrite(&longer).unwrap();
        let made = File::read(&made).unwrap();
        assert_eq!(made.object(1), Some(&b"1 0 obj\n[123]\nendobj\n"[..]));
        assert!(made.object(2).unwrap().starts_with(b"2 0 obj"));
        assert_eq!(made.object(3), None);
    }
}
