//! What is found in prose, and that hostile prose does no harm.

use super::super::*;
use super::{NONE, YEAR, show};

/// What `find` finds, as the text of each place with its meaning or error.
fn found(text: &str, context: Context) -> Vec<(&str, String)> {
    let all = find(text, context).into_iter();
    all.map(|found| {
        let shown = found.time.map_or_else(|error| format!("{:?}", error.kind), |time| show(&time));
        (&text[found.range], shown)
    })
    .collect()
}

fn places(text: &str) -> Vec<&str> {
    found(text, YEAR).into_iter().map(|(place, _)| place).collect()
}

#[test]
fn prose_yields_its_times_and_no_word_more() {
    for (text, expected) in [
        ("请于6月30日前将总结报送我局。", &["6月30日前"][..]),
        (
            "检查分三个阶段，2022年3月至9月为专项检查，10月至11月整改。",
            &["2022年3月至9月", "10月至11月"],
        ),
        ("自2022年3月1日起施行，有效期3年。", &["自2022年3月1日起"]),
        (
            "应当自有关部门批准之日起30个工作日内向医保部门备案",
            &["自有关部门批准之日起30个工作日内"],
        ),
        ("完成自查之日起5日内上报", &["完成自查之日起5日内"]),
        ("各单位，收到通知后5日内反馈。", &["收到通知后5日内"]),
        ("公示5个工作日", &["5个工作日"]),
        ("于每年1月30日前,将落实情况报送", &["每年1月30日前"]),
        ("每周一次例会，每周五报送。", &["每周", "每周五"]),
        ("（一）动员部署（2018年10月下旬）。", &["2018年10月下旬"]),
        ("2022年5月31日前后", &["2022年5月31日"]),
        ("6月前往各地", &["6月"]),
        ("5月31日前提交，6月1日起草。", &["5月31日前", "6月1日"]),
        ("2022年初步建成", &["2022年"]),
        ("2022年底数已清", &["2022年"]),
        ("3、5月底前完成。", &["5月底前"]),
        ("2.2022年6月底前完成", &["2022年6月底前"]),
        ("统计3月和4月", &["3月和4月"]),
        ("2022年3月、5月", &["2022年3月", "5月"]),
        ("会议定于2026年3月20日（星期五）上午9:30召开", &["2026年3月20日（星期五）上午9:30"]),
        ("时间2022-05-31，版本2022.5.31.1", &["2022-05-31"]),
        ("去年5月", &["去年5月"]),
        ("今年以来，2022年以来", &["2022年以来"]),
        ("年底召开会议", &["年底"]),
        ("去年底与青年底色", &["去年底"]),
    ] {
        assert_eq!(places(text), expected, "{text}");
    }
}

#[test]
fn prose_without_times_yields_none() {
    for text in [
        "1,234元",
        "9:30",
        "第12号令",
        "粤医保函〔2022〕29号",
        "GB/T 9704—2012",
        "“十四五”时期",
        "3—5家",
        "2.5万元",
        "1.5 cm",
        "3号仿宋",
        "附件3",
        "电话13800138000",
        "三年行动",
        "一月一次",
        "第3个工作组",
        "10.20.30.40",
        "60cm×80cm",
        "以上报告、以下简称",
        "从严从快，自查自纠",
        "每个单位、每起案件",
        "提前介入，最后一公里",
        "二十大报告",
        "上下半场",
        "成立半年来",
        "5日",
        "前3名",
    ] {
        assert_eq!(found(text, YEAR), [], "{text}");
    }
    assert_eq!(places("（2026年修订）"), ["2026年"]);
}

#[test]
fn prose_tells_of_times_that_cannot_be() {
    assert_eq!(
        found("评估验收（2018年11下旬）。", NONE),
        [("2018年11下旬", r#"MonthMark("2018年11月下旬")"#.to_owned())]
    );
    let all = find("2022年2月30日和2022年5月31日至3月1日，以及6月30日前。", NONE);
    let kinds: Vec<_> = all.iter().map(|found| found.time.as_ref().unwrap_err()).collect();
    assert!(matches!(kinds[0].kind, ErrorKind::NoSuchDay { day: 30, .. }));
    assert!(matches!(kinds[1].kind, ErrorKind::Reversed { .. }));
    assert_eq!(kinds[2].kind, ErrorKind::YearUnknown);
    assert_eq!(
        found("26年3月", NONE),
        [("26年", "ShortYear(26)".to_owned()), ("3月", "YearUnknown".to_owned())]
    );
}

/// Asks a meaning everything it can be asked.
fn exercise(text: &str, time: &Time) {
    let interval = match time {
        Time::Span(interval) => *interval,
        Time::By(by) => by.interval(),
        Time::Recurring(turn) => {
            assert!(turn.in_year(2024).is_none_or(|turns| turns.len() < 1000), "{text}");
            return;
        }
        Time::Relative(term) => {
            let _ = term.due(Date::constant(2024, 2, 29), &Holidays::new());
            return;
        }
    };
    assert!(
        interval.start.is_none_or(|start| interval.end.is_none_or(|end| start <= end)),
        "{text}"
    );
    assert!(parse(&interval.canonical(), NONE).is_ok(), "{text} {}", interval.canonical());
    let _ =
        (interval.contains(&interval), interval.overlaps(&interval), interval.before(&interval));
}

#[test]
fn no_string_of_date_characters_makes_a_panic() {
    const WORDS: [&str; 72] = [
        "2",
        "0",
        "22",
        "2022",
        "31",
        "９",
        "二",
        "〇",
        "十",
        "百",
        "两",
        "年",
        "月",
        "日",
        "号",
        "旬",
        "上",
        "中",
        "下",
        "初",
        "底",
        "末",
        "季度",
        "半",
        "第",
        "每",
        "周",
        "星期",
        "一",
        "五",
        "自",
        "从",
        "起",
        "至",
        "到",
        "—",
        "–",
        "-",
        "～",
        "~",
        "－",
        "、",
        "和",
        "前",
        "后",
        "内",
        "之",
        "以",
        "止",
        "个",
        "工作日",
        "之日起",
        "批准",
        "（",
        "）",
        "(",
        ")",
        " ",
        "　",
        ".",
        "/",
        ":",
        "今",
        "次",
        "截至",
        "开始",
        "上半年",
        "全",
        "度",
        "时",
        "月底",
        "天",
    ];
    let mut seed: u64 = 20_220_531;
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % bound
    };
    for _ in 0..30_000 {
        let text: String = (0..=next(14)).map(|_| WORDS[next(WORDS.len())]).collect();
        for context in [YEAR, NONE] {
            match parse(&text, context) {
                Ok(written) => exercise(&text, &written.value),
                Err(error) => {
                    assert!(text.get(error.range.clone()).is_some(), "{text} {error:?}");
                    let _ = (error.message(), error.help());
                }
            }
            let mut floor = 0;
            for found in find(&text, context) {
                assert!(found.range.start >= floor && !found.range.is_empty(), "{text}");
                assert!(text.get(found.range.clone()).is_some(), "{text}");
                if let Err(error) = &found.time {
                    assert!(text.get(error.range.clone()).is_some(), "{text} {error:?}");
                }
                floor = found.range.end;
            }
        }
    }
}

/// Steps rather than seconds would be better, but a quadratic reader needs minutes here.
#[test]
fn long_hostile_prose_costs_time_in_proportion_to_its_length() {
    for unit in [
        "1",
        "二",
        "1、",
        "3月、",
        "1-",
        "每",
        "第",
        "2022年 ",
        " ",
        "之日起",
        "后5",
        "前3日",
        "自",
        "1 ",
        "2022年3月1",
    ] {
        let text = format!("3月{}{}", " ".repeat(30_000), unit.repeat(90_000 / unit.len()));
        assert!(find(&text, NONE).len() <= text.len());
        let _ = parse(&text, NONE);
    }
}
