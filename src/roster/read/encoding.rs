//! Which encoding a text file has, told from its bytes, and its text piece by piece.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Stop;
use super::input::Input;

/// How many bytes are decoded at once.
const CHUNK: usize = 64 * 1024;
/// How many Chinese characters before a byte that is not UTF-8 prove that the file was meant to
/// be: of characters in GB18030 one in seven passes for UTF-8, of names of columns fewer.
const PROOF: usize = 4;

/// An encoding, and where the text begins behind its mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    start: u64,
}

/// The encoding of a file.
pub(super) fn detect(input: &mut Input<'_>) -> Result<Form, Stop> {
    let mut mark = [0; 3];
    input.go(0)?;
    let count = input.fill(&mut mark)?;
    if let Some((encoding, length)) = Encoding::for_bom(&mark[..count]) {
        return Ok(Form { encoding, start: length as u64 });
    }
    let utf8 = Form { encoding: UTF_8, start: 0 };
    let mut proof = 0;
    let wrong = utf8.decode(input, &mut |text| {
        proof += text.chars().filter(|c| !c.is_ascii()).count();
        Ok(true)
    })?;
    let guess = wrong.is_some() && proof < PROOF;
    Ok(Form { encoding: if guess { GB18030 } else { UTF_8 }, start: 0 })
}

impl Form {
    /// The encoding as people call it.
    pub(super) fn name(self) -> &'static str {
        match self.encoding {
            encoding if encoding == GB18030 => "GB18030",
            encoding if encoding == UTF_16LE || encoding == UTF_16BE => "UTF-16",
            _ => "UTF-8",
        }
    }

    /// Hands over the text of a file until it ends or no more is wanted. Some byte where it is
    /// not in this encoding: all text before it has been handed over.
    pub(super) fn decode(
        self,
        input: &mut Input<'_>,
        each: &mut dyn FnMut(&str) -> Result<bool, Stop>,
    ) -> Result<Option<u64>, Stop> {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let (mut chunk, mut text) = (vec![0; CHUNK], String::new());
        let mut at = self.start;
        input.go(at)?;
        loop {
            let count = input.fill(&mut chunk)?;
            let last = count < CHUNK;
            text.clear();
            // What is left of a character cut in two at the end of the last chunk takes room too.
            let room = decoder.max_utf8_buffer_length_without_replacement(count);
            text.reserve(room.unwrap_or(4 * CHUNK));
            let (result, read) =
                decoder.decode_to_string_without_replacement(&chunk[..count], &mut text, last);
            at += read as u64;
            if !each(&text)? {
                return Ok(None);
            }
            match result {
                DecoderResult::InputEmpty if last => return Ok(None),
                DecoderResult::InputEmpty => {}
                DecoderResult::Malformed(length, after) => {
                    let back = u64::from(length) + u64::from(after);
                    return Ok(Some(at.saturating_sub(back)));
                }
                // There is room for whatever a chunk can become.
                DecoderResult::OutputFull => return Ok(Some(at)),
            }
        }
    }
}
