//! Loops that act, against the traces that `reference/loops.py` of the data folder has left.

use super::{
    close,
    example::{aimd::aimd, conformal::conformal, pi::pi, ucb1::ucb1},
};
use crate::data;
use antiphon::prelude::*;
use serde_json::Value;
use std::ops::RangeInclusive;

/// What was computed under a name.
fn reference(name: &str) -> Option<Value> {
    let mut all: Value = serde_json::from_str(&data::read("reference/feedback.json")?).unwrap();
    Some(all[name].take())
}

/// Rows of numbers.
fn rows(value: Value) -> Vec<Vec<f64>> {
    serde_json::from_value(value).unwrap()
}

/// The plant of the reference: error, actuator and measured value at each step.
fn controlled(steps: usize, range: RangeInclusive<f64>) -> Vec<[f64; 3]> {
    let mut control = pi(1.0, 2.0, 0.5, range).boxed().endless().unwrap();
    let mut measured = 0.0;
    let step = |_| {
        let row = [1.0 - measured, control.answer(measured), measured];
        measured = 0.9 * measured + 0.1 * row[1];
        row
    };
    (0..steps).map(step).collect()
}

fn assert_trace(got: &[[f64; 3]], reference: &[Vec<f64>]) {
    assert_eq!(got.len(), reference.len());
    for (row, expected) in got.iter().zip(reference) {
        row.iter().zip(&expected[1..]).for_each(|(got, expected)| close(*got, *expected, 1e-12));
    }
}

#[test]
fn pi_controls_the_plant_of_the_reference() {
    let Some(expected) = reference("pi_a.9_b.1_kp2_ki.5").map(rows) else { return };
    assert_trace(&controlled(expected.len(), -1e9..=1e9), &expected);
}

#[test]
fn pi_with_an_actuator_at_its_limit_does_not_wind_up() {
    let Some(expected) = reference("pi_sat_aw_umax1.5").map(rows) else { return };
    let got = controlled(expected.len(), 0.0..=1.5);
    assert_trace(&got, &expected);
    let wound_up = reference("pi_sat_no_aw_umax1.5").map(rows).unwrap();
    let highest = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::MIN, f64::max) - 1.0;
    let (with, without) = (highest(&mut got.iter().map(|row| row[2])), highest(&mut wound_up.iter().map(|row| row[3])));
    assert!(with < without, "it overshoots by {with}, and without by {without}");
}

/// The rates of flows that share a line, at each step.
fn shared<const N: usize>(begin: [f64; N], line: f64, steps: usize) -> Vec<[f64; N]> {
    let mut flows = begin.map(|rate| aimd(rate, 1.0, 0.5).boxed());
    let mut rates = flows.each_mut().map(|flow| flow.start().unwrap());
    let step = |_| {
        let congested = rates.iter().sum::<f64>() > line;
        std::mem::replace(&mut rates, flows.each_mut().map(|flow| flow.send(congested).unwrap()))
    };
    (0..steps).map(step).collect()
}

fn fairness([x, y]: [f64; 2]) -> f64 {
    (x + y).powi(2) / (2.0 * (x * x + y * y))
}

#[test]
fn two_aimd_flows_become_equal_as_in_the_reference() {
    let Some(expected) = reference("aimd_first20").map(rows) else { return };
    let got = shared([1.0, 40.0], 50.0, 400);
    for (rates, expected) in got.iter().zip(&expected) {
        [rates[0], rates[1], fairness(*rates)].iter().zip(expected).for_each(|(got, row)| close(*got, *row, 1e-12));
    }
    close(fairness(got[399]), reference("aimd_jain_at_400").unwrap().as_f64().unwrap(), 1e-12);
    let mean = got[200..].iter().flatten().sum::<f64>() / 200.0 / 50.0;
    close(mean, reference("aimd_mean_total_over_C_tail").unwrap().as_f64().unwrap(), 1e-12);
}

#[test]
fn one_aimd_flow_uses_three_quarters_of_the_line() {
    let Some(expected) = reference("aimd_single_mean_over_Wmax") else { return };
    // In the reference a rate of 100 is congested, and rates are whole or halves.
    let rates = shared([50.0], 99.75, 5000);
    close(rates.iter().flatten().sum::<f64>() / 5000.0 / 100.0, expected.as_f64().unwrap(), 1e-12);
}

#[test]
fn ucb1_pulls_the_arms_of_the_reference() {
    let Some(table) = data::read("reference/bandit_rewards_5arms_5000.csv") else { return };
    let table: Vec<Vec<f64>> =
        table.lines().map(|row| row.split(',').map(|reward| reward.parse().unwrap()).collect()).collect();
    let expected = reference("ucb1").unwrap();
    let mut bandit = ucb1(5).boxed();
    let (mut pulled, mut total) = (vec![bandit.start().unwrap()], 0.0);
    for rewards in &table {
        let reward = rewards[pulled[pulled.len() - 1]];
        total += reward;
        pulled.push(bandit.send(reward).unwrap());
    }
    let numbers = |key: &str| serde_json::from_value::<Vec<f64>>(expected[key].clone()).unwrap();
    assert_eq!(serde_json::json!(pulled[..30]), expected["first30"]);
    let pulls = bandit.close().unwrap().unwrap();
    assert_eq!(pulls, numbers("pulls"));
    close(total, expected["reward"].as_f64().unwrap(), 0.0);
    let regret: f64 = pulls.iter().zip(numbers("means")).map(|(pulls, mean)| pulls * (0.6 - mean)).sum();
    close(regret, expected["pseudo_regret"].as_f64().unwrap(), 1e-12);
    assert!(regret < expected["auer_bound"].as_f64().unwrap());
}

#[test]
fn ucb1_without_an_arm_has_nothing_to_pull() {
    assert_eq!(ucb1(0).boxed().start(), Err(Stopped::Returned(vec![])));
}

#[test]
fn conformal_adapts_as_in_the_reference() {
    let Some(taxi) = data::read("nab/nyc_taxi.csv") else { return };
    let expected = reference("aci_nyc_taxi").unwrap();
    let values: Vec<f64> = taxi.lines().skip(1).map(|row| row.split(',').nth(1).unwrap().parse().unwrap()).collect();
    let mut thresholds = conformal(0.1, 0.01).boxed();
    let mut threshold = thresholds.start().unwrap();
    let (mut above, mut count) = (0.0, 0.0);
    for pair in values.windows(2) {
        let score = (pair[1] - pair[0]).abs();
        if let Some(threshold) = threshold {
            count += 1.0;
            above += f64::from(u8::from(score > threshold));
        }
        threshold = thresholds.send(score).unwrap();
    }
    let expected = |key: &str| expected[key].as_f64().unwrap();
    close(count, expected("n"), 0.0);
    close(above / count, expected("miss_rate"), 1e-15);
    assert!((above / count - 0.1).abs() < expected("bound"));
    close(thresholds.close().unwrap().unwrap(), expected("final_alpha"), 1e-12);
}
