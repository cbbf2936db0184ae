//! Time charts in millimetres: bars where their dates are, shades where rest is, nothing of today.

use hongtou::backend::Emitted;
use hongtou::doc::pages::{Page, Rule};
use hongtou::doc::{Bar, Block, Entry, EntryKind, Month, Rest, Timeline, Title};
use hongtou::template;

use super::checked;
use crate::support::{doc, inlines, lay_out, paragraph};

/// A chart of 2022 from March to December, with a row for each stretch of days.
fn chart(rows: &[(EntryKind, u32, u32)]) -> Timeline {
    let lengths = [
        (3, 31),
        (4, 30),
        (5, 31),
        (6, 30),
        (7, 31),
        (8, 31),
        (9, 30),
        (10, 31),
        (11, 30),
        (12, 31),
    ];
    let mut first = 0;
    let months = lengths.map(|(month, days)| {
        first += days;
        Month { year: 2022, month, first: first - days, days }
    });
    let entry = |(kind, first, days): &(EntryKind, u32, u32)| Entry {
        kind: *kind,
        title: inlines("开展检查"),
        units: inlines("市医疗保障局"),
        when: inlines("5月"),
        bars: vec![Bar { first: *first, days: *days }],
    };
    Timeline {
        days: first,
        months: months.into(),
        rests: vec![Rest { first: 4, days: 2, holiday: None }],
        rows: rows.iter().map(entry).collect(),
        ..Timeline::default()
    }
}

fn wall(chart: Timeline, look: &str) -> Emitted {
    let title = Title { inlines: inlines("时间安排图"), subtitle: vec![] };
    lay_out(&doc(vec![Block::Title(title), Block::Timeline(chart)]), look)
}

/// The upper edges of the outlined bars, from top to bottom.
fn edges(page: &Page) -> Vec<Rule> {
    let level = |rule: &&Rule| {
        (rule.from.1 - rule.to.1).abs() < 0.01 && (rule.thickness - 0.25).abs() < 0.01
    };
    let mut found: Vec<Rule> = page.rules.iter().filter(level).copied().collect();
    found.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
    // Above and below; the legend has a bar of its own.
    found.into_iter().step_by(2).collect()
}

#[track_caller]
fn near(what: &str, measured: f64, wanted: f64) {
    assert!((measured - wanted).abs() <= 0.1, "{what}: {measured:.3} mm and not {wanted:.3} mm");
}

#[test]
fn a_bar_stands_where_its_dates_are() {
    let task = EntryKind::Task;
    let days = [(0, 306), (0, 61), (61, 31), (91, 1), (214, 61), (275, 31)];
    let rows = days.map(|(first, days)| (task, first, days));
    for look in ["timeline", "timeline-a3"] {
        let made = wall(chart(&rows), look);
        let [page] = &made.pages.pages[..] else { panic!("{} pages", made.pages.pages.len()) };
        let bars = edges(page);
        let (left, width) = (bars[0].from.0, bars[0].to.0 - bars[0].from.0);
        assert!(width > page.width * 0.35, "the axis is {width} mm wide");
        for ((first, days), bar) in days.into_iter().zip(&bars) {
            let at = |day: u32| left + width * f64::from(day) / 306.0;
            near("left end", bar.from.0, at(first));
            near("right end", bar.to.0, at(first + days));
        }
    }
}

#[test]
fn a_weekend_is_shaded_where_it_is() {
    let made = wall(chart(&[(EntryKind::Task, 0, 306)]), "timeline");
    let page = &made.pages.pages[0];
    let bar = edges(page)[0];
    let day = (bar.to.0 - bar.from.0) / 306.0;
    let upright = |rule: &&Rule| {
        (rule.from.0 - rule.to.0).abs() < 0.01 && (rule.thickness - 2.0 * day).abs() < 0.01
    };
    let shade = page.rules.iter().find(upright).expect("a shade of two days");
    near("the middle of the weekend", shade.from.0, bar.from.0 + 5.0 * day);
    assert!(page.text().contains("周末") && !page.text().contains("法定节假日"));
}

#[test]
fn a_mark_stands_in_the_middle_of_its_day() {
    let rows =
        [(EntryKind::Task, 0, 306), (EntryKind::Deadline, 91, 1), (EntryKind::Recurring, 4, 1)];
    let made = wall(chart(&rows), "timeline");
    let page = &made.pages.pages[0];
    let bar = edges(page)[0];
    let day = (bar.to.0 - bar.from.0) / 306.0;
    for (row, first) in [(1, 91.0), (2, 4.0)] {
        let label = format!("bar-{row}");
        let (_, x, _) = page.marks.iter().find(|(own, ..)| *own == label).unwrap();
        near(&label, *x, bar.from.0 + first * day);
    }
    for words in ["截止日期", "定期事项", "2022年", "12月"] {
        assert!(page.text().contains(words), "{words}");
    }
}

#[test]
fn a_chart_keeps_within_its_sheet_and_repeats_its_axis_on_the_next() {
    for (look, size, margin) in
        [("timeline", (297.0, 210.0), 15.0), ("timeline-a3", (420.0, 297.0), 20.0)]
    {
        for count in [1, 15, 60] {
            let made = wall(chart(&vec![(EntryKind::Task, 30, 31); count]), look);
            for page in &made.pages.pages {
                near("width", page.width, size.0);
                near("height", page.height, size.1);
                assert!(page.text().contains("责任单位"), "the head of the table");
                let right = page.rules.iter().map(|rule| rule.to.0).fold(0.0, f64::max);
                assert!(right <= size.0 - margin + 0.3, "{right}");
                let low = page.rules.iter().map(|rule| rule.to.1).fold(0.0, f64::max);
                assert!(low <= size.1 - margin + 0.3, "{low}");
            }
            assert_eq!(made.pages.pages.len() > 1, count == 60, "{count} rows");
        }
    }
}

#[test]
fn a_chart_inside_a_paper_lies_across_a_page_of_it() {
    let blocks = vec![
        paragraph("安排如下："),
        Block::Timeline(chart(&[(EntryKind::Task, 0, 306)])),
        paragraph("请执行。"),
    ];
    let made = lay_out(&doc(blocks), "general");
    let widths: Vec<f64> = made.pages.pages.iter().map(|page| page.width.round()).collect();
    assert_eq!(widths, [210.0, 297.0, 210.0]);
    let bar = edges(&made.pages.pages[1])[0];
    near("the right end of the axis", bar.to.0, 37.0 + 225.0 - 2.0);
}

#[test]
fn the_chart_of_the_example_is_one_sheet_with_its_dates() {
    let checked = checked();
    let at = checked.set.place("fund-timeline-2022").unwrap();
    let (doc, found) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(found, []);
    let Some(Block::Timeline(chart)) =
        doc.blocks.iter().find(|block| matches!(block, Block::Timeline(_)))
    else {
        panic!("{doc:?}")
    };
    assert_eq!((chart.days, chart.months.len(), chart.rows.len()), (306, 10, 18 - 2));
    let limit = chart.rows.iter().find(|row| row.kind == EntryKind::Deadline).unwrap();
    assert_eq!(limit.bars, [Bar { first: 91, days: 1 }]);
    let national =
        chart.rests.iter().find(|rest| rest.holiday.as_deref() == Some("国庆节")).unwrap();
    assert_eq!((national.first, national.days), (214, 7));
    assert_eq!(lay_out(&doc, "timeline").pages.pages.len(), 1);
}
