//! What heads of columns are called: as the letter's schema has it, in either language, or as
//! offices write it.

use crate::roster::Column;

/// A head longer than this is no name.
const LONGEST: usize = 64;
/// Columns that rosters have for the people who keep them.
const KEPT: [&str; 8] = ["序号", "序列", "行号", "no.", "no", "备注", "说明", "附注"];

/// Other names of our columns, as [`plain`] leaves them.
const ALIASES: [(&str, &[&str]); 8] = [
    (
        "institution",
        &[
            "名称",
            "单位",
            "机构",
            "单位名称",
            "单位全称",
            "机构全称",
            "承诺单位",
            "医疗机构",
            "医疗机构名称",
            "医药机构名称",
            "定点机构名称",
            "定点医疗机构",
            "定点医疗机构名称",
            "定点医药机构",
            "定点医药机构名称",
            "定点零售药店",
            "定点零售药店名称",
            "定点药店名称",
            "零售药店名称",
            "医院名称",
            "药店名称",
            "药房名称",
        ],
    ),
    (
        "code",
        &[
            "编码",
            "机构代码",
            "机构编号",
            "国家编码",
            "国家代码",
            "国家医保编码",
            "国家医保代码",
            "医保编码",
            "医保代码",
            "定点编码",
            "定点机构编码",
            "定点机构代码",
            "医疗机构编码",
            "医药机构编码",
            "定点医疗机构编码",
            "定点医药机构编码",
            "定点医药机构代码",
        ],
    ),
    (
        "credit_code",
        &[
            "信用代码",
            "社会信用代码",
            "统一信用代码",
            "统一社会信用编码",
            "统一社会信用代码证号",
            "社会统一信用代码",
        ],
    ),
    (
        "county",
        &[
            "县区",
            "区县",
            "所属县区",
            "所属区县",
            "所在区县",
            "县(市、区)",
            "县(市,区)",
            "县市区",
            "区(县)",
            "区(市、县)",
            "市(县、区)",
            "所在县(市、区)",
            "所属县(市、区)",
            "所在县市区",
            "所属县市区",
            "统筹区",
            "统筹地区",
            "所属统筹区",
            "所属地区",
            "所属辖区",
            "辖区",
            "行政区划",
        ],
    ),
    (
        "address",
        &["机构地址", "单位地址", "详细地址", "联系地址", "经营地址", "注册地址", "所在地址"],
    ),
    (
        "responsible",
        &[
            "负责人姓名",
            "主要负责人",
            "机构负责人",
            "单位负责人",
            "法定代表人",
            "法定代表人姓名",
            "法人代表",
            "法人",
            "法定代表人或负责人",
            "法定代表人或主要负责人",
            "法定代表人/负责人",
            "法定代表人/主要负责人",
            "法人/负责人",
        ],
    ),
    (
        "phone",
        &[
            "联系电话",
            "办公电话",
            "固定电话",
            "单位电话",
            "机构电话",
            "电话号码",
            "联系方式",
            "负责人电话",
            "负责人联系电话",
        ],
    ),
    ("serial", &["承诺书编号", "文书编号", "文号"]),
];

/// How surely a head names a column; the smaller, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Surety {
    /// By its own name.
    Name,
    /// By its own name with a hint in brackets.
    Hinted,
    /// By another name.
    Alias,
}

/// The column that a head names, by its place among those asked for.
pub(super) fn named(head: &str, columns: &[Column]) -> Option<(Surety, usize)> {
    let plain = plain(head);
    if plain.is_empty() {
        return None;
    }
    let bare = bare(&plain);
    let sure = |column: &Column| {
        let own =
            |text: &str| [&column.name, &column.key].iter().any(|name| self::plain(name) == text);
        let other = ALIASES.iter().find(|(key, _)| *key == column.key).map(|(_, names)| names);
        let alias = |text: &str| other.is_some_and(|names| names.contains(&text));
        if own(&plain) {
            Some(Surety::Name)
        } else if own(&bare) {
            Some(Surety::Hinted)
        } else {
            (alias(&plain) || alias(&bare)).then_some(Surety::Alias)
        }
    };
    let known = columns.iter().enumerate();
    known.filter_map(|(at, column)| Some((sure(column)?, at))).min()
}

/// Whether a head is of a column that is never meant for a letter.
pub(super) fn is_kept(head: &str) -> bool {
    KEPT.contains(&&*bare(&plain(head)))
}

/// A head in half-width characters without white space, marks of what must be filled in, and a
/// colon at its end.
pub(super) fn plain(head: &str) -> String {
    if head.chars().count() > LONGEST {
        return String::new();
    }
    let blank = |c: &char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}');
    let kept =
        head.chars().filter(|c| !blank(c)).map(half).filter(|c| !matches!(c, '*' | '※' | '★'));
    let text: String = kept.flat_map(char::to_lowercase).collect();
    text.trim_end_matches(':').to_owned()
}

fn half(c: char) -> char {
    const WIDER: u32 = 0xfee0;
    match c {
        '【' | '〔' | '［' | '[' => '(',
        '】' | '〕' | '］' | ']' => ')',
        '！'..='～' => char::from_u32(u32::from(c) - WIDER).unwrap_or(c),
        _ => c,
    }
}

/// A head without what stands in brackets, unless nothing else is there.
fn bare(plain: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    if depth > 0 || text.is_empty() { plain.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let all = [("institution", "机构名称"), ("county", "所在县区"), ("responsible", "负责人")];
        Column::named(&all)
    }

    #[test]
    fn heads_are_known_however_offices_write_them() {
        let columns = columns();
        let known = |head| named(head, &columns);
        for head in ["机构名称", " 机 构\n名 称 ", "Institution", "＊机构名称：", "INSTITUTION"]
        {
            assert_eq!(known(head), Some((Surety::Name, 0)), "{head}");
        }
        for head in ["机构名称（全称）", "【必填】机构名称", "机构名称(与公章一致)*"]
        {
            assert_eq!(known(head), Some((Surety::Hinted, 0)), "{head}");
        }
        for (head, at) in [("药店名称", 0), ("县（市、区）", 1), ("法定代表人（主要负责人）", 2)]
        {
            assert_eq!(known(head), Some((Surety::Alias, at)), "{head}");
        }
        for head in ["", "（）", "机构", "床位数", "电话", "机构名称（"] {
            assert_eq!(known(head).map(|(_, at)| at), (head == "机构").then_some(0), "{head}");
        }
        assert_eq!(known(&"机构名称".repeat(1000)), None);
    }

    #[test]
    fn other_names_are_written_as_they_are_compared_and_stand_for_one_column_each() {
        let mut all: Vec<&str> = ALIASES.iter().flat_map(|(_, names)| *names).copied().collect();
        let count = all.len();
        assert!(all.iter().all(|name| plain(name) == **name));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(is_kept("序 号") && is_kept("No.") && !is_kept("编号"));
    }
}
