//! Steps that are measured in turn, and what several figures come to.

use std::time::Instant;

/// The seconds of several steps, one after another in each of several rounds, for a machine may be
/// slower from one moment to the next. The first round is thrown away: it pages the program in.
/// What comes before each step is not measured.
pub(crate) fn in_turn<const STEPS: usize>(
    rounds: usize,
    before: impl Fn(),
    mut steps: [&mut dyn FnMut(); STEPS],
) -> [Vec<f64>; STEPS] {
    let mut seconds = [const { Vec::new() }; STEPS];
    for round in 0..=rounds {
        for (step, seconds) in steps.iter_mut().zip(&mut seconds) {
            before();
            let taken = time(&mut **step);
            seconds.extend((round > 0).then_some(taken));
        }
    }
    seconds
}

/// The seconds that a step takes.
pub(crate) fn time(step: impl FnOnce()) -> f64 {
    let start = Instant::now();
    step();
    start.elapsed().as_secs_f64()
}

/// The median, the lowest and the highest.
pub(crate) fn spread(values: impl IntoIterator<Item = f64>) -> (f64, f64, f64) {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    (values[values.len() / 2], values[0], values[values.len() - 1])
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}
