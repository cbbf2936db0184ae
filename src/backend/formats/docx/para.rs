//! Paragraphs and runs with their properties, which the schema wants in one order and no other.

use std::fmt::Write as _;

use super::xml::escaped;

/// A family of type by the names that Word's users have it under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// 小标宋体, of marks and titles.
    Xiaobiaosong,
    /// 黑体.
    Heiti,
    /// 楷体.
    Kaiti,
    /// 仿宋体, of the body.
    Fangsong,
    /// 宋体.
    Songti,
}

impl Font {
    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Xiaobiaosong => "方正小标宋简体",
            Self::Heiti => "黑体",
            Self::Kaiti => "楷体_GB2312",
            Self::Fangsong => "仿宋_GB2312",
            Self::Songti => "宋体",
        }
    }

    /// `w:rFonts`. The hint gives quotation marks and dashes to the Chinese font; digits and Latin
    /// letters have a font of their own, save in titles, where they are heavy as the rest is.
    pub(super) fn xml(self) -> String {
        let name = self.name();
        let latin = if self == Self::Xiaobiaosong { name } else { "Times New Roman" };
        format!(
            "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{name}\" w:cs=\"Times New Roman\"/>"
        )
    }
}

/// How a run looks where its paragraph's style does not say it.
#[derive(Debug, Clone, Default)]
pub(super) struct Dress {
    /// A style of characters, by its id.
    pub(super) style: Option<&'static str>,
    /// A font.
    pub(super) font: Option<Font>,
    /// A colour, `RRGGBB`.
    pub(super) colour: Option<String>,
    /// What is added between characters, in twips.
    pub(super) apart: Option<i64>,
    /// How wide characters are, in hundredths.
    pub(super) wide: Option<i64>,
    /// The type size, in half points.
    pub(super) size: Option<i64>,
    /// Whether a line runs under it.
    pub(super) lined: bool,
}

impl Dress {
    /// Its properties, in the order of the schema.
    pub(super) fn properties(&self) -> String {
        let mut xml = String::new();
        if let Some(style) = self.style {
            put(&mut xml, format_args!("<w:rStyle w:val=\"{style}\"/>"));
        }
        xml.push_str(&self.font.map(Font::xml).unwrap_or_default());
        if let Some(colour) = &self.colour {
            put(&mut xml, format_args!("<w:color w:val=\"{colour}\"/>"));
        }
        if let Some(apart) = self.apart {
            put(&mut xml, format_args!("<w:spacing w:val=\"{apart}\"/>"));
        }
        if let Some(wide) = self.wide {
            put(&mut xml, format_args!("<w:w w:val=\"{wide}\"/>"));
        }
        if let Some(size) = self.size {
            put(&mut xml, format_args!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
        }
        if self.lined {
            xml.push_str("<w:u w:val=\"single\"/>");
        }
        xml
    }

    /// A run of something.
    fn run(&self, inner: &str) -> String {
        let mut properties = self.properties();
        // Without the hint a run takes “”, — and … from the Latin font.
        if self.font.is_none() {
            let at =
                if self.style.is_some() { properties.find("/>").map_or(0, |at| at + 2) } else { 0 };
            properties.insert_str(at, "<w:rFonts w:hint=\"eastAsia\"/>");
        }
        format!("<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>")
    }

    /// A run of text; a line feed in it is a break, a tab a tab.
    pub(super) fn text(&self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let mut inner = String::new();
        for (nth, line) in text.split('\n').enumerate() {
            if nth > 0 {
                inner.push_str("<w:br/>");
            }
            for (nth, piece) in line.split('\t').enumerate() {
                if nth > 0 {
                    inner.push_str("<w:tab/>");
                }
                if !piece.is_empty() {
                    put(
                        &mut inner,
                        format_args!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(piece)),
                    );
                }
            }
        }
        self.run(&inner)
    }

    /// A tab to the next stop.
    pub(super) fn tab(&self) -> String {
        self.run("<w:tab/>")
    }

    /// A live field with what it shows until somebody computes it.
    pub(super) fn field(&self, name: &str, shown: &str) -> String {
        [
            self.run("<w:fldChar w:fldCharType=\"begin\"/>"),
            self.run(&format!("<w:instrText xml:space=\"preserve\"> {name} </w:instrText>")),
            self.run("<w:fldChar w:fldCharType=\"separate\"/>"),
            self.text(shown),
            self.run("<w:fldChar w:fldCharType=\"end\"/>"),
        ]
        .concat()
    }
}

fn put(xml: &mut String, piece: std::fmt::Arguments) {
    xml.write_fmt(piece).expect("a string takes all");
}

/// A rule under or above a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    /// `single`, `thickThinSmallGap` ….
    pub(super) kind: &'static str,
    /// Its thickness, in eighths of a point.
    pub(super) thick: i64,
    /// Its distance from the text, in points.
    pub(super) space: i64,
    /// Its colour, `RRGGBB`.
    pub(super) colour: String,
}

/// Where the lines of a paragraph begin and end, in twips.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Indent {
    /// From the left edge.
    pub(super) left: i64,
    /// From the right edge.
    pub(super) right: i64,
    /// The first line against the others: to the right, or to the left where negative.
    pub(super) first: i64,
}

/// The longest word of ASCII characters that is never broken.
const LONG: usize = 20;

/// A paragraph: its properties where its style does not say them, and its runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    /// Its style, by its id.
    pub(super) style: &'static str,
    /// Whether it stays on the page of the next one.
    pub(super) with_next: bool,
    /// Whether its lines stay together.
    pub(super) whole: bool,
    /// Whether it begins a page.
    pub(super) new_page: bool,
    /// A rule above it.
    pub(super) above: Option<Edge>,
    /// A rule under it.
    pub(super) under: Option<Edge>,
    /// Its tab stops: kind and place.
    pub(super) tabs: Vec<(&'static str, i64)>,
    /// What stands above it, in twips.
    pub(super) before: Option<i64>,
    /// What stands under it, in twips.
    pub(super) after: Option<i64>,
    /// The exact height of its lines, in twips.
    pub(super) line: Option<i64>,
    /// Its indent.
    pub(super) indent: Option<Indent>,
    /// `left`, `center`, `right`, `both`.
    pub(super) align: Option<&'static str>,
    /// The section that it ends: its `w:sectPr`.
    pub(super) section: Option<String>,
    /// Its runs.
    pub(super) runs: String,
}

impl Para {
    /// A paragraph of a style.
    pub(super) fn of(style: &'static str, runs: impl Into<String>) -> Self {
        Self { style, runs: runs.into(), ..Self::default() }
    }

    /// An empty line that is as good as none, for what must be in some paragraph.
    pub(super) fn carrier() -> Self {
        Self {
            line: Some(20),
            before: Some(0),
            indent: Some(Indent::default()),
            ..Self::of("Normal", "")
        }
    }

    fn spacing(&self) -> Option<String> {
        let part = |name: &str, value: Option<i64>| {
            value.map(|value| format!(" w:{name}=\"{value}\"")).unwrap_or_default()
        };
        let all = [
            part("before", self.before),
            part("after", self.after),
            part("line", self.line),
            self.line.map(|_| " w:lineRule=\"exact\"".to_owned()).unwrap_or_default(),
        ]
        .concat();
        (!all.is_empty()).then(|| format!("<w:spacing{all}/>"))
    }

    /// Whether a word of it, such as the address of a web page, is so long that it had better be
    /// broken anywhere than leave half a line free.
    fn runs_long(&self) -> bool {
        let text = self.runs.split("<w:t xml:space=\"preserve\">").skip(1);
        let text = text.map(|piece| piece.split('<').next().unwrap_or_default());
        let mut words = text.flat_map(|piece| piece.split(|c: char| !c.is_ascii_graphic()));
        words.any(|word| word.len() > LONG)
    }

    /// Its properties, in the order of the schema.
    fn properties(&self) -> String {
        let flag = |set: bool, name: &str| if set { format!("<w:{name}/>") } else { String::new() };
        let edge = |name: &str, edge: &Option<Edge>| {
            edge.as_ref().map(|edge| edge.xml(name)).unwrap_or_default()
        };
        let edges = edge("top", &self.above) + &edge("bottom", &self.under);
        let stops =
            self.tabs.iter().map(|(kind, at)| format!("<w:tab w:val=\"{kind}\" w:pos=\"{at}\"/>"));
        let stops: String = stops.collect();
        [
            format!("<w:pStyle w:val=\"{}\"/>", self.style),
            flag(self.with_next, "keepNext"),
            flag(self.whole, "keepLines"),
            flag(self.new_page, "pageBreakBefore"),
            if edges.is_empty() { edges } else { format!("<w:pBdr>{edges}</w:pBdr>") },
            if stops.is_empty() { stops } else { format!("<w:tabs>{stops}</w:tabs>") },
            if self.runs_long() { "<w:wordWrap w:val=\"0\"/>".to_owned() } else { String::new() },
            self.spacing().unwrap_or_default(),
            self.indent.map(Indent::xml).unwrap_or_default(),
            self.align.map(|align| format!("<w:jc w:val=\"{align}\"/>")).unwrap_or_default(),
            self.section.clone().unwrap_or_default(),
        ]
        .concat()
    }

    /// The whole paragraph.
    pub(super) fn xml(&self) -> String {
        format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", self.properties(), self.runs)
    }
}

impl Edge {
    /// A border of this name.
    pub(super) fn xml(&self, name: &str) -> String {
        let Self { kind, thick, space, colour } = self;
        format!(
            "<w:{name} w:val=\"{kind}\" w:sz=\"{thick}\" w:space=\"{space}\" w:color=\"{colour}\"/>"
        )
    }
}

impl Indent {
    /// `w:ind`. The counts in characters that a style may have are taken back: they would win.
    pub(super) fn xml(self) -> String {
        let first = if self.first < 0 {
            format!("w:hangingChars=\"0\" w:hanging=\"{}\"", -self.first)
        } else {
            format!("w:firstLineChars=\"0\" w:firstLine=\"{}\"", self.first)
        };
        format!(
            "<w:ind w:leftChars=\"0\" w:left=\"{}\" w:rightChars=\"0\" w:right=\"{}\" {first}/>",
            self.left, self.right
        )
    }
}
