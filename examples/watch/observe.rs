//! One pass over the series, which drives the generators side by side.

use crate::{
    alarm::{Reset, Verdict, drift_alarm},
    options::Settings,
    series::Series,
    smooth::{growth, moving_average},
    summary::{Summary, summary},
};
use antiphon::prelude::*;
use std::pin::pin;

/// What is known of a row once the generators have seen it.
#[derive(Debug, Clone, Copy)]
pub struct Observation {
    pub value: Option<f64>,
    pub average: Option<f64>,
    pub growth: Option<f64>,
    /// What the alarm says, where there is a growth.
    pub verdict: Option<Verdict>,
}

pub fn observe(series: &Series, settings: &Settings) -> (Vec<Observation>, Summary) {
    let mut average = moving_average(settings.window).boxed().endless().expect("it is new");
    let mut growth = growth(settings.season).boxed().endless().expect("it is new");
    let mut alarm = pin!(drift_alarm(settings));
    let mut summary = pin!(summary());
    alarm.start().expect("it is new and never returns");
    let mut observations = Vec::with_capacity(series.rows.len());
    for row in &series.rows {
        let value = row.value();
        let average = average.answer(value);
        let growth = growth.answer(value);
        let verdict = growth.map(|growth| alarm.send(growth).expect("it never returns"));
        if let Some(Verdict::Drift(..)) = verdict {
            alarm.throw(Reset).expect("it catches this and learns again");
        }
        let observation = Observation { value, average, growth, verdict };
        summary.send(observation).expect("it takes everything until it is closed");
        observations.push(observation);
    }
    let summary = summary.close().expect("it does not yield to a close").unwrap_or_default();
    (observations, summary)
}
