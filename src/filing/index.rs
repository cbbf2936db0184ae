//! Finds the institution of a roster that a code, a number or a name belongs to.
//!
//! Memory holds a hash for each; the roster itself is asked before anybody is taken for anybody.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::Fault;
use crate::roster::{self, Roster, Row};

/// How many rows are read at once.
const CHUNK: usize = 1000;

/// By what an institution is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// 统一社会信用代码.
    CreditCode,
    /// 机构编码.
    Code,
    /// 编号 of the letter.
    Serial,
    /// 机构名称, which identifies nobody and only explains.
    Name,
}

impl Key {
    pub(super) const ALL: [Self; 4] = [Self::CreditCode, Self::Code, Self::Serial, Self::Name];

    /// The field of its column.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::CreditCode => "credit_code",
            Self::Code => "code",
            Self::Serial => "serial",
            Self::Name => "institution",
        }
    }
}

/// What became of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// It is this one, by its place in the roster.
    One(usize, Row),
    /// Several have it.
    Several,
    /// Nobody has it.
    Nobody,
    /// The roster has no such column, or nothing in it.
    Unasked,
}

/// The roster by hashes.
pub(super) struct Index<'r> {
    roster: &'r Roster,
    sorted: [Vec<(u64, u32)>; Key::ALL.len()],
}

impl<'r> Index<'r> {
    /// Reads the roster once.
    pub(super) fn new(roster: &'r Roster) -> Result<Self, Fault> {
        let mut sorted: [Vec<(u64, u32)>; Key::ALL.len()] = Default::default();
        for start in (0..roster.len()).step_by(CHUNK) {
            let rows = roster.rows(start..(start + CHUNK).min(roster.len()))?;
            for (at, row) in (start..).zip(&rows) {
                for key in Key::ALL {
                    let value = plain(value(roster, row, key));
                    if !value.is_empty() {
                        let place = u32::try_from(at).unwrap_or(u32::MAX);
                        sorted[key as usize].push((hash(&value), place));
                    }
                }
            }
        }
        for all in &mut sorted {
            all.sort_unstable();
        }
        Ok(Self { roster, sorted })
    }

    /// Looks for what somebody has written.
    pub(super) fn find(&self, key: Key, written: &str) -> Result<Found, Fault> {
        let sorted = &self.sorted[key as usize];
        if sorted.is_empty() {
            return Ok(Found::Unasked);
        }
        let wanted = plain(written);
        let own = hash(&wanted);
        let from = sorted.partition_point(|(hash, _)| *hash < own);
        let mut found = Found::Nobody;
        for (_, at) in sorted[from..].iter().take_while(|(hash, _)| *hash == own) {
            let row = self.roster.row(*at as usize)?;
            if plain(value(self.roster, &row, key)) == wanted {
                if found != Found::Nobody {
                    return Ok(Found::Several);
                }
                found = Found::One(*at as usize, row);
            }
        }
        Ok(found)
    }
}

/// What a row of the roster has under a key.
pub(super) fn value<'v>(roster: &Roster, row: &'v Row, key: Key) -> &'v str {
    if key == Key::Serial {
        return roster::serial(roster.columns(), &row.values);
    }
    let value = roster.column(key.field()).and_then(|at| row.values.get(at));
    value.map_or("", String::as_str)
}

/// A code or name without what typing it varies in: blanks, full width and case.
pub(super) fn plain(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let kept = text.chars().filter(|c| !c.is_whitespace()).map(narrow);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filing::example::roster;

    #[test]
    fn an_institution_is_found_by_whatever_is_its_own() {
        let roster = roster();
        let index = Index::new(&roster).unwrap();
        let find = |key, text| match index.find(key, text).unwrap() {
            Found::One(at, _) => Some(at),
            Found::Several | Found::Nobody | Found::Unasked => None,
        };
        assert_eq!(find(Key::Code, "H44070300001"), Some(0));
        assert_eq!(find(Key::Code, " ｈ44070300001 "), Some(0), "as it may be typed");
        assert_eq!(find(Key::Serial, "H44070300001"), Some(0), "its code is its number");
        assert_eq!(find(Key::Serial, "JH-7"), Some(1));
        assert_eq!(find(Key::Name, "江门市江海区示例医院"), Some(2));
        assert_eq!(find(Key::Code, "H44070300009"), None);
    }

    #[test]
    fn what_the_roster_does_not_hold_is_no_contradiction() {
        let roster = roster();
        let index = Index::new(&roster).unwrap();
        assert_eq!(index.find(Key::CreditCode, "12440700MB2C00001A").unwrap(), Found::Unasked);
        assert_eq!(index.find(Key::Name, "示例药店").unwrap(), Found::Several);
    }
}
