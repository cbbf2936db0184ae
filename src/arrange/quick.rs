//! The quick search: a ring in random order, mended by exchanging inspections.

use super::Problem;
use super::random::Random;

/// How often a new ring is tried, and how many exchanges each pair of a ring is worth.
const RINGS: usize = 12;
const EXCHANGES: usize = 400;

/// An arrangement, if one is found soon. That none is found proves nothing.
pub(super) fn quick(problem: &Problem, random: &mut Random) -> Option<Vec<(usize, usize)>> {
    (0..RINGS).find_map(|_| Ring::new(problem, random).mended(random))
}

struct Ring<'a> {
    problem: &'a Problem,
    pairs: Vec<(usize, usize)>,
    taken: Vec<bool>,
}

impl<'a> Ring<'a> {
    /// Everyone inspects the next ones in a circle: nobody itself, and no two each other as long
    /// as the circle is longer than twice the number of times.
    fn new(problem: &'a Problem, random: &mut Random) -> Self {
        let count = problem.count;
        let mut order: Vec<usize> = (0..count).collect();
        random.shuffle(&mut order);
        let mut ring = Self { problem, pairs: Vec::new(), taken: vec![false; count * count] };
        for (place, from) in order.iter().enumerate() {
            for step in 1..=problem.times {
                ring.pairs.push((*from, order[(place + step) % count]));
            }
        }
        for (from, to) in &ring.pairs {
            ring.taken[from * count + to] = true;
        }
        ring
    }

    fn mended(mut self, random: &mut Random) -> Option<Vec<(usize, usize)>> {
        let problem = self.problem;
        let bad = |(from, to): (usize, usize)| !problem.allows(from, to);
        let mut left: Vec<usize> =
            (0..self.pairs.len()).filter(|at| bad(self.pairs[*at])).collect();
        for _ in 0..EXCHANGES * self.pairs.len() {
            left.retain(|at| bad(self.pairs[*at]));
            if left.is_empty() {
                return Some(self.pairs);
            }
            let one = left[random.below(left.len())];
            let other = random.below(self.pairs.len());
            if self.exchange(one, other) && bad(self.pairs[other]) && !left.contains(&other) {
                left.push(other);
            }
        }
        None
    }

    /// Lets two inspectors exchange whom they inspect, where that is right and makes nothing worse.
    fn exchange(&mut self, one: usize, other: usize) -> bool {
        let ((a, b), (c, d)) = (self.pairs[one], self.pairs[other]);
        let bad = |from: usize, to: usize| usize::from(!self.problem.allows(from, to));
        let worse = bad(a, d) + bad(c, b) > bad(a, b) + bad(c, d);
        if worse || !self.fits(a, d) || !self.fits(c, b) {
            return false;
        }
        let count = self.problem.count;
        for (from, to, taken) in [(a, b, false), (c, d, false), (a, d, true), (c, b, true)] {
            self.taken[from * count + to] = taken;
        }
        self.pairs[one] = (a, d);
        self.pairs[other] = (c, b);
        true
    }

    /// Whether a pair could stand beside those there are.
    fn fits(&self, from: usize, to: usize) -> bool {
        let taken = |from: usize, to: usize| self.taken[from * self.problem.count + to];
        let back = !self.problem.mutual() && taken(to, from);
        from != to && !taken(from, to) && !back
    }
}
