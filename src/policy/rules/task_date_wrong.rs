//! # 正文里的任务期限不符 · another deadline for a task than its own
//!
//! ## 为什么
//! 任务表里写5月31日前，通知正文写“集中自查整改于6月10日前完成”，下面就会按晚的做。一句话里只说到一项任务、
//! 只写了一个期限，而这个期限与任务自己的不同，就报告；更早的阶段性期限也要写在任务里。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - id: p
//!     name: 自查
//!     period: 2026年5月
//!     tasks:
//!       - {id: a, title: 集中自查整改, deadline: 2026年5月31日前, text: 各单位自查。}
//!       - {id: b, title: 报送台账, text: 报送台账。}
//! preamble: |
//!   集中自查整改于5月底前完成。报送台账于2026年6月1日前完成。集中自查整改结束后，2026年6月10日前抽查。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - id: p
//!     name: 自查
//!     period: 2026年5月
//!     tasks:
//!       - {id: a, title: 集中自查整改, deadline: 2026年5月31日前, text: 各单位自查。}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # warning+2「2026年6月10日前」“集中自查整改”的期限是2026年5月31日前
//! body: |
//!   请各单位于2026年6月10日前完成集中自查整改。
//! attachments: [plan]
//! ```
//! ```yaml minutes.yaml
//! kind: minutes
//! campaign: plan
//! # warning+2「2026年6月20日前」“集中自查整改”的期限是2026年5月31日前
//! body: |
//!   会议要求，2026年6月20日前完成集中自查整改。
//! ```

use crate::calendar::{self, Time};
use crate::diag::{Level, words};
use crate::model::facts::Task;
use crate::model::{Paper, TimeUse};
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：正文的期限与任务的期限相同",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

/// Shorter titles are words of everyday: 自查, 培训.
const SHORTEST: usize = 5;
/// Every sentence is held against every task; longer lists are tables and no prose.
const MOST: usize = 100;
/// Words by which a sentence speaks of another time than the task's own.
const ELSEWHERE: [&str; 8] = ["结束后", "之后", "完成后", "以后", "基础上", "延长", "结果", "情况"];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let attached = paper.facts.attachments.iter();
    let attached = attached.filter_map(|entry| set.paper(&entry.paper.value));
    let plan = among.plan().filter(|plan| plan.source != paper.source);
    let own = std::iter::once(paper).chain(attached.filter(|own| own.source != paper.source));
    let listed: Vec<&Paper> = own.collect();
    let plan = plan.filter(|plan| listed.iter().all(|own| own.source != plan.source));
    let own = listed.into_iter().chain(plan);
    let tasks: Vec<(&Task, &str)> =
        own.flat_map(|paper| &paper.facts.tasks).filter_map(named).collect();
    if tasks.is_empty() || tasks.len() > MOST {
        return;
    }
    for wording in wording::prose(paper).filter(Wording::may_tell_time) {
        judge(paper, &wording, &tasks, report);
    }
}

/// A task whose title is no word of everyday.
fn named(task: &Task) -> Option<(&Task, &str)> {
    let title = task.title.as_ref()?.value.as_str();
    (title.chars().count() >= SHORTEST).then_some((task, title))
}

fn judge(paper: &Paper, wording: &Wording<'_>, tasks: &[(&Task, &str)], report: &mut Report) {
    for sentence in wording.sentences() {
        let text = &wording.text[sentence.clone()];
        let mut about = tasks.iter().filter(|(_, title)| text.contains(title));
        let (Some((task, title)), None) = (about.next(), about.next()) else { continue };
        let own = |place: crate::text::Span| {
            place.source == task.whole.source
                && task.whole.start <= place.start
                && place.end <= task.whole.end
        };
        if own(wording.field.span) || ELSEWHERE.iter().any(|word| text.contains(word)) {
            continue;
        }
        let Some((deadline, theirs)) =
            task.deadline.as_ref().and_then(|due| Some((due, TimeUse::by(due)?)))
        else {
            continue;
        };
        let [found] = &calendar::find(text, paper.context)[..] else { continue };
        let Ok(Time::By(ours)) = &found.time else { continue };
        if ours.last == theirs.last || ours.safe == theirs.safe {
            continue;
        }
        let range = sentence.start + found.range.start..sentence.start + found.range.end;
        let right = &deadline.text;
        report
            .at(
                wording.place(range),
                words!("“{title}”的期限是{right}", "`{title}` is due {right}"),
            )
            .also(deadline.span, words!("任务的期限", "the task's deadline"))
            .help(words!(
                "改正其中一处；正文可用 {{{{ task(…).deadline }}}}",
                "correct one of them; prose may use `{{{{ task(…).deadline }}}}`"
            ));
    }
}
