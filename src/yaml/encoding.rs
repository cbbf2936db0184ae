//! Bytes into text: UTF-8 or a finding that names the likely encoding.

use crate::diag::{Finding, Level, words};
use crate::text::{SourceId, Span};

/// A file that is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The first byte that does not belong to UTF-8.
    pub at: usize,
    /// The encoding it seems to have.
    pub guess: Option<&'static str>,
}

/// The text of a file's bytes.
///
/// # Errors
/// When they are not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| NotUtf8 {
        at: error.utf8_error().valid_up_to(),
        guess: guess(error.as_bytes()),
    })
}

impl NotUtf8 {
    /// The finding for the file, whose source the caller adds without text.
    pub fn finding(self, source: SourceId, path: &str) -> Finding {
        let at = self.at;
        let found = Finding::new(
            "file-encoding",
            Level::Error,
            Span::new(source, 0..0),
            words!("{path} 不是 UTF-8（第 {at} 字节起）", "{path} is not UTF-8 (from byte {at})"),
        );
        found.help(match self.guess {
            Some(name) => words!(
                "它像是 {name}，请用编辑器另存为 UTF-8",
                "it looks like {name}; save it as UTF-8 in an editor"
            ),
            None => words!("请用编辑器另存为 UTF-8", "save it as UTF-8 in an editor"),
        })
    }
}

fn guess(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_chinese = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
    let beyond_ascii = text.chars().filter(|c| !c.is_ascii()).count();
    let chinese = text.chars().filter(is_chinese).count();
    (chinese * 2 > beyond_ascii).then_some("GB18030")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gb18030_is_recognised_and_random_bytes_are_not() {
        let (gb, _, _) = encoding_rs::GB18030.encode("标题: 控烟工作计划");
        assert_eq!(decode(gb.into_owned()), Err(NotUtf8 { at: 0, guess: Some("GB18030") }));
        assert_eq!(decode(b"a: \xff\xff".to_vec()), Err(NotUtf8 { at: 3, guess: None }));
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(NotUtf8 { at: 0, guess: Some("UTF-16") }));
    }

    #[test]
    fn utf_8_passes_as_it_is() {
        assert_eq!(decode("标题".as_bytes().to_vec()), Ok("标题".to_owned()));
    }
}
