//! Rosters as text with separators, in whatever encoding and with whatever separator.

use super::encoding::{Form, detect};
use super::heads::{self, Heads, Miss};
use super::input::Input;
use super::rows::{HEAD_ROWS, Row, error};
use super::split::Splitter;
use super::taker::Taker;
use super::{Each, Stop, Table};
use crate::diag::words;
use crate::roster::{Column, Flaw, Place};

/// Separators, the likeliest first.
const SEPARATORS: [char; 5] = [',', ';', '\t', '，', '|'];
/// How much text the heads are looked for in.
const FRONT: usize = 256 * 1024;

/// How a file is laid out.
struct Layout {
    separator: char,
    /// Whether its first line only says what the separator is.
    told: bool,
    heads: Heads,
}

/// Reads a roster.
pub(super) fn read(
    input: &mut Input<'_>,
    columns: &[Column],
    each: Each<'_>,
) -> Result<Table, Stop> {
    let form = detect(input)?;
    let front = front(form, input)?;
    let layout = front.layout(columns).map_err(|stop| front.worse(form).unwrap_or(stop))?;
    let mut splitter = Splitter::new(layout.separator, layout.told);
    let mut taker = Taker::new(layout.heads, true, each);
    let mut take = |row: Row| taker.take(row);
    let wrong = form.decode(input, &mut |text| splitter.feed(text, &mut take).map(|()| true))?;
    if let Some(at) = wrong {
        return Err(malformed(form, at, splitter.place()).into());
    }
    splitter.finish(&mut take)?;
    Ok(taker.finish())
}

/// The beginning of a file.
struct Front {
    text: String,
    /// Where it is not in its encoding.
    wrong: Option<u64>,
}

fn front(form: Form, input: &mut Input<'_>) -> Result<Front, Stop> {
    let mut text = String::new();
    let wrong = form.decode(input, &mut |more| {
        text.push_str(more);
        Ok(text.len() < FRONT)
    })?;
    Ok(Front { text, wrong })
}

impl Front {
    /// The layout under which most heads are known.
    fn layout(&self, columns: &[Column]) -> Result<Layout, Stop> {
        if let Some(separator) = self.told() {
            let heads = heads::find(&self.rows(separator, true), columns);
            let heads = heads.map_err(|miss| Stop::Flaw(miss.flaw))?;
            return Ok(Layout { separator, told: true, heads });
        }
        let mut best: Option<Tried> = None;
        for separator in SEPARATORS {
            let heads = heads::find(&self.rows(separator, false), columns);
            let one = Tried { separator, heads };
            match &best {
                Some(best) if one.weight() < best.weight() => {}
                Some(best) if one.weight() == best.weight() => {
                    if best.heads.is_ok() && best.weight().1 > 1 {
                        return Err(ambiguous(best, &one).into());
                    }
                }
                _ => best = Some(one),
            }
        }
        let Tried { separator, heads } = best.expect("there are separators to try");
        let heads = heads.map_err(|miss| Stop::Flaw(miss.flaw))?;
        Ok(Layout { separator, told: false, heads })
    }

    /// The separator that the first line tells spreadsheets to use: `sep=;`.
    fn told(&self) -> Option<char> {
        let line = self.text.lines().next()?.trim_matches(['"', '\r']);
        let (word, separator) = line.split_once('=')?;
        let mut rest = separator.chars();
        let one = rest.next().filter(|c| !matches!(c, '"' | '\r' | '\n'))?;
        (word.eq_ignore_ascii_case("sep") && rest.next().is_none()).then_some(one)
    }

    fn rows(&self, separator: char, told: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut each = |row: Row| {
            if rows.len() < HEAD_ROWS && !row.is_blank() {
                rows.push(row);
            }
            Ok(())
        };
        let mut splitter = Splitter::new(separator, told);
        // What is wrong further down is told when the file is read for good.
        if splitter.feed(&self.text, &mut each).is_ok() {
            let _ = splitter.finish(&mut each);
        }
        rows
    }

    /// What hides the heads, where something is wrong with the text itself.
    fn worse(&self, form: Form) -> Option<Stop> {
        let mut splitter = Splitter::new(SEPARATORS[0], false);
        let torn = splitter.feed(&self.text, &mut |_| Ok(())).err();
        torn.or_else(|| Some(malformed(form, self.wrong?, splitter.place()).into()))
    }
}

/// What came of one separator.
struct Tried {
    separator: char,
    heads: Result<Heads, Miss>,
}

impl Tried {
    /// How many columns were known, and how many there are.
    fn weight(&self) -> (usize, usize) {
        match &self.heads {
            Ok(heads) => (heads.count(), heads.width()),
            Err(miss) => miss.weight,
        }
    }
}

fn ambiguous(one: &Tried, two: &Tried) -> Flaw {
    let [first, second] = [one.separator, two.separator];
    let words = words!(
        "用“{first}”和“{second}”都能分出表头",
        "both `{first}` and `{second}` part the heads"
    );
    let help = words!(
        "在第一行写 sep={first}，或者另存为 .xlsx",
        "write `sep={first}` into the first line, or save it as .xlsx"
    );
    error("roster-separator", Place::row(1), words, help)
}

fn malformed(form: Form, at: u64, place: Place) -> Flaw {
    let name = form.name();
    let words = words!("文件的第 {at} 字节不是 {name}", "byte {at} of the file is not {name}");
    let help = words!(
        "文件损坏或混用了编码：用表格软件另存为 UTF-8 的 CSV",
        "the file is damaged or mixes encodings: save it as CSV in UTF-8"
    );
    error("roster-encoding", place, words, help)
}
