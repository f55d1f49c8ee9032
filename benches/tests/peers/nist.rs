//! Which statistics crates reach the digits that 64-bit inputs allow, on NIST's Statistical Reference Datasets.

use antiphon::online::{Mean, StandardDeviation, Statistic};
use average::Estimate;
use std::{env, fs, path::PathBuf};
use watermill::stats::Univariate;

/// A set, its certified mean and standard deviation, and the digits of the latter that 64-bit inputs allow.
const SETS: [(&str, f64, f64, f64); 9] = [
    ("PiDigits", 4.534_8, 2.867_339_060_288_71, 15.0),
    ("Lottery", 518.958_715_596_330, 291.699_727_470_969, 15.0),
    ("Lew", -177.435, 277.332_168_044_316, 15.0),
    ("Mavro", 2.001_856, 0.000_429_123_454_003_053, 13.1),
    ("Michelso", 299.852_4, 0.079_010_547_819_051_8, 13.8),
    ("NumAcc1", 10_000_002.0, 1.0, 15.0),
    ("NumAcc2", 1.2, 0.1, 15.0),
    ("NumAcc3", 1_000_000.2, 0.1, 9.4),
    ("NumAcc4", 10_000_000.2, 0.1, 8.2),
];

/// A crate, and the mean and the standard deviation that it computes.
type Crate = (&'static str, fn(&[f64]) -> [f64; 2]);

const CRATES: [Crate; 5] = [
    ("antiphon", antiphon),
    ("watermill", watermill),
    ("average", average),
    ("streaming-stats", streaming_stats),
    ("rolling-stats", rolling_stats),
];

fn antiphon(values: &[f64]) -> [f64; 2] {
    let mut both = (Mean::new(), StandardDeviation::new());
    for x in values {
        both.update(*x);
    }
    [both.0.value().unwrap(), both.1.value().unwrap()]
}

fn watermill(values: &[f64]) -> [f64; 2] {
    let (mut mean, mut variance) = (watermill::mean::Mean::new(), watermill::variance::Variance::default());
    for x in values {
        mean.update(*x);
        variance.update(*x);
    }
    [mean.get(), variance.get().sqrt()]
}

fn average(values: &[f64]) -> [f64; 2] {
    let mut variance = average::Variance::new();
    for x in values {
        variance.add(*x);
    }
    [variance.mean(), variance.sample_variance().sqrt()]
}

fn streaming_stats(values: &[f64]) -> [f64; 2] {
    let mut all = stats::OnlineStats::new();
    for x in values {
        all.add(*x);
    }
    let n = values.len() as f64;
    // It has the population's only.
    [all.mean(), (all.variance() * n / (n - 1.0)).sqrt()]
}

fn rolling_stats(values: &[f64]) -> [f64; 2] {
    let mut all = rolling_stats::Stats::<f64>::new();
    for x in values {
        all.update(*x);
    }
    [all.mean, all.std_dev]
}

fn numbers(set: &str) -> Option<Vec<f64>> {
    let folder = env::var_os("ANTIPHON_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("SKIPPED: there is no data folder {}; ANTIPHON_DATA says where it is", folder.display());
        return None;
    }
    let text = fs::read_to_string(folder.join("nist").join(format!("{set}.txt"))).unwrap();
    Some(text.split_whitespace().map(|word| word.parse().unwrap()).collect())
}

/// The digits that are right, of 15.
fn digits(found: f64, certified: f64) -> f64 {
    (-((found - certified) / certified).abs().log10()).clamp(0.0, 15.0)
}

#[test]
fn antiphon_reaches_the_ceiling_everywhere_and_each_peer_misses_it_somewhere() {
    let mut misses = [0; CRATES.len()];
    for (set, mean, deviation, ceiling) in SETS {
        let Some(values) = numbers(set) else { return };
        let found = CRATES.map(|(_, compute)| compute(&values));
        let cells = found.map(|[m, d]| format!("{:.1} / {:.1}", digits(m, mean), digits(d, deviation)));
        println!("| {set} | 15.0 / {ceiling:.1} | {} |", cells.join(" | "));
        for (misses, [m, d]) in misses.iter_mut().zip(found) {
            *misses += u32::from(digits(m, mean) < 14.95) + u32::from(digits(d, deviation) < ceiling - 0.05);
        }
    }
    println!("missed: {misses:?} of {:?}", CRATES.map(|(name, _)| name));
    assert_eq!(misses[0], 0, "antiphon");
    assert!(misses[1..].iter().all(|misses| *misses > 0), "{misses:?}");
}
