//! Filing (备案): who has handed in the signed letter, who is late and by how many days, county by
//! county.

pub mod book;
mod day;
mod due;
#[cfg(test)]
mod example;
mod index;
mod line;
pub mod paper;
mod register;
mod returned;
mod sheet;
pub mod volume;
mod wrong;

pub use due::Due;
pub use line::Subject;
pub use register::{Covered, Register};
pub use returned::{Return, Rows, columns};

use crate::calendar::{Answer, Date, Holidays};
use crate::roster::{Flaw, Roster};

/// How an institution stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has handed in (已交回), and is not known to have been late.
    Returned,
    /// It has handed in late (逾期交回).
    Late,
    /// It has not handed in, and is not known to be late (未交，未到期).
    Pending,
    /// It has not handed in and is late (逾期未交).
    Overdue,
}

impl State {
    /// Every state, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Returned, Self::Late, Self::Pending, Self::Overdue];

    /// What it is called in tables.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Returned => "已交回",
            Self::Late => "逾期交回",
            Self::Pending => "未交（未到期）",
            Self::Overdue => "逾期未交",
        }
    }

    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Late => "returned-late",
            Self::Pending => "outstanding",
            Self::Overdue => "overdue",
        }
    }
}

/// How one institution stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// How it stands.
    pub state: State,
    /// By how many days it is late; none where it is not or where that cannot be known.
    pub days: Option<u32>,
    /// Whether it cannot be known if it is late: the day lies between two readings of the deadline.
    pub doubt: bool,
    /// Whether a row of the register that is wrong says that it has handed in: nobody can be
    /// reminded on that ground.
    pub disputed: bool,
    /// What it has handed in.
    pub returned: Option<Return>,
}

impl Entry {
    fn of(
        (returned, disputed): (Option<Return>, bool),
        due: &Due,
        today: Date,
        holidays: &Holidays,
    ) -> Self {
        let day = returned.as_ref().map_or(today, |own| own.date);
        let late = due.late(day);
        let state = match (&returned, late) {
            (Some(_), Answer::Yes) => State::Late,
            (Some(_), Answer::No | Answer::Unknown) => State::Returned,
            (None, Answer::Yes) => State::Overdue,
            (None, Answer::No | Answer::Unknown) => State::Pending,
        };
        let days = due.days(day, holidays).filter(|_| late == Answer::Yes);
        let (doubt, disputed) = (late == Answer::Unknown, disputed && returned.is_none());
        Self { state, days, doubt, disputed, returned }
    }

    /// How it stands, in the words of a table.
    pub fn words(&self) -> &'static str {
        match (self.state, self.doubt) {
            (State::Overdue, _) if self.disputed => "逾期未交（登记有误，待核）",
            (_, _) if self.disputed => "未交（登记有误，待核）",
            (State::Returned, true) => "已交回（是否逾期不能确定）",
            (State::Pending, true) => "未交（是否到期不能确定）",
            (state, _) => state.chinese(),
        }
    }

    /// By how many days it is late, in the words of a table; nothing where it is not.
    pub fn late(&self) -> String {
        match (self.state, self.days) {
            (State::Late | State::Overdue, Some(days)) => days.to_string(),
            (State::Late | State::Overdue, None) => "不能确定".to_owned(),
            (State::Returned | State::Pending, _) => String::new(),
        }
    }
}

/// How many institutions stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    counts: [usize; State::ALL.len()],
    /// Of how many it cannot be known whether they are late.
    pub doubtful: usize,
    /// Of how many only a row that is wrong says that they have handed in.
    pub disputed: usize,
}

impl Sums {
    /// How many stand so.
    pub fn count(&self, state: State) -> usize {
        self.counts[state as usize]
    }

    /// How many are to hand in: the sum of all states.
    pub fn expected(&self) -> usize {
        self.counts.iter().sum()
    }

    fn join(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(own, more)| *own += more);
        self.doubtful += other.doubtful;
        self.disputed += other.disputed;
    }

    fn add(&mut self, entry: &Entry) {
        self.counts[entry.state as usize] += 1;
        self.doubtful += usize::from(entry.doubt);
        self.disputed += usize::from(entry.disputed);
    }
}

/// The institutions of one county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// Its name; empty where the roster names none.
    pub name: String,
    /// How they stand.
    pub sums: Sums,
    /// Their places in the roster, in its order.
    pub members: Vec<usize>,
}

/// Who has handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Until when.
    pub due: Due,
    /// The day on which all this is so.
    pub today: Date,
    /// How each institution stands, by its place in the roster.
    pub entries: Vec<Entry>,
    /// The counties, in the order of the roster.
    pub counties: Vec<County>,
    /// How all stand.
    pub total: Sums,
    /// What became of the rows of the register.
    pub rows: Rows,
    /// How many rows of the roster are left out because they are wrong.
    pub skipped: usize,
    /// What is wrong in the register, in the order of its rows.
    pub flaws: Vec<Flaw>,
}

/// Judges what a register says of the institutions of a roster, of which `skipped` rows are left
/// out.
pub fn judge(
    (roster, skipped): (&Roster, usize),
    register: Register<'_>,
    due: Due,
    holidays: &Holidays,
) -> Filing {
    let (today, rows, flaws) = (register.today(), register.rows, register.flaws);
    let entries: Vec<Entry> = register
        .returns
        .into_iter()
        .zip(register.disputed)
        .map(|returned| Entry::of(returned, &due, today, holidays))
        .collect();
    let mut total = Sums::default();
    let county = |(name, members): (&str, Vec<usize>)| {
        let mut sums = Sums::default();
        for at in &members {
            sums.add(&entries[*at]);
            total.add(&entries[*at]);
        }
        County { name: name.to_owned(), sums, members }
    };
    let counties = roster.counties().into_iter().map(county).collect();
    Filing { due, today, entries, counties, total, rows, skipped, flaws }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::example::{record, roster};
    use super::*;
    use crate::calendar::Context;

    fn filing(today: Date, returns: &[(&str, &str)]) -> Filing {
        let roster = roster();
        let holidays = Holidays::new();
        let due = Due::read("2026年5月29日前", Context::default(), None, &holidays).unwrap();
        let mut register = Register::new(&roster, None, today, &|_| None).unwrap();
        for (line, (code, day)) in (2..).zip(returns) {
            register.take(record(line, &[("code", code), ("returned", day)])).unwrap();
        }
        judge((&roster, 0), register, due, &holidays)
    }

    #[test]
    fn each_institution_stands_in_one_way_and_the_sums_add_up() {
        let filing = filing(
            date(2026, 6, 5),
            &[
                ("H44070300001", "2026-05-20"),
                ("P44070400002", "2026-06-02"),
                ("P44070300004", "2026-05-29"),
            ],
        );
        let states: Vec<(&str, String)> =
            filing.entries.iter().map(|entry| (entry.words(), entry.late())).collect();
        let late = |words, days: &str| (words, days.to_owned());
        assert_eq!(
            states,
            [
                late("已交回", ""),
                late("逾期交回", "4"),
                late("逾期未交", "7"),
                late("已交回（是否逾期不能确定）", ""),
            ]
        );
        let names: Vec<&str> = filing.counties.iter().map(|county| county.name.as_str()).collect();
        assert_eq!(names, ["蓬江区", "江海区"]);
        assert_eq!(State::ALL.map(|state| filing.total.count(state)), [2, 1, 0, 1]);
        assert_eq!((filing.total.expected(), filing.total.doubtful), (4, 1));
    }

    #[test]
    fn before_the_deadline_nobody_is_late_and_on_its_day_nobody_knows() {
        let words = |today| filing(today, &[]).entries[0].words();
        assert_eq!(words(date(2026, 5, 28)), "未交（未到期）");
        assert_eq!(words(date(2026, 5, 29)), "未交（是否到期不能确定）");
        assert_eq!(words(date(2026, 5, 30)), "逾期未交");
    }
}
