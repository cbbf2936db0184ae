//! Which institutions stand in which printed list: a long ledger is divided by counties, and a long
//! county into volumes, so that each is laid out in seconds and sent to whom it concerns.

use std::collections::BTreeSet;
use std::ops::Range;

use super::line::{Wanted, called};
use super::{County, Filing};

/// How many institutions one printed list has at most. A thousand take about a second and 150 MB.
pub const MOST: usize = 2000;
/// How many characters of a county's name go into the name of a file.
const LONGEST: usize = 40;

/// One printed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Its path in the folder of all lists, without the extension.
    pub path: String,
    /// The counties in it, by their places in the filing.
    pub counties: Range<usize>,
    /// The members of its only county that are in it; of several counties all are.
    pub members: Range<usize>,
    /// Its number among those of its county, and how many these are.
    pub number: (usize, usize),
}

impl Volume {
    /// All institutions in one.
    pub(super) fn all(filing: &Filing) -> Self {
        let (path, counties) = ("ledger".to_owned(), 0..filing.counties.len());
        Self { path, counties, members: 0..usize::MAX, number: (1, 1) }
    }
}

/// The volumes of the ledger (备案台账): one, unless it is long or `apart` asks for one for each
/// county.
pub fn ledger(filing: &Filing, apart: bool) -> Vec<Volume> {
    if filing.total.expected() <= MOST && !apart {
        return vec![Volume::all(filing)];
    }
    by_county(filing, "ledger", Wanted::Everybody)
}

/// The reminder lists (催办名单): one for each county in which somebody is overdue, because each
/// goes to another office and none needs the telephones of another county.
pub fn reminders(filing: &Filing) -> Vec<Volume> {
    by_county(filing, "reminders", Wanted::Overdue)
}

fn by_county(filing: &Filing, folder: &str, wanted: Wanted) -> Vec<Volume> {
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    for (at, county) in filing.counties.iter().enumerate() {
        let parts = parts(filing, county, wanted);
        let stem = unique(&safe(called(&county.name)), &mut taken);
        let count = parts.len();
        for (nth, members) in (1..).zip(parts) {
            let suffix = if count > 1 { format!("-{nth}") } else { String::new() };
            let path = format!("{folder}/{stem}{suffix}");
            all.push(Volume { path, counties: at..at + 1, members, number: (nth, count) });
        }
    }
    all
}

/// The members of a county in pieces with so many of whom are wanted; none where nobody is.
fn parts(filing: &Filing, county: &County, wanted: Wanted) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut count) = (0, 0);
    for (at, member) in county.members.iter().enumerate() {
        count += usize::from(wanted.has(&filing.entries[*member]));
        if count == MOST {
            parts.push(start..at + 1);
            (start, count) = (at + 1, 0);
        }
    }
    if count > 0 {
        parts.push(start..county.members.len());
    }
    parts
}

/// A name that any system takes for that of a file.
fn safe(name: &str) -> String {
    let fit = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let name: String = name.chars().map(fit).take(LONGEST).collect();
    let name = name.trim_matches([' ', '.']);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let device = |prefix: &str| {
        let rest = stem.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str());
    if name.is_empty() || reserved || device("COM") || device("LPT") {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// A name that none before has, whatever the case.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut own = name.to_owned();
    let mut count = 1;
    while !taken.insert(own.to_lowercase()) {
        count += 1;
        own = format!("{name}~{count}");
    }
    own
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{Context, Holidays};
    use crate::filing::{Due, Entry, Rows, State, Sums};

    /// Nobody has handed in; of every county so many are overdue.
    fn filing(counties: &[(&str, usize)]) -> Filing {
        let today = date(2026, 6, 5);
        let due = Due::read("2026-05-29", Context::default(), None, &Holidays::new()).unwrap();
        let entry = Entry {
            state: State::Overdue,
            days: Some(7),
            doubt: false,
            disputed: false,
            returned: None,
        };
        let (mut total, mut entries, mut all) = (Sums::default(), Vec::new(), Vec::new());
        for (name, count) in counties {
            let members: Vec<usize> = (entries.len()..entries.len() + count).collect();
            let mut sums = Sums::default();
            for _ in &members {
                sums.add(&entry);
            }
            total.join(&sums);
            entries.resize(entries.len() + count, entry.clone());
            all.push(County { name: (*name).to_owned(), sums, members });
        }
        Filing {
            due,
            today,
            entries,
            counties: all,
            total,
            rows: Rows::default(),
            skipped: 0,
            flaws: Vec::new(),
        }
    }

    fn paths(volumes: &[Volume]) -> Vec<&str> {
        volumes.iter().map(|volume| volume.path.as_str()).collect()
    }

    #[test]
    fn a_short_ledger_is_one_and_a_long_one_is_divided() {
        let short = filing(&[("蓬江区", 3), ("江海区", 2)]);
        assert_eq!(paths(&ledger(&short, false)), ["ledger"]);
        assert_eq!(paths(&ledger(&short, true)), ["ledger/蓬江区", "ledger/江海区"]);
        let long = filing(&[("蓬江区", MOST + 1), ("江海区", MOST)]);
        let volumes = ledger(&long, false);
        assert_eq!(paths(&volumes), ["ledger/蓬江区-1", "ledger/蓬江区-2", "ledger/江海区"]);
        assert_eq!(volumes[1].members, MOST..MOST + 1);
        assert_eq!((volumes[1].number, volumes[2].number), ((2, 2), (1, 1)));
    }

    #[test]
    fn nobody_is_reminded_where_nobody_is_overdue() {
        let mut filing = filing(&[("蓬江区", 2), ("江海区", 1)]);
        filing.entries[2].state = State::Returned;
        assert_eq!(paths(&reminders(&filing)), ["reminders/蓬江区"]);
    }

    #[test]
    fn counties_name_files_that_every_system_takes() {
        let strange =
            filing(&[("../甲", 1), ("甲/乙", 1), ("甲:乙", 1), ("", 1), ("con", 1), ("com1.x", 1)]);
        assert_eq!(
            paths(&reminders(&strange)),
            [
                "reminders/_甲",
                "reminders/甲_乙",
                "reminders/甲_乙~2",
                "reminders/未注明县区",
                "reminders/_con",
                "reminders/_com1.x"
            ]
        );
    }
}
