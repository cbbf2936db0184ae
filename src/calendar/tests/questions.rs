//! What stretches answer when asked about one another.

use jiff::civil::date;

use super::super::*;
use super::YEAR;

fn span(text: &str) -> Interval {
    parse_period(text, YEAR).unwrap().value
}

#[test]
fn a_named_month_lies_in_the_period_that_names_it() {
    let phase = span("2022年3月至9月");
    assert_eq!(phase.contains(&span("3月")), Answer::Yes);
    assert_eq!(phase.contains(&span("9月下旬")), Answer::Yes);
    assert_eq!(phase.contains(&span("10月1日")), Answer::No);
    assert_eq!(phase.contains(&span("9月至10月")), Answer::No);
    assert_eq!(phase.contains(&span("2022年")), Answer::Unknown);
}

#[test]
fn what_is_written_coarsely_may_stick_out() {
    let phase = span("3月15日至9月30日");
    assert_eq!(phase.contains(&span("3月")), Answer::Unknown);
    assert_eq!(phase.contains(&span("4月")), Answer::Yes);
    assert_eq!(phase.contains(&span("5月31日前")), Answer::Unknown);
    assert_eq!(phase.contains(&span("3月10日前")), Answer::No);
}

#[test]
fn phases_that_name_the_same_month_may_overlap_in_it() {
    let (first, second) = (span("3月至10月"), span("10月至11月"));
    assert_eq!(first.overlaps(&second), Answer::Unknown);
    assert_eq!(first.shared(&second).unwrap().canonical(), "2022年10月");
    assert_eq!(span("3月至9月").overlaps(&second), Answer::No);
    assert_eq!(span("3月至11月").overlaps(&second), Answer::Yes);
    assert_eq!(span("10月8日").overlaps(&span("10月1日至20日")), Answer::Yes);
    assert_eq!(span("10月").overlaps(&span("2022年1月1日至12月31日")), Answer::Yes);
}

#[test]
fn an_end_nobody_wrote_is_not_known() {
    let open = span("自2022年3月1日起");
    assert_eq!(open.overlaps(&span("10月")), Answer::Unknown);
    assert_eq!(open.overlaps(&span("2月")), Answer::No);
    assert_eq!(open.overlaps(&span("2月1日至3月5日")), Answer::Yes);
    assert_eq!(open.contains(&span("2030年")), Answer::Yes);
    assert_eq!(open.length(), None);
    let none = Interval::new(None, None, Precision::Day);
    assert_eq!(none.overlaps(&open), Answer::Unknown);
    assert_eq!(none.before(&none), Answer::Unknown);
}

#[test]
fn before_and_after_know_what_cannot_be_known() {
    assert_eq!(span("9月").before(&span("10月")), Answer::Yes);
    assert_eq!(span("10月15日").before(&span("10月")), Answer::Unknown);
    assert_eq!(span("10月").before(&span("10月1日")), Answer::No);
    assert_eq!(span("10月中旬").after(&span("10月上旬")), Answer::Yes);
    assert_eq!(span("10月1日").after(&span("9月30日")), Answer::Yes);
}

#[test]
fn the_canonical_form_leaves_out_what_the_left_end_says_already() {
    for (written, canonical) in [
        ("2022.3.1—2022.3.20", "2022年3月1日至20日"),
        ("2022年3月1日至2022年4月20日", "2022年3月1日至4月20日"),
        ("2022年3月1日至2023年4月20日", "2022年3月1日至2023年4月20日"),
        ("2018年11月上旬—11月中旬", "2018年11月上旬至中旬"),
        ("3-9月", "2022年3月至9月"),
        ("二季度", "2022年第二季度"),
        ("2022年下半年", "2022年下半年"),
        ("2022年至2024年", "2022年至2024年"),
        ("2022年3月至9月15日", "2022年3月至9月15日"),
        ("2022年3月15日至9月", "2022年3月15日至9月"),
        ("3月5日", "2022年3月5日"),
        ("自3月起", "自2022年3月起"),
        ("5月31日前", "2022年5月31日前"),
    ] {
        let interval = span(written);
        assert_eq!(interval.canonical(), canonical);
        assert_eq!(span(canonical), interval, "{canonical}");
    }
}

#[test]
fn lengths_count_both_ends() {
    assert_eq!(span("3月1日至31日").length(), Some(31));
    assert_eq!(span("2022年").length(), Some(365));
    assert_eq!(Interval::days(date(2022, 2, 2), date(2022, 2, 1)).length(), None);
}
