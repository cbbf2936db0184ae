//! The fonts that a user has put into the workspace: found by their names, and never trusted.

use std::collections::BTreeSet;

use typst::foundations::Bytes;

use super::face::{self, Face};
use super::{Role, Wishes, known};
use crate::diag::{Fault, Words, words};
use crate::text::Files;

/// The folder of fonts in a workspace.
const FOLDER: &str = "templates/fonts";

/// The largest font file that is used: several times the largest that official documents need.
const MAX_BYTES: usize = 64 << 20;

/// Something to tell the user about a font file of theirs that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file.
    pub file: String,
    /// What is the matter.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
}

impl Note {
    fn new(file: &str, message: Words, help: Option<Words>) -> Self {
        Self { file: file.to_owned(), message, help }
    }
}

/// What the user's folder has.
#[derive(Default)]
pub(super) struct Found {
    /// At most one face for each role.
    pub(super) faces: Vec<Face>,
    /// The face chosen for digits and Latin letters.
    pub(super) latin: Option<Face>,
    /// The names in looks whose chosen families are here.
    pub(super) met: BTreeSet<String>,
}

/// The faces to use, and what became of the other files.
pub(super) fn find(files: &dyn Files, wishes: &Wishes) -> Result<(Found, Vec<Note>), Fault> {
    let mut notes = Vec::new();
    let mut found = Vec::new();
    let mut all = Found::default();
    for path in files.list(FOLDER)?.into_iter().filter(|path| is_users(path)) {
        match candidates(files, &path, wishes, &mut all) {
            Ok(some) => found.extend(some),
            Err(note) => notes.push(note),
        }
    }
    found.sort_by(|(rank, a), (other, b)| (a.role, rank, &a.file).cmp(&(b.role, other, &b.file)));

    let mut faces: Vec<Face> = Vec::new();
    for (_, face) in found {
        match faces.iter().find(|used| used.role == face.role) {
            None => faces.push(face),
            Some(used) if used.file == face.file => {}
            Some(used) => notes.push(second(&face, used)),
        }
    }
    all.faces = faces;
    Ok((all, notes))
}

/// Whether a path is a font file and none of ours.
fn is_users(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let font = matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc"));
    font && !Role::ALL.iter().any(|role| role.builtin() == path)
}

/// The faces of a file that can play a role, each with how far down the list its name is.
/// A family that the house has chosen comes before all.
fn candidates(
    files: &dyn Files,
    path: &str,
    wishes: &Wishes,
    all: &mut Found,
) -> Result<Vec<(usize, Face)>, Note> {
    let data = read(files, path)?;
    let mut sound = Vec::new();
    for index in 0..face::faces(&data) {
        match ttf_parser::Face::parse(&data, index) {
            Ok(parsed) if face::sane(&parsed) => sound.push((index, face::names(&parsed))),
            Ok(_) | Err(_) => {}
        }
    }
    let mut known = Vec::new();
    let mut chosen = false;
    for (index, names) in &sound {
        let face = |role| Face::of_user(role, path, data.clone(), *index);
        let chosen_for =
            wishes.iter().filter(|(_, family)| names.iter().any(|name| known::same(name, family)));
        for (alias, _) in chosen_for {
            let role = Role::of_alias(alias);
            let Some(face) = face(role.unwrap_or(Role::Songti)) else { continue };
            all.met.insert(alias.clone());
            chosen = true;
            match role {
                Some(_) => known.push((0, face)),
                None => all.latin = Some(face),
            }
        }
        let ranked = names.iter().filter_map(|name| known::role(name));
        let usual = ranked.min_by_key(|(_, rank)| *rank);
        known.extend(usual.and_then(|(role, rank)| Some((rank + 1, face(role)?))));
    }
    if known.is_empty() && !chosen { Err(useless(path, &sound)) } else { Ok(known) }
}

fn read(files: &dyn Files, path: &str) -> Result<Bytes, Note> {
    let bytes = files.read(path).map_err(|error| {
        let fault = Fault::from(error);
        Note::new(path, fault.words, fault.help)
    })?;
    let megabytes = bytes.len() >> 20;
    if bytes.len() > MAX_BYTES {
        let message = words!(
            "字体文件有 {megabytes} MB，超过 64 MB，未使用",
            "the font has {megabytes} MB, more than 64, and is not used"
        );
        let help = words!("换一个小一些的字体文件", "put a smaller font file in its place");
        return Err(Note::new(path, message, Some(help)));
    }
    Ok(Bytes::new(bytes))
}

/// Why nothing in a file can be used.
fn useless(path: &str, sound: &[(u32, Vec<String>)]) -> Note {
    let Some(name) = sound.iter().flat_map(|(_, names)| names).next() else {
        let message =
            words!("不是可用的字体文件，未使用", "this is no usable font file; it is not used");
        let help = words!(
            "换成完好的 .ttf、.otf 或 .ttc 文件",
            "put a sound .ttf, .otf or .ttc file in its place"
        );
        return Note::new(path, message, Some(help));
    };
    let message = words!(
        "字体“{name}”不是公文所用的字体，未使用",
        "the font `{name}` has no role in official documents; it is not used"
    );
    let help = words!(
        "可用的是小标宋、黑体、楷体、仿宋和宋体",
        "usable are 小标宋, 黑体, 楷体, 仿宋 and 宋体"
    );
    Note::new(path, message, Some(help))
}

/// Says that a role was already taken.
fn second(face: &Face, used: &Face) -> Note {
    let (role, family, other) = (face.role.chinese(), &face.family, &used.family);
    let message = words!(
        "{role}已用“{other}”，“{family}”未使用",
        "{role} is already played by `{other}`; `{family}` is not used"
    );
    let help = words!("每种字体只留一个文件", "keep one file for each typeface");
    Note::new(&face.file, message, Some(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{Fonts, Origin};
    use crate::text::{Memory, builtin};

    /// One of our files with its family renamed in place: names are UTF-16 and of equal length.
    fn renamed(role: Role, from: &str, to: &str) -> Vec<u8> {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let (from, to) = (wide(from), wide(to));
        assert_eq!(from.len(), to.len());
        let mut bytes = builtin::bytes(role.builtin()).unwrap().to_vec();
        while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
            bytes[at..at + to.len()].copy_from_slice(&to);
        }
        bytes
    }

    fn load<const N: usize>(files: [(&str, Vec<u8>); N]) -> (Fonts, Vec<Note>) {
        Fonts::load(&Memory::from_iter(files)).unwrap()
    }

    #[test]
    fn a_font_of_the_user_takes_its_role_and_ours_stands_behind_it() {
        let file = renamed(Role::Heiti, "Noto Sans SC", "FZHei-B01   ");
        let (fonts, notes) = load([("templates/fonts/mine.TTF", file)]);
        assert_eq!(notes, []);
        assert_eq!(fonts.faces().len(), 6);
        let face = fonts.which(Role::Heiti, '国').unwrap();
        assert_eq!((face.origin, face.file.as_str()), (Origin::User, "templates/fonts/mine.TTF"));
        let at = |alias| fonts.aliases.iter().find(|(known, _)| known == alias).unwrap().1;
        assert_eq!(fonts.faces[at("heiti")].origin, Origin::User);
        assert_eq!(fonts.faces[at("heiti-2")].origin, Origin::Builtin);
    }

    #[test]
    fn a_broken_font_is_noted_and_left_out() {
        let cut = builtin::bytes(Role::Heiti.builtin()).unwrap()[..4096].to_vec();
        let (fonts, notes) = load([
            ("templates/fonts/a.ttf", b"not a font".to_vec()),
            ("templates/fonts/b.otf", Vec::new()),
            ("templates/fonts/c.ttc", b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec()),
            ("templates/fonts/d.ttf", cut),
        ]);
        assert_eq!(fonts.faces().len(), 5);
        let files: Vec<&str> = notes.iter().map(|note| note.file.as_str()).collect();
        assert_eq!(files.len(), 4, "{notes:?}");
    }

    #[test]
    fn a_font_with_no_role_and_a_second_font_for_a_role_are_noted() {
        let (fonts, notes) = load([
            ("templates/fonts/a.ttf", renamed(Role::Heiti, "Noto Sans SC", "Unknown Font")),
            ("templates/fonts/b.ttf", renamed(Role::Heiti, "Noto Sans SC", "SimHei      ")),
            ("templates/fonts/c.ttf", renamed(Role::Heiti, "Noto Sans SC", "FZHei-B01   ")),
        ]);
        assert_eq!(fonts.which(Role::Heiti, '国').unwrap().file, "templates/fonts/c.ttf");
        let files: Vec<&str> = notes.iter().map(|note| note.file.as_str()).collect();
        assert_eq!(files, ["templates/fonts/a.ttf", "templates/fonts/b.ttf"]);
    }

    #[test]
    fn a_copy_of_our_own_file_in_the_workspace_is_ours() {
        let (fonts, notes) = load([(Role::Songti.builtin(), b"never read".to_vec())]);
        assert_eq!((fonts.faces().len(), notes), (5, Vec::new()));
    }
}
