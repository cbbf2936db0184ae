//! # 公开的文件留了个人电话 · a private number in an open paper
//!
//! ## 为什么
//! 公开发布的文件会上网，联系人留手机号、登记为个人电话的号码，就等于把个人信息公开了。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! openness: 主动公开
//! contacts: [{name: 岑望舒, phone: 0750-8555126}]
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: tan, name: 谭知夏, phone: 0750-8555127, phone_class: personal}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! openness: 主动公开
//! contacts:
//!   - {name: 谭知夏, phone: 0750-8555127} # warning「0750-8555127」登记为个人电话，文件却要公开
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：公开的文件只留办公电话",
    since: "0.1.0",
    ids: &["M10"],
    check: Check::Set(check),
};

fn check(set: &Set, report: &mut Report) {
    for paper in set.papers.iter().filter(|paper| is_open(paper)) {
        for field in paper.leaves(Leaf::Phone) {
            let number = digits(field.text().unwrap_or_default());
            let private = set.registry.people.iter().find(|one| {
                one.private && one.phone.as_ref().is_some_and(|own| digits(&own.value) == number)
            });
            let mobile = number.len() == 11 && number.starts_with('1') && !number.starts_with("10");
            let message = match private {
                Some(_) => words!(
                    "登记为个人电话，文件却要公开",
                    "registered as private, but the paper is open"
                ),
                None if mobile => {
                    words!("公开的文件留了手机号", "a mobile number in an open paper")
                }
                None => continue,
            };
            let draft = report
                .at(field.span, message)
                .help(words!("改留办公电话", "give an office number"));
            if let Some(phone) = private.and_then(|one| one.phone.as_ref()) {
                draft.also(phone.span, words!("登记在这里", "registered here"));
            }
        }
    }
}

fn is_open(paper: &Paper) -> bool {
    let text = |key: &str| paper.root.get(key).and_then(Field::text).unwrap_or_default();
    text("openness").trim() == "主动公开" || text("note").contains("公开发布")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
