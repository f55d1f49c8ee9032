//! Two yields cannot be under way at once: a macro that joins futures would poll both.
use antiphon::prelude::*;
use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
};

macro_rules! join {
    ($left:expr, $right:expr) => {{
        let (mut left, mut right) = (pin!(async { $left }), pin!(async { $right }));
        poll_fn(move |context| {
            let polled = (left.as_mut().poll(context), right.as_mut().poll(context));
            match polled {
                (Poll::Ready(left), Poll::Ready(right)) => Poll::Ready((left, right)),
                _ => Poll::Pending,
            }
        })
        .await
    }};
}

#[generator(yield = u32, send = String)]
fn joins() -> (String, String) {
    join!(yield_!(1), yield_!(2))
}

fn main() {
    let mut generator: Pin<&mut _> = pin!(joins());
    let _ = generator.start();
    let _ = generator.send("one".to_string());
    let _ = generator.send("two".to_string());
}
