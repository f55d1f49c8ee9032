//! Quantiles in little memory.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many sizes there are in each of classes that grow by 2 percent, so that a quantile is right to 1 percent.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Sizes {
    /// By the number of the class; nothing at all is below every class.
    classes: BTreeMap<i32, u64>,
    count: u64,
}

const GROWTH: f64 = 1.02;
const NOTHING: i32 = -1;

impl Sizes {
    pub fn add(&mut self, size: u64) {
        // The largest size that there is is in class 2241.
        #[allow(clippy::cast_possible_truncation, reason = "the number of a class is small")]
        let class = if size == 0 { NOTHING } else { (size as f64).ln().div_euclid(GROWTH.ln()) as i32 };
        *self.classes.entry(class).or_default() += 1;
        self.count += 1;
    }

    /// The smallest size of which it is true that this share of them is not larger; nothing where there are none.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let rank = share * self.count as f64;
        let mut up_to = 0;
        let class = self.classes.iter().find(|&(_, count)| {
            up_to += count;
            up_to as f64 >= rank
        });
        class.map(|(&class, _)| if class == NOTHING { 0.0 } else { GROWTH.powi(class) * GROWTH.sqrt() })
    }

    pub fn count(&self) -> u64 {
        self.count
    }
}
