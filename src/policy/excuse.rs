//! Excuses (豁免): findings that somebody has judged and let stand, with a reason and in the open.
//!
//! An excuse is written where the finding is, as a comment, or in the house's settings. It hides
//! what it names and nothing else; it needs a reason; and when it is no longer needed, or its day
//! has passed, it becomes a finding itself. Nothing is excused for good and forgotten.

mod comment;
mod house;

use std::ops::Range;

use super::{Check, Rule, find};
use crate::calendar::{Date, canonical};
use crate::diag::{Finding, Level, nearest, words};
use crate::model::Set;
use crate::text::{SourceId, Sources, Span, Spanned};
use crate::yaml;

/// Rules that nobody may excuse.
const NEVER: &str = "secrecy-in-repo";

/// What one excuse lets stand.
#[derive(Debug)]
struct Excuse {
    rule: Spanned<String>,
    place: Place,
    used: bool,
}

/// Where an excuse holds.
#[derive(Debug, Clone)]
enum Place {
    /// In these bytes of a source.
    Bytes(SourceId, Range<usize>),
    /// In these files and folders; everywhere when there are none.
    Paths(Vec<String>),
}

/// All excuses of a run.
#[derive(Debug, Default)]
pub struct Excuses {
    all: Vec<Excuse>,
}

/// An excuse as it is written, before anybody has judged it.
struct Written {
    rules: Vec<Spanned<String>>,
    place: Place,
    reason: String,
    until: Option<Spanned<Date>>,
    /// Where to point when it is wrong as a whole.
    span: Span,
}

/// Which rules have been run, so that their silence means something.
#[derive(Debug, Clone, Copy)]
pub struct Ran {
    /// Whether every paper was to be fit for issue.
    pub release: bool,
    /// Whether pages have been laid out.
    pub pages: bool,
}

impl Excuses {
    /// Reads the excuses of all sources, and says what is wrong with them. After `today` an excuse
    /// that has an end no longer holds.
    pub fn read(
        parsed: &[(SourceId, yaml::Parsed)],
        sources: &Sources,
        set: &Set,
        today: Option<Date>,
    ) -> (Self, Vec<Finding>) {
        let mut excuses = Self::default();
        let mut findings = Vec::new();
        let comments =
            parsed.iter().flat_map(|(id, parsed)| comment::all(*id, parsed, sources.get(*id)));
        for written in comments.chain(house::all(set).map(Ok)) {
            match written {
                Ok(written) => excuses.take(written, today, &mut findings),
                Err(finding) => findings.push(*finding),
            }
        }
        (excuses, findings)
    }

    fn take(&mut self, written: Written, today: Option<Date>, findings: &mut Vec<Finding>) {
        if written.reason.chars().count() < 2 {
            findings.push(without_reason(written.span));
            return;
        }
        if let Some(until) =
            written.until.filter(|until| today.is_some_and(|day| day > until.value))
        {
            findings.push(expired(until));
            return;
        }
        for rule in written.rules {
            match find(&rule.value) {
                _ if rule.value == NEVER => findings.push(never(&rule)),
                None => findings.push(unknown(&rule)),
                Some(known) => {
                    let rule = Spanned::new(known.name(), rule.span);
                    let place = written.place.clone();
                    self.all.push(Excuse { rule, place, used: false });
                }
            }
        }
    }

    /// Whether a finding is excused, at whichever of its ends.
    pub fn cover(&mut self, finding: &Finding, sources: &Sources) -> bool {
        let mut covered = false;
        for excuse in self.all.iter_mut().filter(|excuse| excuse.rule.value == finding.rule) {
            let ends = std::iter::once(finding.span).chain(finding.also.iter().map(|end| end.0));
            if ends.into_iter().any(|end| excuse.place.holds(end, sources)) {
                excuse.used = true;
                covered = true;
            }
        }
        covered
    }

    /// The excuses that excuse nothing, among the rules that have been run.
    pub fn unused(&self, set: &Set, ran: Ran) -> Vec<Finding> {
        let idle = self.all.iter().filter(|excuse| {
            !excuse.used && find(&excuse.rule.value).is_some_and(|rule| ran.judged(rule, set))
        });
        idle.map(unused).collect()
    }
}

impl Ran {
    fn judged(self, rule: &Rule, set: &Set) -> bool {
        let off = set.registry.house.get(&rule.name());
        let off =
            off.is_some_and(|own| matches!(own.level, crate::model::registry::HouseLevel::Off));
        let ran = match rule.check {
            Check::Pages(_) => self.pages,
            Check::Release(_) => self.release,
            Check::Paper(_)
            | Check::Words(..)
            | Check::Listed(..)
            | Check::Set(_)
            | Check::Among(_)
            | Check::Records(_)
            | Check::Prepared(_)
            | Check::Doc(..) => true,
        };
        ran && !off
    }
}

impl Place {
    fn holds(&self, span: Span, sources: &Sources) -> bool {
        match self {
            Self::Bytes(id, bytes) => {
                *id == span.source
                    && bytes.start <= span.bytes().start
                    && span.bytes().end <= bytes.end
            }
            Self::Paths(paths) => {
                let path = &sources.get(span.source).path;
                paths.is_empty() || paths.iter().any(|asked| under(asked, path))
            }
        }
    }
}

/// Whether a path is that of a file or folder, or lies in the folder; `policies/` may be left out.
fn under(asked: &str, path: &str) -> bool {
    let asked = asked.trim_end_matches('/');
    let inside = |path: &str| {
        path.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    inside(path) || path.strip_prefix("policies/").is_some_and(inside)
}

fn without_reason(span: Span) -> Finding {
    let message = words!("豁免没有写理由，不起作用", "an excuse without a reason excuses nothing");
    let help = words!(
        "在规则名后面写：— 理由，例如 — 市政府已同意延期",
        "write `— reason` after the rule"
    );
    Finding::new("excuse-reason", Level::Warning, span, message).help(help)
}

fn expired(until: Spanned<Date>) -> Finding {
    let day = canonical(until.value);
    let message = words!("这项豁免到{day}为止，已经过期", "this excuse ended on {day}");
    let help =
        words!("改正问题，或重新审批并改期限", "mend the finding, or have the excuse renewed");
    Finding::new("excuse-expired", Level::Warning, until.span, message).help(help)
}

fn never(rule: &Spanned<String>) -> Finding {
    let name = &rule.value;
    let message = words!("规则 {name} 不得豁免", "nobody may excuse `{name}`");
    let help = words!("删去这项豁免", "remove the excuse");
    Finding::new("excuse-forbidden", Level::Error, rule.span, message).help(help)
}

fn unknown(rule: &Spanned<String>) -> Finding {
    let name = &rule.value;
    let names: Vec<String> = super::rules::ALL.iter().map(|rule| rule.name()).collect();
    let message = words!("没有名为“{name}”的规则", "there is no rule `{name}`");
    let help = nearest(name, names.iter().map(String::as_str)).map_or_else(
        || words!("hongtou explain 列出全部规则", "`hongtou explain` lists all rules"),
        |near| words!("是不是“{near}”？", "did you mean `{near}`?"),
    );
    Finding::new("excuse-unknown", Level::Warning, rule.span, message).help(help)
}

fn unused(excuse: &Excuse) -> Finding {
    let name = &excuse.rule.value;
    let message =
        words!("这里没有 {name} 的问题，豁免是多余的", "nothing here needs `{name}` excused");
    let help = words!("删去这项豁免", "remove the excuse");
    Finding::new("excuse-unused", Level::Warning, excuse.rule.span, message).help(help)
}
