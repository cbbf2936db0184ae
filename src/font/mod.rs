//! The five typefaces of an official document, and which font plays each of them.
//!
//! Looks name roles and never font files: `fangsong` is whatever plays 仿宋 here, and `fangsong-2`
//! is our own font behind it, so that a look works on every machine. Faces reach Typst under these
//! names and as regular in weight, because two of our files bear one family name.

mod face;
mod known;
mod users;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use typst::text::{
    Font, FontBook, FontStretch, FontStyle, FontVariant, FontWeight, is_default_ignorable,
};
use typst::utils::LazyHash;

use crate::diag::Fault;
use crate::text::{Cell, Files, Plane, builtin, cells};

pub use face::{Face, Origin};
pub use users::Note;

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

/// The families that a house has chosen, by the names that looks know: a role's alias or [`LATIN`].
pub type Wishes = BTreeMap<String, String>;

/// The name in looks of the font for digits and Latin letters, where the house has chosen one.
pub const LATIN: &str = "latin";

/// The fonts of a run.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Face>,
    /// What the house has chosen for digits and Latin letters.
    latin: Option<Face>,
    /// The names in looks whose chosen families were found.
    met: BTreeSet<String>,
    /// The names in looks, each with the face it stands for: what Typst's indices count.
    aliases: Vec<(String, usize)>,
    book: OnceLock<LazyHash<FontBook>>,
    /// The characters that have been found to be drawn in every role, or to leave nothing on paper:
    /// whole papers are asked for character by character, and thousands of papers use the same few.
    everywhere: Plane,
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
        Self::load_as(files, &Wishes::new())
    }

    /// The same, where the house has chosen families of the user's for some roles.
    ///
    /// # Errors
    /// When the folder of fonts cannot be listed.
    pub fn load_as(files: &dyn Files, wishes: &Wishes) -> Result<(Self, Vec<Note>), Fault> {
        let (found, notes) = users::find(files, wishes)?;
        let mut fonts = Self::with(found.faces, found.latin);
        fonts.met = found.met;
        Ok((fonts, notes))
    }

    /// Whether the family that was chosen for a name in looks is here.
    pub fn met(&self, alias: &str) -> bool {
        self.met.contains(alias)
    }

    /// The font that the house has chosen for digits and Latin letters.
    pub fn latin(&self) -> Option<&Face> {
        self.latin.as_ref()
    }

    /// The fonts that the program carries, and nothing else.
    pub fn builtin() -> Self {
        Self::with(Vec::new(), None)
    }

    /// Our fonts behind those of the user.
    fn with(users: Vec<Face>, latin: Option<Face>) -> Self {
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
        // Behind the faces of the roles, as `face` counts.
        aliases.extend(latin.iter().map(|_| (LATIN.to_owned(), faces.len())));
        Self {
            faces,
            latin,
            met: BTreeSet::new(),
            aliases,
            book: OnceLock::new(),
            everywhere: Plane::default(),
        }
    }

    fn face(&self, at: usize) -> Option<&Face> {
        self.faces.get(at).or(self.latin.as_ref())
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
        let left = cells(text).filter(|(_, cell)| !self.draws(*cell));
        let left = left.filter_map(|(at, cell)| Some((at, char::from_u32(cell.code())?)));
        left.filter(|(_, c)| is_drawn(*c) && !self.covers(role, *c)).collect()
    }

    /// Whether a character can be drawn in every role.
    pub fn draws(&self, cell: Cell) -> bool {
        self.everywhere.holds(cell) || self.look_up(cell)
    }

    /// Looks into the fonts for a character, and keeps it in mind when every role draws it.
    #[cold]
    fn look_up(&self, cell: Cell) -> bool {
        let everywhere = |c| Role::ALL.into_iter().all(|role| self.covers(role, c));
        let drawn = char::from_u32(cell.code()).is_none_or(|c| !is_drawn(c) || everywhere(c));
        if drawn {
            self.everywhere.add(cell);
        }
        drawn
    }

    /// Makes what Typst needs of every font, on all cores, for whoever will lay out many papers.
    pub fn prepare(&self) {
        self.faces.par_iter().for_each(|face| _ = face.font());
        self.book();
    }

    /// What Typst knows of the fonts.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.book.get_or_init(|| {
            let faces =
                self.aliases.iter().filter_map(|(alias, at)| Some((alias, self.face(*at)?)));
            let infos = faces.map(|(alias, face)| {
                let mut info = face.font().info().clone();
                info.family.clone_from(alias);
                info.variant =
                    FontVariant::new(FontStyle::Normal, FontWeight::REGULAR, FontStretch::NORMAL);
                info
            });
            LazyHash::new(FontBook::from_infos(infos))
        })
    }

    /// A font by its index in the book.
    pub fn font(&self, index: usize) -> Option<Font> {
        let (_, at) = self.aliases.get(index)?;
        self.face(*at).map(|face| face.font().clone())
    }

    /// The name in looks of a font that came from here; empty for a stranger.
    pub fn alias(&self, font: &Font) -> &str {
        let same = |at| self.face(at).is_some_and(|face| face.is(font));
        let found = self.aliases.iter().find(|(_, at)| same(*at));
        found.map_or("", |(alias, _)| alias)
    }
}

/// Whether a character leaves anything on paper.
fn is_drawn(c: char) -> bool {
    c != ' ' && !c.is_control() && !is_default_ignorable(c)
}

/// The font that the program carries for a role.
fn carried(role: Role) -> Face {
    let path = role.builtin();
    let bytes = builtin::bytes(path).expect("the program carries its fonts");
    Face::carried(role, path, bytes).expect("our fonts are sound")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Memory;

    #[test]
    fn without_fonts_of_the_user_ours_play_every_role() {
        let files = Memory::from_iter([("templates/fonts/readme.txt", "x")]);
        let (fonts, notes) = Fonts::load(&files).unwrap();
        assert_eq!(notes, []);
        assert_eq!(fonts.faces().len(), 5);
        assert!(fonts.faces().iter().all(|face| face.gb2312() == 6763));
        for role in Role::ALL {
            assert_eq!(fonts.which(role, '国').unwrap().role, role);
            assert_eq!(Role::of_alias(&format!("{}-2", role.alias())), Some(role));
        }
    }

    #[test]
    fn what_a_role_lacks_comes_from_songti_and_what_nobody_has_is_missing() {
        let fonts = Fonts::builtin();
        assert_eq!(fonts.which(Role::Heiti, '㐁').unwrap().role, Role::Songti);
        assert!(fonts.covers(Role::Fangsong, '堃'));
        assert_eq!(fonts.missing("王堃\n \u{200b}", Role::Fangsong), []);
        assert_eq!(fonts.missing("王\u{e000}、", Role::Kaiti), [(3, '\u{e000}')]);
    }
}
