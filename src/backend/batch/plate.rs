//! What all letters of a batch share, as a PDF in pieces: Typst writes the letter with its blanks
//! empty, once, and what differs from one institution to the next is written between the pieces.
//!
//! Every letter begins with the same bytes: fonts, pictures and text of the letter itself. After
//! them come the few objects that are its own, and the table of them all.

use crate::backend::pdf::objects::{File, dictionary, find};

/// A page of the letter, as Typst wrote it.
pub(super) struct Sheet {
    /// The number of its object.
    pub(super) number: usize,
    /// Its dictionary up to what it shows, and after it.
    before: Vec<u8>,
    after: Vec<u8>,
    /// The number of its content.
    content: usize,
    /// Its size in points, as the file states it.
    pub(super) media: Vec<u8>,
    /// The number of its resources.
    pub(super) resources: usize,
}

/// The letter in pieces.
pub(super) struct Plate {
    /// The file up to the last shared object, the two that isolate a page's content among them.
    pub(super) head: Vec<u8>,
    /// Where each object begins; none for those that every file writes anew.
    pub(super) places: Vec<Option<usize>>,
    pub(super) sheets: Vec<Sheet>,
    /// Resources that pages share, without the brackets around them.
    pub(super) resources: Vec<(usize, Vec<u8>)>,
    /// Names of colour spaces for grey and red, green and blue.
    pub(super) grey: Option<Vec<u8>>,
    pub(super) rgb: Option<Vec<u8>>,
    /// The number of the object that lists the pages.
    pub(super) pages: usize,
    /// The metadata and its number.
    pub(super) metadata: (usize, Vec<u8>),
    /// What the trailer says besides size and identity.
    pub(super) trailer: Vec<u8>,
    /// What the file is called by itself, to be replaced in the metadata.
    pub(super) identity: [Vec<u8>; 2],
    /// The content that isolates what Typst wrote.
    save: usize,
}

impl Plate {
    /// Takes a file of Typst's apart; none where it is built otherwise than expected.
    pub(super) fn read(pdf: &[u8]) -> Option<Self> {
        let file = File::read(pdf)?;
        let trailer = trailer(pdf)?;
        let root = dictionary(file.object(reference(&trailer, b"/Root ")?)?);
        let pages = reference(root, b"/Pages ")?;
        let metadata = reference(root, b"/Metadata ")?;
        let sheets: Vec<Sheet> = kids(file.object(pages)?)?
            .into_iter()
            .map(|kid| sheet(&file, kid))
            .collect::<Option<_>>()?;
        let mut resources: Vec<(usize, Vec<u8>)> = Vec::new();
        for sheet in &sheets {
            if !resources.iter().any(|(number, _)| *number == sheet.resources) {
                resources.push((sheet.resources, inside(file.object(sheet.resources)?)?.to_vec()));
            }
        }
        let anew = |number: usize| {
            number == pages
                || number == metadata
                || resources.iter().any(|(own, _)| *own == number)
                || sheets.iter().any(|sheet| sheet.number == number)
        };
        let (head, places, save) = shared(&file, &anew)?;
        let (grey, rgb) = (space(&file, &resources, 1), space(&file, &resources, 3));
        let metadata = (metadata, stream(file.object(metadata)?)?.to_vec());
        let identity = identity(&trailer)?;
        let trailer = entries(&trailer)?;
        Some(Self {
            head,
            places,
            sheets,
            resources,
            grey,
            rgb,
            pages,
            metadata,
            trailer,
            identity,
            save,
        })
    }

    /// The dictionary of a page that shows some content over what all share.
    pub(super) fn page(&self, sheet: &Sheet, own: usize) -> Vec<u8> {
        let (save, content) = (self.save, sheet.content);
        let mut page = sheet.before.clone();
        page.extend_from_slice(format!("/Contents[{save} 0 R {content} 0 R {own} 0 R]").as_bytes());
        page.extend_from_slice(&sheet.after);
        page
    }

    /// The metadata with another identity and number of pages.
    pub(super) fn metadata(&self, identity: &[String; 2], pages: Option<usize>) -> Vec<u8> {
        let mut text = self.metadata.1.clone();
        for (old, new) in self.identity.iter().zip(identity) {
            text = replaced(&text, old, new.as_bytes());
        }
        if let Some(pages) = pages {
            const OPEN: &[u8] = b"<xmpTPg:NPages>";
            let start = find(&text, OPEN).map(|at| at + OPEN.len());
            let end = start.and_then(|start| Some(start + find(&text[start..], b"<")?));
            if let Some((start, end)) = start.zip(end) {
                text.splice(start..end, pages.to_string().into_bytes());
            }
        }
        text
    }
}

/// The objects that every file begins with, where each lies, and the number of one more that
/// keeps the state of the page from what Typst's content does to it.
fn shared(
    file: &File,
    anew: &dyn Fn(usize) -> bool,
) -> Option<(Vec<u8>, Vec<Option<usize>>, usize)> {
    let mut head = file.start()?.to_vec();
    let mut places = vec![None];
    for number in 1..file.count() {
        let place = match file.object(number) {
            Some(object) if !anew(number) => {
                let place = head.len();
                head.extend_from_slice(object);
                Some(place)
            }
            _ => None,
        };
        places.push(place);
    }
    let save = places.len();
    places.push(Some(head.len()));
    head.extend_from_slice(
        format!("{save} 0 obj\n<</Length 2>>\nstream\nq\n\nendstream\nendobj\n").as_bytes(),
    );
    Some((head, places, save))
}

fn sheet(file: &File, number: usize) -> Option<Sheet> {
    const CONTENTS: &[u8] = b"/Contents ";
    let object = file.object(number)?;
    let inner = dictionary(object);
    let start = find(inner, CONTENTS)?;
    let rest = &inner[start..];
    let end = start + find(rest, b" R")? + b" R".len();
    let body = find(inner, b"<<")?;
    let last = inner.windows(2).rposition(|window| window == b">>")? + 2;
    Some(Sheet {
        number,
        before: inner[body..start].to_vec(),
        after: inner[end..last].to_vec(),
        content: reference(inner, CONTENTS)?,
        media: value(inner, b"/MediaBox")?.to_vec(),
        resources: reference(inner, b"/Resources ")?,
    })
}

/// What stands in the brackets of a dictionary.
fn inside(object: &[u8]) -> Option<&[u8]> {
    let inner = dictionary(object);
    let start = find(inner, b"<<")? + 2;
    let end = inner.windows(2).rposition(|window| window == b">>")?;
    inner.get(start..end)
}

/// The colour space of so many components that a page's resources name.
fn space(file: &File, resources: &[(usize, Vec<u8>)], components: u8) -> Option<Vec<u8>> {
    let (_, first) = resources.first()?;
    let spaces = value(first, b"/ColorSpace")?;
    let mut rest = spaces.strip_prefix(b"<<")?;
    while let Some(start) = find(rest, b"/") {
        let name = rest[start..].split(|byte| *byte == b' ').next()?;
        let number = reference(&rest[start..], &[name, b" "].concat())?;
        let icc = file.object(number).filter(|object| find(object, b"/ICCBased").is_some());
        let profile = icc.and_then(|object| file.object(reference(object, b"/ICCBased ")?));
        let states = format!("/N {components}");
        if profile.is_some_and(|profile| find(dictionary(profile), states.as_bytes()).is_some()) {
            return Some(name.to_vec());
        }
        rest = &rest[start + name.len()..];
    }
    None
}

/// The numbers of the pages.
fn kids(pages: &[u8]) -> Option<Vec<usize>> {
    let list = value(pages, b"/Kids")?;
    let words = list.strip_prefix(b"[")?.strip_suffix(b"]")?;
    let words = std::str::from_utf8(words).ok()?;
    words.split_ascii_whitespace().step_by(3).map(|number| number.parse().ok()).collect()
}

/// The object that an entry refers to.
fn reference(object: &[u8], key: &[u8]) -> Option<usize> {
    let rest = &object[find(object, key)? + key.len()..];
    let digits = rest.split(|byte| !byte.is_ascii_digit()).next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// An array or a dictionary that is the value of an entry.
fn value<'a>(object: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let start = find(object, key)? + key.len();
    let rest = &object[start..];
    let mut depth = 0_usize;
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'[' | b'<' => depth += 1,
            b']' | b'>' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return rest.get(..=at);
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands in a stream that is not compressed.
fn stream(object: &[u8]) -> Option<&[u8]> {
    let start = find(object, b"stream\n")? + b"stream\n".len();
    let end = object.windows(9).rposition(|window| window == b"endstream")?;
    object.get(start..end)?.strip_suffix(b"\n")
}

fn trailer(pdf: &[u8]) -> Option<Vec<u8>> {
    let start = pdf.windows(7).rposition(|window| window == b"trailer")?;
    let end = start + find(&pdf[start..], b"startxref")?;
    Some(pdf[start..end].to_vec())
}

/// The two names of a file in its trailer.
fn identity(trailer: &[u8]) -> Option<[Vec<u8>; 2]> {
    let list = &trailer[find(trailer, b"/ID[(")? + 5..];
    let middle = find(list, b")(")?;
    let end = middle + find(&list[middle..], b")]")?;
    Some([list[..middle].to_vec(), list[middle + 2..end].to_vec()])
}

/// What a trailer says besides size and identity.
fn entries(trailer: &[u8]) -> Option<Vec<u8>> {
    let keep = |key: &[u8]| {
        let number = reference(trailer, key)?;
        Some([key, format!("{number} 0 R").as_bytes()].concat())
    };
    Some([keep(b"/Root ")?, keep(b"/Info ").unwrap_or_default()].concat())
}

fn replaced(text: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find(rest, old).filter(|_| !old.is_empty()) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    made.extend_from_slice(rest);
    made
}

/// Resources with fonts added, from what stands inside their brackets.
pub(super) fn with_fonts(inside: &[u8], fonts: &str) -> Vec<u8> {
    const FONTS: &[u8] = b"/Font<<";
    let parts: [&[u8]; 5] = match find(inside, FONTS) {
        Some(at) => {
            let (before, after) = inside.split_at(at + FONTS.len());
            [b"<<", before, fonts.as_bytes(), after, b">>"]
        }
        None => [b"<<", FONTS, fonts.as_bytes(), b">>", &[inside, b">>"].concat()],
    };
    parts.concat()
}

/// The object that lists the pages of a file.
pub(super) fn page_list(kids: &[usize]) -> Vec<u8> {
    let list: Vec<String> = kids.iter().map(|kid| format!("{kid} 0 R")).collect();
    format!("<</Type/Pages/Count {}/Kids[{}]>>", kids.len(), list.join(" ")).into_bytes()
}
