//! Tera with the templates of web pages: the user's own, then ours.

use std::ops::Range;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::backend::{InLook, Trouble};
use crate::diag::Fault;
use crate::text::{FileError, Files};

/// Where the templates lie.
const FOLDER: &str = "templates/web";

/// Renders web pages.
pub(super) struct Engine(Tera);

impl Engine {
    /// Reads the templates.
    pub(super) fn new(files: &dyn Files) -> Result<Self, Trouble> {
        let listed = files.list(FOLDER).map_err(|error| unread(FOLDER, error))?;
        let mut all = Vec::new();
        for path in listed {
            let bytes = files.read(&path).map_err(|error| unread(&path, error))?;
            let text = String::from_utf8(bytes)
                .map_err(|error| look(&path, None, &format!("not UTF-8: {error}")))?;
            all.push((path, text));
        }
        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        tera.autoescape_on([".html"]);
        tera.add_raw_templates(all).map_err(|error| explain(&error, FOLDER))?;
        Ok(Self(tera))
    }

    /// Renders a template with a value.
    pub(super) fn render(&self, name: &str, value: &impl Serialize) -> Result<Vec<u8>, Trouble> {
        let path = format!("{FOLDER}/{name}");
        let context = Context::from_serialize(value).map_err(|error| explain(&error, &path))?;
        let page = self.0.render(&path, &context).map_err(|error| explain(&error, &path))?;
        Ok(page.into_bytes())
    }
}

/// Writes text that means nothing but itself in HTML, in text and in quoted attributes. A character
/// that HTML forbids becomes the sign of a lost one.
fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    let mut buffer = [0; 4];
    for c in text.chars() {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if forbidden(c) => "\u{fffd}",
            c => c.encode_utf8(&mut buffer),
        };
        out.write_all(written.as_bytes())?;
    }
    Ok(())
}

/// Whether a character may stand nowhere in HTML: controls, and those that are no characters.
fn forbidden(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || code & 0xFFFE == 0xFFFE
        || (0xFDD0..=0xFDEF).contains(&code)
}

/// What Tera complains about, with its place.
fn explain(error: &tera::Error, asked: &str) -> Trouble {
    if let ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) = error.kind() {
        let path = if report.filename().is_empty() { asked } else { report.filename() };
        look(path, Some(report.span().range.clone()), report.message())
    } else {
        // Of a missing filter or part Tera gives a finished report, which names the file inside.
        let report = error.to_string();
        let place = report.lines().find_map(|line| line.trim().strip_prefix("--> "));
        let path = place.and_then(|place| place.split(':').next()).unwrap_or(asked);
        let first = report.lines().next().unwrap_or_default();
        look(path, None, first.trim_start_matches("error: "))
    }
}

/// A template that cannot be read, in the words that other files have.
fn unread(path: &str, error: FileError) -> Trouble {
    look(path, None, &Fault::from(error).words.en)
}

fn look(path: &str, bytes: Option<Range<usize>>, message: &str) -> Trouble {
    // The file is named in the words too: an index has no place where a finding could point.
    let message = format!("{path}: {}", message.trim_end_matches('.'));
    Trouble::Look(vec![InLook { path: path.to_owned(), bytes, message, hints: Vec::new() }])
}
