//! What the letters add up to by county (合计): formulas that count the ticks.

use rust_xlsxwriter::{FormatAlign, Formula, Worksheet, XlsxError};

use super::rows::letters;
use super::workbook::{Area, HEADS, LINE, TICK, headed, text};
use super::{Index, style};

/// The heads, with the widths of their columns in digits.
const COLUMNS: [(&str, u32); 8] = [
    ("所在县区", 24),
    ("册数", 12),
    ("机构数", 12),
    ("已制成", 12),
    ("已发放", 12),
    ("未发放", 12),
    ("已收回", 12),
    ("未收回", 12),
];
/// The longest name that stands in a formula; Excel allows texts of 255 characters, and signs of
/// the name take two.
const LONGEST: usize = 100;

/// What one county has.
struct County<'a> {
    name: &'a str,
    volumes: usize,
    rows: usize,
    made: usize,
}

impl Index<'_> {
    /// Writes the sheet; the letters stand in `areas`.
    pub(super) fn totals(
        &self,
        to: &mut Worksheet,
        title: &str,
        areas: &[Area],
    ) -> Result<(), XlsxError> {
        to.set_name("合计")?;
        headed(to, &format!("{title}合计"), &COLUMNS)?;
        let counties = self.counties();
        if counties.is_empty() {
            return Ok(());
        }
        let mut row = HEADS;
        for county in &counties {
            county.write(to, row, areas)?;
            to.set_row_height(row, count(LINE.0))?;
            row += 1;
        }
        sums(to, row, &counties)?;
        to.set_row_height(row, count(LINE.0))?;
        if self.left_out > 0 {
            let words = format!("名册中另有{}行有误，没有制作，不在总目中。", self.left_out);
            to.merge_range(row + 1, 0, row + 1, 7, &words, &style::note())?;
        }
        Ok(())
    }

    fn counties(&self) -> Vec<County<'_>> {
        let mut counties: Vec<County<'_>> = Vec::new();
        for volume in self.volumes {
            if volume.number == 1 {
                counties.push(County { name: &volume.county, volumes: 0, rows: 0, made: 0 });
            }
            let Some(county) = counties.last_mut() else { continue };
            let whole = |row: &&usize| (0..self.editions.len()).all(|one| (self.made)(one, **row));
            county.volumes += 1;
            county.rows += volume.rows.len();
            county.made += volume.rows.iter().filter(whole).count();
        }
        counties
    }
}

impl County<'_> {
    fn write(&self, to: &mut Worksheet, row: u32, areas: &[Area]) -> Result<(), XlsxError> {
        let (words, number) =
            (style::cell(FormatAlign::Center, true), style::cell(FormatAlign::Center, false));
        text(to, (row, 0), self.name, &words)?;
        to.write_with_format(row, 1, count(self.volumes), &number)?;
        to.write_with_format(row, 3, count(self.made), &number)?;
        let at = row + 1;
        let criterion = criterion(self.name, at);
        let of = |range: fn(&Area) -> &str| {
            let ticked = |area: &Area| match range(area) {
                "" => format!("COUNTIFS({},{criterion})", area.counties),
                ticks => format!("COUNTIFS({},{criterion},{ticks},\"{TICK}\")", area.counties),
            };
            areas.iter().map(ticked).collect::<Vec<_>>().join("+")
        };
        for (x, formula, result) in [
            (2, of(|_| ""), self.rows),
            (4, of(|area| &area.given), 0),
            (5, format!("D{at}-E{at}"), self.made),
            (6, of(|area| &area.returned), 0),
            (7, format!("D{at}-G{at}"), self.made),
        ] {
            let formula = Formula::new(formula).set_result(result.to_string());
            to.write_formula_with_format(row, x, formula, &number)?;
        }
        Ok(())
    }

    /// What stands in its columns after the name while nothing is ticked.
    fn known(&self) -> [usize; 7] {
        [self.volumes, self.rows, self.made, 0, self.made, 0, self.made]
    }
}

fn sums(to: &mut Worksheet, row: u32, counties: &[County]) -> Result<(), XlsxError> {
    to.write_string_with_format(row, 0, "合计", &style::total())?;
    for (x, at) in (1_u16..).zip(0..7) {
        let letter = letters(usize::from(x));
        let result: usize = counties.iter().map(|county| county.known()[at]).sum();
        let sum = format!("SUM({letter}{}:{letter}{})", HEADS + 1, row);
        let formula = Formula::new(sum).set_result(result.to_string());
        to.write_formula_with_format(row, x, formula, &style::total())?;
    }
    Ok(())
}

/// A county as the criterion of a formula, in which some signs would stand for others; the cell
/// itself where the name is too long.
fn criterion(name: &str, row: u32) -> String {
    if name.chars().count() > LONGEST {
        return format!("$A{row}");
    }
    let plain = name.replace('~', "~~").replace('*', "~*").replace('?', "~?");
    format!("\"={}\"", plain.replace('"', "\"\""))
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer letters than a float can count")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_counted_by_its_name_and_nothing_else() {
        assert_eq!(criterion("黟县", 3), "\"=黟县\"");
        assert_eq!(criterion(">a*\"b\"", 3), "\"=>a~*\"\"b\"\"\"");
        assert_eq!(criterion(&"县".repeat(LONGEST + 1), 3), "$A3");
    }
}
