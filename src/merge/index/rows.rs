//! Rows of a spreadsheet, written one by one into a workbook that was made without them: however
//! many there are, memory holds the rows of one volume.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Seek, Write};

use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Words, which stay words whatever they begin with.
    Text(String),
    /// A number.
    Number(usize),
    /// Nothing yet.
    Empty,
}

/// A sheet without its rows: what stands before and after them, and the styles of their cells.
struct Shell {
    before: String,
    after: String,
    styles: Vec<String>,
}

/// Writes a workbook that has one row of empty cells, at `first` from 1, on each of its first
/// sheets, and puts the rows that `write` gives in the place of that row; `counts` says how many
/// there will be on each of these sheets.
pub(super) fn filled<W: Write + Seek, E: From<ZipError>>(
    workbook: Vec<u8>,
    first: usize,
    counts: &[usize],
    to: W,
    mut write: impl FnMut(usize, &mut Rows<'_, W>) -> Result<(), E>,
) -> Result<W, E> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut zip = ZipWriter::new(to);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for at in 0..from.len() {
        let mut file = from.by_index(at)?;
        let name = file.name()?.into_owned();
        let Some(sheet) = (0..counts.len()).find(|sheet| name == path(*sheet)) else {
            zip.raw_copy_file(file)?;
            continue;
        };
        let mut xml = String::new();
        file.read_to_string(&mut xml).map_err(ZipError::Io)?;
        let shell = shell(&xml, first, counts[sheet])
            .ok_or(ZipError::InvalidArchive("no row to fill".into()))?;
        zip.start_file(name, options)?;
        zip.write_all(shell.before.as_bytes()).map_err(ZipError::Io)?;
        write(sheet, &mut Rows { zip: &mut zip, styles: &shell.styles, at: first })?;
        zip.write_all(shell.after.as_bytes()).map_err(ZipError::Io)?;
    }
    Ok(zip.finish()?)
}

fn path(sheet: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", sheet + 1)
}

/// Takes the row at `first` out of a sheet that is to have so many in its place.
fn shell(xml: &str, first: usize, count: usize) -> Option<Shell> {
    let start = xml.find(&format!("<row r=\"{first}\""))?;
    let (before, rest) = xml.split_at(start);
    let (row, after) = rest.split_at(rest.find("</row>")? + "</row>".len());
    let style = |cell: &str| Some(cell.split_once(" s=\"")?.1.split_once('"')?.0.to_owned());
    let styles: Vec<String> = row.split("<c ").skip(1).map(style).collect::<Option<_>>()?;
    // What the sheet says of its own extent.
    let corner = |row: usize| format!(":{}{row}\"/>", letters(styles.len().saturating_sub(1)));
    let before = before.replacen(&corner(first), &corner(first + count.max(1) - 1), 1);
    Some(Shell { before, after: after.to_owned(), styles })
}

/// Takes the rows of a sheet, from top to bottom.
pub(super) struct Rows<'a, W: Write + Seek> {
    zip: &'a mut ZipWriter<W>,
    styles: &'a [String],
    at: usize,
}

impl<W: Write + Seek> Rows<'_, W> {
    /// Writes a row of some height, in points.
    pub(super) fn push(&mut self, values: &[Value], height: usize) -> ZipResult<()> {
        let mut xml = String::new();
        let at = self.at;
        let open = format!("<row r=\"{at}\" ht=\"{height}\" customHeight=\"1\">");
        xml.push_str(&open);
        for (x, (value, style)) in values.iter().zip(self.styles).enumerate() {
            cell(&mut xml, &format!("{}{at}", letters(x)), style, value);
        }
        xml.push_str("</row>");
        self.at += 1;
        self.zip.write_all(xml.as_bytes()).map_err(ZipError::Io)
    }
}

fn cell(xml: &mut String, at: &str, style: &str, value: &Value) {
    let written = match value {
        Value::Empty => write!(xml, "<c r=\"{at}\" s=\"{style}\"/>"),
        Value::Number(number) => write!(xml, "<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>"),
        Value::Text(text) => write!(
            xml,
            "<c r=\"{at}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
    };
    written.expect("a string takes all");
}

/// The letters of a column: A, Z, AA.
pub(super) fn letters(x: usize) -> String {
    let last = char::from(b'A' + u8::try_from(x % 26).unwrap_or_default());
    if x < 26 { last.to_string() } else { format!("{}{last}", letters(x / 26 - 1)) }
}

/// A text as XML. What XML cannot hold is left out; what spreadsheets read as an escape of their own
/// (`_x0041_`) is escaped.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '_' if is_escape(&text.as_bytes()[at..]) => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => xml.push(c),
        }
    }
    xml
}

fn is_escape(bytes: &[u8]) -> bool {
    let digits = |all: &[u8]| all.iter().all(u8::is_ascii_hexdigit);
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if digits(&[*a, *b, *c, *d]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_spreadsheets_give_them() {
        assert_eq!(
            [0, 25, 26, 51, 52, 701, 702].map(letters),
            ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn a_text_is_no_markup_and_no_escape() {
        assert_eq!(escaped("<r>&\"=1+1\u{0}\u{b}\u{ffff}"), "&lt;r&gt;&amp;\"=1+1");
        assert_eq!(escaped("_x0041_ _x004_ __x0041_"), "_x005F_x0041_ _x004_ __x005F_x0041_");
    }

    #[test]
    fn a_row_is_taken_out_with_the_styles_of_its_cells() {
        let xml = "<dimension ref=\"A1:B2\"/><row r=\"1\"><c r=\"A1\" s=\"7\"/></row><row r=\"2\" x=\"y\"><c r=\"A2\" s=\"3\"/><c r=\"B2\" s=\"12\"/></row></b>";
        let shell = shell(xml, 2, 9).unwrap();
        assert_eq!(
            shell.before,
            "<dimension ref=\"A1:B10\"/><row r=\"1\"><c r=\"A1\" s=\"7\"/></row>"
        );
        assert_eq!(
            (shell.after.as_str(), shell.styles),
            ("</b>", vec!["3".to_owned(), "12".into()])
        );
        assert!(self::shell(xml, 3, 1).is_none());
    }
}
