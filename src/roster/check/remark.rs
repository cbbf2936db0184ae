//! Rows that are no institution: totals, notes under the table, heads that were pasted again.

use crate::diag::{Level, words};
use crate::roster::{Cell, Column, Flaw, Place};

/// What totals begin with.
const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "累计", "总数"];
/// What notes begin with, where no institution is in the row.
const NOTES: [&str; 15] = [
    "注：",
    "注:",
    "备注",
    "说明：",
    "说明:",
    "填表",
    "填报",
    "制表",
    "审核",
    "联系人",
    "单位负责人",
    "统计时间",
    "数据来源",
    "以下空白",
    "以上共",
];

/// What a row is, when it is no institution.
pub(super) fn judge(line: u64, columns: &[Column], cells: &[Cell]) -> Option<Flaw> {
    let filled = || cells.iter().zip(columns).filter(|(cell, _)| !cell.text.is_empty());
    let (first, _) = filled().next()?;
    let coded =
        |(_, column): (&Cell, &Column)| ["code", "credit_code"].contains(&column.key.as_str());
    let (words, check) = if total(&first.text) {
        (words!("这是合计行", "this is a row of totals"), "roster-total")
    } else if filled().all(|(cell, column)| cell.text == column.name) {
        (words!("这里又是一行表头", "here the heads stand again"), "roster-head-again")
    } else if NOTES.iter().any(|note| first.text.starts_with(note)) && !filled().any(coded) {
        (words!("这是说明，不是机构", "this is a note and no institution"), "roster-note")
    } else {
        return None;
    };
    let help = Some(words!("删去这一行", "delete the row"));
    let place = first.column.map_or(Place::row(line), |column| Place::cell(line, column));
    Some(Flaw { check, level: Level::Error, place, words, help, also: None })
}

/// 合计, 合 计：, 总计（3000家), 小计 12.
fn total(text: &str) -> bool {
    const LONGEST: usize = 60;
    // Asked of every row: nearly all answers come from the first character.
    if text.len() > LONGEST || !text.starts_with(['合', '总', '小', '共', '累']) {
        return false;
    }
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = TOTALS.iter().find_map(|word| squeezed.strip_prefix(word));
    let ends = |c: char| c.is_ascii_digit() || "：:（(共家为".contains(c);
    rest.is_some_and(|rest| rest.chars().next().is_none_or(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(texts: [&str; 3]) -> Option<&'static str> {
        let columns = [("institution", "机构名称"), ("code", "机构编码"), ("phone", "电话")]
            .map(|(key, name)| Column { key: key.into(), name: name.into(), ..Column::default() });
        let cells =
            texts.map(|text| Cell { text: text.into(), column: Some(0), ..Cell::default() });
        judge(9, &columns, &cells).map(|flaw| flaw.check)
    }

    #[test]
    fn totals_notes_and_heads_are_no_institutions() {
        assert_eq!(judged(["合 计：", "", ""]), Some("roster-total"));
        assert_eq!(judged(["", "小计", "12"]), Some("roster-total"));
        assert_eq!(judged(["总计3000家", "3000", ""]), Some("roster-total"));
        assert_eq!(judged(["注：本表由各县填报", "", ""]), Some("roster-note"));
        assert_eq!(judged(["填表人：甲", "", "审核人：乙"]), Some("roster-note"));
        assert_eq!(judged(["机构名称", "机构编码", "电话"]), Some("roster-head-again"));
        assert_eq!(judged(["合计堂大药房", "P1", ""]), None);
        assert_eq!(judged(["备注堂药房", "P1", ""]), None);
        assert_eq!(judged(["机构名称", "P1", "电话"]), None);
        assert_eq!(judged(["", "", ""]), None);
    }
}
