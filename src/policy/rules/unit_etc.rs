//! # 责任单位是“等有关部门” · a task for whom it may concern
//!
//! ## 为什么
//! 任务交给“有关部门”“各有关单位”，等于没有交给谁，督办时找不到人。登记了成员的统称不在此列。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {title: 检查, lead: 市公安局, support: [市教育局, 各县（市、区）人民政府]}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 检查
//!         lead: 有关部门 # warning「有关部门」“有关部门”没有说明是哪些单位
//!         support: [市公安局等] # warning「市公安局等」“市公安局等”没有说明是哪些单位
//! ```

use crate::diag::{Level, words};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：责任落实到具体单位",
    since: "0.1.0",
    ids: &["G09"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    for job in among.jobs() {
        for (_, field) in &job.bodies {
            let name = field.text().unwrap_or_default().trim();
            let vague = name.ends_with('等')
                || (name.contains('关') && ["有关", "相关"].iter().any(|word| name.contains(word)));
            if vague && among.members(name).is_empty() {
                report
                    .at(
                        field.span,
                        words!(
                            "“{name}”没有说明是哪些单位",
                            "`{name}` does not say which bodies are meant"
                        ),
                    )
                    .help(words!(
                        "逐个列出；常用的统称登记成员",
                        "list them, or register the members of the collective name"
                    ));
            }
        }
    }
}
