//! NIST's Statistical Reference Datasets, to the accuracy that 64-bit inputs allow.

use crate::data;
use antiphon::online::{LastN, Mean, Merge, Statistic};

struct Set {
    name: &'static str,
    mean: f64,
    /// The logarithmic relative error of mean, standard deviation and autocorrelation that can be reached.
    ceiling: f64,
}

const SETS: [Set; 9] = [
    Set { name: "PiDigits", mean: 4.534_8, ceiling: 15.0 },
    Set { name: "Lottery", mean: 518.958_715_596_330, ceiling: 15.0 },
    Set { name: "Lew", mean: -177.435, ceiling: 15.0 },
    Set { name: "Mavro", mean: 2.001_856, ceiling: 15.0 },
    Set { name: "Michelso", mean: 299.852_4, ceiling: 15.0 },
    Set { name: "NumAcc1", mean: 10_000_002.0, ceiling: 15.0 },
    Set { name: "NumAcc2", mean: 1.2, ceiling: 15.0 },
    Set { name: "NumAcc3", mean: 1_000_000.2, ceiling: 15.0 },
    Set { name: "NumAcc4", mean: 10_000_000.2, ceiling: 15.0 },
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

#[test]
fn means_reach_the_ceiling_in_one_pass_in_a_window_and_merged_from_every_split() {
    for set in SETS {
        let Some(values) = data::numbers(&format!("nist/{}.txt", set.name)) else { return };
        let reaches = |mean: Option<f64>| log_relative_error(mean.unwrap(), set.mean) >= set.ceiling;
        assert!(reaches(of(Mean::new(), &values).value()), "{}", set.name);
        assert!(reaches(of(LastN::new(values.len(), Mean::new()).unwrap(), &values).value()), "{}", set.name);
        for split in 0..=values.len() {
            let mut mean = of(Mean::new(), &values[..split]);
            mean.merge(&of(Mean::new(), &values[split..]));
            assert!(reaches(mean.value()), "{} split at {split}", set.name);
        }
    }
}
