//! The zip of a spreadsheet looked through before a library unpacks it: what it claims to hold,
//! and what it does hold.

use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::input::{Bytes, Input};
use super::refuse::Refusal;
use super::scan::Scan;
use crate::diag::Fault;

/// How many parts a spreadsheet may have.
const MAX_PARTS: usize = 2000;
/// How many bytes all parts may have together.
const MAX_TOTAL: u64 = 1 << 30;
/// How many bytes the strings of all sheets may have: the library keeps them in memory, some
/// 600 bytes for a row of a roster, so that only text files are read in memory that stays flat.
const MAX_STRINGS: u64 = 200 << 20;
/// How many bytes any other part may have that is no sheet.
const MAX_PART: u64 = 32 << 20;
/// How many times its size in the zip a part may have, once it is large. Sheets come to thirty.
const MAX_RATIO: u64 = 200;
/// From how many bytes on a part is large.
const LARGE: u64 = 16 << 20;
/// How many merged cells a spreadsheet may have.
const MAX_MERGED: u64 = 200_000;
/// How many bytes are unpacked at once.
const CHUNK: usize = 64 * 1024;

/// What was seen in passing.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen {
    /// How many rows are hidden, in all sheets.
    pub(super) hidden: u64,
    /// Whether cells are merged in any of them.
    pub(super) merged: bool,
}

/// Looks a spreadsheet through.
pub(super) fn look(input: &mut Input<'_>) -> Result<Seen, Fault> {
    input.go(0)?;
    let seen = parts(input.bytes());
    seen.map_err(|refusal| input.refuse(refusal))
}

fn parts(bytes: &mut dyn Bytes) -> Result<Seen, Refusal> {
    let mut zip = ZipArchive::new(BufReader::new(bytes)).map_err(|error| damaged(&error))?;
    if zip.len() > MAX_PARTS {
        return Err(Refusal::Bomb);
    }
    let (mut claimed, mut sheet) = (0_u64, false);
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).map_err(|error| damaged(&error))?;
        if part.encrypted() {
            return Err(Refusal::Locked);
        }
        claimed = claimed.saturating_add(part.size());
        if part.name().ok().as_deref() == Some("content.xml") {
            return Err(Refusal::Other("ods"));
        }
        sheet |= part.name().is_ok_and(|name| name.eq_ignore_ascii_case("[content_types].xml"));
    }
    if claimed > MAX_TOTAL {
        return Err(Refusal::Heavy(MAX_TOTAL));
    }
    if !sheet {
        return Err(Refusal::Other("zip"));
    }
    unpack(&mut zip)
}

/// What a part claims to hold may be a lie: it is unpacked once, and counted.
fn unpack<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Seen, Refusal> {
    let (mut left, mut hidden, mut merged) = (MAX_TOTAL, 0, 0);
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?.to_ascii_lowercase();
        let packed = part.compressed_size();
        let is_xml = matches!(name.rsplit('.').next(), Some("xml" | "rels"));
        let mut scan = is_xml.then(Scan::default);
        left -= count(&mut part, packed, limit(&name).min(left), scan.as_mut())?;
        let scan = scan.unwrap_or_default();
        hidden += scan.hidden;
        merged += scan.merged;
    }
    if merged > MAX_MERGED {
        return Err(Refusal::Bomb);
    }
    Ok(Seen { hidden, merged: merged > 0 })
}

/// How many bytes a part has, when they are no more than allowed.
fn count(
    part: &mut dyn Read,
    packed: u64,
    limit: u64,
    mut scan: Option<&mut Scan>,
) -> Result<u64, Refusal> {
    let (mut chunk, mut size) = (vec![0; CHUNK], 0);
    loop {
        let count = part.read(&mut chunk).map_err(|error| Refusal::Damaged(error.to_string()))?;
        if count == 0 {
            return Ok(size);
        }
        if let Some(scan) = &mut scan {
            if size == 0 && is_wide(&chunk[..count]) {
                return Err(Refusal::Damaged("UTF-16".to_owned()));
            }
            scan.feed(&chunk[..count])?;
        }
        size += count as u64;
        if size > LARGE && size / packed.max(1) > MAX_RATIO {
            return Err(Refusal::Bomb);
        }
        if size > limit {
            return Err(Refusal::Heavy(limit));
        }
    }
}

/// Whether a part is in UTF-16, whose tags would not be seen.
fn is_wide(front: &[u8]) -> bool {
    front.starts_with(&[0xff, 0xfe]) || front.starts_with(&[0xfe, 0xff]) || front.contains(&0)
}

fn limit(name: &str) -> u64 {
    let kept = ["styles.xml", "theme1.xml", "workbook.xml"].iter().any(|end| name.ends_with(end));
    if name.ends_with("sharedstrings.xml") {
        MAX_STRINGS
    } else if name.contains("worksheets/") && !kept {
        MAX_TOTAL
    } else {
        MAX_PART
    }
}

fn damaged(error: &ZipError) -> Refusal {
    Refusal::Damaged(error.to_string())
}
