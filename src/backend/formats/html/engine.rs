//! Tera with the templates of web pages: the user's own, then ours.

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::backend::{InLook, Trouble};
use crate::text::Files;

/// Where the templates lie.
const FOLDER: &str = "templates/web";

/// Renders web pages.
pub(super) struct Engine(Tera);

impl Engine {
    /// Reads the templates.
    pub(super) fn new(files: &dyn Files) -> Result<Self, Trouble> {
        let listed = files.list(FOLDER).map_err(|error| at(FOLDER, format!("{error:?}")))?;
        let mut all = Vec::new();
        for path in listed {
            let bytes = files.read(&path).map_err(|error| at(&path, format!("{error:?}")))?;
            let text =
                String::from_utf8(bytes).map_err(|error| at(&path, format!("not UTF-8: {error}")))?;
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
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = if report.filename().is_empty() { asked } else { report.filename() };
            look(path, Some(report.span().range.clone()), report.message().to_owned())
        }
        ErrorKind::CircularExtend { tpl, .. }
        | ErrorKind::CircularInclude { tpl, .. }
        | ErrorKind::MissingParent { current: tpl, .. } => look(tpl, None, error.to_string()),
        _ => look(asked, None, error.to_string()),
    }
}

fn at(path: &str, message: String) -> Trouble {
    look(path, None, message)
}

fn look(path: &str, bytes: Option<std::ops::Range<usize>>, message: String) -> Trouble {
    // The file is named in the words too: an index has no place where a finding could point.
    let message = format!("{path}: {}", message.trim_end_matches('.'));
    Trouble::Look(vec![InLook { path: path.to_owned(), bytes, message, hints: Vec::new() }])
}
