//! What expressions mean, as tables.

use jiff::civil::date;

use super::super::*;
use super::{NONE, YEAR, show};

/// Every text has its meaning, as [`show`] writes it.
fn means(rows: &[(&str, &str)]) {
    for (text, meaning) in rows {
        let shown = parse(text, YEAR).map(|written| show(&written.value));
        assert_eq!(shown.as_deref(), Ok(*meaning), "{text}");
    }
}

#[test]
fn a_day_is_read_in_every_spelling() {
    means(&[
        ("2022年5月31日", "2022-05-31..2022-05-31"),
        ("２０２２年５月３１日", "2022-05-31..2022-05-31"),
        ("二〇二二年三月五日", "2022-03-05..2022-03-05"),
        ("二零二二年十二月三十一日", "2022-12-31..2022-12-31"),
        ("2022年5月31号", "2022-05-31..2022-05-31"),
        ("2022年03月05日", "2022-03-05..2022-03-05"),
        ("2022 年 5 月 31 日", "2022-05-31..2022-05-31"),
        (" 2022年5月31日 ", "2022-05-31..2022-05-31"),
        ("2022-05-31", "2022-05-31..2022-05-31"),
        ("2022.5.31", "2022-05-31..2022-05-31"),
        ("2022/5/31", "2022-05-31..2022-05-31"),
        ("2028年2月29日", "2028-02-29..2028-02-29"),
        ("5月31日", "2022-05-31..2022-05-31"),
        ("五月三十一日", "2022-05-31..2022-05-31"),
        ("2026年3月20日（星期五）", "2026-03-20..2026-03-20"),
        ("2026年3月20日(周五)", "2026-03-20..2026-03-20"),
        ("2026年3月20日 星期五", "2026-03-20..2026-03-20"),
        ("2026年3月20日（星期五）上午9:30", "2026-03-20..2026-03-20"),
    ]);
}

#[test]
fn what_is_longer_than_a_day_covers_all_its_days() {
    means(&[
        ("2022年", "2022-01-01~..2022-12-31~"),
        ("2022年度", "2022-01-01~..2022-12-31~"),
        ("2022年全年", "2022-01-01~..2022-12-31~"),
        ("2022年5月", "2022-05-01~..2022-05-31~"),
        ("2022年5月份", "2022-05-01~..2022-05-31~"),
        ("2022-05", "2022-05-01~..2022-05-31~"),
        ("2022.5", "2022-05-01~..2022-05-31~"),
        ("5月", "2022-05-01~..2022-05-31~"),
        ("三月", "2022-03-01~..2022-03-31~"),
        ("十二月", "2022-12-01~..2022-12-31~"),
        ("2018年10月下旬", "2018-10-21~..2018-10-31~"),
        ("2022年2月下旬", "2022-02-21~..2022-02-28~"),
        ("5月中旬", "2022-05-11~..2022-05-20~"),
        ("2022年4月初", "2022-04-01~..2022-04-10~"),
        ("4月月底", "2022-04-21~..2022-04-30~"),
        ("2022年底", "2022-12-01~..2022-12-31~"),
        ("年初", "2022-01-01~..2022-01-31~"),
        ("2022年年底", "2022-12-01~..2022-12-31~"),
        ("第二季度", "2022-04-01~..2022-06-30~"),
        ("2022年一季度", "2022-01-01~..2022-03-31~"),
        ("2022年第4季度", "2022-10-01~..2022-12-31~"),
        ("上半年", "2022-01-01~..2022-06-30~"),
        ("2022年下半年", "2022-07-01~..2022-12-31~"),
        ("明年3月", "2023-03-01~..2023-03-31~"),
    ]);
}

#[test]
fn ranges_and_lists_reach_from_their_first_day_to_their_last() {
    means(&[
        ("2022年3月至9月", "2022-03-01~..2022-09-30~"),
        ("2022年3月—9月", "2022-03-01~..2022-09-30~"),
        ("2022年3—9月", "2022-03-01~..2022-09-30~"),
        ("3-9月", "2022-03-01~..2022-09-30~"),
        ("三至九月", "2022-03-01~..2022-09-30~"),
        ("3月1日至20日", "2022-03-01..2022-03-20"),
        ("3月1—20日", "2022-03-01..2022-03-20"),
        ("3月1日～4月20日", "2022-03-01..2022-04-20"),
        ("3月1日~4月20日", "2022-03-01..2022-04-20"),
        ("3月1日－4月20日", "2022-03-01..2022-04-20"),
        ("3月1日–4月20日", "2022-03-01..2022-04-20"),
        ("3月1日到4月20日", "2022-03-01..2022-04-20"),
        ("2024年1月1日至2024年2月8日", "2024-01-01..2024-02-08"),
        ("2024年1月1日-2月8日", "2024-01-01..2024-02-08"),
        ("2024年1月1日 — 2024年2月8日", "2024-01-01..2024-02-08"),
        ("2022年11月至2023年2月", "2022-11-01~..2023-02-28~"),
        ("2022年11月至次年2月", "2022-11-01~..2023-02-28~"),
        ("2018年11月上旬—11月中旬", "2018-11-01~..2018-11-20~"),
        ("2018年11月上旬至中旬", "2018-11-01~..2018-11-20~"),
        ("3月初至月底", "2022-03-01~..2022-03-31~"),
        ("2022.3.1-5.31", "2022-03-01..2022-05-31"),
        ("2022-03-01至2022-05-31", "2022-03-01..2022-05-31"),
        ("2022—2024年", "2022-01-01~..2024-12-31~"),
        ("2022年至2024年", "2022-01-01~..2024-12-31~"),
        ("第一至三季度", "2022-01-01~..2022-09-30~"),
        ("3月、4月", "2022-03-01~..2022-04-30~"),
        ("2022年3、4月", "2022-03-01~..2022-04-30~"),
        ("3月、4月和5月", "2022-03-01~..2022-05-31~"),
        ("第一、二季度", "2022-01-01~..2022-06-30~"),
        ("3月1日、2日", "2022-03-01..2022-03-02"),
        ("自2022年3月1日至5月31日止", "2022-03-01..2022-05-31"),
        ("自2022年3月1日起至5月31日", "2022-03-01..2022-05-31"),
        ("3月1日（星期二）至3月4日（星期五）", "2022-03-01..2022-03-04"),
    ]);
}

#[test]
fn deadlines_and_open_ends_leave_one_side_open() {
    means(&[
        ("自2022年3月1日起", "2022-03-01..…"),
        ("从3月起", "2022-03-01~..…"),
        ("2022年3月1日起", "2022-03-01..…"),
        ("2022年3月至今", "2022-03-01~..…"),
        ("2022年以来", "2022-01-01~..…"),
        ("5月31日后", "2022-06-01..…"),
        ("2022年5月31日前", "<2022-05-31 Unknown"),
        ("5月31日之前", "<2022-05-31 Unknown"),
        ("于5月31日以前", "<2022-05-31 Unknown"),
        ("5月31日（周二）前", "<2022-05-31 Unknown"),
        ("5月31日17:00前", "<2022-05-31 Yes"),
        ("5月31日17时30分前", "<2022-05-31 Yes"),
        ("5月31日下班前", "<2022-05-31 Yes"),
        ("11月底前", "<2022-11-30 Yes"),
        ("2022年2月末前", "<2022-02-28 Yes"),
        ("年底前", "<2022-12-31 Yes"),
        ("第三季度末前", "<2022-09-30 Yes"),
        ("5月前", "<2022-05-31 Unknown"),
        ("11月上旬前", "<2022-11-10 Unknown"),
        ("截至2022年5月31日", "<2022-05-31 Yes"),
        ("5月31日止", "<2022-05-31 Yes"),
        ("不迟于5月31日", "<2022-05-31 Yes"),
        ("2022年内", "2022-01-01..<2022-12-31 Yes"),
        ("5月内", "2022-05-01..<2022-05-31 Yes"),
        ("第二季度内", "2022-04-01..<2022-06-30 Yes"),
        ("3月1日至5月31日前", "2022-03-01..<2022-05-31 Unknown"),
    ]);
}

#[test]
fn recurring_terms_keep_their_cycle_and_their_place_in_it() {
    means(&[
        ("每年1月30日前", "<1×Year [(Month(1, Day(30)), Month(1, Day(30)))]"),
        ("每月25日前", "<1×Month [(InMonth(Day(25)), InMonth(Day(25)))]"),
        ("每月底前", "<1×Month [(InMonth(End), InMonth(End))]"),
        (
            "每月5日、20日前",
            "<1×Month [(InMonth(Day(5)), InMonth(Day(5))), (InMonth(Day(20)), InMonth(Day(20)))]",
        ),
        ("每月上旬", "1×Month [(InMonth(Xun(First)), InMonth(Xun(First)))]"),
        ("每季度末", "1×Quarter [(End, End)]"),
        ("每季度末前", "<1×Quarter [(End, End)]"),
        ("每周五前", "<1×Week [(Weekday(Friday), Weekday(Friday))]"),
        ("每周一至周三", "1×Week [(Weekday(Monday), Weekday(Wednesday))]"),
        ("每半年", "1×HalfYear []"),
        ("每两年", "2×Year []"),
        ("每3个月", "3×Month []"),
        ("每年年底前", "<1×Year [(End, End)]"),
        ("每年3月至5月", "1×Year [(Month(3, Whole), Month(5, Whole))]"),
        ("每年第一季度", "1×Year [(Quarter(1), Quarter(1))]"),
        ("每天", "1×Day []"),
    ]);
}

#[test]
fn relative_terms_keep_their_event_and_their_length() {
    means(&[
        ("自批准之日起30个工作日内", "批准 After Some((30, Workday))"),
        ("收到通知之日起5日内", "收到通知 After Some((5, Day))"),
        ("收到2号通知后五日内", "收到2号通知 After Some((5, Day))"),
        ("自印发之日起", "印发 After None"),
        ("3个工作日内", "- After Some((3, Workday))"),
        ("三十个工作日内", "- After Some((30, Workday))"),
        ("5个工作日", "- After Some((5, Workday))"),
        ("半年内", "- After Some((6, Month))"),
        ("两个月内", "- After Some((2, Month))"),
        ("24小时内", "- After Some((24, Hour))"),
        ("会议召开前3个工作日", "会议召开 Before Some((3, Workday))"),
        ("提前3天", "- Before Some((3, Day))"),
    ]);
}

#[test]
fn a_deadline_knows_its_last_day_under_both_readings() {
    let by = |text| match parse_deadline(text, YEAR).unwrap().value {
        Deadline::By(by) => (by.last, by.safe, by.included),
        Deadline::Recurring(_) | Deadline::Relative(_) => panic!("{text}"),
    };
    assert_eq!(by("5月31日前"), (date(2022, 5, 31), date(2022, 5, 30), Answer::Unknown));
    assert_eq!(by("11月底前"), (date(2022, 11, 30), date(2022, 11, 30), Answer::Yes));
    assert_eq!(by("5月前"), (date(2022, 5, 31), date(2022, 4, 30), Answer::Unknown));
    assert_eq!(by("3月至5月"), (date(2022, 5, 31), date(2022, 5, 31), Answer::Yes));
    assert_eq!(by("5月31日"), (date(2022, 5, 31), date(2022, 5, 31), Answer::Yes));
}

#[test]
fn spelling_is_kept_apart_from_meaning() {
    let spelling = |text| parse(text, YEAR).unwrap().spelling;
    assert!(spelling("2022年5月31日").is_plain());
    assert!(spelling("2022年03月05日").padded && spelling("2022-03-05").padded);
    assert!(spelling("5月9号").hao && !spelling("5月9日").hao);
    assert!(spelling("二〇二二年三月五日").hanzi && !spelling("二〇二二年三月五日").odd_zero);
    assert!(spelling("二零二二年三月五日").odd_zero && spelling("二0二二年三月").odd_zero);
    let mixed = spelling("2022年三月5日");
    assert!(mixed.hanzi && mixed.arabic);
    assert!(spelling("２０２２年5月").full_width && spelling("2022 年5月").spaced);
    assert!(spelling("5月").year_assumed && !spelling("2022年5月").year_assumed);
    assert_eq!(spelling("2022.5.31").separator, Some('.'));
    assert_eq!(spelling("3月1日～20日").joiner, Some("～"));
    assert_eq!(spelling("3月1日至20日").joiner, Some("至"));
}

#[test]
fn a_weekday_beside_a_date_is_kept_and_judged() {
    let text = "2026年3月20日（星期四）";
    let written = parse_date(text, NONE).unwrap();
    let [stated] = &written.weekdays[..] else { panic!("one weekday") };
    assert_eq!(&text[stated.range.clone()], "星期四");
    assert_eq!((stated.stated, stated.is_right()), (Weekday::Thursday, false));
    assert_eq!(weekday_name(weekday(stated.date)), "星期五");
    let range = parse_period("3月1日（周二）至3月4日（周五）", YEAR).unwrap();
    assert_eq!(range.weekdays.len(), 2);
    assert!(range.weekdays.iter().all(StatedWeekday::is_right));
}

#[test]
fn recurring_terms_have_their_days_in_a_year() {
    let ends = |text, year| -> Vec<String> {
        let Time::Recurring(turn) = parse(text, NONE).unwrap().value else { panic!("{text}") };
        let all = turn.in_year(year).unwrap();
        all.iter().filter_map(|turn| turn.end).map(|end| end.to_string()).collect()
    };
    assert_eq!(ends("每年1月30日前", 2024), ["2024-01-30"]);
    assert_eq!(ends("每年2月底前", 2024), ["2024-02-29"]);
    assert_eq!(ends("每季度末前", 2022), ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"]);
    assert_eq!(ends("每月31日前", 2022)[..3], ["2022-01-31", "2022-02-28", "2022-03-31"]);
    assert_eq!(ends("每周五前", 2022)[..2], ["2022-01-07", "2022-01-14"]);
    assert_eq!(ends("每半年", 2022), ["2022-06-30", "2022-12-31"]);
    assert_eq!(ends("每天", 2024).len(), 366);
    let Time::Recurring(turn) = parse("每两年", NONE).unwrap().value else { panic!() };
    assert_eq!(turn.in_year(2022), None);
}

#[test]
fn what_is_written_canonically_reads_back_as_the_same_stretch() {
    let mut start = date(2023, 12, 1);
    while start < date(2024, 4, 1) {
        for length in [0, 1, 9, 30, 61, 400] {
            let end = start.checked_add(jiff::SignedDuration::from_hours(24 * length)).unwrap();
            let interval = Interval::days(start, end);
            assert_eq!(parse_period(&interval.canonical(), NONE).unwrap().value, interval);
        }
        start = start.tomorrow().unwrap();
    }
}
