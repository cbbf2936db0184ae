//! # 附件题名不一致 · an attachment under two titles
//!
//! ## 为什么
//! 附件说明里写的名称应当与附件自己的标题一致，否则收文的人不知道是不是漏了、换了附件。正文在
//! “附件4”旁边写的题名只是行文，不符的作警告；只写题名的一部分不算不符。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! body: 签署《信用承诺书》（附件2），任务见附件1《专项治理工作方案》，不涉及《通知》附件2《别的表》。
//! attachments:
//!   - {paper: plan, title: 专项治理工作方案}
//!   - {paper: letter, title: 信用承诺书（定点零售药店）}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 专项治理工作方案
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! title: 信用承诺书
//! subtitle: 定点零售药店
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! # warning+2「《信用承诺书》」附件1的题名是《任务分解表》
//! # warning+1「《工作计划》」附件2的题名是《信用承诺书》
//! body: 签署《信用承诺书》（见附件1），计划见附件2《工作计划》。
//! attachments:
//!   - {paper: plan, title: 责任清单} # error「责任清单」附件的题名是《任务分解表》
//!   - {paper: letter, title: 信用承诺书}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 任务分解表
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! title: 信用承诺书
//! ```

use crate::diag::{Level, words};
use crate::model::mention::Mention;
use crate::model::quoting::normal;
use crate::model::{Field, Paper, Set};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.7（附件说明与附件标题）；正文里的题名属内部一致性",
    since: "0.1.0",
    ids: &["I03"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    stated(paper, set, report);
    for (field, mentions) in among.mentions() {
        let [list] = among.lists() else { return };
        for mention in mentions {
            beside(mention, field, list, set, report);
        }
    }
}

/// The titles that the list of attachments states.
fn stated(paper: &Paper, set: &Set, report: &mut Report) {
    for entry in &paper.facts.attachments {
        let (Some(stated), Some(attached)) = (&entry.title, set.paper(&entry.paper.value)) else {
            continue;
        };
        let Some(title) = attached.title() else { continue };
        if titles(attached).contains(&normal(&stated.value)) {
            continue;
        }
        report
            .at(
                stated.span,
                words!("附件的题名是《{title}》", "the attachment is called `{title}`"),
            )
            .also(title.span, words!("附件自己的标题", "the attachment's own title"))
            .help(words!(
                "改成一致；或删去这里的题名，由程序写出",
                "make them agree, or leave the title to the program"
            ));
    }
}

/// A title that stands beside 附件N in running text.
fn beside(mention: &Mention, field: &Field, list: &Paper, set: &Set, report: &mut Report) {
    let number = mention.number;
    let Some((written, range)) = mention.title.clone() else { return };
    let attached = |at: usize| set.paper(&list.facts.numbered().get(at)?.paper.value);
    let Some(own) = number.checked_sub(1).and_then(attached) else { return };
    let Some(title) = own.title() else { return };
    if titles(own).iter().any(|own| own.contains(&written)) {
        return;
    }
    report
        .at(
            field.at(range),
            words!("附件{number}的题名是《{title}》", "attachment {number} is called `{title}`"),
        )
        .also(title.span, words!("附件自己的标题", "the attachment's own title"))
        .help(words!("核对附件的序号和题名", "check the number and the title"))
        .level(Level::Warning);
}

/// The titles a paper goes by: with and without its subtitle.
fn titles(paper: &Paper) -> Vec<String> {
    let Some(title) = paper.title() else { return Vec::new() };
    let title = normal(&title.value);
    let subtitle = paper.root.words_of("subtitle").map(|words| normal(&words.value));
    let whole = subtitle.map(|words| {
        if words.starts_with('（') {
            format!("{title}{words}")
        } else {
            format!("{title}（{words}）")
        }
    });
    std::iter::once(title).chain(whole).collect()
}
