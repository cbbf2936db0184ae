//! The styles of a paper, by the names that Word's users look for: what is built into Word has its
//! own name (标题 1 is `heading 1` in every file), the rest the terms of GB/T 9704-2012.

use super::page::{Manner, Page};
use super::para::Font;
use super::xml::{DECLARATION, SPACES, twips, whole};

/// A style of paragraphs or of characters.
struct Style {
    id: &'static str,
    name: &'static str,
    based: &'static str,
    /// Properties of its paragraphs; none in a style of characters.
    paragraph: Option<String>,
    run: String,
    /// Whether Word offers it.
    offered: bool,
}

impl Style {
    fn xml(&self) -> String {
        let Self { id, name, based, paragraph, run, offered } = self;
        let kind = if paragraph.is_some() { "paragraph" } else { "character" };
        let own =
            if *id == "Normal" || *id == "DefaultParagraphFont" { " w:default=\"1\"" } else { "" };
        let custom = if name.is_ascii() { "" } else { " w:customStyle=\"1\"" };
        let based = if based.is_empty() {
            String::new()
        } else {
            format!("<w:basedOn w:val=\"{based}\"/>")
        };
        let next = match (paragraph.is_some(), *id) {
            (true, "Heading1" | "Heading2" | "Heading3" | "Heading4" | "Addressee") => {
                "<w:next w:val=\"NormalIndent\"/>"
            }
            _ => "",
        };
        let link =
            linked(id).map(|other| format!("<w:link w:val=\"{other}\"/>")).unwrap_or_default();
        let offered = if *offered { "<w:qFormat/>" } else { "" };
        let paragraph = paragraph.as_deref().unwrap_or_default();
        let part = |name: &str, inner: &str| {
            if inner.is_empty() { String::new() } else { format!("<w:{name}>{inner}</w:{name}>") }
        };
        format!(
            "<w:style w:type=\"{kind}\"{own}{custom} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             {based}{next}{link}{offered}{}{}</w:style>",
            part("pPr", paragraph),
            part("rPr", run),
        )
    }
}

/// The style of characters that belongs to one of headings, and the other way round.
fn linked(id: &str) -> Option<&'static str> {
    Some(match id {
        "Heading1" => "Heading1Char",
        "Heading2" => "Heading2Char",
        "Heading3" => "Heading3Char",
        "Heading4" => "Heading4Char",
        "Heading1Char" => "Heading1",
        "Heading2Char" => "Heading2",
        "Heading3Char" => "Heading3",
        "Heading4Char" => "Heading4",
        _ => return None,
    })
}

/// The styles of headings and their characters, by level.
pub(super) const HEADINGS: [(&str, &str); 4] = [
    ("Heading1", "Heading1Char"),
    ("Heading2", "Heading2Char"),
    ("Heading3", "Heading3Char"),
    ("Heading4", "Heading4Char"),
];

/// The nominal type sizes of tables in points, with the styles of their cells and heads.
pub(super) const TABLES: [(f64, &str, &str); 3] = [
    (14.0, "Cell4", "CellHead4"),
    (12.0, "CellSmall4", "CellHeadSmall4"),
    (10.5, "Cell5", "CellHead5"),
];

/// How high a line of a table is, in characters of it.
pub(super) const TABLE_LINE: f64 = 1.45;

/// The styles of a paper on such a sheet.
struct Sheet<'a>(&'a Page);

impl Sheet<'_> {
    fn run(&self, font: Font, nominal: f64) -> String {
        let (apart, size) = (self.0.apart(nominal), self.0.size(nominal));
        let red = if self.0.manner == Manner::Pledge && font == Font::Xiaobiaosong {
            format!("<w:color w:val=\"{}\"/>", self.0.red)
        } else {
            String::new()
        };
        format!(
            "{}{red}<w:spacing w:val=\"{apart}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>",
            font.xml()
        )
    }

    fn exact(&self, before: f64, after: f64, line: i64) -> String {
        let (before, after) = (self.0.lines(before), self.0.lines(after));
        format!(
            "<w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" w:lineRule=\"exact\"/>"
        )
    }

    /// Two characters in, in characters and in twips: some readers know only the one.
    fn two_in(&self) -> String {
        format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", self.0.cells(2.0))
    }

    fn normal(&self) -> Vec<Style> {
        let line = self.0.line;
        let paragraph = format!(
            "<w:widowControl w:val=\"0\"/><w:kinsoku/><w:overflowPunct w:val=\"0\"/>\
             <w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:adjustRightInd w:val=\"0\"/>\
             <w:snapToGrid w:val=\"0\"/>{}<w:jc w:val=\"both\"/>",
            self.exact(0.0, 0.0, line),
        );
        let run = self.run(Font::Fangsong, 16.0);
        let normal = Style {
            id: "Normal",
            name: "Normal",
            based: "",
            paragraph: Some(paragraph),
            run,
            offered: true,
        };
        vec![normal, para("NormalIndent", "Normal Indent", self.two_in(), String::new())]
    }

    fn titles(&self) -> Vec<Style> {
        let pledge = self.0.manner == Manner::Pledge;
        // A title on a sheet of its own is as high as its letters ask for.
        let (size, line) = if pledge { self.heading_of_sheet() } else { (22.0, self.0.line) };
        let center = |before, after| {
            format!("<w:keepNext/>{}<w:jc w:val=\"center\"/>", self.exact(before, after, line))
        };
        let mut styles = vec![
            para("Title", "Title", center(2.0, 1.0), self.run(Font::Xiaobiaosong, size)),
            para("Subtitle", "Subtitle", center(0.0, 1.0), self.run(Font::Kaiti, 16.0)),
        ];
        let fonts = [Font::Heiti, Font::Kaiti, Font::Fangsong, Font::Fangsong];
        let names = [
            ("heading 1", "标题 1 字符"),
            ("heading 2", "标题 2 字符"),
            ("heading 3", "标题 3 字符"),
            ("heading 4", "标题 4 字符"),
        ];
        for (level, ((id, chars), (name, char_name))) in HEADINGS.into_iter().zip(names).enumerate()
        {
            let paragraph =
                format!("<w:keepNext/>{}<w:outlineLvl w:val=\"{level}\"/>", self.two_in());
            let run = fonts[level].xml();
            styles.push(para(id, name, paragraph, run.clone()));
            styles.push(Style {
                id: chars,
                name: char_name,
                based: "DefaultParagraphFont",
                paragraph: None,
                run,
                offered: false,
            });
        }
        styles
    }

    /// The nominal size of the title of a commitment letter, twice the body's and at most 27 points,
    /// and the height of its lines.
    fn heading_of_sheet(&self) -> (f64, i64) {
        let body = f64::from(i32::try_from(self.0.body).unwrap_or(32)) / 2.0;
        let points = (body * 2.0).min(27.0);
        (points / body * 16.0, whole((points * 1.3 + body * 0.4) * 20.0))
    }

    fn head(&self) -> Vec<Style> {
        let mark = format!(
            "{}<w:color w:val=\"{}\"/><w:spacing w:val=\"0\"/>",
            Font::Xiaobiaosong.xml(),
            self.0.red
        );
        vec![
            para("CopyNumber", "份号", "<w:jc w:val=\"left\"/>".into(), String::new()),
            para("Urgency", "紧急程度", "<w:jc w:val=\"left\"/>".into(), Font::Heiti.xml()),
            para("Mark", "发文机关标志", "<w:jc w:val=\"center\"/>".into(), mark),
            para("Number", "发文字号", "<w:jc w:val=\"center\"/>".into(), String::new()),
        ]
    }

    fn parts(&self) -> Vec<Style> {
        let flush = || "<w:jc w:val=\"left\"/>".to_owned();
        let small = |nominal: f64| twips(self.0.cell() * nominal / 16.0 * 1.6);
        vec![
            para("Addressee", "主送", String::new(), String::new()),
            para("Pledge", "承诺事项", self.two_in(), String::new()),
            para("Blank", "填写项", flush(), String::new()),
            para("AttachmentList", "附件说明", String::new(), String::new()),
            para("AttachmentLabel", "附件", format!("<w:keepNext/>{}", flush()), Font::Heiti.xml()),
            para("Signature", "落款", format!("<w:keepLines/>{}", flush()), String::new()),
            para("PaperDate", "成文日期", format!("<w:keepLines/>{}", flush()), String::new()),
            para("PaperNote", "附注", self.two_in(), String::new()),
            para("Attendance", "出席人员", String::new(), String::new()),
            para(
                "Imprint",
                "版记",
                format!("{}{}", self.exact(0.0, 0.0, small(14.0)), flush()),
                self.run(Font::Fangsong, 14.0),
            ),
            para(
                "Header",
                "header",
                "<w:jc w:val=\"center\"/>".into(),
                self.run(Font::Songti, 9.0),
            ),
            para("Footer", "footer", self.exact(0.0, 0.0, twips(self.0.cell() * 14.0 / 16.0)), {
                let size = self.0.size(14.0);
                format!(
                    "{}<w:spacing w:val=\"0\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>",
                    Font::Songti.xml()
                )
            }),
        ]
    }

    fn tables(&self) -> Vec<Style> {
        let mut styles = vec![para(
            "Caption",
            "caption",
            "<w:keepNext/><w:jc w:val=\"center\"/>".into(),
            Font::Heiti.xml(),
        )];
        let names = [
            ("表文（4号）", "表头（4号）"),
            ("表文（小4号）", "表头（小4号）"),
            ("表文（5号）", "表头（5号）"),
        ];
        for ((nominal, cell, head), (name, head_name)) in TABLES.into_iter().zip(names) {
            let line = twips(self.0.cell() * nominal / 16.0 * TABLE_LINE);
            let text =
                |align: &str| format!("{}<w:jc w:val=\"{align}\"/>", self.exact(0.0, 0.0, line));
            styles.push(para(cell, name, text("center"), self.run(Font::Fangsong, nominal)));
            styles.push(para(head, head_name, text("center"), self.run(Font::Heiti, nominal)));
        }
        let line = twips(self.0.cell() * 10.5 / 16.0 * TABLE_LINE);
        let note = format!("{}<w:jc w:val=\"left\"/>", self.exact(0.0, 0.0, line));
        styles.push(para("TableNote", "表注", note, self.run(Font::Fangsong, 10.5)));
        styles
    }
}

/// A style of paragraphs, based on that of the body.
fn para(id: &'static str, name: &'static str, paragraph: String, run: String) -> Style {
    Style { id, name, based: "Normal", paragraph: Some(paragraph), run, offered: true }
}

/// `styles.xml`.
pub(super) fn styles(page: &Page) -> String {
    let sheet = Sheet(page);
    let font = Style {
        id: "DefaultParagraphFont",
        name: "Default Paragraph Font",
        based: "",
        paragraph: None,
        run: String::new(),
        offered: false,
    };
    let mut all = sheet.normal();
    all.push(font);
    all.extend(sheet.titles());
    all.extend(sheet.head());
    all.extend(sheet.parts());
    all.extend(sheet.tables());
    let all: String = all.iter().map(Style::xml).collect();
    let table = "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
                 <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
                 <w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
                 <w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";
    format!(
        "{DECLARATION}<w:styles{SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:lang w:val=\"en-US\" \
         w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{all}{table}</w:styles>",
        Font::Fangsong.xml()
    )
}

/// `fontTable.xml`: what stands in where a font is missing.
pub(super) fn fonts() -> String {
    let known = [
        (Font::Xiaobiaosong, "方正小标宋_GBK"),
        (Font::Heiti, "SimHei"),
        (Font::Kaiti, "楷体"),
        (Font::Fangsong, "仿宋"),
        (Font::Songti, "SimSun"),
    ];
    let fonts = known.map(|(font, other)| {
        format!("<w:font w:name=\"{}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/></w:font>", font.name())
    });
    format!("{DECLARATION}<w:fonts{SPACES}>{}</w:fonts>", fonts.concat())
}

/// `settings.xml`.
pub(super) fn settings(page: &Page) -> String {
    let mirrored = page.layout.mirrored && !matches!(page.manner, Manner::Pledge | Manner::Form);
    let mirrored = if mirrored { "<w:mirrorMargins/>" } else { "" };
    format!(
        "{DECLARATION}<w:settings{SPACES}>{mirrored}<w:bordersDoNotSurroundHeader/>\
         <w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>\
         <w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}
