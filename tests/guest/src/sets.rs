//! Sets of statistics.

use antiphon::online::{Count, LastN, LinearRegression, Max, Mean, Merge, Mode, P2, Statistic as _, statistics};

statistics! {
    /// What is told of the delays.
    #[derive(Debug, Clone, Copy, Default, PartialEq)]
    pub struct Delays of f64 => #[derive(Copy)] DelaysSoFar {
        mean: Mean,
        /// The slowest of all.
        slowest: Max,
    }
}

statistics! {
    /// Of no numbers, and saved.
    #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
    pub struct Words of String =>
    /// Which and how many.
    #[derive(serde::Serialize)]
    WordsSoFar {
        #[serde(rename = "favourite")]
        mode: Mode<String>,
        count: Count<String>,
    }
}

statistics! {
    /// Not all of it can be merged or cloned.
    #[derive(Debug)]
    pub struct Mixed of f64 => MixedSoFar {
        recent: LastN<Mean>,
        middle: P2,
        delays: Delays,
        pair: (Mean, Max),
    }
}

impl Mixed {
    /// Of nothing yet.
    pub fn new() -> Option<Self> {
        let (recent, middle) = (LastN::new(2, Mean::new()).ok()?, P2::new(0.5).ok()?);
        Some(Self { recent, middle, delays: Delays::default(), pair: (Mean::new(), Max::new()) })
    }
}

statistics! {
    #[derive(Debug, Default)]
    struct One of (f64, f64) => OneSoFar { r#type: LinearRegression }
}

/// The slope of a line through pairs.
pub fn slope(pairs: &[(f64, f64)]) -> Option<f64> {
    let mut one = One::default();
    for pair in pairs {
        one.update(*pair);
    }
    one.value()?.r#type.map(|line| line.slope)
}

/// The mean of two halves.
pub fn mean_of_halves(halves: [&[f64]; 2]) -> Option<f64> {
    let [mut first, second] = halves.map(|half| {
        let mut delays = Delays::default();
        for delay in half {
            delays.update(*delay);
        }
        delays
    });
    first.merge(&second);
    first.value()?.mean
}

/// Names that the macro's output uses itself, taken for something else.
pub mod namesakes {
    use ::antiphon::online::Mean;

    /// Not the crate.
    pub mod core {}
    /// Not the crate.
    pub mod antiphon {}
    /// Not the standard library's.
    #[derive(Debug, Clone, Copy)]
    pub struct Option;
    /// Not the standard library's.
    #[derive(Debug, Clone, Copy)]
    pub struct Result;
    /// Not the standard library's.
    pub trait Clone {
        /// Not the standard library's.
        fn clone(&self) {}
    }
    impl<T> Clone for T {}
    /// Not antiphon's.
    pub trait Statistic {
        /// Not antiphon's.
        fn value(&self) {}
    }
    impl<T> Statistic for T {}

    ::antiphon::online::statistics! {
        /// All the same.
        #[derive(Debug, ::core::clone::Clone, Default)]
        pub struct Set of f64 => Answers {
            x: Mean,
            admitted: Mean,
            later: Mean,
        }
    }
}
