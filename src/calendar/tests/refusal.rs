//! What is refused, where, and in what words.

use jiff::civil::date;

use super::super::*;
use super::{NONE, YEAR};

#[test]
fn what_is_malformed_is_refused_at_its_place() {
    let day = |year, month, day, last| ErrorKind::NoSuchDay { year, month, day, last };
    let trailing = |text: &str| ErrorKind::Trailing(text.to_owned());
    for (text, place, kind) in [
        ("2022年2月30日", "30", day(Some(2022), 2, 30, 28)),
        ("2022年2月29日", "29", day(Some(2022), 2, 29, 28)),
        ("2022年4月31日", "31", day(Some(2022), 4, 31, 30)),
        ("2022年5月0日", "0", day(Some(2022), 5, 0, 31)),
        ("二〇二二年五月三十二日", "三十二", day(Some(2022), 5, 32, 31)),
        ("2022-02-30", "30", day(Some(2022), 2, 30, 28)),
        ("2022年3月1日至4月31日", "31", day(Some(2022), 4, 31, 30)),
        ("每年2月30日前", "30", day(None, 2, 30, 29)),
        ("每月32日前", "32", day(None, 1, 32, 31)),
        ("2022年13月", "13", ErrorKind::NoSuchMonth(13)),
        ("2022年0月1日", "0", ErrorKind::NoSuchMonth(0)),
        ("2022-13-01", "13", ErrorKind::NoSuchMonth(13)),
        ("每年13月", "13", ErrorKind::NoSuchMonth(13)),
        ("第五季度", "五", ErrorKind::NoSuchQuarter(5)),
        ("1899年5月1日", "1899年", ErrorKind::NoSuchYear(1899)),
        ("2200年", "2200年", ErrorKind::NoSuchYear(2200)),
        ("20222年5月1日", "20222年", ErrorKind::NoSuchYear(20222)),
        ("22年5月1日", "22年", ErrorKind::ShortYear(22)),
        ("2018年11下旬", "11", ErrorKind::MonthMark("2018年11月下旬".to_owned())),
        ("2018年11", "11", ErrorKind::MonthMark("2018年11月".to_owned())),
        ("2018年5月31", "31", ErrorKind::DayMark("2018年5月31日".to_owned())),
        ("2018年5月31前", "31", ErrorKind::DayMark("2018年5月31日前".to_owned())),
        ("2018年5月1至6月1日", "1", ErrorKind::DayMark("2018年5月1日至6月1日".to_owned())),
        ("2018年5日", "2018年5日", ErrorKind::MonthUnknown),
        ("20日", "20日", ErrorKind::MonthUnknown),
        ("2018年下旬", "2018年下旬", ErrorKind::MonthUnknown),
        ("2022年5月31日abc", "abc", trailing("abc")),
        ("2022年5月31日前完成", "完成", trailing("完成")),
        ("3月1日至-20日", "至-20日", trailing("至-20日")),
        ("2022年5月31日至", "至", trailing("至")),
        ("3月至5月、9月", "、9月", trailing("、9月")),
        ("3月、5月", "3月、5月", ErrorKind::Scattered),
        ("", "", ErrorKind::NoTime),
        ("尽快", "尽快", ErrorKind::NoTime),
        ("十四五", "十四五", ErrorKind::NoTime),
        ("2022", "2022", ErrorKind::NoTime),
        ("每", "每", ErrorKind::NoTime),
    ] {
        let error = parse(text, YEAR).expect_err(text);
        assert_eq!((&text[error.range.clone()], error.kind), (place, kind), "{text}");
    }
}

#[test]
fn a_reversed_range_still_tells_both_ends() {
    let error = parse_period("2022年5月31日至3月1日", NONE).unwrap_err();
    let (start, end) = (date(2022, 5, 31), date(2022, 3, 1));
    let kind = ErrorKind::Reversed { start: Interval::day(start), end: Interval::day(end) };
    assert_eq!(error.kind, kind);
    assert_eq!(error.message().zh, "止于2022年3月1日，早于起始2022年5月31日");
    for text in ["9月至3月", "2022年11月至2月", "5月下旬至上旬", "2024年至2022年", "下半年至上半年"]
    {
        let error = parse_period(text, YEAR).unwrap_err();
        assert!(matches!(error.kind, ErrorKind::Reversed { .. }), "{text}");
        assert_eq!(error.range, 0..text.len());
    }
}

#[test]
fn messages_say_what_is_and_helps_say_what_to_write() {
    let error = parse_date("2022年2月30日", NONE).unwrap_err();
    assert_eq!(error.message().zh, "2022年2月有28天，没有30日");
    assert_eq!(error.message().en, "February 2022 has 28 days, there is no day 30");
    let error = parse_period("2018年11下旬", NONE).unwrap_err();
    assert_eq!(error.help().unwrap().zh, "写成“2018年11月下旬”");
    let error = parse_period("22年5月", NONE).unwrap_err();
    assert_eq!(error.help().unwrap().zh, "写成“2022年”");
}

#[test]
fn without_a_year_a_month_is_not_known_but_an_impossible_day_is() {
    for text in ["5月", "5月31日前", "第二季度", "年底前", "明年3月"] {
        assert_eq!(parse(text, NONE).unwrap_err().kind, ErrorKind::YearUnknown, "{text}");
    }
    let kind = parse("2月30日", NONE).unwrap_err().kind;
    assert_eq!(kind, ErrorKind::NoSuchDay { year: None, month: 2, day: 30, last: 29 });
    assert!(parse("每年5月31日前", NONE).is_ok());
    assert!(matches!(parse("5月", Context { year: Some(9999) }), Err(TimeError { .. })));
}

#[test]
fn each_field_takes_only_what_it_is_for() {
    assert_eq!(parse_date("2022年5月31日", NONE).unwrap().value, date(2022, 5, 31));
    for text in ["2022年5月", "2022年5月31日前", "自2022年5月31日起", "每月5日"] {
        assert_eq!(parse_date(text, NONE).unwrap_err().kind, ErrorKind::NotADay, "{text}");
    }
    for text in ["每月5日前", "3个工作日内"] {
        assert_eq!(parse_period(text, NONE).unwrap_err().kind, ErrorKind::NotAStretch);
        assert!(parse_deadline(text, NONE).is_ok());
    }
    for text in ["自2022年3月1日起", "自印发之日起"] {
        assert_eq!(parse_deadline(text, NONE).unwrap_err().kind, ErrorKind::NoEnd);
    }
}
