//! The numbers of a form on a sheet: where each stands, which are formulas, and what they come to.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use crate::doc::{Figure, Made, Worth};
use crate::model::amount::Amount;

/// A cell of the sheet: row and column.
pub(super) type Spot = (u32, u16);

/// How many digits a number of Excel keeps.
const DIGITS: usize = 15;
/// How many arguments one function is given; Excel takes 255.
const ARGUMENTS: usize = 200;

/// Every number of one table.
#[derive(Default)]
pub(super) struct Ledger<'d> {
    spots: BTreeMap<u32, (Spot, &'d Figure)>,
    /// Those that are formulas, with what they come to.
    live: BTreeMap<u32, Option<Amount>>,
}

/// What stands in the cell of a number.
#[derive(Debug, PartialEq)]
pub(super) enum Content {
    /// A formula, and what it comes to as the file says it.
    Formula(String, String),
    /// A number.
    Number(f64),
    /// What the paper prints there.
    Text,
    /// Nothing.
    Empty,
}

impl<'d> Ledger<'d> {
    /// Puts a number in its place, unless it has one already.
    pub(super) fn put(&mut self, figure: &'d Figure, spot: Spot) {
        self.spots.entry(figure.key).or_insert((spot, figure));
    }

    /// Whether there are any.
    pub(super) fn is_empty(&self) -> bool {
        self.spots.is_empty()
    }

    /// What a number comes to where it is a formula.
    pub(super) fn result(&self, figure: &Figure) -> Option<Amount> {
        *self.live.get(&figure.key)?
    }

    /// Where a number stands.
    pub(super) fn spot(&self, figure: &Figure) -> Option<Spot> {
        self.spots.get(&figure.key).map(|(spot, _)| *spot)
    }

    /// The numbers that somebody fills in, with their places.
    pub(super) fn entered(&self) -> impl Iterator<Item = (Spot, &'d Figure)> {
        self.spots.iter().filter(|(key, _)| !self.live.contains_key(key)).map(|(_, own)| *own)
    }

    /// Finds out which numbers become formulas, from those that are entered upwards. What depends
    /// on itself never gets its turn and stays a number to fill in.
    pub(super) fn settle(&mut self) {
        let mut missing: BTreeMap<u32, usize> = BTreeMap::new();
        let mut wanted_by: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut ready = Vec::new();
        for (key, (_, figure)) in &self.spots {
            let parts = parts(&figure.made);
            if parts.is_empty() || parts.iter().any(|part| !self.spots.contains_key(part)) {
                ready.push(*key);
                continue;
            }
            missing.insert(*key, parts.len());
            for part in parts {
                wanted_by.entry(part).or_default().push(*key);
            }
        }
        let mut known = BTreeMap::new();
        while let Some(key) = ready.pop() {
            let figure = self.spots[&key].1;
            let computed = missing.contains_key(&key).then(|| computed(figure, &known)).flatten();
            if let Some(result) = computed {
                self.live.insert(key, amount(result));
            }
            known.insert(key, computed.unwrap_or(exact(figure.worth)));
            for user in wanted_by.remove(&key).unwrap_or_default() {
                let left = missing.entry(user).or_default();
                *left = left.saturating_sub(1);
                if *left == 0 {
                    ready.push(user);
                }
            }
        }
    }

    /// What stands in the cell of a number.
    pub(super) fn content(&self, figure: &Figure) -> Content {
        if let Some(result) = self.live.get(&figure.key) {
            let said = result.map(|amount| amount.to_string()).unwrap_or_default();
            return Content::Formula(self.formula(figure), said);
        }
        match exact(figure.worth) {
            Worth::Blank => Content::Empty,
            Worth::Nil | Worth::Words => Content::Text,
            Worth::Number(amount) => {
                amount.to_string().parse().map_or(Content::Text, Content::Number)
            }
        }
    }

    fn formula(&self, figure: &Figure) -> String {
        let spot = |key: &u32| self.spots.get(key).map(|(spot, _)| *spot);
        match &figure.made {
            Made::Entered => String::new(),
            Made::Sum(parts) => sum(parts.iter().filter_map(spot).collect()),
            Made::Rate(part, whole) => {
                let [part, whole] = [part, whole].map(|key| spot(key).map(a1).unwrap_or_default());
                let decimals = figure.decimals.unwrap_or(2);
                format!(
                    "=IF(OR(COUNT({part})=0,N({whole})=0),\"\",\
                     ROUND({part}/{whole}*100,{decimals}))"
                )
            }
        }
    }
}

fn parts(made: &Made) -> Vec<u32> {
    match made {
        Made::Entered => Vec::new(),
        Made::Sum(parts) => parts.clone(),
        Made::Rate(part, whole) => vec![*part, *whole],
    }
}

fn amount(worth: Worth) -> Option<Amount> {
    match worth {
        Worth::Number(amount) => Some(amount),
        Worth::Blank | Worth::Nil | Worth::Words => None,
    }
}

/// What a formula comes to; none where the paper states something else, or where a part is no
/// number, so that a formula would say less than the paper does.
fn computed(figure: &Figure, known: &BTreeMap<u32, Worth>) -> Option<Worth> {
    let worths: Vec<Worth> = parts(&figure.made).iter().map(|part| known[part]).collect();
    if worths.contains(&Worth::Words) {
        return None;
    }
    let mut amounts = worths.iter().filter_map(|worth| amount(*worth)).peekable();
    let result = match &figure.made {
        Made::Entered => return None,
        Made::Sum(_) if amounts.peek().is_none() => None,
        Made::Sum(_) => Some(amounts.try_fold(Amount::default(), Amount::plus)?),
        Made::Rate(..) => amount(worths[0])
            .zip(amount(worths[1]))
            .and_then(|(part, whole)| part.percent_of(whole, figure.decimals.unwrap_or(2))),
    };
    let agrees = match figure.worth {
        Worth::Blank => true,
        Worth::Number(stated) => result == Some(stated),
        Worth::Nil | Worth::Words => false,
    };
    let result = result.map_or(Worth::Blank, Worth::Number);
    (agrees && exact(result) == result).then_some(result)
}

/// A number of more digits than Excel keeps is text there, to the last of them.
fn exact(worth: Worth) -> Worth {
    let Worth::Number(amount) = worth else { return worth };
    let text = amount.to_string();
    let digits = text.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0');
    if digits.count() > DIGITS { Worth::Words } else { worth }
}

/// Empty while there is nothing to add up. Cells that follow each other are one range.
fn sum(mut spots: Vec<Spot>) -> String {
    spots.sort_unstable_by_key(|(row, column)| (*column, *row));
    spots.dedup();
    let mut ranges: Vec<(Spot, Spot)> = Vec::new();
    for spot in spots {
        match ranges.last_mut() {
            Some((_, end)) if (end.0 + 1, end.1) == spot || (end.0, end.1 + 1) == spot => {
                // A range grows down or across, never both ways.
                let start = ranges.last().expect("it was there").0;
                if start.1 == spot.1 || start.0 == spot.0 {
                    ranges.last_mut().expect("it was there").1 = spot;
                } else {
                    ranges.push((spot, spot));
                }
            }
            Some(_) | None => ranges.push((spot, spot)),
        }
    }
    let range = |(start, end): &(Spot, Spot)| {
        if start == end { a1(*start) } else { format!("{}:{}", a1(*start), a1(*end)) }
    };
    let names: Vec<String> = ranges.iter().map(range).collect();
    let all = |function: &str| {
        let calls = names.chunks(ARGUMENTS).map(|some| format!("{function}({})", some.join(",")));
        calls.collect::<Vec<_>>().join("+")
    };
    format!("=IF({}=0,\"\",{})", all("COUNT"), all("SUM"))
}

/// The name of a cell: B12.
pub(super) fn a1((row, column): Spot) -> String {
    let mut letters = Vec::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    format!("{}{}", letters.iter().collect::<String>(), row + 1)
}

/// How many decimals a number is shown with: those the form asks for, and more that are there.
pub(super) fn decimals(figure: &Figure) -> Option<u32> {
    let own = match figure.worth {
        Worth::Number(amount) => {
            amount.to_string().split_once('.').map_or(0, |(_, fraction)| fraction.len())
        }
        Worth::Blank | Worth::Nil | Worth::Words => 0,
    };
    Some(figure.decimals?.max(u32::try_from(own).unwrap_or(0)))
}

/// What may be entered where a number is asked for: one from zero up with so many decimals, or a
/// dash. It warns and does not refuse, because corrections may be below zero.
pub(super) fn check(spot: Spot, figure: &Figure) -> Result<DataValidation, XlsxError> {
    let cell = a1(spot);
    let (whole, asked) = match figure.decimals {
        None => (String::new(), "不小于0的数".to_owned()),
        Some(0) => (format!(",{cell}=INT({cell})"), "不小于0的整数".to_owned()),
        Some(count) => {
            let asked = format!("不小于0的数，最多{count}位小数");
            (format!(",{cell}=ROUND({cell},{count})"), asked)
        }
    };
    let rule = format!("=IF(ISNUMBER({cell}),AND({cell}>=0{whole}),{cell}=\"—\")");
    let unit = figure.unit.as_ref().map(|unit| format!("（{unit}）")).unwrap_or_default();
    let said = format!("{asked}{unit}；没有的填“—”");
    let short: String = said.chars().take(200).collect();
    DataValidation::new()
        .allow_custom(Formula::new(rule))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("请核对")?
        .set_error_message(format!("这里应填{short}。"))?
        .set_input_message(short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::amount::{Reading, read};

    fn number(text: &str) -> Worth {
        let Reading::Number(number) = read(text) else { panic!("{text} is no number") };
        Worth::Number(number.amount)
    }

    fn figure(key: u32, made: Made, worth: Worth) -> Figure {
        Figure { key, at: (0, 0), name: String::new(), unit: None, decimals: Some(2), made, worth }
    }

    /// What stands in the cells of numbers that stand below each other in column C from row 5.
    fn contents(figures: &[Figure]) -> Vec<Content> {
        let mut ledger = Ledger::default();
        for (figure, row) in figures.iter().zip(4..) {
            ledger.put(figure, (row, 2));
        }
        ledger.settle();
        figures.iter().map(|figure| ledger.content(figure)).collect()
    }

    #[test]
    fn a_total_is_a_formula_with_its_result() {
        let own = [
            figure(0, Made::Entered, number("12.5")),
            figure(1, Made::Entered, Worth::Nil),
            figure(2, Made::Sum(vec![0, 1]), number("12.50")),
            figure(3, Made::Rate(0, 2), Worth::Blank),
        ];
        let contents = contents(&own);
        assert_eq!(contents[..2], [Content::Number(12.5), Content::Text]);
        let sum = "=IF(COUNT(C5:C6)=0,\"\",SUM(C5:C6))".to_owned();
        assert_eq!(contents[2], Content::Formula(sum, "12.5".into()));
        let rate = "=IF(OR(COUNT(C5)=0,N(C7)=0),\"\",ROUND(C5/C7*100,2))".to_owned();
        assert_eq!(contents[3], Content::Formula(rate, "100".into()));
    }

    #[test]
    fn nothing_adds_up_to_nothing() {
        let own =
            [figure(0, Made::Entered, Worth::Blank), figure(1, Made::Sum(vec![0]), Worth::Blank)];
        let sum = "=IF(COUNT(C5)=0,\"\",SUM(C5))".to_owned();
        assert_eq!(contents(&own)[1], Content::Formula(sum, String::new()));
    }

    #[test]
    fn what_the_paper_states_otherwise_stays_as_it_is() {
        let part = |worth| figure(0, Made::Entered, worth);
        let total = |worth| figure(1, Made::Sum(vec![0]), worth);
        let last = |own: [Figure; 2]| contents(&own).pop();
        assert_eq!(last([part(number("3")), total(number("4"))]), Some(Content::Number(4.0)));
        assert_eq!(last([part(Worth::Blank), total(number("4"))]), Some(Content::Number(4.0)));
        assert_eq!(last([part(Worth::Words), total(Worth::Blank)]), Some(Content::Empty));
        let long = number("123456789012345678");
        assert_eq!(last([part(long), total(long)]), Some(Content::Text), "no digit is lost");
    }

    #[test]
    fn what_depends_on_itself_is_no_formula() {
        let own = [
            figure(0, Made::Sum(vec![1]), Worth::Blank),
            figure(1, Made::Sum(vec![0]), number("4")),
            figure(2, Made::Sum(vec![1]), Worth::Blank),
            figure(3, Made::Sum(vec![9]), Worth::Blank),
        ];
        let wanted = [Content::Empty, Content::Number(4.0), Content::Empty, Content::Empty];
        assert_eq!(contents(&own), wanted);
    }

    #[test]
    fn cells_have_their_names_and_neighbours_are_one_range() {
        assert_eq!(
            [a1((0, 0)), a1((9, 25)), a1((0, 26)), a1((0, 702))],
            ["A1", "Z10", "AA1", "AAA1"]
        );
        let sum = sum(vec![(1, 1), (0, 1), (5, 1), (0, 3), (0, 2)]);
        assert_eq!(sum, "=IF(COUNT(B1:B2,B6,C1:D1)=0,\"\",SUM(B1:B2,B6,C1:D1))");
    }
}
