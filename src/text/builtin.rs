//! The files that the program carries inside it: our schemas, templates and fonts.

use super::{FileError, Files};

/// Every carried file with its path in the tree, sorted by path; `build.rs` writes the list.
static CARRIED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The bytes of a carried file, without a copy.
pub fn bytes(path: &str) -> Option<&'static [u8]> {
    let at = CARRIED.binary_search_by(|(carried, _)| (*carried).cmp(path)).ok()?;
    Some(CARRIED[at].1)
}

/// The paths of the carried files under a folder, sorted; all of them for an empty name.
pub fn list(folder: &str) -> impl Iterator<Item = &'static str> {
    CARRIED.iter().map(|(path, _)| *path).filter(move |path| {
        path.strip_prefix(folder).is_some_and(|rest| folder.is_empty() || rest.starts_with('/'))
    })
}

/// The carried files as [`Files`]. Reading copies: fonts are taken with [`bytes`] instead.
#[derive(Debug, Clone, Copy, Default)]
pub struct Builtin;

impl Files for Builtin {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        bytes(path).map(<[u8]>::to_vec).ok_or_else(|| FileError::Missing(path.to_owned()))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        Ok(list(folder).map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_its_fonts_and_their_licences() {
        let fonts: Vec<_> = list("templates/fonts").collect();
        assert!(fonts.contains(&"templates/fonts/NotoSerifSC-Regular.ttf"));
        assert!(fonts.contains(&"templates/fonts/OFL-NotoSerifSC.txt"));
        assert!(fonts.is_sorted());
        assert_eq!(list("templates/font").count(), 0);
    }

    #[test]
    fn every_listed_file_can_be_read() {
        for path in Builtin.list("").unwrap() {
            assert!(bytes(&path).is_some(), "{path}");
        }
        assert_eq!(Builtin.read("templates/x"), Err(FileError::Missing("templates/x".into())));
    }
}
