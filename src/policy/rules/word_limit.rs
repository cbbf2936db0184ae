//! # 篇幅过长 · longer than papers should be
//!
//! ## 为什么
//! 长文件没有人读完。部署专项工作的文件一般不超过4000字，其他文件一般不超过5000字；这里数的是自己写的
//! 字，不含空白和引用的字段。确有必要的可以更长，所以只作提示。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 办事指南
//! text: 先自查，再整改。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! title: 检查方案 # hint「检查方案」全文4006字，一般不超过4000字
//! phases: [{name: 自查}]
//! sections:
//!   - heading: &ten [&one 各单位要高度重视认真组织加强领导明确责任完善措施强化督导按时报送有关情况确保各项工作落到实处取得实效, *one, *one, *one, *one, *one, *one, *one, *one, *one]
//!   - heading: [*ten, *ten, *ten, *ten, *ten, *ten, *ten]
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, REGISTRIES, Said};
use crate::policy::{Check, Report, Rule, Strength, burden, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::General,
    authority: burden::AUTHORITY,
    since: "0.1.0",
    ids: &["D16"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    if REGISTRIES.contains(&paper.kind.value.as_str()) {
        return;
    }
    let limit = burden::limit(paper);
    // Most papers are too short even when everything in them is counted.
    let whole =
        |size: fn(&str) -> usize| paper.said.iter().map(Said::text).map(size).sum::<usize>();
    if whole(str::len) <= limit || whole(|text| text.chars().count()) <= limit {
        return;
    }
    let length = burden::length(paper);
    if length <= limit {
        return;
    }
    report
        .at(
            paper.head(),
            words!(
                "全文{length}字，一般不超过{limit}字",
                "{length} characters, usually no more than {limit}"
            ),
        )
        .help(words!(
            "删去重复的要求和套话；hongtou burden 列出各文件的篇幅",
            "cut what is repeated; `hongtou burden` shows the length of every paper"
        ));
}
