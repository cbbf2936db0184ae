//! Rules: what one is, what it looks at, and who asks for it.

pub mod abbr;
mod among;
pub mod around;
pub mod baseline;
pub mod burden;
pub mod claims;
pub mod docno;
pub mod excuse;
pub mod forms;
pub mod gate;
pub mod headings;
pub mod held;
pub mod house;
pub mod jobs;
pub mod lexicon;
pub mod offices;
mod page;
pub mod privacy;
mod report;
pub mod rules;
mod run;
pub mod secrecy;
pub mod ties;
mod watch;
mod whole;
pub mod wording;

pub use among::{Among, Cited, Citing, Sources};
pub use gate::awaited;
pub use page::{Example, Expected, Part};
pub use report::{Draft, Report};
pub use run::{Silence, check};
pub use watch::Watched;
pub use whole::{Judge, Whole};
use whole::{idle, of_papers};

use std::sync::Arc;

use crate::diag::{Lang, Level};
use crate::doc::Doc;
use crate::doc::pages::Pages;
use crate::font::Fonts;
use crate::model::{Paper, Set};
use crate::text::Cell;

/// One rule. Each file of `rules/` holds exactly one, as `static RULE`.
pub struct Rule {
    /// The path of the rule's file; its stem is the rule's name.
    pub file: &'static str,
    /// The text of that file; its `//!` header is the handbook page and the test.
    pub text: &'static str,
    /// The level, unless the house says otherwise.
    pub level: Level,
    /// How strongly its authority asks for it; caps the level.
    pub strength: Strength,
    /// Who asks for it: a clause of a standard, an article of a rule, or practice, in Chinese.
    pub authority: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Its numbers in the catalogue of rules.
    pub ids: &'static [&'static str],
    /// What it looks at.
    pub check: Check,
}

/// How strongly an authority asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// 规定: the text says 应当, 必须 or states it as a fact.
    Mandatory,
    /// 一般: the text says 一般.
    General,
    /// 推荐: the text recommends it.
    Recommended,
    /// 实务: no text asks for it; offices do it.
    Practice,
    /// 内部: the papers contradict themselves, each other or the calendar.
    Internal,
}

impl Strength {
    /// The Chinese word for it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Mandatory => "规定",
            Self::General => "一般",
            Self::Recommended => "推荐",
            Self::Practice => "实务",
            Self::Internal => "内部",
        }
    }

    /// The English word for it.
    pub fn en(self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::General => "general",
            Self::Recommended => "recommended",
            Self::Practice => "practice",
            Self::Internal => "consistency",
        }
    }

    /// The most severe level a rule of this strength may have by itself.
    pub fn cap(self) -> Level {
        match self {
            Self::Mandatory | Self::Internal => Level::Error,
            Self::General | Self::Recommended | Self::Practice => Level::Warning,
        }
    }
}

/// A look at one paper.
pub type PaperCheck = fn(&Paper, &mut Report);

/// What a rule looks at.
pub enum Check {
    /// Each paper and registry alone.
    Paper(PaperCheck),
    /// Each paper and registry in whose texts one of these words stands, for about others there is
    /// nothing to say. The digit 0 in a word stands for any digit.
    Words(&'static [&'static str], PaperCheck),
    /// The same, for words that are made and not written down.
    Listed(fn() -> Vec<String>, PaperCheck),
    /// All of them together.
    Set(fn(&Whole<'_>, &mut Report)),
    /// Each paper among the others.
    Among(fn(&Among<'_>, &mut Report)),
    /// Each paper and registry among the others.
    Records(fn(&Among<'_>, &mut Report)),
    /// Each paper among the others, by what the rule makes of the set once.
    Prepared(for<'s> fn(&Arc<Whole<'s>>) -> Judge<'s>),
    /// What must hold before a paper of the set is issued; run by `check --release` and on issued
    /// papers.
    Release(fn(&Set, &Paper, &mut Report)),
    /// The document tree of one paper, and in which texts something may be found, wherever in a
    /// tree they stand.
    Doc(May, fn(&DocView<'_>, &mut Report)),
    /// The laid-out pages of one output.
    Pages(fn(&PagesView<'_>, &mut Report)),
}

/// In which texts a rule over document trees may find something.
#[derive(Clone, Copy)]
pub enum May {
    /// In those that have a character of which this is true.
    Have(fn(Cell, &Fonts) -> bool),
    /// In those that have one of these characters, and of which this is true.
    Hold(&'static str, fn(&str) -> bool),
}

/// The document tree of a paper, and the fonts it will be set in.
pub struct DocView<'a> {
    /// The paper it was made of.
    pub paper: &'a Paper,
    /// The tree.
    pub doc: &'a Doc,
    /// The fonts.
    pub fonts: &'a Fonts,
}

/// The pages of one output.
pub struct PagesView<'a> {
    /// The paper they were made of.
    pub paper: &'a Paper,
    /// The tree they were laid out from.
    pub doc: &'a Doc,
    /// The look they were laid out by.
    pub look: &'a str,
    /// The pages.
    pub pages: &'a Pages,
}

impl Rule {
    /// Who asks for it and how strongly, in a few words.
    pub fn asked_by(&self, lang: Lang) -> String {
        let authority = self.authority;
        match lang {
            // An authority of this strength says by itself what it is.
            Lang::Zh if self.strength == Strength::Internal => authority.to_owned(),
            Lang::Zh => format!("{authority}（{}）", self.strength.zh()),
            Lang::En => format!("{authority} ({})", self.strength.en()),
        }
    }

    /// The name: `date_invalid.rs` holds `date-invalid`.
    pub fn name(&self) -> String {
        let stem = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        stem.trim_end_matches(".rs").replace('_', "-")
    }
}

/// The rule of this name, or with this number in the catalogue.
pub fn find(name: &str) -> Option<&'static Rule> {
    let wanted = |rule: &&&Rule| rule.name() == name || rule.ids.contains(&name);
    rules::ALL.iter().find(wanted).copied()
}

/// The text of the file it stands in.
macro_rules! this_file {
    () => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", file!()))
    };
}
pub(crate) use this_file;
