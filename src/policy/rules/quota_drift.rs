//! # 正文的数量要求与所定的不符 · another quota in prose than the one set
//!
//! ## 为什么
//! 计划里定的是“抽查比例不低于20%”，通知正文还写着15%，下面就不知道按哪个办。一句话里说到某项数量要求的事项、
//! 又直接写出百分比的，要与所定的相同；正文用 `quota(…)` 取用就不会走样。说完成情况、上年情况的，不看。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: inspection-plan
//! id: plan
//! items:
//!   - title: 监督检查
//!     quotas:
//!       - {id: cover, subject: 医疗机构抽查比例, at_least: 20, unit: "%"}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   医疗机构抽查比例不低于20%。医疗机构抽查比例为{{ quota("cover") }}。上年医疗机构抽查比例已达15%。
//!   医疗机构抽查比例由各地自定，药店检查比例为30%。
//! attachments: [plan]
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: inspection-plan
//! id: plan
//! items:
//!   - title: 监督检查
//!     quotas:
//!       - {id: cover, subject: 医疗机构抽查比例, at_least: 20, unit: "%"}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # warning+1「15%」“医疗机构抽查比例”定的是20%
//! body: 医疗机构抽查比例不低于15%。
//! attachments: [plan]
//! ```

use crate::diag::{Level, words};
use crate::model::facts::Quota;
use crate::model::{Paper, Set};
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, around, this_file, ties};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：正文的数量要求与所定的相同",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

/// Shorter subjects are words of everyday.
const SHORTEST: usize = 4;
/// Every clause is held against every quota; longer lists are tables and no prose.
const MOST: usize = 100;
/// What may stand between the subject and its share.
const LINKS: [&str; 14] = [
    "不低于",
    "不少于",
    "达到",
    "达",
    "应达到",
    "要达到",
    "应当达到",
    "为",
    "应不低于",
    "不得低于",
    "至少",
    "不超过",
    "控制在",
    "",
];
/// Words by which a clause speaks of what has been and not of what is to be.
const PAST: [&str; 8] = ["已", "上年", "去年", "截至", "上月", "同比", "原", "实际"];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let quotas: Vec<&Quota> = speaks_of(set, paper).into_iter().flat_map(shares).collect();
    if quotas.is_empty() || quotas.len() > MOST {
        return;
    }
    for words in wording::prose(paper) {
        for quota in &quotas {
            judge(quota, &words, report);
        }
    }
}

/// The papers whose quotas a paper speaks of: itself, what it attaches, its plan.
fn speaks_of<'s>(set: &'s Set, paper: &'s Paper) -> Vec<&'s Paper> {
    let mut all = vec![paper];
    let attached = paper.facts.attachments.iter();
    let attached = attached.filter_map(|entry| set.paper(&entry.paper.value));
    for other in attached.chain(ties::plan_of(paper, set)) {
        if all.iter().all(|known| known.source != other.source) {
            all.push(other);
        }
    }
    all
}

/// Quotas that are one share, of something that has a name.
fn shares(paper: &Paper) -> impl Iterator<Item = &Quota> {
    paper.facts.quotas.iter().filter(|quota| {
        quota.unit == "%"
            && quota.subject.chars().count() >= SHORTEST
            && (quota.at_least.is_some() != quota.at_most.is_some())
    })
}

fn judge(quota: &Quota, words: &Wording<'_>, report: &mut Report) {
    let Some((bound, place)) = quota.at_least.or(quota.at_most) else { return };
    for subject in words.find(&quota.subject) {
        let near = around::near(words.text, &subject);
        let before = words.text[near.start..subject.start].rsplit(['。', '；', '，']).next();
        let rest = &words.text[subject.end..];
        let links = LINKS.iter().filter(|link| rest.starts_with(**link));
        let Some(link) = links.max_by_key(|link| link.len()) else { continue };
        let start = subject.end + link.len();
        let end = around::number_from(words.text, start);
        let past = PAST.iter().any(|word| before.is_some_and(|before| before.contains(word)));
        let share = words.text[start..end].parse::<f64>();
        let (Ok(share), true, false) = (share, words.text[end..].starts_with('%'), past) else {
            continue;
        };
        if (share - bound).abs() > f64::EPSILON {
            tell(quota, bound, place, words.place(start..end + 1), report);
        }
    }
}

fn tell(quota: &Quota, bound: f64, place: Span, span: Span, report: &mut Report) {
    let subject = &quota.subject;
    report
        .at(span, words!("“{subject}”定的是{bound}%", "`{subject}` is set at {bound}%"))
        .also(place, words!("定在这里", "set here"))
        .help(words!(
            "改正其中一处；正文可用 {{{{ quota(…) }}}}",
            "correct one of them; prose may use `{{{{ quota(…) }}}}`"
        ));
}
