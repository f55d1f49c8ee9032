//! A bandit: which of several arms to pull, when only pulling tells what each gives.

use antiphon::prelude::*;
use std::pin::pin;

/// What is known of an arm.
#[derive(Clone, Copy, Default)]
struct Arm {
    pulls: f64,
    reward: f64,
}

/// Yields the arm to pull, and is sent its reward, from 0 to 1. When it is closed it returns the pulls of each.
///
/// UCB1 of Auer, Cesa-Bianchi and Fischer (2002): each arm once, then the one whose mean could be the highest.
#[generator(yield = usize, send = f64)]
pub(crate) fn ucb1(arms: usize) -> Vec<f64> {
    let mut known = vec![Arm::default(); arms];
    for round in 0.. {
        let confident = |arm: &Arm| arm.reward / arm.pulls + (2.0 * f64::from(round).ln() / arm.pulls).sqrt();
        let untried = known.iter().position(|arm| arm.pulls == 0.0);
        // Of equal ones the first.
        let best = (0..arms).rev().max_by(|a, b| confident(&known[*a]).total_cmp(&confident(&known[*b])));
        let Some(pulled) = untried.or(best) else { break };
        match try_yield!(pulled) {
            Ok(reward) => known[pulled].reward += reward,
            Err(_) => break,
        }
        known[pulled].pulls += 1.0;
    }
    known.iter().map(|arm| arm.pulls).collect()
}

/// Arms that give something in a tenth, a fifth and a half of the rounds.
pub(crate) fn demo() {
    let mut bandit = pin!(ucb1(3));
    let mut arm = bandit.start().ok();
    for round in 0..1000 {
        let Some(pulled) = arm else { break };
        let reward = f64::from(u8::from(round * 7919 % 101 < [10, 20, 50][pulled]));
        arm = bandit.send(reward).ok();
    }
    println!("ucb1: pulls {:?}", bandit.close().ok().flatten().unwrap_or_default());
}
