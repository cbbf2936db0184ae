//! What a file is, told from its bytes: names of files that are passed on say little.

use super::Stop;
use super::input::Input;
use super::refuse::Refusal;

/// How the file of an old or locked spreadsheet begins.
const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// What a locked spreadsheet keeps itself in.
const LOCKED: &str = "EncryptedPackage";
/// How many bytes tell what a file is.
const FRONT: usize = 1024;
/// How other files begin that are taken for rosters.
const OTHERS: [(&[u8], &str); 4] =
    [(b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG")];

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Text with separators.
    Text,
    /// A zip: a spreadsheet, perhaps.
    Zip,
}

/// The format of a file.
pub(super) fn tell(input: &mut Input<'_>) -> Result<Format, Stop> {
    let mut front = vec![0; FRONT];
    input.go(0)?;
    let count = input.fill(&mut front)?;
    front.truncate(count);
    let text = front.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&front).trim_ascii_start();
    if let Some((_, what)) = OTHERS.iter().find(|(begin, _)| front.starts_with(begin)) {
        return Err(input.refuse(Refusal::Other(what)).into());
    }
    if front.starts_with(&OLE) {
        let refusal = if is_locked(input)? { Refusal::Locked } else { Refusal::Old };
        return Err(input.refuse(refusal).into());
    }
    if front.starts_with(b"PK\x03\x04") || front.starts_with(b"PK\x05\x06") {
        return Ok(Format::Zip);
    }
    if text.is_empty() && count < FRONT {
        return Err(input.refuse(Refusal::Empty).into());
    }
    if text.starts_with(b"<") {
        return Err(input.refuse(Refusal::Web).into());
    }
    Ok(Format::Text)
}

/// Whether the name of what holds a locked spreadsheet is somewhere in the file.
fn is_locked(input: &mut Input<'_>) -> Result<bool, Stop> {
    const CHUNK: usize = 1024 * 1024;
    let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut buffer = vec![0; CHUNK + name.len()];
    let mut kept = 0;
    input.go(0)?;
    loop {
        let count = input.fill(&mut buffer[kept..])?;
        let whole = kept + count;
        // A name begins at a whole number of its entries, so every second byte is enough.
        if buffer[..whole].windows(name.len()).step_by(2).any(|part| part == name) {
            return Ok(true);
        }
        if count == 0 {
            return Ok(false);
        }
        kept = name.len().min(whole) / 2 * 2;
        buffer.copy_within(whole - kept..whole, 0);
    }
}
