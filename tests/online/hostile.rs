//! Random streams of what is hard to sum, in windows of every length, against exact arithmetic on each window.

use crate::exact::{self, PowerSums};
use antiphon::online::*;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Stretches of different kinds, one after another.
    fn stream(&mut self, length: usize) -> Vec<f64> {
        let mut values = Vec::new();
        while values.len() < length {
            let (kind, stretch) = (self.below(9), 1 + self.below(30));
            let level = [0.0, 1.0, -5.0, 1e9, 1e-9, 1e150, -1e-150, 1e300][usize::try_from(self.below(8)).unwrap()];
            for _ in 0..stretch {
                values.push(match kind {
                    0 => level,
                    1 => level + self.uniform(),
                    2 => level * (1.0 + self.uniform()),
                    3 => (self.below(7) as f64 - 3.0) * level.abs().max(1.0),
                    4 => f64::from_bits(self.next() & !(0x7ff << 52) | (self.below(2046) << 52)),
                    5 => f64::from_bits(self.below(1 << 20)),
                    6 => [0.0, -0.0][usize::from(self.uniform() < 0.5)],
                    7 if self.below(4) == 0 => [f64::INFINITY, f64::NEG_INFINITY][usize::from(self.uniform() < 0.5)],
                    8 if self.below(4) == 0 => {
                        [f64::NAN, 1e15, -1e160, f64::MAX][usize::try_from(self.below(4)).unwrap()]
                    }
                    _ => 6.0 + self.uniform() / 1e3,
                });
            }
        }
        values
    }
}

/// What the naive sums of a window are: of all that is in it, if that is finite.
fn exact(window: &[f64]) -> Option<PowerSums> {
    window.iter().all(|x| x.is_finite()).then(|| PowerSums::of(window))
}

/// Puts a window through a stream: what it tells is right, is what a peek told, and goes on when it was saved.
fn hold<S>(seed: u64, empty: &S, right: impl Fn(&[f64], Option<f64>) -> bool)
where
    S: Merge<Input = f64, Output = f64> + serde::Serialize + serde::de::DeserializeOwned,
    S::Suffix: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut random = Random(seed);
    let w = 1 + usize::try_from(random.below(if seed.is_multiple_of(3) { 4 } else { 40 })).unwrap();
    let mut window = LastN::new(w, empty.clone()).unwrap();
    let mut taken = Vec::new();
    for (i, x) in random.stream(6 * w + 50).into_iter().enumerate() {
        let ahead = window.peek(x);
        window.update(x);
        if !x.is_nan() {
            taken.push(x);
        }
        let held = &taken[taken.len().saturating_sub(w)..];
        let value = window.value();
        assert!(right(held, value), "seed {seed}, value {i}: {value:?} of {held:?}");
        assert!(right(held, ahead), "seed {seed}, value {i}: a peek told {ahead:?} of {held:?}");
        if i % 7 == 3 {
            let saved = serde_json::to_string(&window).unwrap();
            let restored: LastN<S> = serde_json::from_str(&saved).unwrap();
            assert_eq!(format!("{restored:?}"), format!("{window:?}"), "seed {seed}, value {i}");
            window = restored;
        }
    }
}

/// Whether a number is that of exact arithmetic, where that is a normal one, to some 2^-53 of `scale` of it.
fn agrees(value: Option<f64>, truth: Option<&dashu_ratio::Relaxed>, bound: f64) -> bool {
    match (value, truth) {
        (Some(value), Some(truth)) => {
            let rounded = exact::rounded(truth);
            let normal = rounded.abs() > f64::MIN_POSITIVE && rounded.is_finite();
            value == rounded
                || (!normal && (value - rounded).abs() <= f64::MIN_POSITIVE)
                || exact::agrees(value, truth, bound)
        }
        (value, truth) => value.is_none() && truth.is_none(),
    }
}

fn seeds() -> std::ops::Range<u64> {
    0..std::env::var("ANTIPHON_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(40)
}

#[test]
fn variances_are_right_in_windows_of_random_streams() {
    for seed in seeds() {
        hold(seed, &Variance::new(), |held, value| {
            let truth = exact(held).filter(|_| held.len() > 1).map(|sums| sums.variance());
            agrees(value, truth.as_ref(), 1e-14)
        });
    }
}

#[test]
fn means_are_right_in_windows_of_random_streams() {
    for seed in seeds() {
        hold(seed, &Mean::new(), |held, value| {
            let [up, down] = [f64::INFINITY, f64::NEG_INFINITY].map(|it| held.contains(&it));
            if up || down {
                return value == (up != down).then_some(if up { f64::INFINITY } else { f64::NEG_INFINITY });
            }
            let truth = exact(held).filter(|_| !held.is_empty()).map(|sums| sums.mean());
            // Where large numbers cancel, to what the digits of the sum allow.
            let largest = held.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
            let off = truth.as_ref().zip(value).map_or(0.0, |(truth, value)| (value - exact::rounded(truth)).abs());
            agrees(value, truth.as_ref(), 1e-14) || value.is_some() && off <= largest * 1e-28
        });
    }
}

#[test]
fn extremes_are_right_in_windows_of_random_streams() {
    for seed in seeds() {
        hold(seed, &Max::new(), |held, value| value == held.iter().copied().reduce(f64::max));
        hold(seed, &Min::new(), |held, value| value == held.iter().copied().reduce(f64::min));
    }
}

/// However a window that is restored was changed by hand, it neither panics nor hangs.
#[test]
fn a_saved_window_that_was_changed_by_hand_does_no_harm() {
    fn harmless<S>(empty: S)
    where
        S: Merge<Input = f64, Output = f64> + serde::Serialize + serde::de::DeserializeOwned,
        S::Suffix: serde::Serialize + serde::de::DeserializeOwned,
    {
        let mut window = LastN::new(5, empty).unwrap();
        (0..8).for_each(|i| window.update(f64::from(i)));
        let saved = serde_json::to_value(&window).unwrap();
        for n in [0_u64, 1, 4, 6, 1 << 40] {
            for (values, suffixes) in [(0, 9), (9, 0), (2, 9), (9, 1)] {
                let mut changed = saved.clone();
                changed["n"] = n.into();
                changed["values"].as_array_mut().unwrap().truncate(values);
                changed["stacks"]["suffixes"].as_array_mut().unwrap().truncate(suffixes);
                let Ok(mut restored) = serde_json::from_value::<LastN<S>>(changed) else { continue };
                for i in 0..20 {
                    let _ = (restored.peek(1.0), restored.value(), restored.count());
                    restored.update(f64::from(i));
                }
            }
        }
    }
    harmless(Variance::new());
    harmless(Mean::new());
    harmless(Max::new());
    harmless(Skewness::new());
}

/// Windows of time, with gaps, equal and late stamps, whose length is never the same.
#[test]
fn variances_are_right_in_windows_of_time_of_random_streams() {
    for seed in seeds() {
        let mut random = Random(seed);
        let mut window = Recent::new(10.0, 3.0, Variance::new()).unwrap();
        let (mut held, mut latest) = (Vec::<(i64, f64)>::new(), 0);
        for x in random.stream(300) {
            let time = latest + [0, 0, 1, 1, 2, 5, 30, -1, -2, -7][usize::try_from(random.below(10)).unwrap()];
            let ahead = window.peek((time, x));
            let taken = window.try_update((time, x));
            assert_eq!(taken.is_ok(), held.is_empty() || latest - time <= 3, "seed {seed}, {time} after {latest}");
            if taken.is_ok() && !x.is_nan() {
                latest = if held.is_empty() { time } else { latest.max(time) };
                held.insert(held.partition_point(|(other, _)| *other <= time), (time, x));
                held.retain(|(other, _)| latest - other < 10);
            }
            let values: Vec<f64> = held.iter().map(|(_, x)| *x).collect();
            let truth = exact(&values).filter(|_| values.len() > 1).map(|sums| sums.variance());
            let value = window.value();
            assert!(agrees(value, truth.as_ref(), 1e-14), "seed {seed}: {value:?} of {held:?}");
            assert!(agrees(ahead, truth.as_ref(), 1e-14), "seed {seed}: a peek told {ahead:?} of {held:?}");
            assert_eq!(window.count(), held.len() as u64, "seed {seed}");
        }
    }
}
