//! The container: the parts of a DOCX in one order, with dates that never change.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::margins::Part;
use super::xml::{DECLARATION, escaped};
use crate::backend::Trouble;
use crate::doc::Meta;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that every paper has besides its text.
pub(super) struct Parts {
    /// The text.
    pub(super) document: String,
    /// The styles.
    pub(super) styles: String,
    /// The settings.
    pub(super) settings: String,
    /// The fonts.
    pub(super) fonts: String,
    /// Headers and footers.
    pub(super) margins: Vec<Part>,
}

/// The whole file.
pub(super) fn pack(parts: &Parts, meta: &Meta) -> Result<Vec<u8>, Trouble> {
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), types(&parts.margins)),
        ("_rels/.rels".to_owned(), roots()),
        ("docProps/core.xml".to_owned(), core(meta)),
        ("word/document.xml".to_owned(), parts.document.clone()),
        ("word/_rels/document.xml.rels".to_owned(), relations(&parts.margins)),
        ("word/styles.xml".to_owned(), parts.styles.clone()),
        ("word/settings.xml".to_owned(), parts.settings.clone()),
        ("word/fontTable.xml".to_owned(), parts.fonts.clone()),
    ];
    files
        .extend(parts.margins.iter().map(|part| (format!("word/{}", part.file), part.xml.clone())));
    zipped(&files).map_err(|error| Trouble::Internal(error.to_string()))
}

fn zipped(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn types(margins: &[Part]) -> String {
    let part = |name: &str, kind: &str| {
        format!("<Override PartName=\"/word/{name}\" ContentType=\"{WORD}.{kind}+xml\"/>")
    };
    let margins = margins.iter().map(|one| {
        let header = one.margin.element == "headerReference";
        part(&one.file, if header { "header" } else { "footer" })
    });
    [
        DECLARATION,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
        &part("document.xml", "document.main"),
        &part("styles.xml", "styles"),
        &part("settings.xml", "settings"),
        &part("fontTable.xml", "fontTable"),
        &margins.collect::<String>(),
        "</Types>",
    ]
    .concat()
}

fn related(all: impl IntoIterator<Item = (String, String, String)>) -> String {
    let rows = all.into_iter().map(|(id, kind, target)| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    });
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        rows.collect::<String>()
    )
}

fn roots() -> String {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    related([
        ("document".to_owned(), format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned()),
        ("core".to_owned(), core.to_owned(), "docProps/core.xml".to_owned()),
    ])
}

fn relations(margins: &[Part]) -> String {
    let fixed = ["styles", "settings", "fontTable"]
        .map(|name| (name.to_owned(), format!("{OFFICE}/{name}"), format!("{name}.xml")));
    let margins = margins.iter().map(|part| {
        let kind = part.margin.element.trim_end_matches("Reference");
        (part.margin.id.to_owned(), format!("{OFFICE}/{kind}"), part.file.clone())
    });
    related(fixed.into_iter().chain(margins))
}

/// What the file says of itself: title and issuing bodies, no clock and no machine.
fn core(meta: &Meta) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>",
        escaped(&meta.title),
        escaped(&meta.issuers.join("、")),
    )
}
