//! Invented institutions, to try things out with: as many as there are in a country, each made from
//! its place and a seed, so that none need be remembered.
//!
//! Nobody real can be among them. Their names say 示例, the people 虚构, the telephones are of the
//! range 555, and their codes belong to a province 99, which there is none.

mod chance;
mod name;

use chance::Chance;

use super::{Column, code};

/// The most institutions there are.
pub const MOST: u64 = 1_000_000;

/// The counties of a sample where none is known.
const COUNTIES: [&str; 3] = ["示例一区", "示例二区", "示例县"];
/// The code of the area of telephones where none is known.
const AREA: &str = "0750";
/// The most counties that have region codes of their own.
const REGIONS: u64 = 9_000;

/// What institutions are invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// 定点医疗机构.
    Hospital,
    /// 定点零售药店.
    Pharmacy,
    /// Any other.
    Other,
}

impl Sort {
    /// The sort that the words about a letter's audience (承诺主体) speak of.
    pub fn meant(words: &str) -> Self {
        let last = ["药店", "药房", "医疗机构", "医院", "医药机构"];
        let at = |word: &str| words.rfind(word);
        match last.into_iter().filter(|word| at(word).is_some()).max_by_key(|word| at(word)) {
            Some("药店" | "药房") => Self::Pharmacy,
            Some(_) => Self::Hospital,
            None => Self::Other,
        }
    }
}

/// A sample of institutions.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    columns: &'a [Column],
    counties: Vec<String>,
    sort: Sort,
    area: String,
    seed: u64,
}

impl<'a> Sample<'a> {
    /// A sample with these columns, in these counties. The code of the area is that of a telephone
    /// number of the place.
    pub fn new(
        columns: &'a [Column],
        counties: &[&str],
        sort: Sort,
        telephone: &str,
        seed: u64,
    ) -> Self {
        let counties = if counties.is_empty() { &COUNTIES } else { counties };
        let counties = counties.iter().map(|county| (*county).to_owned()).collect();
        let area = telephone.split_once('-').map_or("", |(area, _)| area.trim());
        let digits = area.starts_with('0') && area.bytes().all(|byte| byte.is_ascii_digit());
        let area = if digits { area } else { AREA }.to_owned();
        Self { columns, counties, sort, area, seed }
    }

    /// The values of one institution, by its place from 0.
    pub fn row(&self, at: u64) -> Vec<String> {
        let made = self.make(at);
        self.columns.iter().map(|column| made.value(column)).collect()
    }

    fn make(&self, at: u64) -> Made {
        let count = self.counties.len() as u64;
        let (round, turn) = (at / count, at % count);
        // In every round each county has one institution, in another order each time.
        let shift = Chance::new(self.seed, round).below(count);
        let county = (turn + shift) % count;
        let name = usize::try_from(county).unwrap_or(0);
        let place = &self.counties[name];
        let number = chance::shuffled(round, self.seed ^ county);
        let mut chance = Chance::new(!self.seed, at);
        let region = 990_101 + county % REGIONS;
        Made {
            institution: name::institution(place, self.sort, number, &mut chance),
            code: format!("{}{region}{:05}", letter(self.sort), round + 1),
            credit_code: credit_code(self.sort, region, number, &mut chance),
            address: name::address(place, &mut chance),
            responsible: name::person(&mut chance),
            phone: format!("{}-555{:04}", self.area, chance.below(10_000)),
            county: place.clone(),
        }
    }
}

struct Made {
    institution: String,
    code: String,
    credit_code: String,
    county: String,
    address: String,
    responsible: String,
    phone: String,
}

impl Made {
    /// The value of a column, by its field, else by what its values are.
    fn value(&self, column: &Column) -> String {
        let value = match (&*column.key, &*column.leaf) {
            ("institution", _) => &self.institution,
            ("code", _) => &self.code,
            (_, "credit-code") => &self.credit_code,
            (_, "region") => &self.county,
            ("address", _) => &self.address,
            (_, "person") => &self.responsible,
            (_, "phone") => &self.phone,
            _ => return String::new(),
        };
        value.clone()
    }
}

/// What codes of institutions begin with.
fn letter(sort: Sort) -> char {
    match sort {
        Sort::Hospital => 'H',
        Sort::Pharmacy => 'P',
        Sort::Other => 'X',
    }
}

/// A code whose own check and that of the organisation's code inside it both agree.
fn credit_code(sort: Sort, region: u64, number: u64, chance: &mut Chance) -> String {
    let kind = match sort {
        Sort::Hospital => "12",
        Sort::Pharmacy => "91",
        Sort::Other => "52",
    };
    let mut organisation = String::from("XY");
    let mut rest = number;
    for _ in 0..5 {
        organisation.push(code::character(rest));
        rest /= code::BASE;
    }
    organisation.push(code::character(chance.below(code::BASE)));
    let inner = code::organisation_check(&organisation).unwrap_or('0');
    let body = format!("{kind}{region}{organisation}{inner}");
    let outer = code::check(&body).unwrap_or('0');
    format!("{body}{outer}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::font::{Fonts, Role};
    use crate::roster::open_rows;

    fn columns() -> Vec<Column> {
        let column = |(key, leaf): (&str, &str)| Column {
            key: key.into(),
            name: key.into(),
            leaf: leaf.into(),
            ..Column::default()
        };
        let all = [
            ("institution", "text"),
            ("code", "text"),
            ("credit_code", "credit-code"),
            ("county", "region"),
            ("address", "text"),
            ("responsible", "person"),
            ("phone", "phone"),
            ("serial", "text"),
        ];
        all.map(column).to_vec()
    }

    #[test]
    fn many_thousands_are_all_different_and_nothing_is_wrong_with_them() {
        let columns = columns();
        let counties = ["蓬江区", "双江拉祜族佤族布朗族傣族自治县"];
        for sort in [Sort::Hospital, Sort::Pharmacy, Sort::Other] {
            let sample = Sample::new(&columns, &counties, sort, "0750-5550110", 7);
            let rows = || (0..6000).map(|at| sample.row(at));
            let opened = open_rows(&columns, &counties, rows());
            assert_eq!(opened.flaws, []);
            assert_eq!((opened.roster.len(), opened.total), (6000, 6000));
            let lengths: BTreeSet<usize> = rows().map(|row| row[0].chars().count()).collect();
            assert!(lengths.contains(&10) && lengths.iter().any(|length| *length > 40));
            assert!(rows().all(|row| row[0].chars().count() <= 60));
        }
    }

    #[test]
    fn a_row_depends_on_its_place_and_the_seed_alone() {
        let columns = columns();
        let sample = |seed| Sample::new(&columns, &["甲县", "乙县"], Sort::Pharmacy, "", seed);
        assert_eq!(sample(7).row(5), sample(7).row(5));
        assert_ne!(sample(7).row(5), sample(8).row(5));
        let row = sample(0).row(MOST - 1);
        assert!(row[0].contains("示例") && row[1].starts_with("P9901") && row[2].len() == 18);
        assert!(row[5].ends_with("（虚构）") && row[6].starts_with("0750-555"));
        assert_eq!(row[7], "", "the number of a letter is the code of its institution");
    }

    #[test]
    fn every_character_can_be_printed() {
        let (columns, fonts) = (columns(), Fonts::builtin());
        let sample = |sort| Sample::new(&columns, &["新会区"], sort, "", 1);
        for sort in [Sort::Hospital, Sort::Pharmacy, Sort::Other] {
            let text: BTreeSet<char> = (0..5000)
                .flat_map(|at| sample(sort).row(at).concat().chars().collect::<Vec<_>>())
                .collect();
            for role in Role::ALL {
                assert_eq!(fonts.missing(&text.iter().collect::<String>(), role), []);
            }
        }
    }

    #[test]
    fn the_audience_says_what_is_invented() {
        assert_eq!(Sort::meant("定点零售药店 医保基金"), Sort::Pharmacy);
        assert_eq!(Sort::meant("定点医疗机构"), Sort::Hospital);
        assert_eq!(Sort::meant("各企业"), Sort::Other);
    }
}
