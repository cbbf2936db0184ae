//! Print runs (分册): which letters are bound into which volume, and which pages of it each takes.
//!
//! A volume has the letters of one county in the order of the roster, so that the stack and the
//! clerk's own list agree. A row that is added changes the volume it falls into and those after it
//! in its county; only where it begins a further volume do all covers of the county say so.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::names::{NOWHERE, county_folder};
use crate::roster::Roster;

/// The most letters of a volume: on single sheets it is a ream (一令), which one person can carry
/// and one machine takes, and few enough to be held in memory while they are bound.
pub const MOST: usize = 500;

/// One volume of the letters of a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// The county as people read it.
    pub county: String,
    /// Which volume of the county it is, from 1.
    pub number: usize,
    /// How many volumes the county has.
    pub of: usize,
    /// How many rows of the county the volumes before it have.
    pub before: usize,
    /// The places of its rows in the roster.
    pub rows: Vec<usize>,
}

/// The volumes of a roster: county by county in the order in which they are first met.
pub fn volumes(roster: &Roster) -> Vec<Volume> {
    let counties = roster.counties().into_iter();
    counties.flat_map(|(county, rows)| bound(county, &rows)).collect()
}

fn bound(county: &str, rows: &[usize]) -> Vec<Volume> {
    let county = if county.trim().is_empty() { NOWHERE } else { county };
    let of = rows.len().div_ceil(MOST);
    let volume = |(at, rows): (usize, &[usize])| Volume {
        county: county.to_owned(),
        number: at + 1,
        of,
        before: at * MOST,
        rows: rows.to_vec(),
    };
    rows.chunks(MOST).enumerate().map(volume).collect()
}

/// What the files of volumes are called, short of what looks and formats add: `黟县`, `黟县-2`. Only
/// what is added here has a hyphen, so that no name of a county reads as another's volume.
pub fn stems(volumes: &[Volume]) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut name = String::new();
    let mut stem = |volume: &Volume| {
        if volume.number == 1 {
            name = county_folder(&volume.county).replace('-', "－");
            let count = taken.entry(name.to_lowercase()).or_default();
            *count += 1;
            // Names that differ only in case, or in what no file name may hold.
            if *count > 1 {
                name = format!("{name}-{count}号");
            }
        }
        if volume.number == 1 { name.clone() } else { format!("{name}-{}", volume.number) }
    };
    volumes.iter().map(&mut stem).collect()
}

/// How the volumes of one look are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing {
    /// How many pages a letter has.
    pub pages: usize,
    /// Whether a cover sheet lies on top.
    pub cover: bool,
    /// Whether both sides of a sheet are printed: then every letter begins on a new sheet.
    pub duplex: bool,
}

impl Printing {
    /// How many pages so many take, once their last sheet is full.
    fn filled(self, pages: usize) -> usize {
        if self.duplex { pages.next_multiple_of(2) } else { pages }
    }

    /// The pages of the letter at a place of the volume, from 0. The front of the cover is page 1.
    pub fn letter(self, place: usize) -> RangeInclusive<usize> {
        let before = self.filled(usize::from(self.cover)) + place * self.filled(self.pages);
        before + 1..=before + self.pages
    }

    /// How many pages a volume of so many letters has, blanks among them.
    pub fn pages(self, letters: usize) -> usize {
        self.filled(usize::from(self.cover)) + letters * self.filled(self.pages)
    }

    /// How many sheets of paper it takes.
    pub fn sheets(self, letters: usize) -> usize {
        self.pages(letters) / if self.duplex { 2 } else { 1 }
    }
}

/// The longest side of a sheet that is printed on both sides: A3, in millimetres.
const LARGEST: f64 = 420.5;

/// The volumes of one look: A4 for filing, a poster for the wall.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// What follows the names of its files: `-poster`, or nothing.
    pub suffix: String,
    /// The size of its pages, in millimetres.
    pub size_mm: (f64, f64),
    /// How they are printed.
    pub printing: Printing,
}

impl Edition {
    /// The volumes of letters of so many pages, each under a cover. Whatever is asked, posters are
    /// printed on one side.
    pub fn new(suffix: &str, size_mm: (f64, f64), pages: usize, duplex: bool) -> Self {
        let duplex = duplex && size_mm.0.max(size_mm.1) <= LARGEST;
        let printing = Printing { pages, cover: true, duplex };
        Self { suffix: suffix.to_owned(), size_mm, printing }
    }

    /// Its size as offices call it: A4, 600×800毫米.
    pub fn format(&self) -> String {
        let (width, height) = self.size_mm;
        let is = |short: f64, long: f64| {
            (width.min(height) - short).abs() < 0.5 && (width.max(height) - long).abs() < 0.5
        };
        match () {
            () if is(210.0, 297.0) => "A4".to_owned(),
            () if is(297.0, 420.0) => "A3".to_owned(),
            () => self.measures(),
        }
    }

    /// Its measures: 210×297毫米.
    pub fn measures(&self) -> String {
        format!("{:.0}×{:.0}毫米", self.size_mm.0, self.size_mm.1)
    }

    /// The path of a volume, by its stem.
    pub fn path(&self, stem: &str) -> String {
        format!("runs/{stem}{}.pdf", self.suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Column, Row, Spool};

    fn roster(counties: impl IntoIterator<Item = &'static str>) -> Roster {
        let column = Column { key: "county".into(), ..Column::default() };
        let mut spool = Spool::new(vec![column]).unwrap();
        for (line, county) in (2..).zip(counties) {
            spool.push(&Row { line, values: vec![county.to_owned()] }).unwrap();
        }
        spool.finish().unwrap()
    }

    fn printing(pages: usize, duplex: bool) -> Printing {
        Printing { pages, cover: true, duplex }
    }

    #[test]
    fn every_row_is_in_one_volume_of_its_county() {
        let met = ["乙县", "甲县", " "].into_iter().cycle().take(3 * MOST + 4);
        let volumes = volumes(&roster(met));
        let shown: Vec<_> =
            volumes.iter().map(|one| (&*one.county, one.number, one.of, one.rows.len())).collect();
        let wanted = [
            ("乙县", 1, 2, MOST),
            ("乙县", 2, 2, 2),
            ("甲县", 1, 2, MOST),
            ("甲县", 2, 2, 1),
            (NOWHERE, 1, 2, MOST),
            (NOWHERE, 2, 2, 1),
        ];
        assert_eq!(shown, wanted);
        assert_eq!(volumes[1].before, MOST);
        let mut all: Vec<usize> = volumes.into_iter().flat_map(|one| one.rows).collect();
        all.sort_unstable();
        assert_eq!(all, (0..3 * MOST + 4).collect::<Vec<_>>());
    }

    #[test]
    fn a_row_that_is_added_leaves_other_counties_and_volumes_before_it_alone() {
        let rows = ["甲县"; MOST + 3].into_iter().chain(["乙县"; 5]);
        let (before, after) = (roster(rows.clone()), roster(rows.chain(["甲县"])));
        let (before, after) = (volumes(&before), volumes(&after));
        assert_eq!(before[0], after[0]);
        assert_eq!(before[1].rows.len() + 1, after[1].rows.len());
        assert_eq!(before[2], after[2]);
    }

    #[test]
    fn no_two_volumes_have_the_same_name() {
        let names = ["黟县"; MOST + 1].into_iter().chain(["黟县-2", "A", "a", "a－2", "a－2"]);
        let stems = stems(&volumes(&roster(names)));
        assert_eq!(stems, ["黟县", "黟县-2", "黟县－2", "A", "a-2号", "a－2"]);
    }

    #[test]
    fn a_letter_begins_a_sheet_in_duplex_order_and_a_page_else() {
        assert_eq!(printing(1, false).letter(0), 2..=2);
        assert_eq!(printing(1, false).letter(4), 6..=6);
        assert_eq!(printing(1, true).letter(0), 3..=3);
        assert_eq!(printing(1, true).letter(4), 11..=11);
        assert_eq!(printing(2, true).letter(1), 5..=6);
        assert_eq!(printing(3, true).letter(1), 7..=9);
        assert_eq!(Printing { cover: false, ..printing(3, false) }.letter(1), 4..=6);
        assert_eq!((printing(3, true).pages(2), printing(3, true).sheets(2)), (10, 5));
        assert_eq!((printing(1, false).pages(500), printing(1, false).sheets(500)), (501, 501));
    }

    #[test]
    fn sizes_have_the_names_that_offices_give_them() {
        let edition = |size_mm| Edition::new("", size_mm, 1, true);
        assert_eq!(edition((210.0, 297.0)).format(), "A4");
        assert_eq!(edition((420.0, 297.0)).format(), "A3");
        assert_eq!(edition((600.0, 800.0)).format(), "600×800毫米");
        assert!(
            edition((297.0, 420.0)).printing.duplex && !edition((600.0, 800.0)).printing.duplex
        );
    }
}
