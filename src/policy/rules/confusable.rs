//! # 音近义近的词 · one of two words that sound alike
//!
//! ## 为什么
//! 权力和权利、反映和反应、必须和必需读音相同，意思不同。词表只收上下文能够断定的说法；是否采纳由人决定。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   反映问题，药品不良反应情况，化学反应问题，权利义务，国家权力机关，办公权利，必须品质优良，必需品，
//!   作出决定，做出规定动作，边防检查官，引导至门诊，发给与会人员，教授与学生，天赋与努力，业界时常，
//!   法治政府，全国法制宣传日，奖励次数，燃气泄漏，泄露秘密，世界时间，供给与需求，检查院感防控。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「反应问题」“反应问题”应为“反映问题”
//! # warning+2「必需遵守」“必需遵守”应为“必须遵守”
//! text: |
//!   向上级反应问题，有关规定必需遵守。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   向上级反映问题，有关规定必须遵守。
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
    authority: "实务：易混词词表",
    since: "0.1.0",
    ids: &["K35"],
    check: Check::Listed(|| WORDS.words(), check),
};

static WORDS: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::read(include_str!("../confusable_lexicon.tsv")));

fn check(paper: &Paper, report: &mut Report) {
    WORDS.report(paper, report);
}
