//! Proposes who inspects whom (交叉检查), or says why nobody can arrange it.
//!
//! Everyone inspects and is inspected the same number of times, nobody itself, no two each other,
//! no pair twice, and none of the pairs that are to be avoided. First the counts are looked at,
//! which explain most failures in a sentence; then a quick search mends a random ring; what that
//! does not find a complete search settles. Two bodies alone can only inspect each other.

mod case;
mod edit;
mod flow;
mod quick;
mod random;
mod search;

pub use case::{Case, Trouble};
pub use edit::changed;
pub use flow::Shortage;

use flow::Flow;
use random::Random;
use search::Searched;

/// How many bodies may take part: every pair of them is looked at.
pub const MOST: usize = 1000;

/// What is to be arranged.
#[derive(Debug, Clone)]
pub struct Problem {
    /// How many bodies take part.
    count: usize,
    /// How often each inspects and is inspected.
    times: usize,
    /// Whether the first may inspect the second, row by row.
    allowed: Vec<bool>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Who inspects whom, by place in the list, sorted.
    Found(Vec<(usize, usize)>),
    /// There is no arrangement.
    Impossible(Obstacle),
    /// None was found, and nothing proves that there is none.
    Undecided,
}

/// Why there is no arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// Too few bodies: each needs so many others.
    Few {
        /// How many others each needs.
        needed: usize,
    },
    /// A body may inspect too few.
    Targets {
        /// Which.
        who: usize,
        /// How many it may inspect.
        allowed: usize,
    },
    /// Too few may inspect a body.
    Inspectors {
        /// Which.
        who: usize,
        /// How many may inspect it.
        allowed: usize,
    },
    /// Whom a body inspects does not inspect it, so it needs twice as many others.
    Partners {
        /// Which.
        who: usize,
        /// How many it may have to do with.
        allowed: usize,
        /// How many it needs.
        needed: usize,
    },
    /// Several bodies together may inspect too few.
    Shortage(Shortage),
    /// Every arrangement has two that inspect each other.
    Mutual,
}

impl Problem {
    /// So many bodies, each inspecting so many times.
    pub fn new(count: usize, times: usize) -> Self {
        let allowed = (0..count * count).map(|at| at / count != at % count).collect();
        Self { count, times, allowed }
    }

    /// Keeps one body from inspecting another.
    pub fn avoid(&mut self, from: usize, to: usize) {
        self.allowed[from * self.count + to] = false;
    }

    /// Whether one body may inspect another.
    pub fn allows(&self, from: usize, to: usize) -> bool {
        self.allowed[from * self.count + to]
    }

    /// Whether two may inspect each other: two alone have no other choice.
    fn mutual(&self) -> bool {
        self.count == 2
    }

    /// Arranges it, always in the same way for the same seed.
    pub fn solve(&self, seed: u64) -> Outcome {
        if let Some(obstacle) = self.obstacle() {
            return Outcome::Impossible(obstacle);
        }
        let mut random = Random::new(seed);
        let found = quick::quick(self, &mut random);
        match found.map_or_else(|| self.searched(&mut random), Searched::Found) {
            Searched::Found(mut pairs) => {
                pairs.sort_unstable();
                Outcome::Found(pairs)
            }
            Searched::Nothing => Outcome::Impossible(Obstacle::Mutual),
            Searched::GaveUp => Outcome::Undecided,
        }
    }

    /// The complete search, over the bodies in an order of the seed's.
    fn searched(&self, random: &mut Random) -> Searched {
        let mut order: Vec<usize> = (0..self.count).collect();
        random.shuffle(&mut order);
        let mut shuffled = Self::new(self.count, self.times);
        for (from, own) in order.iter().enumerate() {
            for (to, other) in order.iter().enumerate() {
                shuffled.allowed[from * self.count + to] = self.allows(*own, *other);
            }
        }
        match search::search(&shuffled) {
            Searched::Found(pairs) => {
                let back = |(from, to): (usize, usize)| (order[from], order[to]);
                Searched::Found(pairs.into_iter().map(back).collect())
            }
            other => other,
        }
    }

    /// What counting alone proves impossible, the simplest reason first.
    fn obstacle(&self) -> Option<Obstacle> {
        let needed = if self.mutual() { self.times } else { 2 * self.times };
        if self.count <= needed {
            return Some(Obstacle::Few { needed });
        }
        (0..self.count).find_map(|who| self.obstacle_of(who, needed)).or_else(|| {
            let shares = vec![self.times; self.count];
            let open = |from: usize, to: usize| self.allows(from, to);
            let shortage = Flow::new(&shares, &shares, &open).shortage(&shares, &shares);
            shortage.map(Obstacle::Shortage)
        })
    }

    fn obstacle_of(&self, who: usize, needed: usize) -> Option<Obstacle> {
        let count = |fits: &dyn Fn(usize) -> bool| (0..self.count).filter(|at| fits(*at)).count();
        let targets = count(&|to| self.allows(who, to));
        let inspectors = count(&|from| self.allows(from, who));
        let partners = count(&|other| self.allows(who, other) || self.allows(other, who));
        if targets < self.times {
            Some(Obstacle::Targets { who, allowed: targets })
        } else if inspectors < self.times {
            Some(Obstacle::Inspectors { who, allowed: inspectors })
        } else if partners < needed {
            Some(Obstacle::Partners { who, allowed: partners, needed })
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
