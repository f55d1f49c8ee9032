//! The median of all values so far, estimated by P², and the exact median of the last 100 and 1,000 values, answered for
//! each value once there are enough.
//!
//! `hand` is the paper's P² over two arrays, and a sorted vector beside a queue.

use crate::{Kernel, contenders};
use antiphon::{
    Generator,
    online::{P2, RollingMedian, Statistic},
};
use average::Estimate;
use std::{collections::VecDeque, hint::black_box};
use watermill::{
    quantile::{Quantile, RollingQuantile},
    stats::Univariate,
};
use yata::core::Method;

const N: u32 = 20_000;

pub(super) fn kernels() -> [Kernel; 3] {
    [
        Kernel { name: "p2", operations: N, contenders: p2::contenders() },
        Kernel { name: "rolling-median-100", operations: N, contenders: rolling::contenders::<100>() },
        Kernel { name: "rolling-median-1k", operations: N, contenders: rolling::contenders::<1_000>() },
    ]
}

/// Values between 0 and 1024 in no order, the same for everyone.
#[inline(always)]
fn value(n: u32) -> f64 {
    let mixed = (n ^ (n >> 7)).wrapping_mul(2_654_435_769);
    f64::from(((mixed ^ (mixed >> 15)).wrapping_mul(2_246_822_519) >> 12) & 0xf_ffff) / 1024.0
}

/// The mean of the answers after the first.
#[inline(always)]
fn answered(first: u32, mut answer: impl FnMut(f64) -> f64) -> u64 {
    let n = black_box(N);
    for n in 0..first {
        black_box(answer(value(n)));
    }
    let sum: f64 = (first..n).map(|n| answer(value(n))).sum();
    (sum / f64::from(n - first) * 1e3).round().to_bits()
}

mod p2 {
    use super::{Estimate, Generator, P2, Quantile, Statistic, Univariate, answered, contenders};

    pub(super) fn contenders() -> Vec<crate::Contender> {
        contenders![hand, in_place, generator, watermill, average]
    }

    /// The paper's boxes A and B, for the median.
    struct Markers {
        heights: [f64; 5],
        positions: [f64; 5],
        desired: [f64; 5],
        count: usize,
    }

    impl Markers {
        fn new() -> Self {
            let positions = [1.0, 2.0, 3.0, 4.0, 5.0];
            Self { heights: [0.0; 5], positions, desired: positions, count: 0 }
        }

        #[inline(always)]
        fn update(&mut self, x: f64) {
            if self.count < 5 {
                self.heights[self.count] = x;
                self.count += 1;
                if self.count == 5 {
                    self.heights.sort_by(f64::total_cmp);
                }
                return;
            }
            let cell = if x < self.heights[0] {
                self.heights[0] = x;
                0
            } else if x >= self.heights[4] {
                self.heights[4] = x;
                3
            } else {
                (1..4).find(|i| x < self.heights[*i]).map_or(3, |i| i - 1)
            };
            for position in &mut self.positions[cell + 1..] {
                *position += 1.0;
            }
            for (desired, step) in self.desired.iter_mut().zip([0.0, 0.25, 0.5, 0.75, 1.0]) {
                *desired += step;
            }
            for i in 1..4 {
                self.adjust(i);
            }
        }

        #[inline(always)]
        fn adjust(&mut self, i: usize) {
            let (n, q) = (&self.positions, &self.heights);
            let off = self.desired[i] - n[i];
            if !(off >= 1.0 && n[i + 1] - n[i] > 1.0 || off <= -1.0 && n[i] - n[i - 1] > 1.0) {
                return;
            }
            let step = off.signum();
            let slopes = (n[i] - n[i - 1] + step) * (q[i + 1] - q[i]) / (n[i + 1] - n[i])
                + (n[i + 1] - n[i] - step) * (q[i] - q[i - 1]) / (n[i] - n[i - 1]);
            let parabolic = q[i] + step / (n[i + 1] - n[i - 1]) * slopes;
            let next = if step > 0.0 { i + 1 } else { i - 1 };
            self.heights[i] = if q[i - 1] < parabolic && parabolic < q[i + 1] {
                parabolic
            } else {
                q[i] + step * (q[next] - q[i]) / (n[next] - n[i])
            };
            self.positions[i] += step;
        }
    }

    #[inline(never)]
    fn hand() -> u64 {
        let mut median = Markers::new();
        answered(5, |x| {
            median.update(x);
            median.heights[2]
        })
    }

    #[inline(never)]
    fn in_place() -> u64 {
        let Ok(mut median) = P2::new(0.5) else { return 0 };
        answered(5, |x| {
            median.update(x);
            median.value().unwrap_or(0.0)
        })
    }

    #[inline(never)]
    fn generator() -> u64 {
        let Ok(median) = P2::new(0.5) else { return 0 };
        let mut median = median.generator();
        answered(5, |x| median.send(x).ok().flatten().unwrap_or(0.0))
    }

    #[inline(never)]
    fn watermill() -> u64 {
        let Ok(mut median) = Quantile::new(0.5) else { return 0 };
        answered(5, |x| {
            median.update(x);
            median.get()
        })
    }

    #[inline(never)]
    fn average() -> u64 {
        let mut median = average::Quantile::new(0.5);
        answered(5, |x| {
            median.add(x);
            median.quantile()
        })
    }
}

mod rolling {
    use super::{Generator, Method, RollingMedian, RollingQuantile, Statistic, Univariate, VecDeque, answered};

    pub(super) fn contenders<const W: u16>() -> Vec<crate::Contender> {
        let contender = |name, run| crate::Contender { name, boxed: false, run };
        vec![
            contender("hand", hand::<W>),
            contender("in-place", in_place::<W>),
            contender("generator", generator::<W>),
            contender("watermill", watermill::<W>),
            contender("yata", yata::<W>),
        ]
    }

    #[inline(never)]
    fn hand<const W: u16>() -> u64 {
        let mut queue = VecDeque::with_capacity(W.into());
        let mut sorted = Vec::<f64>::with_capacity(W.into());
        answered(W.into(), |x| {
            if queue.len() == usize::from(W)
                && let Some(oldest) = queue.pop_front()
            {
                sorted.remove(sorted.partition_point(|other| *other < oldest));
            }
            queue.push_back(x);
            sorted.insert(sorted.partition_point(|other| *other < x), x);
            f64::midpoint(sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2])
        })
    }

    #[inline(never)]
    fn in_place<const W: u16>() -> u64 {
        let Ok(mut median) = RollingMedian::new(W.into()) else { return 0 };
        answered(W.into(), |x| {
            median.update(x);
            median.value().unwrap_or(0.0)
        })
    }

    #[inline(never)]
    fn generator<const W: u16>() -> u64 {
        let Ok(median) = RollingMedian::new(W.into()) else { return 0 };
        let mut median = median.generator();
        answered(W.into(), |x| median.send(x).ok().flatten().unwrap_or(0.0))
    }

    #[inline(never)]
    fn watermill<const W: u16>() -> u64 {
        let Ok(mut median) = RollingQuantile::new(0.5, W.into()) else { return 0 };
        answered(W.into(), |x| {
            median.update(x);
            median.get()
        })
    }

    #[inline(never)]
    fn yata<const W: u16>() -> u64 {
        let Ok(mut median) = yata::methods::SMM::new(W, &0.0) else { return 0 };
        answered(W.into(), |x| median.next(&x))
    }
}
