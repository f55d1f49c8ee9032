//! Wald's sequential probability ratio test: it looks at no more observations than it takes to decide.

use antiphon::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Decision {
    Null,
    Alternative,
}

/// Is sent whether a trial succeeded, yields the logarithm of the likelihood ratio so far, and returns when it can decide
/// whether the probability of a success is `null` or `alternative`.
///
/// `alpha` and `beta` are the errors that are aimed at: deciding for the alternative, or the null hypothesis, where it is
/// wrong. By Wald's inequality the first is at most `alpha / (1 - beta)`, the second `beta / (1 - alpha)`.
#[generator(yield = f64)]
pub(crate) fn sprt(null: f64, alternative: f64, alpha: f64, beta: f64, #[send] mut success: bool) -> Decision {
    let (lower, upper) = ((beta / (1.0 - alpha)).ln(), ((1.0 - beta) / alpha).ln());
    let (of_success, of_failure) = ((alternative / null).ln(), ((1.0 - alternative) / (1.0 - null)).ln());
    let mut ratio = 0.0;
    loop {
        ratio += if success { of_success } else { of_failure };
        if ratio >= upper {
            return Decision::Alternative;
        }
        if ratio <= lower {
            return Decision::Null;
        }
        success = yield_!(ratio);
    }
}

/// A coin that shows heads three times out of four: is it fair, or does it show them four times out of five?
pub(crate) fn demo() {
    let mut trials = 0..;
    let throws = (&mut trials).map(|trial| trial % 4 != 3);
    let mut test = throws.through(sprt(0.5, 0.8, 0.05, 0.05).boxed());
    let undecided = test.by_ref().count();
    println!("sprt: {:?} after {} throws", test.into_parts().returned, undecided + 1);
}
