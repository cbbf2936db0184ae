//! # 工具留下的痕迹 · traces of a tool
//!
//! ## 为什么
//! “未找到引用源”“内容由AI生成”是软件留下的，不是文件的内容。印发以前要清干净。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   对AI生成内容的管理，按《人工智能生成合成内容标识办法》办；内容由AI生成的，应当标识；批注意见已采纳。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「错误！未找到引用源」软件留下的文字
//! # warning+5「turn0search」软件留下的文字
//! # warning+6「希望以上内容对您有所帮助」软件留下的文字
//! text: |
//!   见错误！未找到引用源。
//!
//!   基金监管取得成效turn0search3。
//!
//!   希望以上内容对您有所帮助。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：清除软件留下的文字",
    since: "0.1.0",
    ids: &["M24"],
    check: Check::Listed(
        || RESIDUE.iter().chain(&MADE).map(|word| (*word).to_owned()).collect(),
        check,
    ),
};

/// What only programs write.
const RESIDUE: [&str; 22] = [
    "错误！未找到引用源",
    "错误!未找到引用源",
    "错误！未定义书签",
    "错误!未定义书签",
    "错误！文档中没有指定样式的文字",
    "turn0search",
    "turn1search",
    "contentReference",
    "oaicite",
    "†source",
    "Evaluation Only",
    "Created with Aspose",
    "作为一个AI",
    "作为AI语言模型",
    "作为一个人工智能",
    "希望以上内容对您有所帮助",
    "希望以上内容对你有所帮助",
    "希望这些内容对您有帮助",
    "以下是为您生成的",
    "以下是为你生成的",
    "根据您的要求，以下是",
    "好的，以下是",
];

/// What programs write at the end, and papers about them in the middle.
const MADE: [&str; 3] = ["内容由AI生成", "内容由AI辅助生成", "内容由人工智能生成"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for residue in RESIDUE {
            for bytes in wording.find(residue) {
                say(&wording, bytes, report);
            }
        }
        for made in MADE {
            for bytes in wording.find(made) {
                // A paper about such texts speaks on: 内容由AI生成的，应当标识.
                let after = &wording.text[bytes.end..];
                let alone = after.starts_with(['。', '，', '）', '\n']) || after.is_empty();
                if alone && !wording.text[..bytes.start].ends_with(['该', '其', '“']) {
                    say(&wording, bytes, report);
                }
            }
        }
    }
}

fn say(wording: &Wording<'_>, bytes: std::ops::Range<usize>, report: &mut Report) {
    report
        .at(wording.place(bytes), words!("软件留下的文字", "a program has left this"))
        .help(words!("删去它", "remove it"));
}
