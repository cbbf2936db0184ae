//! The complete search: every arrangement is tried, in an order that fails early.
//!
//! What the quick search cannot find is sought here, and where nothing is found nothing exists.
//! Bodies that have nothing to do with each other are searched apart.

use super::Problem;
use super::flow::Flow;

/// How much work a search may do before it gives up without an answer.
const BUDGET: usize = 60_000_000;

/// What the search came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Searched {
    Found(Vec<(usize, usize)>),
    /// All arrangements were tried and none is one.
    Nothing,
    /// There were too many to try.
    GaveUp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arc {
    Open,
    Taken,
    Closed,
}

/// Searches the whole problem, group by group.
pub(super) fn search(problem: &Problem) -> Searched {
    let mut pairs = Vec::new();
    for group in groups(problem) {
        match Search::new(problem, &group).run() {
            Searched::Found(own) => {
                pairs.extend(own.into_iter().map(|(from, to)| (group[from], group[to])));
            }
            other => return other,
        }
    }
    Searched::Found(pairs)
}

/// The bodies by groups that may have to do with each other at all.
fn groups(problem: &Problem) -> Vec<Vec<usize>> {
    let mut seen = vec![false; problem.count];
    let mut groups = Vec::new();
    for first in 0..problem.count {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let mut group = vec![first];
        let mut at = 0;
        while let Some(from) = group.get(at).copied() {
            at += 1;
            for (to, seen) in seen.iter_mut().enumerate() {
                if !*seen && (problem.allows(from, to) || problem.allows(to, from)) {
                    *seen = true;
                    group.push(to);
                }
            }
        }
        groups.push(group);
    }
    groups
}

struct Search {
    count: usize,
    mutual: bool,
    arcs: Vec<Arc>,
    gives: Vec<usize>,
    takes: Vec<usize>,
    /// Every arc that was settled, so that it can be opened again.
    trail: Vec<usize>,
    work: usize,
}

/// How things stand after everything that follows has been settled.
enum Standing {
    Done,
    Stuck,
    /// This arc may be taken or not.
    Open(usize),
}

impl Search {
    fn new(problem: &Problem, group: &[usize]) -> Self {
        let count = group.len();
        let arc = |at: usize| {
            let allowed = problem.allows(group[at / count], group[at % count]);
            if allowed { Arc::Open } else { Arc::Closed }
        };
        Self {
            count,
            mutual: problem.mutual(),
            arcs: (0..count * count).map(arc).collect(),
            gives: vec![problem.times; count],
            takes: vec![problem.times; count],
            trail: Vec::new(),
            work: 0,
        }
    }

    fn run(mut self) -> Searched {
        let mut choices: Vec<(usize, usize)> = Vec::new();
        loop {
            if self.work > BUDGET {
                return Searched::GaveUp;
            }
            match self.standing() {
                Standing::Done => return Searched::Found(self.pairs()),
                Standing::Open(arc) => {
                    choices.push((self.trail.len(), arc));
                    self.take(arc);
                }
                Standing::Stuck => {
                    let Some((length, arc)) = choices.pop() else { return Searched::Nothing };
                    self.undo(length);
                    self.close(arc);
                }
            }
        }
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        let taken = (0..self.arcs.len()).filter(|at| self.arcs[*at] == Arc::Taken);
        taken.map(|at| (at / self.count, at % self.count)).collect()
    }

    fn take(&mut self, arc: usize) {
        let (from, to) = (arc / self.count, arc % self.count);
        self.arcs[arc] = Arc::Taken;
        self.trail.push(arc);
        self.gives[from] -= 1;
        self.takes[to] -= 1;
        let back = to * self.count + from;
        if !self.mutual && self.arcs[back] == Arc::Open {
            self.close(back);
        }
    }

    fn close(&mut self, arc: usize) {
        self.arcs[arc] = Arc::Closed;
        self.trail.push(arc);
    }

    fn undo(&mut self, length: usize) {
        for arc in self.trail.drain(length..).rev() {
            if self.arcs[arc] == Arc::Taken {
                self.gives[arc / self.count] += 1;
                self.takes[arc % self.count] += 1;
            }
            self.arcs[arc] = Arc::Open;
        }
    }

    fn usable(&self, from: usize, to: usize) -> bool {
        self.arcs[from * self.count + to] == Arc::Open && self.gives[from] > 0 && self.takes[to] > 0
    }

    /// Takes every arc that has to be taken, and says what is left to choose.
    fn standing(&mut self) -> Standing {
        loop {
            self.work += self.count * self.count;
            let mut tightest: Option<(usize, usize)> = None;
            let mut forced = None;
            for at in 0..self.count {
                for (need, options) in self.options(at) {
                    if options.len() < need {
                        return Standing::Stuck;
                    }
                    if need == 0 {
                        continue;
                    }
                    if options.len() == need {
                        forced = Some(options[0]);
                    }
                    let slack = options.len() - need;
                    if tightest.is_none_or(|(least, _)| slack < least) {
                        tightest = Some((slack, options[0]));
                    }
                }
                if !self.mutual && self.partners(at) < self.gives[at] + self.takes[at] {
                    return Standing::Stuck;
                }
            }
            match (forced, tightest) {
                (Some(arc), _) => self.take(arc),
                (None, None) => return Standing::Done,
                (None, Some((_, arc))) => {
                    return if self.hopeless() { Standing::Stuck } else { Standing::Open(arc) };
                }
            }
        }
    }

    /// What a body still needs in each of its two parts, and the arcs that could give it.
    fn options(&self, at: usize) -> [(usize, Vec<usize>); 2] {
        let all = || 0..self.count;
        let out = all().filter(|to| self.usable(at, *to)).map(|to| at * self.count + to);
        let into = all().filter(|from| self.usable(*from, at)).map(|from| from * self.count + at);
        [(self.gives[at], out.collect()), (self.takes[at], into.collect())]
    }

    /// How many bodies it may still have to do with: each only once, this way or that.
    fn partners(&self, at: usize) -> usize {
        let either = |other: &usize| self.usable(at, *other) || self.usable(*other, at);
        (0..self.count).filter(either).count()
    }

    /// Whether not even mutual pairs would help.
    fn hopeless(&mut self) -> bool {
        self.work += self.count * self.count * 4;
        let open = |from: usize, to: usize| self.usable(from, to);
        Flow::new(&self.gives, &self.takes, &open).shortage(&self.gives, &self.takes).is_some()
    }
}
