//! Files that are no roster, whatever stands in them, and what to do about each.

use crate::diag::{Fault, Words, words};

/// Why a file is not read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It has no bytes, or no sheet has a row.
    Empty,
    /// It has more bytes than any roster.
    Large(u64),
    /// A spreadsheet of the format before 2007, or WPS's own.
    Old,
    /// A spreadsheet that asks for a password.
    Locked,
    /// A page of the web, as many systems export under the name of a spreadsheet.
    Web,
    /// Another format, by its name.
    Other(&'static str),
    /// A spreadsheet with more text than is held in memory.
    Heavy(u64),
    /// A zip that unpacks to far more than any roster.
    Bomb,
    /// XML that defines words of its own, which no spreadsheet does.
    Entities,
    /// What a library says of a spreadsheet that is broken.
    Damaged(String),
}

impl Refusal {
    /// The same, told of a file.
    pub(super) fn fault(self, name: &str) -> Fault {
        let (words, help) = match self {
            Self::Empty => (
                words!("{name} 是空的", "{name} is empty"),
                words!("选对文件，填好后再试", "choose the right file, filled in"),
            ),
            Self::Large(limit) => {
                let limit = limit >> 20;
                (
                    words!("{name} 超过 {limit} MiB", "{name} is over {limit} MiB"),
                    words!("按县区分成几个文件", "split it by county"),
                )
            }
            Self::Old => (
                words!("{name} 是旧格式的表格", "{name} is a spreadsheet of an old format"),
                save_as(),
            ),
            Self::Locked => (
                words!("{name} 设了打开密码", "{name} asks for a password"),
                words!("去掉密码后另存为 .xlsx", "remove the password and save it as .xlsx"),
            ),
            Self::Web => (words!("{name} 其实是网页", "{name} is a web page in truth"), save_as()),
            Self::Other(what) => {
                (words!("{name} 是 {what} 文件", "{name} is a {what} file"), save_as())
            }
            Self::Heavy(limit) => {
                let limit = limit >> 20;
                (
                    words!(
                        "{name} 解压后有一部分超过 {limit} MiB",
                        "a part of {name} unpacks to over {limit} MiB"
                    ),
                    words!(
                        "另存为 CSV：CSV 逐行读，多大都不占内存",
                        "save it as CSV, which is read row by row and takes no memory"
                    ),
                )
            }
            Self::Bomb => (
                words!("{name} 解压后大得离谱", "{name} unpacks to an absurd size"),
                words!("不是正常的名册，不要打开它", "it is no honest roster; do not open it"),
            ),
            Self::Entities => (
                words!(
                    "{name} 里有表格不该有的 XML 定义",
                    "{name} has XML that no spreadsheet has"
                ),
                words!("不是正常的名册，不要打开它", "it is no honest roster; do not open it"),
            ),
            Self::Damaged(cause) => (
                words!("{name} 已损坏：{cause}", "{name} is damaged: {cause}"),
                words!(
                    "重新传一次，或者用表格软件打开后另存",
                    "transfer it again, or open it in a spreadsheet and save it anew"
                ),
            ),
        };
        Fault::new(words).help(help)
    }
}

fn save_as() -> Words {
    words!(
        "用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV",
        "open it in Excel or WPS and save it as .xlsx or CSV"
    )
}
