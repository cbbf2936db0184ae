//! # 开头过长 · a long way to the point
//!
//! ## 为什么
//! 文件要求开门见山。背景和意义占了一大截，读到第一项任务要翻页，该办的事反而埋在后面。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! preamble: |
//!   为做好基金监管工作，制定本方案。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! # hint+2「医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。」开头占全文的23%，办什么事要往后找
//! preamble: |
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//!   医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。医保基金是群众的看病钱。
//! sections: [&s {text: "各地要组织检查，督促整改。各地要组织检查，督促整改。各地要组织检查，督促整改。各地要组织检查，督促整改。各地要组织检查，督促整改。各地要组织检查，督促整改。"}, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s]
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::General,
    authority: "《整治形式主义为基层减负若干规定》",
    since: "0.1.0",
    ids: &["D17"],
    check: Check::Paper(check),
};

/// Shorter papers and shorter openings are never too long.
const WHOLE: usize = 1500;
const OPENING: usize = 300;
/// The share of the whole that an opening may take, in percent.
const SHARE: usize = 15;

fn check(paper: &Paper, report: &mut Report) {
    let Some(preamble) = paper.root.get("preamble") else { return };
    let text = preamble.text().unwrap_or_default();
    if text.chars().count() <= OPENING {
        return;
    }
    // Headings inside an opening begin the matter itself.
    let opening = text.split("\n#").next().unwrap_or_default().trim().chars().count();
    if opening <= OPENING {
        return;
    }
    let prose = wording::prose(paper);
    let whole: usize = prose.map(|wording| wording.text.chars().count()).sum();
    if whole > WHOLE && opening * 100 > whole * SHARE {
        let share = opening * 100 / whole;
        report
            .at(
                preamble.inside(),
                words!(
                    "开头占全文的{share}%，办什么事要往后找",
                    "the opening takes {share}% of the paper"
                ),
            )
            .help(words!(
                "背景意义写一两句，直接说任务",
                "say the background in a sentence or two"
            ));
    }
}
