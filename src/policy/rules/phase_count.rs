//! # 阶段个数不符 · a wrong number of phases
//!
//! ## 为什么
//! 文字说“分三个阶段”，列出来只有两个：要么漏了一个，要么改稿时忘了改数。个数写成
//! `{{ 阶段 | 个数 | 汉字 }}`，就不会再错。任务里说的是任务自己的阶段，不核对。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phase_count: 两
//! preamble: |
//!   行动分2个阶段，前一个阶段为期三个月。
//! sections:
//!   - heading: 安排
//!     text: |
//!       工作分为{{ 阶段 | 个数 | 汉字 }}个阶段，第三个阶段视情增设。
//!     include: phases
//!   - heading: 培训
//!     text: |
//!       培训分三个阶段。
//! phases:
//!   - name: 自查
//!     text: 自查分三个阶段。
//!   - name: 检查
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phase_count: 4 # error「4」写明4个阶段，实有2个
//! sections:
//!   - heading: 安排
//!     # error+2「三个阶段」写明3个阶段，实有2个
//!     text: |
//!       全年工作分为三个阶段。
//!     include: phases
//! phases:
//!   - name: 自查
//!   - name: 检查
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! # error+2「三个阶段」写明3个阶段，实有2个
//! body: |
//!   行动分自查、检查、总结三个阶段进行。
//! attachments: [plan]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 自查
//!   - name: 检查
//! ```

use crate::diag::{Level, words};
use crate::model::facts::Phase;
use crate::policy::{Among, Check, Report, Rule, Strength, claims, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：写明的阶段个数应当与所列的相同",
    since: "0.1.0",
    ids: &["F05"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let phases = among.phases();
    if let Some(field) = paper.root.get("phase_count")
        && let Some(count) = claims::stated(field)
    {
        judge(field.span, count, &paper.facts.phases, report);
    }
    if phases.is_empty() {
        return;
    }
    for field in among.about_all() {
        for claim in claims::phases(field.text().unwrap_or_default()) {
            judge(field.at(claim.range), claim.count, phases, report);
        }
    }
}

fn judge(span: Span, stated: usize, phases: &[Phase], report: &mut Report) {
    let count = phases.len();
    if stated == count {
        return;
    }
    let draft = report
        .at(
            span,
            words!(
                "写明{stated}个阶段，实有{count}个",
                "it states {stated} phases and has {count}"
            ),
        )
        .help(words!(
            "补齐阶段或改正个数；正文中可用 {{{{ 阶段 | 个数 | 汉字 }}}}",
            "correct one of them; prose may use `{{{{ 阶段 | 个数 | 汉字 }}}}`"
        ));
    if let Some(last) = phases.last() {
        draft.also(last.head, words!("最后一个阶段", "the last phase"));
    }
}
