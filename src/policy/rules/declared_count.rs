//! # 写明的个数不符 · a stated count that is wrong
//!
//! ## 为什么
//! “以下四项措施”列了三项，读者会以为少印了一项。自报的个数（如 `pledge_count`）和“以下几项”都与
//! 实际列出的个数核对；文字里自带“一是、二是”或者冒号后面接着列的，说的是它自己，不核对。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! opening: 本单位郑重作出以下两项承诺，违反的处2万元以下三项工作经费的罚款：
//! pledge_count: 两
//! pledges:
//!   - 不虚构服务；
//!   - 不虚开票据。
//! ```
//!
//! ## Good
//! ```yaml
//! kind: requirements
//! sections:
//!   - heading: 加强管理
//!     text: 做好以下三项工作：一是制度，二是人员，三是场地。
//!     items:
//!       - {title: 制度, text: 健全制度。}
//!       - {title: 人员, text: 配齐人员。}
//!   - heading: 落实责任
//!     text: 抓好以下三个方面：一要压实责任，二要通报情况，三要严肃追责。
//!     items:
//!       - {title: 责任, text: 责任到人。}
//!   - heading: 做好总结
//!     text: 报送以下三项内容，不得遗漏：基本情况、主要做法、存在问题。
//!     items:
//!       - {title: 时间, text: 按时报送。}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! opening: 本单位郑重作出以下三项承诺： # error「三项承诺」写明3项，实列2项
//! pledge_count: 3 # error「3」写明3项，实列2项
//! pledges:
//!   - 不虚构服务；
//!   - 不虚开票据。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: requirements
//! sections:
//!   - heading: 加强管理
//!     text: 落实以下四项措施。 # error「四项措施」写明4项，实列1项
//!     items:
//!       - {title: 制度, text: 健全制度。}
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper, Value};
use crate::policy::{Check, Report, Rule, Strength, claims, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：写明的个数应当与所列的相同",
    since: "0.1.0",
    ids: &["D09"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    paper.root.walk(&mut |field| {
        let Value::Map(fields) = &field.value else { return };
        let lists: Vec<&Field> = fields.iter().filter(|field| is_list(field)).collect();
        for list in &lists {
            let counts = |of: &&Field| {
                of.name.strip_suffix("_count") == Some(list.name.trim_end_matches('s'))
            };
            let stated = fields.iter().find(counts);
            if let Some((stated, count)) = stated.and_then(|it| Some((it, claims::stated(it)?))) {
                judge(stated.span, count, list, report);
            }
        }
        let [list] = lists[..] else { return };
        for prose in fields.iter().filter(|field| field.leaf == Leaf::Prose) {
            for claim in claims::listed(prose.text().unwrap_or_default()) {
                judge(prose.at(claim.range), claim.count, list, report);
            }
        }
    });
}

/// Whether a field lists clauses or pledges; phases have a rule of their own.
fn is_list(field: &Field) -> bool {
    let Value::List(items) = &field.value else { return false };
    let fact = items.first().and_then(|item| item.fact());
    matches!(fact, Some("clause" | "pledge"))
}

fn judge(span: Span, stated: usize, list: &Field, report: &mut Report) {
    let count = list.items().len();
    if stated == count {
        return;
    }
    report
        .at(
            span,
            words!("写明{stated}项，实列{count}项", "it states {stated} items and has {count}"),
        )
        .also(list.head(), words!("所列各项", "the items"))
        .help(words!("补齐各项，或改正个数", "add what is missing, or correct the count"));
}
