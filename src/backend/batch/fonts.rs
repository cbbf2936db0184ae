//! The fonts that what is an institution's own is set in: of each only the glyphs that are used.

use std::cell::RefCell;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use typst::text::FontInstance;

use super::objects::Objects;
use super::own::Run;

/// What glyphs are called inside a font that has been cut down.
const SYSTEM: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// How many objects a font takes: itself, its glyphs' widths, its measures, its data, its text.
const OBJECTS: usize = 5;

/// PDF measures glyphs in thousandths of the type size.
const EM: f64 = 1000.0;

/// A fast level: a letter's few glyphs are a few thousand bytes, and the time counts.
const LEVEL: Compression = Compression::fast();

/// The fonts of some text, each with the glyphs it needs.
#[derive(Default)]
pub(super) struct Subsets {
    all: Vec<Subset>,
}

struct Subset {
    font: FontInstance,
    glyphs: GlyphRemapper,
    /// Under the new number of each glyph, the characters it stands for.
    texts: BTreeMap<u16, String>,
}

impl Subsets {
    /// Adds what a run needs.
    pub(super) fn add(&mut self, run: &Run) {
        let at = self.place(&run.font).unwrap_or_else(|| {
            let (font, glyphs) = (run.font.clone(), GlyphRemapper::new());
            self.all.push(Subset { font, glyphs, texts: BTreeMap::new() });
            self.all.len() - 1
        });
        let subset = &mut self.all[at];
        for glyph in &run.glyphs {
            let new = subset.glyphs.remap(glyph.id);
            subset.texts.entry(new).or_insert_with(|| glyph.text.clone());
        }
    }

    fn place(&self, font: &FontInstance) -> Option<usize> {
        let same = |subset: &Subset| {
            let (one, other) = (subset.font.font(), font.font());
            one.data().as_ptr() == other.data().as_ptr() && one.index() == other.index()
        };
        self.all.iter().position(same)
    }

    /// The name of a font in resources, and how its glyphs are numbered.
    pub(super) fn named(&self, font: &FontInstance) -> Option<(String, &GlyphRemapper)> {
        let at = self.place(font)?;
        Some((name(at), &self.all[at].glyphs))
    }

    /// The fonts as an entry of resources, when their first object has this number.
    pub(super) fn resources(&self, first: usize) -> String {
        let entry = |at: usize| format!("/{} {} 0 R", name(at), first + at * OBJECTS);
        (0..self.all.len()).map(entry).collect()
    }

    /// Writes all of them; none where a font cannot be cut down.
    pub(super) fn write(&self, objects: &mut Objects) -> Option<()> {
        self.all.iter().try_for_each(|subset| subset.write(objects))
    }
}

fn name(at: usize) -> String {
    format!("Own{at}")
}

/// How wide a glyph is, as the file states it.
pub(super) fn width(font: &FontInstance, glyph: u16) -> f32 {
    let em = font.x_advance(glyph).unwrap_or_default().get();
    // Three digits are less than a hundredth of a micrometre; more would only lengthen the file.
    to_f32((em * EM * EM).round() / EM)
}

#[expect(clippy::cast_possible_truncation, reason = "PDF numbers are no more exact than this")]
pub(super) fn to_f32(number: f64) -> f32 {
    number as f32
}

impl Subset {
    fn write(&self, objects: &mut Objects) -> Option<()> {
        let font = self.font.font();
        let data = subsetter::subset(font.data(), font.index(), &self.glyphs).ok()?;
        let outlines = self.font.ttf().tables().glyf.is_some();
        let called = self.called();
        let [root, cid, descriptor, file, cmap] = objects.numbers::<OBJECTS>();
        objects.chunk(root, |chunk, own| {
            let mut font = chunk.type0_font(own);
            font.base_font(Name(called.as_bytes())).encoding_predefined(Name(b"Identity-H"));
            font.descendant_font(reference(cid)).to_unicode(reference(cmap));
        });
        objects.chunk(cid, |chunk, own| {
            let mut font = chunk.cid_font(own);
            font.subtype(if outlines { CidFontType::Type2 } else { CidFontType::Type0 });
            font.base_font(Name(called.as_bytes())).system_info(SYSTEM);
            font.font_descriptor(reference(descriptor)).default_width(0.0);
            if outlines {
                font.cid_to_gid_map_predefined(Name(b"Identity"));
            }
            let widths = self.glyphs.remapped_gids().map(|glyph| width(&self.font, glyph));
            font.widths().consecutive(0, widths);
        });
        objects
            .chunk(descriptor, |chunk, own| self.descriptor(chunk, own, &called, file, outlines));
        let packed = packed(&data)?;
        objects.chunk(file, |chunk, own| {
            let mut stream = chunk.stream(own, &packed);
            stream.filter(Filter::FlateDecode);
            if outlines {
                stream.pair(Name(b"Length1"), i32::try_from(data.len()).unwrap_or(i32::MAX));
            } else {
                stream.pair(Name(b"Subtype"), Name(b"OpenType"));
            }
        });
        let text = packed_cmap(&self.texts)?;
        objects.chunk(cmap, |chunk, own| {
            chunk.stream(own, &text).filter(Filter::FlateDecode);
        });
        Some(())
    }

    /// The name of the font with six letters before it that tell this part of it from others.
    fn called(&self) -> String {
        const LETTERS: u64 = 26;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for glyph in self.glyphs.remapped_gids() {
            hash = (hash ^ u64::from(glyph)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut tag = String::new();
        for _ in 0..6 {
            tag.push(char::from(b'A' + u8::try_from(hash % LETTERS).unwrap_or(0)));
            hash /= LETTERS;
        }
        let name = self.font.font().post_script_name().unwrap_or_else(|| "Font".to_owned());
        let plain = name.chars().filter(char::is_ascii_graphic);
        format!("{tag}+{}", plain.collect::<String>())
    }

    fn descriptor(
        &self,
        chunk: &mut pdf_writer::Chunk,
        own: Ref,
        called: &str,
        file: usize,
        outlines: bool,
    ) {
        let face = self.font.ttf();
        let units = |number: i16| to_f32(self.font.to_em(number).get() * EM);
        let bounds = face.global_bounding_box();
        let mut descriptor = chunk.font_descriptor(own);
        descriptor.name(Name(called.as_bytes())).flags(FontFlags::SYMBOLIC);
        descriptor.bbox(Rect::new(
            units(bounds.x_min),
            units(bounds.y_min),
            units(bounds.x_max),
            units(bounds.y_max),
        ));
        descriptor.italic_angle(face.italic_angle());
        descriptor.ascent(units(face.ascender())).descent(units(face.descender()));
        descriptor.cap_height(units(face.capital_height().unwrap_or_else(|| face.ascender())));
        // No font says how thick its stems are; readers use it only for fonts that are missing.
        descriptor.stem_v(f32::from(face.weight().to_number()) / 5.0);
        if outlines {
            descriptor.font_file2(reference(file));
        } else {
            descriptor.font_file3(reference(file));
        }
        descriptor.finish();
    }
}

pub(super) fn reference(number: usize) -> Ref {
    Ref::new(i32::try_from(number).unwrap_or(i32::MAX))
}

thread_local! {
    /// A compressor needs hundreds of kilobytes: more than a letter's own bytes by far.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, true));
}

/// Bytes made smaller.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        // What cannot be made smaller grows by a few bytes for each block.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 64 + 64);
        let status = compressor.compress_vec(bytes, &mut packed, FlushCompress::Finish);
        status.is_ok_and(|status| status == Status::StreamEnd).then_some(packed)
    })
}

/// What readers copy and search instead of glyphs.
fn packed_cmap(texts: &BTreeMap<u16, String>) -> Option<Vec<u8>> {
    let mut cmap = UnicodeCmap::new(Name(b"Custom"), SYSTEM);
    for (glyph, text) in texts {
        if !text.is_empty() {
            cmap.pair_with_multiple(*glyph, text.chars());
        }
    }
    packed(&cmap.finish().into_vec())
}
