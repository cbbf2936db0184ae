//! # 承诺书的要求与指引不一致 · letter and guide ask for different things
//!
//! ## 为什么
//! 指引说5月31日前交回，承诺书写4月30日前；指引说张贴件60×80厘米，承诺书写别的尺寸，基层只好来问。期限、接收
//! 单位和规格逐项比较，“5月底前”与“5月31日前”可能相同，不报。
//!
//! ## Good
//! ```yaml guide.yaml
//! kind: guide
//! date: 2022年3月11日
//! letters: [letter]
//! deadline: 2022年5月31日前
//! to: 各医疗保障局
//! sizes: {filing: A4, poster: 60 cm×80 cm}
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! date: 2022年3月11日
//! filing: {deadline: 2022年5月底前, to: 各医疗保障局, paper_size: A4, poster: 60cm×80cm}
//! ```
//!
//! ## Bad
//! ```yaml guide.yaml
//! kind: guide
//! date: 2022年3月11日
//! letters: [letter]
//! deadline: 2022年5月31日前
//! sizes: {poster: 60 cm×80 cm}
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! date: 2022年3月11日
//! filing:
//!   deadline: 2022年4月30日前 # error「2022年4月30日前」期限与指引的“2022年5月31日前”不一致
//!   poster: 50 cm×70 cm # error「50 cm×70 cm」张贴规格与指引的“60 cm×80 cm”不一致
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper, Set, TimeUse};
use crate::policy::jobs;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：承诺书、张贴件的要求与指引一致",
    since: "0.1.0",
    ids: &["L16"],
    check: Check::Among(check),
};

/// The same thing in a guide and in the letter it explains.
const PAIRS: [(&str, &str, &str, &str); 4] = [
    ("deadline", "filing.deadline", "期限", "deadline"),
    ("to", "filing.to", "接收单位", "receiving body"),
    ("sizes.filing", "filing.paper_size", "原件规格", "paper size"),
    ("sizes.poster", "filing.poster", "张贴规格", "poster size"),
];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, guide) = (among.set, among.paper);
    let letters = guide.root.items_of("letters").iter().filter_map(Field::text);
    for letter in letters.filter_map(|id| set.paper(id)) {
        for (there, here, zh, en) in PAIRS {
            let (Some(own), Some(other)) = (letter.root.get(here), guide.root.get(there)) else {
                continue;
            };
            if !differ((letter, own), (guide, other), set) {
                continue;
            }
            let written = other.text().unwrap_or_default();
            report
                .at(
                    own.span,
                    words!(
                        "{zh}与指引的“{written}”不一致",
                        "the {en} differs from `{written}` in the guide"
                    ),
                )
                .also(other.span, words!("指引", "the guide"))
                .help(words!("核对后改成一致", "make them agree"));
        }
    }
}

fn differ((letter, own): (&Paper, &Field), (guide, other): (&Paper, &Field), set: &Set) -> bool {
    let time = |paper: &'_ Paper, field: &Field| -> Option<TimeUse> {
        paper.facts.times.iter().find(|time| time.span == field.inside()).cloned()
    };
    if let (Some(own), Some(other)) = (time(letter, own), time(guide, other)) {
        return jobs::differ(&own, &other);
    }
    let (Some(own), Some(other)) = (own.text(), other.text()) else { return false };
    let bare = |text: &str| -> String { text.split_whitespace().collect() };
    set.names(letter).identity(own) != set.names(guide).identity(other) && bare(own) != bare(other)
}
