//! Rosters as spreadsheets, cell by cell.
//!
//! Of hidden rows the library says nothing; they are counted before (`guard`), read like any
//! other, and told. Hidden columns and colours mean nothing here.

use std::io::BufReader;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
};

use super::heads::{self, Heads};
use super::input::{Bytes, Input};
use super::merged::{self, Merged};
use super::refuse::Refusal;
use super::rows::{
    HEAD_ROWS, MAX_CELL, MAX_COLUMNS, MAX_ROW, Raw, Row, error, long_cell, long_row, wide_row,
};
use super::taker::Taker;
use super::{Each, Kind, Stop, Table, guard};
use crate::diag::{Level, Words, words};
use crate::roster::{Column, Flaw, Place};

/// From here on a number of a spreadsheet has lost digits: it keeps fifteen.
const EXACT: u64 = 1_000_000_000_000_000;

/// How many sheets a spreadsheet may have.
const MAX_SHEETS: usize = 500;
/// Below this row no heads are looked for, so that many empty sheets are soon looked through.
const LAST_HEAD: u64 = 10_000;
/// How many rows the heads of a table may take.
const MAX_HEADS: u64 = 5;

type Book<'a> = Xlsx<BufReader<&'a mut dyn Bytes>>;

/// Reads a roster.
pub(super) fn read(
    input: &mut Input<'_>,
    columns: &[Column],
    each: Each<'_>,
) -> Result<Table, Stop> {
    let seen = guard::look(input)?;
    input.go(0)?;
    let name = input.name();
    let refused = |error: XlsxError| refusal(error).fault(name);
    let mut book: Book<'_> = Xlsx::new(BufReader::new(input.bytes())).map_err(refused)?;
    if book.sheets_metadata().len() > MAX_SHEETS {
        return Err(Refusal::Bomb.fault(name).into());
    }
    let Some(mut found) = choose(&mut book, columns)? else {
        return Err(Refusal::Empty.fault(name).into());
    };
    let areas = if seen.merged {
        book.merge_cells_by_sheet_name(&found.sheet).map_err(refused)?
    } else {
        Vec::new()
    };
    found.deepen(&areas, columns)?;
    found.heads.flaws.extend(found.others.iter().map(|sheet| another(sheet)));
    found.heads.flaws.extend((seen.hidden > 0).then(|| hidden(seen.hidden)));
    let mut merged = Merged::new(&areas, found.heads.slots.iter().flatten().copied());
    let mut taker = Taker::new(found.heads, false, each);
    rows(&mut book, &found.sheet, &mut |mut row| {
        merged.mark(&mut row);
        taker.take(row).map(|()| true)
    })?;
    Ok(Table { sheet: Some(found.sheet), ..taker.finish() })
}

/// The sheet that is read.
struct Found {
    sheet: String,
    heads: Heads,
    /// Its first rows.
    front: Vec<Row>,
    /// Other sheets that have the heads too.
    others: Vec<String>,
}

impl Found {
    /// Takes in the lower rows of heads that take several.
    fn deepen(&mut self, areas: &[Dimensions], columns: &[Column]) -> Result<(), Stop> {
        let Some(column) = self.heads.institution(columns) else { return Ok(()) };
        let to = merged::bottom(areas, self.heads.line, column);
        if (1..MAX_HEADS).contains(&(to - self.heads.line)) {
            let heads = heads::deepen(&self.heads, to, &self.front, columns);
            self.heads = heads.map_err(|miss| Stop::Flaw(miss.flaw))?;
        }
        Ok(())
    }
}

/// The first visible sheet that has the heads; none where all are empty.
fn choose(book: &mut Book<'_>, columns: &[Column]) -> Result<Option<Found>, Stop> {
    let sheets = book.sheets_metadata().to_vec();
    let (mut found, mut missed): (Option<Found>, Option<Box<Flaw>>) = (None, None);
    let visible = |sheet: &&calamine::Sheet| {
        sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet
    };
    for sheet in sheets.iter().filter(visible).map(|sheet| sheet.name.clone()) {
        let front = front(book, &sheet)?;
        match (heads::find(&front, columns), &mut found) {
            (Ok(heads), None) => found = Some(Found { sheet, heads, front, others: Vec::new() }),
            (Ok(_), Some(found)) => found.others.push(sheet),
            (Err(miss), _) if !front.is_empty() => missed = missed.or(Some(miss.flaw)),
            (Err(_), _) => {}
        }
    }
    match (found, missed) {
        (None, Some(flaw)) => Err(Stop::Flaw(flaw)),
        (found, _) => Ok(found),
    }
}

/// The first rows of a sheet that are not blank.
fn front(book: &mut Book<'_>, sheet: &str) -> Result<Vec<Row>, Stop> {
    let mut front = Vec::new();
    rows(book, sheet, &mut |row| {
        let line = row.line;
        if !row.is_blank() {
            front.push(row);
        }
        Ok(front.len() < HEAD_ROWS && line < LAST_HEAD)
    })?;
    Ok(front)
}

/// Hands over the rows of a sheet from the top, until no more are wanted.
fn rows(
    book: &mut Book<'_>,
    sheet: &str,
    each: &mut dyn FnMut(Row) -> Result<bool, Stop>,
) -> Result<(), Stop> {
    let mut row = Row { line: 1, ..Row::default() };
    let mut size = 0;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| broken(1, &error))?;
    loop {
        let next = cells.next_cell_with_formula_metadata();
        let Some(cell) = next.map_err(|error| broken(row.line, &error))? else { break };
        let line = u64::from(cell.pos.0) + 1;
        if line < row.line {
            let cause = XlsxError::Unexpected("rows in disorder");
            return Err(broken(row.line, &cause).into());
        }
        if line > row.line {
            let done = std::mem::replace(&mut row, Row { line, ..Row::default() });
            size = 0;
            if !each(done)? {
                return Ok(());
            }
        }
        size += put(&mut row, cell.pos.1, &cell.value, cell.formula.is_some())?;
        if size > MAX_ROW {
            return Err(long_row(line).into());
        }
    }
    each(row).map(drop)
}

/// Puts a cell into its row, and says how long its text is.
fn put(row: &mut Row, column: u32, value: &DataRef<'_>, formula: bool) -> Result<usize, Stop> {
    let at = column as usize;
    let long = |text: &str| text.len() > MAX_CELL;
    if matches!(value, DataRef::String(text) if long(text))
        || matches!(value, DataRef::SharedString(text) if long(text))
    {
        return Err(long_cell(Place::cell(row.line, at)).into());
    }
    let mut raw = raw(value);
    if formula && raw.kind != Kind::Error {
        raw.kind = Kind::Formula;
    }
    if !raw.is_filled() {
        return Ok(0);
    }
    if at >= MAX_COLUMNS {
        return Err(wide_row(row.line).into());
    }
    if row.cells.len() <= at {
        row.cells.resize(at + 1, Raw::default());
    }
    let size = raw.text.len();
    row.cells[at] = raw;
    Ok(size)
}

fn raw(value: &DataRef<'_>) -> Raw {
    let (text, kind) = match value {
        DataRef::String(text) => return text_cell(text),
        DataRef::SharedString(text) => return text_cell(text),
        DataRef::Int(number) => {
            let rounded = number.unsigned_abs() >= EXACT;
            (number.to_string(), if rounded { Kind::Rounded } else { Kind::Number })
        }
        DataRef::Float(number) => {
            let text = number.to_string();
            let whole = text.trim_start_matches('-').split('.').next().unwrap_or_default();
            let exact = whole.parse().is_ok_and(|whole: u64| whole < EXACT);
            (text, if exact { Kind::Number } else { Kind::Rounded })
        }
        DataRef::Bool(truth) => (truth.to_string().to_uppercase(), Kind::Boolean),
        DataRef::DateTime(time) => (date(time), Kind::Date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), Kind::Date),
        DataRef::Error(error) => (error.to_string(), Kind::Error),
        DataRef::Empty => return Raw::default(),
    };
    Raw { text, kind }
}

/// Text in a cell of a spreadsheet is text, whatever it looks like; only what was typed to keep
/// it so, or pasted from a column too narrow, shows here too.
fn text_cell(text: &str) -> Raw {
    let raw = Raw::written(text);
    match raw.kind {
        Kind::Formula => Raw { kind: Kind::Text, ..raw },
        _ => raw,
    }
}

/// The day, and the time where there is one.
fn date(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => day,
        _ => format!("{day} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Locked,
        error => Refusal::Damaged(error.to_string()),
    }
}

/// The library cannot read on.
fn broken(line: u64, cause: &XlsxError) -> Flaw {
    let words =
        words!("这一行以后读不下去：{cause}", "what follows this row cannot be read: {cause}");
    let help = words!(
        "用 Excel 或 WPS 打开，另存为新的 .xlsx",
        "open it in Excel or WPS and save it as a new .xlsx"
    );
    error("roster-damaged", Place::row(line), words, help)
}

fn hidden(count: u64) -> Flaw {
    let words = words!(
        "有 {count} 个隐藏的行（筛选掉的也算），照样读入",
        "{count} rows are hidden, perhaps by a filter; they are read like any other"
    );
    told("roster-hidden", words)
}

fn another(sheet: &str) -> Flaw {
    let words = words!(
        "工作表“{sheet}”也有名册的表头，没有读",
        "the sheet `{sheet}` has the heads of a roster too and is not read"
    );
    told("roster-sheet", words)
}

fn told(check: &'static str, words: Words) -> Flaw {
    let (level, place) = (Level::Warning, Place::row(1));
    Flaw { check, level, place, words, help: None, also: None }
}
