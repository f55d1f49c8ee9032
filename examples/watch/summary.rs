//! The generator that sees every observation and says nothing until it is closed.

use crate::{
    alarm::{Direction, Verdict},
    observe::Observation,
};
use antiphon::prelude::*;

/// What there is to say in the end. A place is the index of a row.
#[derive(Debug, Default)]
pub struct Summary {
    pub values: usize,
    pub lowest: Option<(f64, usize)>,
    pub highest: Option<(f64, usize)>,
    pub growths: usize,
    pub total_growth: f64,
    /// The rows for which the alarm knew what is usual.
    pub guarded: usize,
    pub alarms: Vec<(usize, Direction)>,
}

/// Takes observations until it is closed, and then returns the summary.
#[generator]
pub fn summary(#[send] mut observation: Observation) -> Summary {
    let mut summary = Summary::default();
    for row in 0.. {
        summary.add(row, &observation);
        match try_yield!() {
            Ok(next) => observation = next,
            Err(_) => break,
        }
    }
    summary
}

impl Summary {
    fn add(&mut self, row: usize, observation: &Observation) {
        if let Some(value) = observation.value {
            self.values += 1;
            if self.lowest.is_none_or(|(lowest, _)| value < lowest) {
                self.lowest = Some((value, row));
            }
            if self.highest.is_none_or(|(highest, _)| value > highest) {
                self.highest = Some((value, row));
            }
        }
        if let Some(growth) = observation.growth {
            self.growths += 1;
            self.total_growth += growth;
        }
        match observation.verdict {
            None | Some(Verdict::Learning) => {}
            Some(Verdict::Steady(_)) => self.guarded += 1,
            Some(Verdict::Drift(_, direction)) => {
                self.guarded += 1;
                self.alarms.push((row, direction));
            }
        }
    }
}
