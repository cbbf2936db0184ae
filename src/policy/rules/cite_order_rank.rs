//! # 依据的次序 · the order of what is cited
//!
//! ## 为什么
//! 并列的依据通常效力高的在前：法律、法规、规章，然后是文件。次序颠倒不影响效力，但读者会以为后面的是
//! 附带引用。只看一句里并列引用、登记了类别的；其他写法不作判断。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: law, title: 社会保险法, issuer: 全国人民代表大会常务委员会, kind_of: law}
//!   - {id: rule, title: 监管规章, issuer: 国家医疗保障局, kind_of: rule}
//!   - {id: doc, title: 监管通知, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml
//! kind: notice
//! body: |
//!   根据《社会保险法》《监管规章》和《监管通知》检查。按《监管通知》自查，依照《社会保险法》处理。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: law, title: 社会保险法, issuer: 全国人民代表大会常务委员会, kind_of: law}
//!   - {id: doc, title: 监管通知, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # hint+3「《社会保险法》」法律通常排在文件前面
//! # hint+3「law」法律通常排在文件前面
//! body: |
//!   根据《监管通知》和《社会保险法》检查。
//!   根据{{ cite("doc") }}、{{ cite("law") }}检查。
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Level, words};
use crate::model::Field;
use crate::model::quoting::{self, normal};
use crate::policy::{
    Check, Citing, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：依据按效力由高到低排列",
    since: "0.1.0",
    ids: &["H14"],
    check: Check::Prepared(check),
};

/// The sorts of laws and papers, the strongest first.
const RANKS: [(&str, &str, &str); 4] = [
    ("law", "法律", "laws"),
    ("regulation", "法规", "regulations"),
    ("rule", "规章", "rules"),
    ("document", "文件", "papers"),
];

/// The place of each registered entry in `RANKS`, by title and by id.
type Ranks = BTreeMap<String, usize>;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let mut ranks = Ranks::new();
    let records = whole.records.iter().filter(|record| record.kind.value == "citations");
    for entry in records.flat_map(|record| record.root.items_of("citations")) {
        let sort = entry.get("kind_of").and_then(Field::text);
        let Some(rank) = RANKS.iter().position(|(own, ..)| Some(*own) == sort) else { continue };
        for key in ["title", "id"] {
            ranks.extend(entry.words_of(key).map(|name| (normal(&name.value), rank)));
        }
    }
    if ranks.is_empty() {
        return idle();
    }
    of_papers(move |among, report| {
        among.sources().prose.iter().for_each(|citing| judge(citing, &ranks, report));
    })
}

/// One that is cited: where the citation begins and ends, what to mark, and its rank.
struct Cited {
    whole: Range<usize>,
    mark: Range<usize>,
    rank: Option<usize>,
}

fn judge(citing: &Citing<'_>, ranks: &Ranks, report: &mut Report) {
    // What is cited alone stands before and behind nothing.
    if citing.quotes.len() + citing.holes.len() < 2 {
        return;
    }
    let (field, text) = (citing.field, citing.text);
    let quotes = citing.quotes.iter().map(|quote| {
        let rank = quote.title.as_ref().and_then(|title| ranks.get(title).copied());
        Cited { whole: quote.range.clone(), mark: quote.range.clone(), rank }
    });
    let holes = citing.all_holes.iter().filter_map(|hole| {
        let cited = citing.holes.iter().find(|cited| hole.contains(&cited.range.start))?;
        let (mark, rank) = (cited.range.clone(), ranks.get(cited.id).copied());
        Some(Cited { whole: hole.clone(), mark, rank })
    });
    let mut all: Vec<Cited> = quotes.chain(holes).collect();
    all.sort_by_key(|cited| cited.whole.start);
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        let between = text.get(first.whole.end..second.whole.start).unwrap_or(".");
        let (Some(a), Some(b)) = (first.rank, second.rank) else { continue };
        if b >= a || !quoting::enumerates(between) {
            continue;
        }
        let ((_, strong, strong_en), (_, weak, weak_en)) = (RANKS[b], RANKS[a]);
        report
            .at(
                field.at(second.mark.clone()),
                words!("{strong}通常排在{weak}前面", "{strong_en} usually stand before {weak_en}"),
            )
            .also(field.at(first.mark.clone()), words!("排在前面的", "what stands before it"))
            .help(words!("效力高的移到前面", "move the stronger one forward"));
    }
}
