//! The five typefaces of an official document, and which font plays each of them.
//!
//! Looks name roles and never font files: `fangsong` is whatever plays 仿宋 here, and `fangsong-2`
//! is our own font behind it, so that a look works on every machine. Faces reach Typst under these
//! names and as regular in weight, because two of our files bear one family name.

mod face;
mod known;

use typst::foundations::Bytes;
use typst::text::{
    Font, FontBook, FontStretch, FontStyle, FontVariant, FontWeight, is_default_ignorable,
};
use typst::utils::LazyHash;

use crate::diag::{Fault, Words, words};
use crate::text::{Files, builtin};

pub use face::{Face, Origin};

/// The folder of fonts, in the tree and in a workspace.
const FOLDER: &str = "templates/fonts";

/// The largest font file that is read: twice the largest that official documents use.
const MAX_BYTES: usize = 64 << 20;

/// A typeface by its part in an official document (GB/T 9704-2012, 5.2.2 and 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 小标宋: the issuer mark and titles.
    Xiaobiaosong,
    /// 黑体: headings of the first level, secrecy and urgency.
    Heiti,
    /// 楷体: headings of the second level, signers.
    Kaiti,
    /// 仿宋: everything that is not said otherwise.
    Fangsong,
    /// 宋体: page numbers, and what no other font can draw.
    Songti,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Xiaobiaosong, Self::Heiti, Self::Kaiti, Self::Fangsong, Self::Songti];

    /// Its name in looks.
    pub fn alias(self) -> &'static str {
        match self {
            Self::Xiaobiaosong => "xiaobiaosong",
            Self::Heiti => "heiti",
            Self::Kaiti => "kaiti",
            Self::Fangsong => "fangsong",
            Self::Songti => "songti",
        }
    }

    /// Its Chinese name.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Xiaobiaosong => "小标宋",
            Self::Heiti => "黑体",
            Self::Kaiti => "楷体",
            Self::Fangsong => "仿宋",
            Self::Songti => "宋体",
        }
    }

    /// The role of a name in looks, with or without the `-2` of our own font behind a user's.
    pub fn of_alias(alias: &str) -> Option<Self> {
        let alias = alias.strip_suffix("-2").unwrap_or(alias);
        Self::ALL.into_iter().find(|role| role.alias() == alias)
    }

    /// The file that the program carries for it.
    fn builtin(self) -> &'static str {
        match self {
            Self::Xiaobiaosong => "templates/fonts/NotoSerifSC-Black-subset.ttf",
            Self::Heiti => "templates/fonts/NotoSansSC-Medium-subset.ttf",
            Self::Kaiti => "templates/fonts/LXGWWenKaiGBLite-Regular.ttf",
            Self::Fangsong => "templates/fonts/LXGWZhuqueFangsong-Regular.ttf",
            Self::Songti => "templates/fonts/NotoSerifSC-Regular.ttf",
        }
    }
}

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

/// The fonts of a run.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    /// The names in looks, each with the face it stands for: what Typst's indices count.
    aliases: Vec<(String, usize)>,
    book: LazyHash<FontBook>,
}

impl Fonts {
    /// Our fonts, with the user's before them where the workspace has any.
    ///
    /// A broken font file never stops a run: it is noted and left out. A file with the path of one
    /// of ours counts as ours and is not read.
    ///
    /// # Errors
    /// When the folder of fonts cannot be listed.
    pub fn load(files: &dyn Files) -> Result<(Self, Vec<Note>), Fault> {
        let mut notes = Vec::new();
        let mut found = Vec::new();
        for path in files.list(FOLDER)?.into_iter().filter(|path| is_users(path)) {
            match candidates(files, &path) {
                Ok(some) => found.extend(some),
                Err(note) => notes.push(note),
            }
        }
        found.sort_by(|(rank, a), (other, b)| {
            (a.role, rank, &a.file).cmp(&(b.role, other, &b.file))
        });

        let mut faces: Vec<Face> = Vec::new();
        for (_, face) in found {
            match faces.iter().find(|used| used.role == face.role) {
                None => faces.push(face),
                Some(used) if used.file == face.file => {}
                Some(used) => notes.push(second(&face, used)),
            }
        }
        Ok((Self::of(faces), notes))
    }

    /// The fonts that the program carries, and nothing else.
    pub fn builtin() -> Self {
        Self::of(Vec::new())
    }

    /// Our fonts behind those of the user.
    fn of(users: Vec<Face>) -> Self {
        let mut faces = users;
        faces.extend(Role::ALL.map(carried));
        faces.sort_by_key(|face| (face.role, face.origin == Origin::Builtin));

        let mut aliases = Vec::new();
        for role in Role::ALL {
            let mut of_role = faces.iter().enumerate().filter(|(_, face)| face.role == role);
            let (first, _) = of_role.next().expect("we carry a font for every role");
            let (last, _) = of_role.next().unwrap_or((first, &faces[first]));
            aliases.push((role.alias().to_owned(), first));
            aliases.push((format!("{}-2", role.alias()), last));
        }
        let book = aliases.iter().map(|(alias, at)| {
            let mut info = faces[*at].font().info().clone();
            info.family.clone_from(alias);
            info.variant =
                FontVariant::new(FontStyle::Normal, FontWeight::REGULAR, FontStretch::NORMAL);
            info
        });
        Self { book: LazyHash::new(FontBook::from_infos(book)), aliases, faces }
    }

    /// The faces in use: by role, the user's before ours.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The face that draws a character in a role: the user's, ours, and then those of 宋体.
    pub fn which(&self, role: Role, c: char) -> Option<&Face> {
        let own = self.faces.iter().filter(move |face| face.role == role);
        let last = self.faces.iter().filter(|face| face.role == Role::Songti);
        own.chain(last).find(|face| face.covers(c))
    }

    /// Whether a character can be drawn in a role.
    pub fn covers(&self, role: Role, c: char) -> bool {
        self.which(role, c).is_some()
    }

    /// The characters that cannot be drawn in a role, with their byte offsets.
    pub fn missing(&self, text: &str, role: Role) -> Vec<(usize, char)> {
        let drawn = |c: char| c != ' ' && !c.is_control() && !is_default_ignorable(c);
        text.char_indices().filter(|(_, c)| drawn(*c) && !self.covers(role, *c)).collect()
    }

    /// What Typst knows of the fonts.
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// A font by its index in the book.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.aliases.get(index).map(|(_, at)| self.faces[*at].font().clone())
    }

    /// The name in looks of a font that came from here; empty for a stranger.
    pub fn alias(&self, font: &Font) -> &str {
        let same = |face: &Face| {
            let (data, own) = (font.data(), face.font().data());
            data.as_ptr() == own.as_ptr() && font.index() == face.font().index()
        };
        let found = self.aliases.iter().find(|(_, at)| same(&self.faces[*at]));
        found.map_or("", |(alias, _)| alias)
    }
}

/// The font that the program carries for a role.
fn carried(role: Role) -> Face {
    let path = role.builtin();
    let bytes = builtin::bytes(path).expect("the program carries its fonts");
    Face::new(role, path, Origin::Builtin, Bytes::new(bytes), 0).expect("our fonts are sound")
}

/// Whether a path is a font file and none of ours.
fn is_users(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let font = matches!(extension.as_deref(), Some("ttf" | "otf" | "ttc"));
    font && !Role::ALL.iter().any(|role| role.builtin() == path)
}

/// The faces of a user's file that can play a role, each with how far down the list its name is.
fn candidates(files: &dyn Files, path: &str) -> Result<Vec<(usize, Face)>, Note> {
    let note = |message, help| Note { file: path.to_owned(), message, help };
    let bytes = files.read(path).map_err(|error| {
        let fault = Fault::from(error);
        note(fault.words, fault.help)
    })?;
    if bytes.len() > MAX_BYTES {
        let megabytes = bytes.len() >> 20;
        return Err(note(
            words!(
                "字体文件有 {megabytes} MB，超过 64 MB，未使用",
                "the font has {megabytes} MB, more than 64, and is not used"
            ),
            None,
        ));
    }
    let data = Bytes::new(bytes);
    let parsed = (0..face::faces(&data)).filter_map(|index| {
        let parsed = ttf_parser::Face::parse(&data, index).ok()?;
        face::sane(&parsed).then(|| (index, face::names(&parsed)))
    });
    let parsed: Vec<(u32, Vec<String>)> = parsed.collect();
    if parsed.is_empty() {
        return Err(note(
            words!("不是可用的字体文件，已忽略", "this is no usable font file and is ignored"),
            Some(words!(
                "换成完好的 .ttf、.otf 或 .ttc 文件",
                "put a sound .ttf, .otf or .ttc file in its place"
            )),
        ));
    }
    let known = parsed.iter().filter_map(|(index, names)| {
        let (role, rank) =
            names.iter().filter_map(|name| known::role(name)).min_by_key(|(_, rank)| *rank)?;
        Some((rank, Face::new(role, path, Origin::User, data.clone(), *index)?))
    });
    let known: Vec<(usize, Face)> = known.collect();
    if known.is_empty() {
        let names = parsed.iter().flat_map(|(_, names)| names).next();
        let name = names.map_or("?", String::as_str);
        return Err(note(
            words!(
                "字体“{name}”不是公文用字，未使用",
                "the font `{name}` plays no role in official documents and is not used"
            ),
            Some(words!(
                "能用的是小标宋、黑体、楷体、仿宋、宋体",
                "usable are 小标宋, 黑体, 楷体, 仿宋 and 宋体"
            )),
        ));
    }
    Ok(known)
}

/// Says that a role was already taken.
fn second(face: &Face, used: &Face) -> Note {
    let (role, family, other) = (face.role.chinese(), &face.family, &used.family);
    Note {
        file: face.file.clone(),
        message: words!(
            "{role}已用“{other}”，“{family}”未使用",
            "{role} is already played by `{other}`; `{family}` is not used"
        ),
        help: Some(words!("每种字体只留一个文件", "keep one file for each typeface")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;

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
    fn without_fonts_of_the_user_ours_play_every_role() {
        let (fonts, notes) = load([("templates/fonts/readme.txt", b"x".to_vec())]);
        assert_eq!(notes, []);
        assert_eq!(fonts.faces().len(), 5);
        assert!(fonts.faces().iter().all(|face| face.gb2312() == 6763));
        for role in Role::ALL {
            assert_eq!(fonts.which(role, '国').unwrap().role, role);
            assert_eq!(Role::of_alias(&format!("{}-2", role.alias())), Some(role));
        }
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
    fn what_a_role_lacks_comes_from_songti_and_what_nobody_has_is_missing() {
        let fonts = Fonts::builtin();
        assert_eq!(fonts.which(Role::Heiti, '㐁').unwrap().role, Role::Songti);
        assert!(fonts.covers(Role::Fangsong, '堃'));
        assert_eq!(fonts.missing("王堃\n \u{200b}", Role::Fangsong), []);
        assert_eq!(fonts.missing("王\u{e000}、", Role::Kaiti), [(3, '\u{e000}')]);
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
