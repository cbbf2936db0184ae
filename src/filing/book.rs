//! The ledger (备案台账) and the reminder list (催办名单) as spreadsheets: real dates and numbers,
//! codes as text, sums by county as formulas that carry their results.
//!
//! Every word is text, whatever it begins with. The files are as old as the day they are about.

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::line::{Line, Subject, Wanted, called, lines};
use super::paper::{counted, period};
use super::sheet::{Columns, HEAD, Heading, Pen, excel};
use super::volume::Volume;
use super::{Entry, Filing, State, Sums};
use crate::diag::{Fault, Level, words};
use crate::roster::{Flaw, Roster};

/// The most institutions that one sheet holds beside its heads.
const MOST: usize = 1_000_000;
/// The sheet of all institutions, which formulas name.
const LEDGER: &str = "台账";
/// The columns of the county and of the state, by which sums are made.
const COUNTY: &str = "B";
const STATE: &str = "I";

const LEDGER_COLUMNS: Columns = &[
    ("序号", 6.0),
    ("所在县区", 12.0),
    ("机构名称", 36.0),
    ("编号", 22.0),
    ("统一社会信用代码", 24.0),
    ("负责人", 16.0),
    ("电话", 16.0),
    ("交回日期", 12.0),
    ("情况", 26.0),
    ("逾期天数", 10.0),
    ("经办人", 12.0),
    ("备注", 24.0),
];
const REMINDER_COLUMNS: Columns = &[
    ("序号", 6.0),
    ("所在县区", 12.0),
    ("机构名称", 40.0),
    ("编号", 22.0),
    ("负责人", 16.0),
    ("电话", 16.0),
    ("逾期天数", 10.0),
];
const SUM_COLUMNS: Columns = &[
    ("县区", 20.0),
    ("应交", 12.0),
    ("已交回", 12.0),
    ("逾期交回", 12.0),
    ("未交（未到期）", 16.0),
    ("逾期未交", 12.0),
    ("交回率", 12.0),
];
const FLAW_COLUMNS: Columns =
    &[("文件", 12.0), ("位置", 18.0), ("程度", 8.0), ("问题", 60.0), ("办法", 60.0)];

/// The ledger as a workbook: all institutions, the sums by county, and what is wrong in the
/// register and in the roster.
///
/// # Errors
/// When the roster cannot be read back or has more institutions than a sheet has rows.
pub fn ledger(
    filing: &Filing,
    roster: &Roster,
    subject: &Subject,
    wrong: &[Flaw],
) -> Result<Vec<u8>, Fault> {
    fits(filing.total.expected())?;
    let title = format!("{}备案台账", subject.title);
    let whole = format!("{}，{}", period(filing), counted(&filing.total));
    let across = subject.across.as_deref();
    let heading = Heading { title: &title, period: &whole, across };
    let mut pen = Pen::new(LEDGER, LEDGER_COLUMNS, &heading).map_err(|error| internal(&error))?;
    lines(filing, roster, &Volume::all(filing), Wanted::Everybody, &mut |line| {
        ledger_line(&mut pen, &line).map_err(|error| internal(&error))
    })?;
    let mut book = Workbook::new();
    let finished = (|| {
        book.push_worksheet(pen.end(true)?);
        let heading = Heading { period: &period(filing), ..heading };
        book.push_worksheet(sums(filing, &heading)?.end(false)?);
        if !(filing.flaws.is_empty() && wrong.is_empty()) {
            book.push_worksheet(flaws(filing, wrong, &heading)?.end(true)?);
        }
        bytes(&mut book, filing, subject, &title)
    })();
    finished.map_err(|error| internal(&error))
}

/// The reminder list of all counties as a workbook.
///
/// # Errors
/// When the roster cannot be read back or has more institutions than a sheet has rows.
pub fn reminders(filing: &Filing, roster: &Roster, subject: &Subject) -> Result<Vec<u8>, Fault> {
    let reminded = |entry: &&Entry| Wanted::Overdue.has(entry);
    let count = filing.entries.iter().filter(reminded).count();
    fits(count)?;
    let title = format!("{}催办名单", subject.title);
    let period = format!("{}，{count}家逾期未交", period(filing));
    let heading = Heading { title: &title, period: &period, across: subject.across.as_deref() };
    let mut pen =
        Pen::new("催办名单", REMINDER_COLUMNS, &heading).map_err(|error| internal(&error))?;
    lines(filing, roster, &Volume::all(filing), Wanted::Overdue, &mut |line| {
        reminder_line(&mut pen, &line).map_err(|error| internal(&error))
    })?;
    let mut book = Workbook::new();
    let finished = (|| {
        book.push_worksheet(pen.end(true)?);
        bytes(&mut book, filing, subject, &title)
    })();
    finished.map_err(|error| internal(&error))
}

fn ledger_line(pen: &mut Pen, line: &Line<'_>) -> Result<(), XlsxError> {
    pen.number(0, line.place)?;
    pen.text(1, called(line.county))?;
    pen.name(2, &line.name)?;
    let texts = [&line.serial, &line.credit_code, &line.responsible, &line.phone];
    (3..).zip(texts).try_for_each(|(x, text)| pen.text(x, text))?;
    let returned = line.entry.returned.as_ref();
    match returned {
        Some(own) => pen.date(7, own.date)?,
        None => pen.text(7, "")?,
    }
    pen.text(8, line.entry.words())?;
    late(pen, 9, line)?;
    pen.text(10, returned.map_or("", |own| &own.handler))?;
    pen.name(11, returned.map_or("", |own| &own.note))?;
    pen.next()?;
    Ok(())
}

fn reminder_line(pen: &mut Pen, line: &Line<'_>) -> Result<(), XlsxError> {
    pen.number(0, (pen.row - HEAD) as usize)?;
    pen.text(1, called(line.county))?;
    pen.name(2, &line.name)?;
    let texts = [&line.serial, &line.responsible, &line.phone];
    (3..).zip(texts).try_for_each(|(x, text)| pen.text(x, text))?;
    late(pen, 6, line)?;
    pen.next()?;
    Ok(())
}

/// By how many days an institution is late, as a number where it is one.
fn late(pen: &mut Pen, x: u16, line: &Line<'_>) -> Result<(), XlsxError> {
    match line.entry.days {
        Some(days) => pen.number(x, days as usize),
        None => pen.text(x, &line.entry.late()),
    }
}

/// The sheet of sums (汇总), a line for each county.
fn sums(filing: &Filing, heading: &Heading<'_>) -> Result<Pen, XlsxError> {
    let mut pen = Pen::new("汇总", SUM_COLUMNS, heading)?;
    let (first, last) = (HEAD + 2, HEAD as usize + 1 + filing.total.expected());
    let cells = |column| format!("'{LEDGER}'!${column}${first}:${column}${last}");
    let (counties, states) = (cells(COUNTY), cells(STATE));
    for county in &filing.counties {
        let row = pen.row + 1;
        pen.text(0, called(&county.name))?;
        pen.sum(1, &format!("=SUM(C{row}:F{row})"), county.sums.expected())?;
        for (x, state) in (2..).zip(State::ALL) {
            let like = pattern(state);
            let formula = format!("=COUNTIFS({counties},\"=\"&$A{row},{states},\"{like}\")");
            pen.sum(x, &formula, county.sums.count(state))?;
        }
        rate(&mut pen, &county.sums)?;
        pen.next()?;
    }
    let end = pen.row;
    pen.label(0, "合计")?;
    let states = State::ALL.map(|state| filing.total.count(state));
    let totals = std::iter::once(filing.total.expected()).chain(states);
    for ((x, column), total) in (1..).zip(["B", "C", "D", "E", "F"]).zip(totals) {
        pen.sum(x, &format!("=SUM({column}{first}:{column}{end})"), total)?;
    }
    rate(&mut pen, &filing.total)?;
    pen.next()?;
    Ok(pen)
}

/// The share of those who have handed in, late or not.
fn rate(pen: &mut Pen, sums: &Sums) -> Result<(), XlsxError> {
    let row = pen.row + 1;
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let returned = number(sums.count(State::Returned) + sums.count(State::Late));
    let share = returned / number(sums.expected().max(1));
    pen.rate(6, &format!("=IF(B{row}=0,0,(C{row}+D{row})/B{row})"), share)
}

/// What the words of a state begin with, whatever is doubtful about it.
fn pattern(state: State) -> &'static str {
    match state {
        State::Returned => "已交回*",
        State::Late => "逾期交回",
        State::Pending => "未交*",
        State::Overdue => "逾期未交*",
    }
}

/// The sheet of what is wrong in the register and the roster.
fn flaws(filing: &Filing, wrong: &[Flaw], heading: &Heading<'_>) -> Result<Pen, XlsxError> {
    let mut pen = Pen::new("登记问题", FLAW_COLUMNS, heading)?;
    let all = filing.flaws.iter().map(|flaw| ("交回登记", flaw));
    for (file, flaw) in all.chain(wrong.iter().map(|flaw| ("名册", flaw))).take(MOST) {
        pen.text(0, file)?;
        pen.text(1, &flaw.place.words().zh)?;
        pen.text(2, if flaw.level == Level::Error { "错误" } else { "提醒" })?;
        pen.name(3, &flaw.words.zh)?;
        pen.name(4, flaw.help.as_ref().map_or("", |help| &help.zh))?;
        pen.next()?;
    }
    Ok(pen)
}

fn bytes(
    book: &mut Workbook,
    filing: &Filing,
    subject: &Subject,
    title: &str,
) -> Result<Vec<u8>, XlsxError> {
    // The library would stamp the hour of the run.
    book.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author(subject.issuers.join("、"))
            .set_creation_datetime(&excel(filing.today)?),
    );
    book.save_to_buffer()
}

fn fits(count: usize) -> Result<(), Fault> {
    if count <= MOST {
        return Ok(());
    }
    let fault = words!(
        "{count} 家机构，一张电子表格放不下",
        "{count} institutions are more than a sheet can hold"
    );
    Err(Fault::new(fault).help(words!(
        "一张表最多 {MOST} 家，把名册分成几份",
        "a sheet takes {MOST} at most: split the roster"
    )))
}

fn internal(error: &XlsxError) -> Fault {
    Fault::new(words!("内部错误：{error}", "internal error: {error}"))
}
