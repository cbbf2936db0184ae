//! The ledger (备案台账) and the reminder lists (催办名单) as papers.

use super::line::{Line, Subject, Wanted, called, lines};
use super::volume::Volume;
use super::{Filing, State, Sums};
use crate::calendar::canonical;
use crate::diag::Fault;
use crate::doc::{Align, BlankLine, Block, Cell, Column, Doc, Inline, Meta, Row, Table, Title};
use crate::roster::Roster;

/// What both lists say of themselves: they name people and their telephones.
pub(super) const INTERNAL: &str = "内部使用";

/// A volume of the ledger as a paper: one table, with a line before each county.
///
/// # Errors
/// When the roster cannot be read back.
pub fn ledger(
    filing: &Filing,
    roster: &Roster,
    subject: &Subject,
    volume: &Volume,
) -> Result<Doc, Fault> {
    let columns = [
        ("序号", Align::Center, 3.0),
        ("机构名称", Align::Left, 16.0),
        ("编号", Align::Center, 10.0),
        ("交回日期", Align::Center, 6.5),
        ("情况", Align::Center, 7.5),
        ("逾期天数", Align::Center, 4.5),
        ("经办人", Align::Center, 5.0),
        ("备注", Align::Left, 9.5),
    ];
    let mut rows: Vec<Row> = Vec::new();
    let mut heads = filing.counties[volume.counties.clone()].iter();
    let mut county = None;
    lines(filing, roster, volume, Wanted::Everybody, &mut |line| {
        if county != Some(line.county) {
            county = Some(line.county);
            rows.extend(heads.next().map(|own| head(&own.name, &own.sums, columns.len())));
        }
        rows.push(ledger_row(&line));
        Ok(())
    })?;
    let sums = sums(filing, volume);
    let whole = volume.counties.len() == filing.counties.len();
    let place = if whole { String::new() } else { place(filing, volume) };
    let said = format!("{place}{}，{}。", period(filing), counted(&sums));
    let title = format!("{}备案台账", subject.title);
    let said = [vec![said], notes(filing, &sums)].concat();
    Ok(paper(filing, subject, title, &said, table(&columns, rows)))
}

/// A reminder list as a paper: who is late and has not handed in.
///
/// # Errors
/// When the roster cannot be read back.
pub fn reminders(
    filing: &Filing,
    roster: &Roster,
    subject: &Subject,
    volume: &Volume,
) -> Result<Doc, Fault> {
    let columns = [
        ("序号", Align::Center, 3.0),
        ("机构名称", Align::Left, 20.0),
        ("编号", Align::Center, 11.0),
        ("负责人", Align::Center, 8.0),
        ("电话", Align::Center, 9.0),
        ("逾期天数", Align::Center, 5.0),
    ];
    let mut rows = Vec::new();
    lines(filing, roster, volume, Wanted::Overdue, &mut |line| {
        let late = line.entry.late();
        let number = (rows.len() + 1).to_string();
        rows.push(row([number, line.name, line.serial, line.responsible, line.phone, late]));
        Ok(())
    })?;
    let (count, place) = (rows.len(), place(filing, volume));
    let said = format!("{place}{}，以下{count}家逾期未交，请催办。", period(filing));
    let title = format!("{}催办名单", subject.title);
    Ok(paper(filing, subject, title, &[said], table(&columns, rows)))
}

fn paper(filing: &Filing, subject: &Subject, title: String, said: &[String], table: Table) -> Doc {
    let subtitle = subject.audience.as_deref().map(text).unwrap_or_default();
    let mut blocks = vec![
        Block::Note { inlines: text(INTERNAL) },
        Block::Title(Title { inlines: text(&title), subtitle }),
    ];
    blocks.extend(said.iter().map(|said| Block::Paragraph { inlines: text(said) }));
    blocks.extend([Block::Table(table), signed()]);
    let (issuers, across) = (subject.issuers.clone(), subject.across.clone());
    let date = Some(filing.today.to_string());
    Doc { meta: Meta { title, issuers, date, across, ..Meta::default() }, blocks }
}

fn table<const N: usize>(columns: &[(&str, Align, f64); N], rows: Vec<Row>) -> Table {
    let head = columns.map(|(name, ..)| Cell::of(text(name)));
    let column = |(_, align, share): &(&str, Align, f64)| Column { share: *share, align: *align };
    Table {
        columns: columns.iter().map(column).collect(),
        header: vec![Row { cells: head.into(), total: false }],
        rows,
        landscape: Some(true),
        ..Table::default()
    }
}

fn row<const N: usize>(cells: [String; N]) -> Row {
    let cell =
        |text: String| Cell::of(if text.is_empty() { Vec::new() } else { self::text(&text) });
    Row { cells: cells.map(cell).into(), total: false }
}

fn ledger_row(line: &Line<'_>) -> Row {
    let returned = line.entry.returned.as_ref();
    let of = |text: fn(&super::Return) -> String| returned.map(text).unwrap_or_default();
    row([
        line.place.to_string(),
        line.name.clone(),
        line.serial.clone(),
        of(|own| own.date.to_string()),
        line.entry.words().to_owned(),
        line.entry.late(),
        of(|own| own.handler.clone()),
        of(|own| own.note.clone()),
    ])
}

/// The line before the institutions of a county.
fn head(name: &str, sums: &Sums, columns: usize) -> Row {
    let words = format!("{}：{}", called(name), counted(sums));
    let columns = u32::try_from(columns).unwrap_or(1);
    let cell = Cell { columns, align: Some(Align::Left), ..Cell::of(text(&words)) };
    Row { cells: vec![cell], total: true }
}

/// How many stand how: 应交12家，已交回9家（其中逾期1家），未交3家（其中逾期3家）.
pub(super) fn counted(sums: &Sums) -> String {
    let count = |state| sums.count(state);
    let (late, overdue) = (count(State::Late), count(State::Overdue));
    let (returned, open) = (count(State::Returned) + late, count(State::Pending) + overdue);
    let expected = sums.expected();
    format!(
        "应交{expected}家，已交回{returned}家（其中逾期{late}家），未交{open}家（其中逾期{overdue}家）"
    )
}

fn sums(filing: &Filing, volume: &Volume) -> Sums {
    let mut all = Sums::default();
    filing.counties[volume.counties.clone()].iter().for_each(|county| all.join(&county.sums));
    all
}

/// What a volume is about: 蓬江区（第1册，共2册）：.
fn place(filing: &Filing, volume: &Volume) -> String {
    let counties = filing.counties[volume.counties.clone()].iter();
    let names: Vec<&str> = counties.map(|county| called(&county.name)).collect();
    let names = names.join("、");
    match volume.number {
        (_, 1) => format!("{names}："),
        (nth, count) => format!("{names}（第{nth}册，共{count}册）："),
    }
}

/// 交回期限为2026年5月29日前，截至2026年6月5日.
pub(super) fn period(filing: &Filing) -> String {
    format!("交回期限为{}，截至{}", filing.due.text, canonical(filing.today))
}

/// What is doubtful in the ledger and why, and what is missing from it.
fn notes(filing: &Filing, sums: &Sums) -> Vec<String> {
    let mut notes = Vec::new();
    if sums.doubtful > 0 {
        let (due, count) = (&filing.due, sums.doubtful);
        let (safe, last) = (canonical(due.safe), canonical(due.last));
        notes.push(format!(
            "注：“{}”没有写明最后一日是{safe}还是{last}，其间的{count}家是否逾期不能确定，未计入逾期。",
            due.text
        ));
    }
    if filing.rows.rejected > 0 {
        let count = filing.rows.rejected;
        let disputed = match sums.disputed {
            0 => String::new(),
            count => format!("；其中{count}家注明“登记有误，待核”，没有列入催办名单"),
        };
        notes.push(format!("注：交回登记有{count}行有误，没有计入{disputed}。"));
    }
    if filing.skipped > 0 {
        let count = filing.skipped;
        notes.push(format!("注：名册有{count}行有误，没有列入。"));
    }
    notes
}

/// The lines to sign on, at the foot of every page.
fn signed() -> Block {
    let line =
        |label: &str| BlankLine { label: label.to_owned(), hint: None, value: None, field: None };
    Block::Fields { items: ["经办人", "复核人", "日期"].map(line).into() }
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::backend::{self, Job, Options};
    use crate::calendar::{Context, Holidays};
    use crate::doc::pages::Page;
    use crate::filing::{Due, Register, judge, volume};
    use crate::font::Fonts;
    use crate::roster::{self, Spool};
    use crate::text::Builtin;

    /// Nobody of so many in two counties has handed in.
    fn filed(count: u64) -> (Filing, Roster) {
        let column = |key: &str| roster::Column { key: key.to_owned(), ..Default::default() };
        let mut spool = Spool::new(["institution", "code", "county"].map(column).into()).unwrap();
        for line in 0..count {
            let county = if line % 2 == 0 { "蓬江区" } else { "江海区" };
            let values = [format!("示例药店第{line}分店"), format!("P{line}"), county.to_owned()];
            spool.push(&roster::Row { line, values: values.into() }).unwrap();
        }
        let (roster, holidays) = (spool.finish().unwrap(), Holidays::new());
        let due = Due::read("2026年5月29日前", Context::default(), None, &holidays).unwrap();
        let register = Register::new(&roster, None, date(2026, 5, 29), &|_| None).unwrap();
        (judge((&roster, 0), register, due, &holidays), roster)
    }

    #[test]
    fn every_page_has_the_heads_the_county_and_where_to_sign() {
        let (filing, roster) = filed(90);
        let subject = Subject { title: "承诺书".to_owned(), ..Subject::default() };
        let whole = &volume::ledger(&filing, false)[0];
        let doc = ledger(&filing, &roster, &subject, whole).unwrap();
        let (fonts, options) = (Fonts::builtin(), Options::default());
        let job =
            Job { doc: &doc, look: "ledger", fonts: &fonts, files: &Builtin, options: &options };
        let emitted = backend::find("pdf").unwrap().emit(&job).unwrap();
        assert!(emitted.warnings.is_empty(), "{:?}", emitted.warnings);
        let pages: Vec<String> = emitted.pages.pages.iter().map(Page::text).collect();
        assert!(pages.len() > 3, "{} pages", pages.len());
        for page in &pages {
            for word in ["机构名称", "区：应交45家", "经办人：", INTERNAL] {
                assert!(page.contains(word), "nothing about {word}:\n{page}");
            }
        }
        // On the day that 前 leaves open, it is said that it does.
        assert!(pages[0].contains("其间的90家是否逾期不能确定"), "{}", pages[0]);
    }

    #[test]
    fn a_volume_of_a_county_says_which_it_is() {
        let (filing, _) = filed(4);
        let mut second = volume::ledger(&filing, true).swap_remove(1);
        assert_eq!(place(&filing, &second), "江海区：");
        second.number = (2, 3);
        assert_eq!(place(&filing, &second), "江海区（第2册，共3册）：");
    }
}
