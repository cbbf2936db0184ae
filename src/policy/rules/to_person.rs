//! # 主送领导个人 · a paper addressed to a person
//!
//! ## 为什么
//! 除上级机关负责人直接交办的事项外，不以本机关名义向负责人个人报送公文；送给个人的，走不了登记和督办。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! to: [江门市人民政府, 市长热线办公室]
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: cen, name: 岑望舒}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to:
//!   - 张市长 # warning「张市长」主送写的是个人
//!   - 岑望舒 # warning「岑望舒」主送写的是个人
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十五条第（五）项",
    since: "0.1.0",
    ids: &["C06"],
    check: Check::Among(check),
};

/// Offices that follow a person's name.
const OFFICES: [&str; 13] = [
    "书记", "市长", "省长", "县长", "区长", "镇长", "局长", "厅长", "处长", "科长", "主任", "主席",
    "同志",
];

fn check(among: &Among<'_>, report: &mut Report) {
    for (field, name) in offices::recipients(among.paper) {
        let mut people = among.set.registry.named(name);
        let known = people.any(|person| person.name.value == name);
        // 张市长 is a person; a body has a longer name.
        let titled =
            OFFICES.iter().any(|office| name.ends_with(office)) && name.chars().count() <= 6;
        if (known || titled) && among.names().body(name).is_none() {
            report
                .at(field.span, words!("主送写的是个人", "a person is the main recipient"))
                .help(words!("改为主送其所在机关", "address the body they belong to"));
        }
    }
}
