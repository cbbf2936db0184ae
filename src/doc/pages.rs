//! Plain facts about the laid-out pages of a paper, for the rules that judge pages and for tests.
//!
//! A back-end that lays out pages fills this; nothing here knows which one. Lengths are
//! millimetres from the upper left corner of the page.

/// The pages of one output.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// From the first to the last.
    pub pages: Vec<Page>,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Its runs of text, in drawing order.
    pub runs: Vec<TextRun>,
    /// Its straight lines and the edges of its boxes, in drawing order.
    pub rules: Vec<Rule>,
    /// The labels that the look has set, as measuring points: name and place.
    pub marks: Vec<(String, f64, f64)>,
}

/// A run of text set in one font, size and colour.
#[derive(Debug, Clone)]
pub struct TextRun {
    /// What it says.
    pub text: String,
    /// The left end of its baseline.
    pub x: f64,
    /// Its baseline.
    pub baseline: f64,
    /// Its width, from the first glyph's origin past the last glyph's advance.
    pub width: f64,
    /// The upper edge of its ink.
    pub top: f64,
    /// The lower edge of its ink.
    pub bottom: f64,
    /// Its type size in points.
    pub size: f64,
    /// The font's role alias: `fangsong`, `xiaobiaosong` ….
    pub font: String,
    /// Whether it is drawn in a colour other than black.
    pub coloured: bool,
    /// Where each glyph begins, from `x`, with the character it stands for.
    pub glyphs: Vec<(f64, char)>,
    /// The characters that came out as the font's empty box; hardly ever any.
    pub missing: String,
    /// Whether it is no part of the paper: printed aslant across the page (样张, 草稿), or the
    /// word in the outline of a seal on a proof.
    pub across: bool,
}

/// A straight line.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The left or upper end.
    pub from: (f64, f64),
    /// The right or lower end.
    pub to: (f64, f64),
    /// Its thickness.
    pub thickness: f64,
    /// Whether it is drawn in a colour other than black.
    pub coloured: bool,
}

impl Page {
    /// The text of the page, runs joined in reading order (by line, then from the left).
    pub fn text(&self) -> String {
        let mut runs: Vec<&TextRun> = self.runs.iter().filter(|run| !run.across).collect();
        runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x.total_cmp(&b.x)));
        runs.iter().map(|run| run.text.as_str()).collect()
    }
}
