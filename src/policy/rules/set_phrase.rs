//! # 固定表述 · a set phrase that is not in its form
//!
//! ## 为什么
//! 机关的并称、缩略的提法有固定写法：“党中央、国务院”中间有顿号，“放管服”加引号。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   党中央、国务院决定，学习总书记重要讲话，“双随机、一公开”监管，“放管服”改革，市委市政府督查室，
//!   增强“四个意识”，全国人大常委会。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「党中央国务院」“党中央国务院”应为“党中央、国务院”
//! # warning+2「放管服改革」“放管服改革”应为““放管服”改革”
//! text: |
//!   落实党中央国务院部署，深化放管服改革。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   落实党中央、国务院部署，深化“放管服”改革。
//! ```

use std::sync::LazyLock;

use crate::diag::Level;
use crate::model::Paper;
use crate::policy::lexicon::Lexicon;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：固定表述词表",
    since: "0.1.0",
    ids: &["K36"],
    check: Check::Listed(|| WORDS.words(), check),
};

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../set_phrase_lexicon.tsv")));

fn check(paper: &Paper, report: &mut Report) {
    WORDS.report(paper, report);
}
