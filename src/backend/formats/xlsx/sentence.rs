//! A sentence with numbers in it, as a formula that takes them from the cells where they are
//! filled in.

use super::figures::{Ledger, a1, decimals};
use super::words;
use crate::doc::{Cell, Figure, Inline};

/// The most characters of a text inside a formula; Excel takes 255.
const LITERAL: usize = 200;
/// The most bytes of a formula; Excel takes 8,192 units.
const LONGEST: usize = 8_000;
/// The blank that stands for a number that has gone again.
const GONE: &str = "＿＿＿＿";

/// The formula of a cell of sentences, and what it says now; none where the formula would be too
/// long, or could be taken for another thing than text.
pub(super) fn formula(cell: &Cell, ledger: &Ledger<'_>) -> Option<(String, String)> {
    let (mut terms, mut literal, mut said) = (Vec::new(), String::new(), String::new());
    let mut figures = cell.figures.iter().peekable();
    for (y, paragraph) in cell.paragraphs.iter().enumerate() {
        if y > 0 {
            literal.push('\n');
            said.push('\n');
        }
        for (x, inline) in paragraph.iter().enumerate() {
            let shown = words::line(std::slice::from_ref(inline));
            let Some(figure) = figures.next_if(|figure| figure.at == (y, x)) else {
                literal.push_str(&shown);
                said.push_str(&shown);
                continue;
            };
            quote(&std::mem::take(&mut literal), &mut terms);
            terms.push(term(figure, inline, ledger)?);
            let result = ledger.result(figure);
            let result = result.map(|own| own.to_decimals(decimals(figure).unwrap_or(0)));
            said.push_str(&result.unwrap_or(shown));
        }
    }
    quote(&literal, &mut terms);
    let formula = format!("={}", terms.join("&"));
    let text = said.parse::<f64>().is_err() && said.contains(|c: char| !c.is_ascii());
    (text && formula.len() <= LONGEST).then_some((formula, said))
}

/// The number of another cell as text, and a line to write on where there is none.
fn term(figure: &Figure, inline: &Inline, ledger: &Ledger<'_>) -> Option<String> {
    let cell = a1(ledger.spot(figure)?);
    let blank = match inline {
        Inline::Blank { .. } => words::line(std::slice::from_ref(inline)),
        Inline::Text { .. }
        | Inline::Strong { .. }
        | Inline::Reference { .. }
        | Inline::Citation { .. }
        | Inline::Break => GONE.to_owned(),
    };
    let shown = match decimals(figure) {
        None => cell.clone(),
        Some(0) => format!("IF(ISNUMBER({cell}),TEXT({cell},\"0\"),{cell})"),
        Some(count) => {
            let zeros = "0".repeat(count as usize);
            format!("IF(ISNUMBER({cell}),TEXT({cell},\"0.{zeros}\"),{cell})")
        }
    };
    Some(format!("IF({cell}=\"\",\"{blank}\",{shown})"))
}

/// A text as terms of a formula. A bracket stands outside the quotes, because the library looks
/// for names of functions before brackets wherever they stand.
fn quote(text: &str, terms: &mut Vec<String>) {
    let mut open = String::new();
    let close = |open: &mut String, terms: &mut Vec<String>| {
        if !open.is_empty() {
            terms.push(format!("\"{}\"", std::mem::take(open).replace('"', "\"\"")));
        }
    };
    for c in text.chars() {
        match c {
            '\n' | '(' => {
                close(&mut open, terms);
                terms.push(format!("CHAR({})", u32::from(c)));
            }
            c => {
                open.push(c);
                if open.chars().count() >= LITERAL {
                    close(&mut open, terms);
                }
            }
        }
    }
    close(&mut open, terms);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Made, Worth};

    #[test]
    fn the_words_of_a_sentence_never_become_part_of_its_formula() {
        let figure = Figure {
            key: 0,
            at: (0, 1),
            name: "总数".into(),
            unit: None,
            decimals: Some(1),
            made: Made::Entered,
            worth: Worth::Blank,
        };
        let words = |text: &str| Inline::text(text);
        let line = vec![words("=共\"&SORT(A1)&\""), Inline::Blank { width: 2 }, words("家\n")];
        let cell = Cell { figures: vec![figure.clone()], ..Cell::of(line) };
        let mut ledger = Ledger::default();
        ledger.put(&figure, (8, 1));
        ledger.settle();
        let (formula, said) = super::formula(&cell, &ledger).unwrap();
        let wanted = "=\"=共\"\"&SORT\"&CHAR(40)&\"A1)&\"\"\"&\
                      IF(B9=\"\",\"＿＿\",IF(ISNUMBER(B9),TEXT(B9,\"0.0\"),B9))&\"家\"&CHAR(10)";
        assert_eq!(formula, wanted);
        assert_eq!(said, "=共\"&SORT(A1)&\"＿＿家\n");
    }
}
