use antiphon::online::*;

statistics! {
    /// What is told of delays.
    #[derive(Debug, Clone)]
    pub struct Delays of f64 => DelaysSoFar {
        mean: Mean,
        trend: LinearRegression,
        slowest: Max,
    }
}

fn main() {}
