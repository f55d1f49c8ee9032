//! ADWIN over zeros and ones whose mean jumps: checked at each 32nd value, and at each.
//!
//! `hand` keeps the sum and the squared deviations of the window and subtracts what leaves it, as the program of the
//! paper does. irithyll has Hoeffding's bound, without the variance, and can only check at each value.

use crate::{Contender, Kernel, Run};
use antiphon::{
    Generator,
    online::{Adwin, Answering, Detector, Statistic},
};
use irithyll_core::drift::{DriftDetector, DriftSignal, adwin::Adwin as Irithyll};
use std::{collections::VecDeque, hint::black_box};

const N: u32 = 4_000;

pub(super) fn kernels() -> [Kernel; 2] {
    let contender = |(name, run)| Contender { name, boxed: false, run };
    let mut each = of_clock::<1>().to_vec();
    each.push(("irithyll", irithyll));
    [
        Kernel { name: "adwin", operations: N, contenders: of_clock::<32>().map(contender).into() },
        Kernel { name: "adwin-each", operations: N, contenders: each.into_iter().map(contender).collect() },
    ]
}

fn of_clock<const CLOCK: u64>() -> [(&'static str, Run); 3] {
    [("hand", hand::<CLOCK>), ("in-place", in_place::<CLOCK>), ("generator", generator::<CLOCK>)]
}

/// One with a probability of 0.2, then of 0.8.
#[inline(always)]
fn value(n: u32) -> f64 {
    let random = n.wrapping_mul(2_654_435_769) >> 16;
    let level = if n < N / 2 { 0.2 } else { 0.8 };
    f64::from(u8::from(f64::from(random) < 65536.0 * level))
}

/// Takes the stream, and gives the mean of the last window to the digit that all agree on.
#[inline(always)]
fn taken<D>(mut detector: D, mut alarm: impl FnMut(&mut D, f64) -> bool, mean: impl FnOnce(&D) -> f64) -> u64 {
    let mut alarms = 0;
    for n in 0..black_box(N) {
        alarms += u32::from(alarm(&mut detector, value(n)));
    }
    assert!(alarms > 0, "the jump is found");
    (mean(&detector) * 10.0).round().to_bits()
}

#[inline(never)]
fn in_place<const CLOCK: u64>() -> u64 {
    let Ok(adwin) = Adwin::new().with_clock(CLOCK) else { return 0 };
    let alarm = |adwin: &mut Adwin, x| {
        adwin.update(x);
        adwin.alarm().is_some()
    };
    taken(adwin, alarm, |adwin| adwin.mean().unwrap_or(0.0))
}

#[inline(never)]
fn generator<const CLOCK: u64>() -> u64 {
    let Ok(adwin) = Adwin::new().with_clock(CLOCK) else { return 0 };
    let alarm = |adwin: &mut Answering<Adwin>, x| adwin.send(x).is_ok_and(|it| it.is_some_and(|it| it.alarm.is_some()));
    taken(adwin.generator(), alarm, |adwin| adwin.statistic().and_then(Adwin::mean).unwrap_or(0.0))
}

#[inline(never)]
fn irithyll() -> u64 {
    let alarm = |adwin: &mut Irithyll, x| adwin.update(x) == DriftSignal::Drift;
    taken(Irithyll::new(), alarm, Irithyll::estimated_mean)
}

#[inline(never)]
fn hand<const CLOCK: u64>() -> u64 {
    taken(Window::default(), |window, x| window.alarm(x, CLOCK), |window| window.sum / window.width)
}

const DELTA: f64 = 0.002;
const BUCKETS: usize = 5;
const LEAST: f64 = 5.0;

/// The rows of buckets, each twice as long as those of the row before, the oldest bucket first: sums, and squared
/// deviations.
#[derive(Default)]
struct Window {
    rows: Vec<VecDeque<(f64, f64)>>,
    width: f64,
    sum: f64,
    squares: f64,
    taken: u64,
}

impl Window {
    fn alarm(&mut self, x: f64, clock: u64) -> bool {
        if self.width > 0.0 {
            self.squares += self.width * (x - self.sum / self.width).powi(2) / (self.width + 1.0);
        }
        self.width += 1.0;
        self.sum += x;
        self.taken += 1;
        self.insert((x, 0.0), 0);
        let mut found = false;
        while self.taken.is_multiple_of(clock) && self.width > 10.0 && self.differs() {
            self.drop_oldest();
            found = true;
        }
        found
    }

    fn insert(&mut self, bucket: (f64, f64), row: usize) {
        if row == self.rows.len() {
            self.rows.push(VecDeque::new());
        }
        self.rows[row].push_back(bucket);
        if self.rows[row].len() > BUCKETS
            && let (Some(a), Some(b)) = (self.rows[row].pop_front(), self.rows[row].pop_front())
        {
            let between = (a.0 - b.0).powi(2) / (2.0 * size(row));
            self.insert((a.0 + b.0, a.1 + b.1 + between), row + 1);
        }
    }

    fn drop_oldest(&mut self) {
        let row = self.rows.len() - 1;
        let Some((sum, squares)) = self.rows[row].pop_front() else { return };
        self.width -= size(row);
        self.sum -= sum;
        let distance = sum / size(row) - self.sum / self.width;
        self.squares -= squares + size(row) * self.width * distance.powi(2) / (size(row) + self.width);
        if self.rows[row].is_empty() {
            self.rows.pop();
        }
    }

    fn differs(&self) -> bool {
        let d = (2.0 * self.width.ln() / DELTA).ln();
        let (mut older, mut sum) = (0.0, 0.0);
        for (row, buckets) in self.rows.iter().enumerate().rev() {
            for bucket in buckets {
                older += size(row);
                sum += bucket.0;
                let newer = self.width - older;
                if older < LEAST || newer < LEAST {
                    continue;
                }
                let m = 1.0 / (older - LEAST + 1.0) + 1.0 / (newer - LEAST + 1.0);
                let epsilon = (2.0 * m * self.squares / self.width * d).sqrt() + 2.0 / 3.0 * d * m;
                if (sum / older - (self.sum - sum) / newer).abs() > epsilon {
                    return true;
                }
            }
        }
        false
    }
}

fn size(row: usize) -> f64 {
    (1_u64 << row) as f64
}
