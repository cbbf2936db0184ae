//! Who may inspect whom, counted: an assignment without regard to mutual pairs, or why there is none.

/// Everyone's share of inspections over the arcs that are open.
pub(super) struct Flow<'a> {
    count: usize,
    /// Whether the first may inspect the second, row by row.
    open: &'a dyn Fn(usize, usize) -> bool,
    pairs: Vec<bool>,
    spare: Vec<usize>,
    missing: Vec<usize>,
}

/// More inspections than there is room for (Hall's condition, for several rounds): these
/// inspectors have to inspect, and those cannot be inspected by anyone else often enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// Those who inspect.
    pub inspectors: Vec<usize>,
    /// How often they have to inspect altogether.
    pub needed: usize,
    /// How often they can at most.
    pub possible: usize,
}

impl<'a> Flow<'a> {
    /// Shares out `gives` inspections of each to `takes` of each, as far as that goes.
    pub(super) fn new(
        gives: &[usize],
        takes: &[usize],
        open: &'a dyn Fn(usize, usize) -> bool,
    ) -> Self {
        let count = gives.len();
        let pairs = vec![false; count * count];
        let mut flow = Self { count, open, pairs, spare: takes.to_vec(), missing: gives.to_vec() };
        flow.take_what_is_free();
        for from in 0..count {
            while flow.missing[from] > 0 && flow.improve(from) {
                flow.missing[from] -= 1;
            }
        }
        flow
    }

    /// The shortage that keeps anyone from inspecting often enough.
    pub(super) fn shortage(&self, gives: &[usize], takes: &[usize]) -> Option<Shortage> {
        let from = self.missing.iter().position(|missing| *missing > 0)?;
        let (sides, _) = self.reach(from);
        let [left, right] = &sides;
        let inspectors: Vec<usize> = (0..self.count).filter(|at| left[*at]).collect();
        let needed = inspectors.iter().map(|at| gives[*at]).sum();
        let pairs = inspectors.iter().map(|from| {
            (0..self.count).filter(|to| !right[*to] && (self.open)(*from, *to)).count()
        });
        let elsewhere: usize = (0..self.count).filter(|to| right[*to]).map(|to| takes[to]).sum();
        Some(Shortage { needed, possible: pairs.sum::<usize>() + elsewhere, inspectors })
    }

    fn take_what_is_free(&mut self) {
        for from in 0..self.count {
            for to in 0..self.count {
                if self.missing[from] > 0 && self.spare[to] > 0 && (self.open)(from, to) {
                    self.pairs[from * self.count + to] = true;
                    self.missing[from] -= 1;
                    self.spare[to] -= 1;
                }
            }
        }
    }

    /// Finds one more inspection for `from`, moving others where that helps.
    fn improve(&mut self, from: usize) -> bool {
        let (_, (before_to, before_from, end)) = self.reach(from);
        let Some(mut to) = end else { return false };
        self.spare[to] -= 1;
        loop {
            let giver = before_to[to];
            self.pairs[giver * self.count + to] = true;
            if giver == from {
                return true;
            }
            to = before_from[giver];
            self.pairs[giver * self.count + to] = false;
        }
    }

    /// Who can be reached from `from` by giving and taking back: givers and takers; and the way.
    fn reach(&self, from: usize) -> ([Vec<bool>; 2], Way) {
        let count = self.count;
        let mut sides = [vec![false; count], vec![false; count]];
        let (mut before_to, mut before_from) = (vec![from; count], vec![count; count]);
        let mut waiting = vec![from];
        sides[0][from] = true;
        let mut end = None;
        while let (Some(giver), None) = (waiting.pop(), end) {
            for to in 0..count {
                let taken = self.pairs[giver * count + to];
                if sides[1][to] || taken || !(self.open)(giver, to) {
                    continue;
                }
                sides[1][to] = true;
                before_to[to] = giver;
                if self.spare[to] > 0 {
                    end = Some(to);
                    break;
                }
                for other in 0..count {
                    if !sides[0][other] && self.pairs[other * count + to] {
                        sides[0][other] = true;
                        before_from[other] = to;
                        waiting.push(other);
                    }
                }
            }
        }
        (sides, (before_to, before_from, end))
    }
}

/// For each taker the giver it was reached from, for each giver the taker; and who has room.
type Way = (Vec<usize>, Vec<usize>, Option<usize>);
