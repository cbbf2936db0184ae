//! Arrangements held to every condition at once, and refusals to all arrangements there are.

use super::random::Random;
use super::*;

/// Whether these pairs are an arrangement.
fn right(problem: &Problem, pairs: &[(usize, usize)]) -> bool {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let each = |at: usize| {
        let gives = pairs.iter().filter(|(from, _)| *from == at).count();
        let takes = pairs.iter().filter(|(_, to)| *to == at).count();
        gives == problem.times && takes == problem.times
    };
    let fits = |(from, to): &(usize, usize)| {
        from != to
            && problem.allows(*from, *to)
            && (problem.mutual() || !pairs.contains(&(*to, *from)))
    };
    sorted.len() == pairs.len() && pairs.iter().all(fits) && (0..problem.count).all(each)
}

/// Whether there is any arrangement, by trying all of them in the plainest way.
fn exists(problem: &Problem) -> bool {
    fn extend(problem: &Problem, arc: usize, pairs: &mut Vec<(usize, usize)>) -> bool {
        let (from, to) = (arc / problem.count, arc % problem.count);
        if from == problem.count {
            return right(problem, pairs);
        }
        let gives = pairs.iter().filter(|pair| pair.0 == from).count();
        if to == 0
            && from > 0
            && pairs.iter().filter(|pair| pair.0 == from - 1).count() < problem.times
        {
            return false;
        }
        let takes = pairs.iter().filter(|pair| pair.1 == to).count();
        let back = !problem.mutual() && pairs.contains(&(to, from));
        if problem.allows(from, to) && gives < problem.times && takes < problem.times && !back {
            pairs.push((from, to));
            if extend(problem, arc + 1, pairs) {
                return true;
            }
            pairs.pop();
        }
        extend(problem, arc + 1, pairs)
    }
    extend(problem, 0, &mut Vec::new())
}

fn random_problem(random: &mut Random, count: usize, times: usize) -> Problem {
    let mut problem = Problem::new(count, times);
    let density = random.below(100);
    for from in 0..count {
        for to in 0..count {
            if from != to && random.below(100) < density {
                problem.avoid(from, to);
            }
        }
    }
    problem
}

#[test]
fn small_problems_are_solved_exactly_when_they_can_be() {
    let mut random = Random::new(3);
    let mut met = [0, 0, 0];
    for round in 0..2000 {
        let count = 2 + random.below(6);
        let times = 1 + random.below(if count > 4 { 3 } else { 1 });
        let problem = random_problem(&mut random, count, times);
        let possible = exists(&problem);
        match problem.solve(round) {
            Outcome::Found(pairs) => {
                assert!(right(&problem, &pairs), "{problem:?}: {pairs:?}");
                met[0] += 1;
            }
            Outcome::Impossible(obstacle) => {
                assert!(!possible, "{problem:?} can be arranged: {obstacle:?}");
                met[1 + usize::from(obstacle == Obstacle::Mutual)] += 1;
            }
            Outcome::Undecided => panic!("{problem:?} is small"),
        }
    }
    assert!(met.iter().all(|count| *count > 5), "{met:?}");
}

#[test]
fn the_complete_search_alone_comes_to_the_same() {
    let mut random = Random::new(4);
    for _ in 0..600 {
        let (count, times) = (3 + random.below(4), 1 + random.below(2));
        let problem = random_problem(&mut random, count, times);
        match search::search(&problem) {
            Searched::Found(pairs) => assert!(right(&problem, &pairs), "{problem:?}"),
            Searched::Nothing => assert!(!exists(&problem), "{problem:?}"),
            Searched::GaveUp => panic!("{problem:?} is small"),
        }
    }
}

#[test]
fn a_shortage_counts_what_it_says() {
    // Three that may inspect the same two only, and one of them twice needed.
    let mut problem = Problem::new(7, 2);
    for from in 0..3 {
        for to in 0..7 {
            if to != 3 && to != 4 && to != 5 {
                problem.avoid(from, to);
            }
        }
    }
    problem.avoid(6, 5);
    for to in [3, 4] {
        problem.avoid(to, 5);
    }
    match problem.solve(1) {
        Outcome::Found(pairs) => assert!(right(&problem, &pairs)),
        Outcome::Impossible(Obstacle::Shortage(shortage)) => {
            assert!(shortage.needed > shortage.possible, "{shortage:?}");
        }
        other => assert!(!exists(&problem), "{other:?}"),
    }
    let mut random = Random::new(9);
    let mut met = 0;
    for _ in 0..3000 {
        let problem = random_problem(&mut random, 6, 2);
        if let Outcome::Impossible(Obstacle::Shortage(shortage)) = problem.solve(1) {
            assert!(shortage.needed > shortage.possible, "{shortage:?}");
            met += 1;
        }
    }
    assert!(met > 0, "no shortage met");
}

#[test]
fn every_seed_gives_an_arrangement_and_always_the_same() {
    let mut problem = Problem::new(7, 1);
    for at in 0..7 {
        problem.avoid(at, (at + 1) % 7);
    }
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let Outcome::Found(pairs) = problem.solve(seed) else { panic!("seed {seed}") };
        assert!(right(&problem, &pairs), "seed {seed}");
        assert_eq!(problem.solve(seed), Outcome::Found(pairs.clone()));
        seen.insert(pairs);
    }
    assert!(seen.len() > 50, "{} different ones", seen.len());
}

#[test]
fn two_hundred_bodies_are_arranged_three_times_while_one_waits() {
    let mut problem = Problem::new(200, 3);
    for at in 0..200 {
        for step in [1, 2, 3, 199] {
            problem.avoid(at, (at + step) % 200);
        }
    }
    let Outcome::Found(pairs) = problem.solve(2026) else { panic!("nothing found") };
    assert!(right(&problem, &pairs));
}

#[test]
fn the_simplest_reason_is_given() {
    let impossible = |problem: &Problem| match problem.solve(1) {
        Outcome::Impossible(obstacle) => obstacle,
        other => panic!("{other:?}"),
    };
    assert_eq!(impossible(&Problem::new(4, 2)), Obstacle::Few { needed: 4 });
    assert_eq!(impossible(&Problem::new(1, 1)), Obstacle::Few { needed: 2 });
    let mut problem = Problem::new(5, 1);
    (0..4).for_each(|from| problem.avoid(from, 4));
    assert_eq!(impossible(&problem), Obstacle::Inspectors { who: 4, allowed: 0 });
    let mut problem = Problem::new(5, 1);
    (0..3).for_each(|other| {
        problem.avoid(other, 4);
        problem.avoid(4, other);
    });
    assert_eq!(impossible(&problem), Obstacle::Partners { who: 4, allowed: 1, needed: 2 });
    assert_eq!(Problem::new(2, 1).solve(1), Outcome::Found(vec![(0, 1), (1, 0)]));
}

#[test]
fn an_arrangement_never_changes() {
    let Outcome::Found(pairs) = Problem::new(7, 1).solve(2022) else { panic!() };
    assert_eq!(pairs, [(0, 5), (1, 3), (2, 1), (3, 4), (4, 6), (5, 2), (6, 0)]);
}
