//! # 内部内容进入公开版 · what is internal and what the public edition needs
//!
//! ## 为什么
//! 标为内部或者个人信息的字段不进公开版。同样的内容又照抄在公开的字段里，等于没有标；一份文件离了这些
//! 字段就不成文件的，公开版整份不出。两种情况都在排版之前说明；所标的内容不在报告里重复。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! title: 承诺书
//! opening: 本单位郑重承诺：
//! fields: {institution: 某某医院, code: H44070000123, phone: 0750-5550101}
//! closing: 负责人签名：
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! title: 承诺书
//! # warning+2「0750-5550101」公开的字段里写了标为内部的内容
//! opening: |
//!   本单位（电话0750-5550101）郑重承诺：
//! fields: {institution: 某某医院, phone: 0750-5550101}
//! # warning+2「{{ fields.phone }}」公开版里这一处没有内容可印
//! closing: |
//!   联系电话{{ fields.phone }}。
//! ```
//!
//! ## Bad
//! ```yaml schemas/visit.schema.json
//! {"$id": "visit.schema.json", "title": "走访", "x-zh": "走访", "type": "object", "required": ["kind", "patient"], "properties": {"kind": {"const": "visit"}, "id": {"type": "string"}, "patient": {"type": "string", "x-type": "person", "x-sensitivity": "personal"}}}
//! ```
//! ```yaml templates/visit/kind.yaml
//! kind: kind
//! name: {zh: 走访, en: visit}
//! looks: [{look: plain}]
//! parts: []
//! ```
//! ```yaml visit.yaml
//! kind: visit
//! id: visit
//! patient: 张某某 # warning「张某某」公开版做不出这份文件：这一项必填，又不公开
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [visit] # warning「visit」这个附件没有公开版，本文件也出不了公开版
//! ```

use crate::diag::{Level, words};
use crate::model::quoting;
use crate::model::{Field, Leaf, Paper, Set};
use crate::policy::{Among, Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：标为内部的内容不进公开版",
    since: "0.1.0",
    ids: &["N15"],
    check: Check::Among(check),
};

/// Shorter words are found everywhere by chance.
const SHORTEST: usize = 4;

/// For how many hidden fields the public words are read once more.
const MOST: usize = 200;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    attached(set, paper, report);
    if !among.tree().secret {
        return;
    }
    let hidden = paper.hidden();
    if let Some(field) = paper.blocked_by() {
        report
            .at(
                field.span,
                words!(
                    "公开版做不出这份文件：这一项必填，又不公开",
                    "no public edition of this paper: it needs this, which is not public"
                ),
            )
            .help(words!(
                "只出内部版，或在 schema 里改为选填",
                "build the internal edition only, or make the field optional"
            ));
    }
    holes(paper, &hidden, report);
    let mut words: Vec<&Field> = Vec::new();
    for field in &hidden {
        field.walk(&mut |inner| words.push(inner));
    }
    for field in words.into_iter().take(MOST) {
        repeated(paper, field, report);
    }
}

/// Attachments without a public edition: what attaches them has none either.
fn attached(set: &Set, paper: &Paper, report: &mut Report) {
    for entry in &paper.facts.attachments {
        let other = set.paper(&entry.paper.value);
        let Some(field) = other.and_then(Paper::blocked_by) else { continue };
        report
            .at(
                entry.paper.span,
                words!(
                    "这个附件没有公开版，本文件也出不了公开版",
                    "this attachment has no public edition, nor has the paper"
                ),
            )
            .also(field.head(), words!("附件缺了它不成", "what the attachment needs"))
            .help(words!("只出内部版，或另备公开的附件", "attach one that is public"));
    }
}

/// Where public words repeat what a hidden field says.
fn repeated(paper: &Paper, hidden: &Field, report: &mut Report) {
    let secret = hidden.text().map_or("", str::trim);
    if secret.chars().count() < SHORTEST {
        return;
    }
    for field in privacy::shown(paper) {
        for (at, _) in field.text().unwrap_or_default().match_indices(secret) {
            report
                .at(
                    field.at(at..at + secret.len()),
                    words!(
                        "公开的字段里写了标为内部的内容",
                        "public words repeat what is marked internal"
                    ),
                )
                .also(hidden.head(), words!("标为内部的字段", "the field marked internal"))
                .help(words!("删去，或引用那个字段", "remove it, or refer to that field"));
        }
    }
}

/// Holes that the public edition leaves empty.
fn holes(paper: &Paper, hidden: &[&Field], report: &mut Report) {
    for field in privacy::shown(paper).into_iter().filter(|field| field.leaf == Leaf::Prose) {
        let text = field.text().unwrap_or_default();
        for hole in quoting::holes(text) {
            let expression = text[hole.clone()].trim_matches(['{', '}', ' ', '-']);
            let path = expression.split(['|', ' ', '(']).next().unwrap_or_default();
            let named = paper.root.get(path);
            let Some(named) = named.filter(|named| hidden.iter().any(|own| own.span == named.span))
            else {
                continue;
            };
            report
                .at(
                    field.at(hole),
                    words!("公开版里这一处没有内容可印", "the public edition is empty here"),
                )
                .also(named.head(), words!("这个字段不公开", "this field is not public"))
                .help(words!("改写这句话，使它不用这个字段", "word it without this field"));
        }
    }
}
