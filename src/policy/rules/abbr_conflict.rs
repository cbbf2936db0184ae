//! # 简称冲突 · one abbreviation for two papers, or two for one
//!
//! ## 为什么
//! 同一份文件里《条例》先指一部、后指另一部，或者同一部条例有两个简称，读者就不知道说的是哪一部。一个
//! 简称只指一份文件，一份文件只用一个简称。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   根据《甲市管理条例》（以下简称《条例》）和《乙办法》（甲发〔2021〕1号，以下简称《办法》），按《条例》
//!   《办法》办理。本通知所称《甲市管理条例》（以下简称《条例》）为现行的文本。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+3「《条例》」“条例”前面已经是另一份文件的简称
//! # warning+2「《甲条例》」这份文件前面已经简称“条例”
//! body: |
//!   根据《甲市管理条例》（以下简称《条例》）、《乙市管理条例》（以下简称《条例》）和《甲市管理条例》（以下简称《甲条例》），按《条例》《甲条例》办。
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：一个简称只指一份文件",
    since: "0.1.0",
    ids: &["H20"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let mut by_name: BTreeMap<&str, (&str, Span)> = BTreeMap::new();
    let mut by_title: BTreeMap<&str, (&str, Span)> = BTreeMap::new();
    for abbr in among.abbreviations() {
        let Some(title) = abbr.title.as_deref() else { continue };
        let (name, span) = (abbr.name.as_str(), abbr.field.at(abbr.range.clone()));
        let (known, first) = *by_name.entry(name).or_insert((title, span));
        if known != title {
            report
                .at(
                    span,
                    words!(
                        "“{name}”前面已经是另一份文件的简称",
                        "`{name}` is the abbreviation of another paper already"
                    ),
                )
                .also(first, words!("前面的声明", "declared here first"))
                .help(words!("换一个简称", "choose another one"));
            continue;
        }
        let (known, first) = *by_title.entry(title).or_insert((name, span));
        if known != name {
            report
                .at(
                    span,
                    words!(
                        "这份文件前面已经简称“{known}”",
                        "this paper is already abbreviated `{known}`"
                    ),
                )
                .also(first, words!("前面的声明", "declared here first"))
                .help(words!("全文用一个简称", "use one abbreviation throughout"));
        }
    }
}
