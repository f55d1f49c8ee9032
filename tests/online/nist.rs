//! NIST's Statistical Reference Datasets, to the accuracy that 64-bit inputs allow.

use crate::data;
use antiphon::online::{Autocorrelation, LastN, Mean, Merge, StandardDeviation, Statistic};
use std::fmt::Debug;

/// The certified mean and standard deviation of a set.
struct Set {
    name: &'static str,
    mean: f64,
    deviation: f64,
    /// The digits of the standard deviation that can be right; those of the mean can all.
    ceiling: f64,
    /// The autocorrelation at lag 1, and its digits that can be right.
    correlation: (f64, f64),
}

const SETS: [Set; 9] = [
    Set {
        name: "PiDigits",
        mean: 4.534_8,
        deviation: 2.867_339_060_288_71,
        ceiling: 15.0,
        correlation: (-0.003_550_992_872_379_72, 15.0),
    },
    Set {
        name: "Lottery",
        mean: 518.958_715_596_330,
        deviation: 291.699_727_470_969,
        ceiling: 15.0,
        correlation: (-0.120_948_622_967_393, 15.0),
    },
    Set {
        name: "Lew",
        mean: -177.435,
        deviation: 277.332_168_044_316,
        ceiling: 15.0,
        correlation: (-0.307_304_800_605_679, 15.0),
    },
    Set {
        name: "Mavro",
        mean: 2.001_856,
        deviation: 0.000_429_123_454_003_053,
        ceiling: 13.1,
        correlation: (0.937_989_183_438_248, 13.9),
    },
    Set {
        name: "Michelso",
        mean: 299.852_4,
        deviation: 0.079_010_547_819_051_8,
        ceiling: 13.8,
        correlation: (0.535_199_668_621_283, 13.4),
    },
    Set { name: "NumAcc1", mean: 10_000_002.0, deviation: 1.0, ceiling: 15.0, correlation: (-0.5, 15.0) },
    Set { name: "NumAcc2", mean: 1.2, deviation: 0.1, ceiling: 15.0, correlation: (-0.999, 15.0) },
    Set { name: "NumAcc3", mean: 1_000_000.2, deviation: 0.1, ceiling: 9.45, correlation: (-0.999, 12.2) },
    Set { name: "NumAcc4", mean: 10_000_000.2, deviation: 0.1, ceiling: 8.25, correlation: (-0.999, 11.0) },
];

/// The digits that are right.
fn log_relative_error(found: f64, certified: f64) -> f64 {
    (-((found - certified) / certified).abs().log10()).min(15.0)
}

fn of<S: Statistic<Input = f64>>(mut statistic: S, values: &[f64]) -> S {
    for x in values {
        statistic.update(*x);
    }
    statistic
}

/// Whether the statistic has the digits in one pass, in a window as long as the data, and merged from every split.
fn reaches<S>(empty: &S, values: &[f64], certified: f64, ceiling: f64)
where
    S: Merge<Input = f64, Output = f64> + Debug,
{
    let check = |value: Option<f64>, how: &dyn Debug| {
        let digits = log_relative_error(value.unwrap(), certified);
        assert!(digits >= ceiling, "{digits} digits of {certified} {how:?}: {value:?}");
    };
    check(of(empty.clone(), values).value(), &"in one pass");
    check(of(LastN::new(values.len(), empty.clone()).unwrap(), values).value(), &"in a window");
    for split in 0..=values.len() {
        let mut merged = of(empty.clone(), &values[..split]);
        merged.merge(&of(empty.clone(), &values[split..]));
        check(merged.value(), &split);
    }
}

#[test]
fn means_and_deviations_reach_the_ceiling_in_one_pass_in_a_window_and_merged_from_every_split() {
    for set in SETS {
        let Some(values) = data::numbers(&format!("nist/{}.txt", set.name)) else { return };
        reaches(&Mean::new(), &values, set.mean, 15.0);
        reaches(&StandardDeviation::new(), &values, set.deviation, set.ceiling);
    }
}

#[test]
fn autocorrelations_reach_ten_digits_or_the_ceiling() {
    for set in SETS {
        let Some(values) = data::numbers(&format!("nist/{}.txt", set.name)) else { return };
        let (certified, ceiling) = set.correlation;
        // The table rounds the ceilings to a digit after the point.
        reaches(&Autocorrelation::new(1).unwrap(), &values, certified, ceiling.min(13.0) - 0.05);
    }
}
