//! A paper that asks for an arrangement: who takes part, how often, and what is to be avoided.

use std::collections::BTreeMap;

use super::{MOST, Obstacle, Problem, Shortage};
use crate::diag::{Finding, Level, Words, words};
use crate::model::avoiding::Barred;
use crate::model::{Body, Field, Paper, Reading, Set};
use crate::text::Span;

/// The rule that findings about an arrangement go by.
const RULE: &str = "arrange";

/// No number of times above this is told from this: nobody inspects a million others.
const TIMES: usize = 1_000_000;

/// How many reasons a finding points at.
const SHOWN: usize = 6;

/// What a paper asks for.
#[derive(Debug)]
pub struct Case<'a> {
    /// The names of those who take part, as they are written into the paper.
    pub names: Vec<String>,
    /// What is to be arranged.
    pub problem: Problem,
    /// The seed (随机种子) that the paper states.
    pub seed: Option<u64>,
    place: Span,
    times: usize,
    barred: Vec<(usize, usize, Barred<'a>)>,
}

/// Why a paper cannot be arranged as it stands.
pub type Trouble = Box<Finding>;

impl<'a> Case<'a> {
    /// Reads what a paper asks for.
    ///
    /// # Errors
    /// When it does not say who takes part, or in a way that nobody can resolve.
    pub fn read(set: &'a Set, paper: &'a Paper) -> Result<Self, Trouble> {
        let (names, places) = participants(set, paper)?;
        let field = paper.root.get("participants");
        let place = field.map_or(paper.head(), Field::head);
        if names.len() > MOST {
            let (count, most) = (names.len(), MOST);
            let message = words!("参加单位有{count}家", "{count} bodies take part");
            return Err(trouble(place, message, words!("至多{most}家", "at most {most}")));
        }
        let times = positive(paper, "times")?.unwrap_or(1);
        let seed = positive(paper, "seed")?;
        let times = usize::try_from(times).unwrap_or(usize::MAX).min(TIMES);
        let mut problem = Problem::new(names.len(), times);
        let mut barred = Vec::new();
        for one in set.barred(paper) {
            let ends = places.get(one.inspector).zip(places.get(one.inspected));
            let Some((from, to)) = ends else { continue };
            problem.avoid(*from, *to);
            barred.push((*from, *to, one));
        }
        Ok(Self { names, problem, seed, place, times, barred })
    }

    /// The finding that says why there is no arrangement.
    pub fn explain(&self, obstacle: &Obstacle) -> Finding {
        let (message, help) = self.reason(obstacle);
        let concerned = |from: usize, to: usize| match obstacle {
            Obstacle::Targets { who, .. } => from == *who,
            Obstacle::Inspectors { who, .. } => to == *who,
            Obstacle::Partners { who, .. } => from == *who || to == *who,
            Obstacle::Shortage(shortage) => shortage.inspectors.contains(&from),
            Obstacle::Few { .. } => false,
            Obstacle::Mutual => true,
        };
        let finding = Finding::new(RULE, Level::Error, self.place, message).help(help);
        let mut places = BTreeMap::new();
        for (_, _, barred) in self.barred.iter().filter(|(from, to, _)| concerned(*from, *to)) {
            places.entry(barred.place).or_insert(barred.reason);
        }
        places.into_iter().take(SHOWN).fold(finding, |finding, (place, reason)| {
            finding.also(place, words!("回避：{reason}", "to be avoided: {reason}"))
        })
    }

    /// The finding that says that nobody knows.
    pub fn undecided(&self) -> Finding {
        let message = words!(
            "没有找到安排，也没能证明排不出来",
            "no arrangement was found, and none was proved impossible"
        );
        let help =
            words!("减少回避，或用 --seed 换一个种子", "avoid less, or try another `--seed`");
        Finding::new(RULE, Level::Error, self.place, message).help(help)
    }

    fn reason(&self, obstacle: &Obstacle) -> (Words, Words) {
        let (count, times) = (self.names.len(), self.times);
        let fewer = || words!("减少次数，或者减少回避", "lower `times`, or avoid less");
        let message = match obstacle {
            Obstacle::Few { needed } => {
                let others = count.saturating_sub(1);
                return (
                    words!(
                        "参加单位只有{count}家：每家检查{times}次、受检{times}次、不互查，须另有{needed}家",
                        "only {count} take part: to inspect and be inspected {times} time(s), each \
                         needs {needed} others and has {others}"
                    ),
                    words!("减少次数，或者增加单位", "lower `times`, or let more take part"),
                );
            }
            Obstacle::Targets { who, allowed } => {
                let name = &self.names[*who];
                words!(
                    "“{name}”只能检查{allowed}家，要检查{times}家",
                    "`{name}` may inspect only {allowed} and must inspect {times}"
                )
            }
            Obstacle::Inspectors { who, allowed } => {
                let name = &self.names[*who];
                words!(
                    "能检查“{name}”的只有{allowed}家，要有{times}家",
                    "only {allowed} may inspect `{name}`, which must be inspected by {times}"
                )
            }
            Obstacle::Partners { who, allowed, needed } => {
                let name = &self.names[*who];
                words!(
                    "“{name}”只同{allowed}家可以安排；不互查就要有{needed}家",
                    "`{name}` can be arranged with only {allowed}; without mutual pairs it needs \
                     {needed}"
                )
            }
            Obstacle::Shortage(shortage) => self.shortage(shortage),
            Obstacle::Mutual => words!(
                "逐一试过，凡是避开所列各对的安排都有两家互查",
                "all were tried: whatever avoids the listed pairs has two inspect each other"
            ),
        };
        (message, fewer())
    }

    fn shortage(&self, shortage: &Shortage) -> Words {
        let Shortage { inspectors, needed, possible } = shortage;
        let mut names: Vec<&str> = inspectors.iter().map(|at| self.names[*at].as_str()).collect();
        let (count, more) = (names.len(), names.len() > 4);
        names.truncate(4);
        let (zh, en) = (names.join("、"), names.join(", "));
        let (zh_more, en_more) = if more { ("等", " …") } else { ("", "") };
        words!(
            "{zh}{zh_more}{count}家共要检查{needed}次，可查的只够{possible}次",
            "{en}{en_more} ({count}) must inspect {needed} times and can only {possible} times"
        )
    }
}

fn trouble(place: Span, message: Words, help: Words) -> Trouble {
    Box::new(Finding::new(RULE, Level::Error, place, message).help(help))
}

/// A whole number that is not negative under a key.
fn positive(paper: &Paper, key: &str) -> Result<Option<u64>, Trouble> {
    let Some(field) = paper.root.get(key) else { return Ok(None) };
    let number = field.integer().and_then(|number| u64::try_from(number).ok());
    let least = u64::from(key == "times");
    match number.filter(|number| *number >= least) {
        Some(number) => Ok(Some(number)),
        None => Err(trouble(
            field.span,
            words!("“{key}”要写成整数", "`{key}` is a whole number"),
            words!("例如 1", "such as 1"),
        )),
    }
}

/// Who takes part: the names to write, and for each identity its place.
type Participants<'a> = (Vec<String>, BTreeMap<&'a str, usize>);

fn participants<'a>(set: &'a Set, paper: &'a Paper) -> Result<Participants<'a>, Trouble> {
    let names = set.names(paper);
    let (mut written, mut places) = (Vec::new(), BTreeMap::new());
    for field in paper.root.items_of("participants") {
        let name = field.text().unwrap_or_default().trim();
        let group = matches!(names.read(name), Reading::One(Body::Group(_)));
        let units = names.members(name);
        if group && units.is_empty() {
            let message = words!("“{name}”没有登记成员", "`{name}` has no registered members");
            let help = words!("在统称登记中写明 members", "list its `members` in the register");
            return Err(trouble(field.inside(), message, help));
        }
        let mut add = |identity: &'a str, name: &str| {
            if !name.is_empty() && !places.contains_key(identity) {
                places.insert(identity, written.len());
                written.push(name.to_owned());
            }
        };
        if group {
            for unit in units {
                add(&unit.id.value, &unit.name.value);
            }
        } else {
            add(names.identity(name), name);
        }
    }
    if written.is_empty() {
        let message = words!("没有写参加单位", "the paper does not say who takes part");
        let help = words!("在 participants 写明单位或者统称", "list them under `participants`");
        return Err(trouble(paper.head(), message, help));
    }
    Ok((written, places))
}
