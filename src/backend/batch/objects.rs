//! A PDF that grows: objects behind each other, and the table that says where each begins.

use pdf_writer::{Chunk, Ref};

use super::fonts::reference;

/// A file being written.
pub(super) struct Objects {
    pub(super) bytes: Vec<u8>,
    /// Where each object begins; none for those that are still to come.
    places: Vec<Option<usize>>,
}

impl Objects {
    /// A file that begins with some objects.
    pub(super) fn after(head: &[u8], places: &[Option<usize>], room: usize) -> Self {
        let mut bytes = Vec::with_capacity(head.len() + room);
        bytes.extend_from_slice(head);
        Self { bytes, places: places.to_vec() }
    }

    /// Numbers for objects to come.
    pub(super) fn numbers<const N: usize>(&mut self) -> [usize; N] {
        std::array::from_fn(|_| self.number())
    }

    /// A number for an object to come.
    pub(super) fn number(&mut self) -> usize {
        self.places.push(None);
        self.places.len() - 1
    }

    /// The number that the next object will get.
    pub(super) fn next(&self) -> usize {
        self.places.len()
    }

    /// Writes an object.
    pub(super) fn put(&mut self, number: usize, object: &[u8]) {
        self.places[number] = Some(self.bytes.len());
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(object);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Writes a stream as it is.
    pub(super) fn stream(&mut self, number: usize, entries: &str, data: &[u8]) {
        let head = format!("<</Length {}{entries}>>\nstream\n", data.len());
        let parts: [&[u8]; 3] = [head.as_bytes(), data, b"\nendstream"];
        self.put(number, &parts.concat());
    }

    /// Writes one object by the library for PDF.
    pub(super) fn chunk(&mut self, number: usize, write: impl FnOnce(&mut Chunk, Ref)) {
        let settings = pdf_writer::Settings { pretty: false };
        let mut chunk = Chunk::with_settings(settings);
        write(&mut chunk, reference(number));
        self.places[number] = Some(self.bytes.len());
        self.bytes.extend_from_slice(chunk.as_bytes());
    }

    /// Ends the file with the table of its objects.
    pub(super) fn finish(mut self, trailer: &[u8], identity: &[String; 2]) -> Vec<u8> {
        let at = self.bytes.len();
        let count = self.places.len();
        self.bytes.extend_from_slice(format!("xref\n0 {count}\n").as_bytes());
        let free = free(&self.places);
        for (number, place) in self.places.iter().enumerate() {
            let (place, generation, state) = match place {
                Some(place) => (*place, 0, 'n'),
                None => (free[number], if number == 0 { 65535 } else { 0 }, 'f'),
            };
            let entry = format!("{place:010} {generation:05} {state}\r\n");
            self.bytes.extend_from_slice(entry.as_bytes());
        }
        self.bytes.extend_from_slice(format!("trailer\n<</Size {count}").as_bytes());
        self.bytes.extend_from_slice(trailer);
        let [document, version] = identity;
        let end = format!("/ID[({document})({version})]>>\nstartxref\n{at}\n%%EOF");
        self.bytes.extend_from_slice(end.as_bytes());
        self.bytes
    }
}

/// For each object that is not there the next one, as the table of a PDF links them.
fn free(places: &[Option<usize>]) -> Vec<usize> {
    let mut next = vec![0; places.len()];
    let mut last = 0;
    for number in (0..places.len()).rev() {
        if places[number].is_none() {
            next[number] = last;
            last = number;
        }
    }
    next
}
