//! The twin: both values of a tuple are yielded, one after the other.
use antiphon::prelude::*;
use std::pin::{Pin, pin};

macro_rules! join {
    ($left:expr, $right:expr) => {
        ($left, $right)
    };
}

#[generator(yield = u32, send = String)]
fn joins() -> (String, String) {
    join!(yield_!(1), yield_!(2))
}

fn main() {
    let mut generator: Pin<&mut _> = pin!(joins());
    assert_eq!(generator.start(), Ok(1));
    assert_eq!(generator.send("one".to_string()), Ok(2));
    assert_eq!(generator.send("two".to_string()), Err(Stopped::Returned(("one".to_string(), "two".to_string()))));
}
