/// Why a statistic did not take a value. It is counted among the skipped, and nothing else has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The policy is [`NanPolicy::Reject`](super::NanPolicy::Reject).
    #[error("the value is NaN, which the policy of this statistic rejects")]
    Nan,
    /// The weight is negative or NaN, or neither zero nor between 1e-100 and 1e100.
    #[error("the weight is not one: a weight is zero, or a number between 1e-100 and 1e100")]
    Weight,
    /// The value is negative, and the statistic is of positive numbers.
    #[error("the value is negative, and this statistic is only defined for numbers that are zero or more")]
    Negative,
    /// The value is infinite, and the statistic would never forget it.
    #[error("the value is infinite, which this statistic would never forget")]
    Infinite,
    /// The timestamp is earlier than the last one by more than is allowed, or is no time at all.
    #[error("the timestamp is earlier than the last by more than the statistic allows")]
    Late,
    /// The value is new, and there are already as many different ones as the statistic was made to hold.
    #[error("the value is new, and the statistic already holds as many different ones as it was made for")]
    Full,
}

/// A parameter that makes no sense: which, its value, and what it must be.
///
/// # Examples
///
/// ```
/// use antiphon::online::{LastN, Mean};
///
/// let error = LastN::new(0, Mean::new()).unwrap_err();
/// assert_eq!(error.to_string(), "`n` is 0, and must be at least 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("`{parameter}` is {value}, and must be {must_be}")]
pub struct InvalidParameter {
    /// The name of the parameter.
    pub parameter: &'static str,
    /// What was given for it.
    pub value: f64,
    /// What may be given for it.
    pub must_be: &'static str,
}

impl InvalidParameter {
    /// `Ok` if the condition holds.
    pub(super) fn unless(
        holds: bool,
        parameter: &'static str,
        value: f64,
        must_be: &'static str,
    ) -> Result<(), InvalidParameter> {
        if holds { Ok(()) } else { Err(InvalidParameter { parameter, value, must_be }) }
    }
}
