//! What the catalogue of rules asks for and no paper can get wrong, because the program makes it.
//!
//! No rule can find a fault that cannot be written. Each entry names the test that measures it on
//! pages, so that "held by construction" is a claim somebody checks.

use crate::diag::Words;

/// A demand that is held by construction.
pub struct Held {
    /// Its number in the catalogue of rules.
    pub id: &'static str,
    /// What is demanded.
    pub demand: Words,
    /// Who asks for it, in Chinese.
    pub authority: &'static str,
    /// The tests that measure it, by the names of their functions.
    pub tests: &'static [&'static str],
}

/// One line of the table: number, demand in both languages, authority, tests.
type Line = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const LINES: [Line; 11] = [
    (
        "I17",
        "附件名称回行同上一行名称的首字对齐",
        "the name of an attachment turns over under its first character",
        "GB/T 9704-2012，7.3.4",
        &["clause_7_3_4_the_name_of_an_attachment_turns_over_under_its_first_character"],
    ),
    (
        "J17",
        "续页重复表头",
        "the head of a table is repeated on each page",
        "实务",
        &["the_head_of_a_table_is_repeated_on_each_page"],
    ),
    (
        "J18",
        "一行不跨页拆断",
        "a row that fits a page is not torn",
        "实务",
        &["a_row_that_fits_a_page_is_not_torn"],
    ),
    (
        "M03",
        "署名和成文日期的位置",
        "where name and date stand",
        "GB/T 9704-2012，7.3.5",
        &[
            "clause_7_3_5_1_under_a_seal_the_date_ends_four_characters_in",
            "clause_7_3_5_2_without_a_seal_the_body_ends_two_characters_in",
        ],
    ),
    (
        "M11",
        "版记居于最后一面版心的底部",
        "the imprint stands at the foot of the last page",
        "GB/T 9704-2012，7.4.1",
        &[
            "clause_7_4_1_the_imprint_stands_on_the_last_page_and_clear_of_the_text",
            "clause_7_4_1_the_last_rule_lies_on_the_lower_edge_of_the_type_area",
        ],
    ),
    (
        "M15",
        "页码是4号半角宋体数字，左右各放一条一字线",
        "the page number is 4 hao Songti between two dashes",
        "GB/T 9704-2012，7.5",
        &[
            "clause_7_5_the_page_number_has_a_dash_on_each_side",
            "clause_7_5_the_page_number_is_4_hao_songti",
        ],
    ),
    (
        "M16",
        "单页码居右空一字，双页码居左空一字",
        "odd numbers stand right and even ones left",
        "GB/T 9704-2012，7.5",
        &[
            "clause_7_5_the_number_of_an_odd_page_is_one_character_from_the_right",
            "clause_7_5_the_number_of_an_even_page_is_one_character_from_the_left",
        ],
    ),
    (
        "M17",
        "附件与正文的页码连续",
        "numbers run on through the attachments",
        "GB/T 9704-2012，7.5",
        &["clause_7_5_numbers_run_on_through_the_attachments"],
    ),
    (
        "M18",
        "信函首页不显示页码",
        "the first page of a letter shows no number",
        "GB/T 9704-2012，10.1",
        &["clause_10_1_the_first_page_shows_no_number_and_the_second_does"],
    ),
    (
        "M19",
        "页边和版心",
        "margins and type area",
        "GB/T 9704-2012，5.2.1",
        &[
            "clause_5_2_1_the_sky_is_37_mm",
            "clause_5_2_1_the_type_area_is_156_mm_wide",
            "clause_5_2_1_the_type_area_is_225_mm_high",
        ],
    ),
    (
        "M21",
        "字体被替代时说明",
        "a font that is replaced is told of: `house-font`, `hongtou fonts`",
        "内部一致性",
        &["a_font_of_the_house_is_used_or_missed"],
    ),
];

/// Every demand that is held by construction, by its number.
pub fn all() -> impl Iterator<Item = Held> {
    LINES.into_iter().map(|(id, zh, en, authority, tests)| Held {
        id,
        demand: Words::new(zh.to_owned(), en.to_owned()),
        authority,
        tests,
    })
}
