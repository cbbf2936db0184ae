//! # 机关、国家、地方的名称写错 · a miswritten name of a body or a place
//!
//! ## 为什么
//! 名称错一个字，整份文件都不可信。这里只认已知的写法错误，登记过的单位另有规则核对。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   中华人民共和国，人民政府，江门市市场监督管理局，教育体育局局长，工业与信息化融合，系统记局部数据，
//!   医疗保障障碍，公共安全，政府办公定额。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「人民政俯」“人民政俯”应为“人民政府”
//! # warning+2「市场监督管局」“市场监督管局”应为“市场监督管理局”
//! text: |
//!   报人民政俯批准，抄送市场监督管局。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   报人民政府批准，抄送市场监督管理局。
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
    authority: "实务：名称错字词表",
    since: "0.1.0",
    ids: &["K37"],
    check: Check::Listed(|| WORDS.words(), check),
};

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../name_typo_lexicon.tsv")));

fn check(paper: &Paper, report: &mut Report) {
    WORDS.report(paper, report);
}
