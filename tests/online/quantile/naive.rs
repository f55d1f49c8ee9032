//! Quantiles by their definitions, of all values at once.

fn sorted(xs: &[f64]) -> Vec<f64> {
    let mut sorted = xs.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Type 7 of Hyndman and Fan.
pub(crate) fn quantile(xs: &[f64], q: f64) -> Option<f64> {
    let sorted = sorted(xs);
    let rank = q * (sorted.len().checked_sub(1)? as f64);
    let at = |rank: f64| *sorted.iter().zip(0_u32..).find(|(_, i)| f64::from(*i) == rank).unwrap().0;
    let (lower, higher) = (at(rank.floor()), at(rank.ceil()));
    let share = rank.fract();
    let between = if lower == higher || share == 0.0 { lower } else { lower * (1.0 - share) + higher * share };
    (!between.is_nan()).then_some(between)
}

pub(crate) fn interquartile_range(xs: &[f64]) -> Option<f64> {
    let range = quantile(xs, 0.75)? - quantile(xs, 0.25)?;
    (!range.is_nan()).then_some(range)
}

pub(crate) fn median_absolute_deviation(xs: &[f64]) -> Option<f64> {
    let median = quantile(xs, 0.5).filter(|median| median.is_finite())?;
    quantile(&xs.iter().map(|x| (x - median).abs()).collect::<Vec<_>>(), 0.5)
}

/// The share of values that are less than the last.
pub(crate) fn rank_of_last(xs: &[f64]) -> Option<f64> {
    let last = xs.last()?;
    Some(xs.iter().filter(|x| *x < last).count() as f64 / xs.len() as f64)
}

/// The P² algorithm as the paper's boxes A, B and C have it, with its names.
#[allow(clippy::many_single_char_names, reason = "they are the paper's")]
pub(crate) fn p2(xs: &[f64], p: f64) -> Option<f64> {
    if xs.len() <= 5 || p == 0.0 || p == 1.0 {
        return quantile(xs, p);
    }
    let mut q = sorted(&xs[..5]);
    let mut n = [1, 2, 3, 4, 5];
    for (j, x) in xs.iter().enumerate().skip(5) {
        let k = match q.iter().rposition(|height| height <= x) {
            None => {
                q[0] = *x;
                0
            }
            Some(4) => {
                q[4] = *x;
                3
            }
            Some(k) => k,
        };
        n[k + 1..].iter_mut().for_each(|n| *n += 1);
        for (i, share) in [(1, p * 0.5), (2, p), (3, 0.5 + p * 0.5)] {
            let d = 1.0 + j as f64 * share - f64::from(n[i]);
            if d >= 1.0 && n[i + 1] - n[i] > 1 {
                move_marker(&mut q, &mut n, i, 1);
            } else if d <= -1.0 && n[i - 1] - n[i] < -1 {
                move_marker(&mut q, &mut n, i, -1);
            }
        }
    }
    Some(q[2])
}

fn move_marker(q: &mut [f64], n: &mut [i32; 5], i: usize, d: i32) {
    let between = |one: usize, other: usize| f64::from(n[one] - n[other]);
    let step = f64::from(d);
    let parabola = q[i]
        + step / between(i + 1, i - 1)
            * ((between(i, i - 1) + step) * (q[i + 1] - q[i]) / between(i + 1, i)
                + (between(i + 1, i) - step) * (q[i] - q[i - 1]) / between(i, i - 1));
    let next = if d > 0 { i + 1 } else { i - 1 };
    q[i] = if q[i - 1] < parabola && parabola < q[i + 1] {
        parabola
    } else {
        q[i] + step * (q[next] - q[i]) / between(next, i)
    };
    n[i] += d;
}
