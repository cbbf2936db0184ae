//! # 几个单位写成了一个 · several bodies written as one
//!
//! ## 为什么
//! “市公安局，市教育局”写成一项，程序只当是一个单位，牵头、主送、排序都核对不了。统称本身带顿号的、登记了这样
//! 名称的，不算。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局}
//!   - {id: jyj, name: 市教育局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: [各县、自治县、区人民政府, 市公安局, 市教育局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局}
//!   - {id: jyj, name: 市教育局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: 市公安局，市教育局 # error「市公安局，市教育局」2个单位写成了一项
//! ```

use crate::diag::{Level, words};
use crate::model::Reading;
use crate::policy::{Among, Check, Report, Rule, Strength, offices, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一项只写一个单位，单位之间的标点由版式加上",
    since: "0.1.0",
    ids: &["C03", "G08"],
    check: Check::Records(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    for (field, read) in among.bodies() {
        if !matches!(read, Reading::Unknown) {
            continue;
        }
        let written = field.text().unwrap_or_default();
        let Some(count) = offices::joined(written, &among.set.registry) else { continue };
        report
            .at(
                field.inside(),
                words!("{count}个单位写成了一项", "{count} bodies are written as one"),
            )
            .help(words!("写成列表，一项一个单位", "write a list with one body each"));
    }
}
