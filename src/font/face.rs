//! One face of a font file: its names, what it covers, and Typst's view of it.
//!
//! A user's file may be broken or made to hurt. It is measured here before Typst walks its whole
//! character map, because a map of a few bytes can claim four thousand million characters.

use std::sync::{LazyLock, OnceLock};

use sha2::{Digest, Sha256};
use ttf_parser::{PlatformId, RawFace, Tag, cmap, name_id};
use typst::foundations::Bytes;
use typst::text::Font;

use super::Role;
use crate::text::hex;

/// Where a face came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The program carries it.
    Builtin,
    /// The user's `templates/fonts` holds it.
    User,
}

/// A face that plays a role.
#[derive(Debug)]
pub struct Face {
    /// The role it plays.
    pub role: Role,
    /// The family name that its file states, in Chinese where it has one.
    pub family: String,
    /// Its file, as a path of the workspace.
    pub file: String,
    /// Where it came from.
    pub origin: Origin,
    data: Bytes,
    index: u32,
    font: OnceLock<Font>,
}

/// The most faces of a collection, and the most character maps of a face, that are looked at.
const MANY: u16 = 64;

/// The most name records of a face that are looked at, and the most characters of a name.
const NAMES: usize = 200;

impl Face {
    /// A face of a user's file that [`sane`] has passed; none when Typst cannot use it.
    pub(super) fn of_user(role: Role, file: &str, data: Bytes, index: u32) -> Option<Self> {
        let face = Self::named(role, file, Origin::User, data, index)?;
        let font = Font::new(face.data.clone(), index)?;
        Some(Self { font: font.into(), ..face })
    }

    /// The first face of a file that the program carries: sound, so that Typst need not look at it
    /// before somebody lays out a page.
    pub(super) fn carried(role: Role, file: &str, data: &'static [u8]) -> Option<Self> {
        Self::named(role, file, Origin::Builtin, Bytes::new(data), 0)
    }

    fn named(role: Role, file: &str, origin: Origin, data: Bytes, index: u32) -> Option<Self> {
        let family = family(&ttf_parser::Face::parse(&data, index).ok()?)?;
        let (file, font) = (file.to_owned(), OnceLock::new());
        Some(Self { role, family, file, origin, data, index, font })
    }

    /// Whether it draws a character.
    pub fn covers(&self, c: char) -> bool {
        self.map().is_some_and(|map| draws(map, c))
    }

    /// How many characters it draws.
    pub fn characters(&self) -> usize {
        self.count(self.font().info().coverage.iter().filter_map(char::from_u32))
    }

    /// How many of the 6,763 Chinese characters of GB 2312 it draws.
    pub fn gb2312(&self) -> usize {
        self.count(GB2312.iter().copied())
    }

    fn count(&self, all: impl Iterator<Item = char>) -> usize {
        self.map().map_or(0, |map| all.filter(|c| draws(map, *c)).count())
    }

    /// The SHA-256 of its file, in hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&Sha256::digest(&self.data))
    }

    /// The face as Typst holds it.
    pub fn font(&self) -> &Font {
        let made = || Font::new(self.data.clone(), self.index).expect("our fonts are sound");
        self.font.get_or_init(made)
    }

    /// Whether a font of Typst's was made of this face.
    pub(super) fn is(&self, font: &Font) -> bool {
        font.data().as_ptr() == self.data.as_ptr() && font.index() == self.index
    }

    /// Its character map: found anew each time, which costs far less than reading the whole face.
    fn map(&self) -> Option<cmap::Table<'_>> {
        let face = RawFace::parse(&self.data, self.index).ok()?;
        cmap::Table::parse(face.table(Tag::from_bytes(b"cmap"))?)
    }
}

/// Whether a character map leads to a glyph other than the empty box.
fn draws(map: cmap::Table<'_>, c: char) -> bool {
    let maps = map.subtables.into_iter().filter(cmap::Subtable::is_unicode);
    let mut glyphs = maps.filter_map(|map| map.glyph_index(c.into()));
    glyphs.next().is_some_and(|glyph| glyph.0 != 0)
}

/// Every Chinese character of GB 2312: rows 16 to 87 (B0A1–F7FE) as GBK decodes them.
static GB2312: LazyLock<Vec<char>> = LazyLock::new(|| {
    let pairs = (0xB0..=0xF7u8).flat_map(|row| (0xA1..=0xFEu8).map(move |cell| [row, cell]));
    let decoded = pairs
        .filter_map(|pair| encoding_rs::GBK.decode_without_bom_handling(&pair).0.chars().next());
    // The five free places at the end of row 55 come out of the private area.
    decoded.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect()
});

/// How many faces of a file are looked at; none in a collection whose list is cut off.
pub(super) fn faces(data: &[u8]) -> u32 {
    if !data.starts_with(b"ttcf") {
        return 1;
    }
    let count = u32_at(data, 8).unwrap_or(0);
    let whole = 12 + u64::from(count) * 4 <= data.len() as u64;
    if whole { count.min(MANY.into()) } else { 0 }
}

/// Every name of the face, in every language: family, full name and typographic family.
pub(super) fn names(face: &ttf_parser::Face<'_>) -> Vec<String> {
    let wanted = [name_id::FAMILY, name_id::FULL_NAME, name_id::TYPOGRAPHIC_FAMILY];
    let records = face.names().into_iter().filter(|name| wanted.contains(&name.name_id));
    records.take(NAMES).filter_map(|name| decode(&name)).collect()
}

fn family(face: &ttf_parser::Face<'_>) -> Option<String> {
    const CHINA: u16 = 0x0804;
    let families = || face.names().into_iter().filter(|name| name.name_id == name_id::FAMILY);
    let chinese = |name: &ttf_parser::name::Name<'_>| {
        name.platform_id == PlatformId::Windows && name.language_id == CHINA
    };
    let first = families().find(chinese).and_then(|name| decode(&name));
    first.or_else(|| families().find_map(|name| decode(&name)))
}

/// A name record as text. Old Chinese fonts write theirs in GBK. What would upset a terminal is
/// taken out, since names are shown to users.
fn decode(name: &ttf_parser::name::Name<'_>) -> Option<String> {
    let text = name.to_string().or_else(|| {
        let (text, _, broken) = encoding_rs::GBK.decode(name.name);
        (!broken).then(|| text.into_owned())
    })?;
    let shown: String = text.chars().filter(|c| !c.is_control()).take(NAMES).collect();
    (!shown.trim().is_empty()).then(|| shown.trim().to_owned())
}

/// How many code points there are.
const UNICODE: u64 = 0x11_0000;

/// Whether the character maps together list no more than Unicode has.
pub(super) fn sane(face: &ttf_parser::Face<'_>) -> bool {
    let Some(cmap) = face.raw_face().table(Tag::from_bytes(b"cmap")) else {
        return false;
    };
    let count = u16_at(cmap, 2).unwrap_or(0);
    count <= MANY
        && (0..usize::from(count)).map(|at| listed(cmap, 4 + at * 8)).sum::<u64>() <= UNICODE
}

/// How many characters one map lists; its record stands at an offset.
fn listed(cmap: &[u8], record: usize) -> u64 {
    let table = u32_at(cmap, record + 4).and_then(|at| cmap.get(at as usize..)).unwrap_or(&[]);
    match u16_at(table, 0) {
        // For old encodings: on a Unicode platform it has no meaning, and it can be huge.
        Some(2) if matches!(u16_at(cmap, record), Some(0 | 3)) => UNICODE + 1,
        Some(4) => {
            let length = usize::from(u16_at(table, 6).unwrap_or(0)) & !1;
            let ends = (14..14 + length).step_by(2);
            ends.map(|end| width(u16_at(table, end + length + 2), u16_at(table, end))).sum()
        }
        Some(12 | 13) => {
            let count = u32_at(table, 12).unwrap_or(0) as usize;
            let groups = table.get(16..).unwrap_or(&[]).chunks_exact(12);
            if count > groups.len() {
                return UNICODE + 1;
            }
            groups.take(count).map(|group| width(u32_at(group, 0), u32_at(group, 4))).sum()
        }
        _ => 0,
    }
}

/// How many characters a run from one to another lists.
fn width<T: Into<u64>>(first: Option<T>, last: Option<T>) -> u64 {
    match (first, last) {
        (Some(first), Some(last)) => (last.into() + 1).saturating_sub(first.into()),
        _ => 0,
    }
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gb_2312_has_its_6763_characters() {
        assert_eq!(GB2312.len(), 6763);
        assert_eq!((GB2312[0], GB2312[6762]), ('啊', '齄'));
    }

    #[test]
    fn the_carried_faces_are_sound_and_draw_what_typst_finds_in_them() {
        for role in Role::ALL {
            let face = crate::font::carried(role);
            let parsed = ttf_parser::Face::parse(&face.data, face.index).unwrap();
            let glyph = |c| parsed.glyph_index(c).filter(|glyph| glyph.0 != 0);
            let covered = face.font().info().coverage.iter().filter_map(char::from_u32);
            let covered = covered.filter(|c| glyph(*c).is_some());
            let map = face.map().unwrap();
            let all = ('\0'..=char::MAX).filter(|c| draws(map, *c));
            assert!(covered.eq(all), "{role:?}");
        }
    }

    /// A `cmap` of one map for Windows Unicode.
    fn cmap(map: &[u8]) -> Vec<u8> {
        [&[0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12], map].concat()
    }

    #[test]
    fn a_map_that_claims_more_than_unicode_is_refused() {
        let mut map = vec![0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1];
        map.extend([0, 0, 0, 0, 0, 0x10, 0xff, 0xff, 0, 0, 0, 0]);
        assert_eq!(listed(&cmap(&map), 4), UNICODE);
        map[20] = 0xff;
        assert!(listed(&cmap(&map), 4) > UNICODE);
    }

    #[test]
    fn overlapping_segments_are_refused() {
        let segments = 100u16;
        let mut map: Vec<u8> = [4, 0, 0, segments * 2, 0, 0, 0]
            .into_iter()
            .chain(std::iter::repeat_n(0xfff0, segments.into()))
            .chain(std::iter::repeat_n(0, usize::from(segments) * 3 + 1))
            .flat_map(u16::to_be_bytes)
            .collect();
        assert!(listed(&cmap(&map), 4) > UNICODE);
        map.truncate(20);
        assert_eq!(listed(&cmap(&map), 4), 0, "ttf-parser refuses a cut map");
    }
}
