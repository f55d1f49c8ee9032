use antiphon::online::*;

statistics! {
    /// What is told of delays.
    #[derive(Debug, Clone)]
    pub struct Delays of f64 => DelaysSoFar {
        mean: Mean,
        middle: P2,
    }
}

fn main() {
    let delays = Delays { mean: Mean::new(), middle: P2::new(0.5).unwrap() };
    let _ = LastN::new(20, delays);
}
