//! The twin: a body of the other kind that asks for nothing which that kind has not.
use antiphon::prelude::*;
use std::{
    future::{pending, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Poll, Waker},
};

mod exchanged {
    pub use antiphon::{__private, AsyncGen as Gen, Gen as AsyncGen, Plain};

    macro_rules! of_the_other_kind {
        ($d:tt Gen $($rest:tt)*) => { antiphon::__generator! { $d AsyncGen $($rest)* } };
        ($d:tt AsyncGen $($rest:tt)*) => { antiphon::__generator! { $d Gen $($rest)* } };
    }
    pub(crate) use of_the_other_kind as __generator;
}

#[generator(yield = u32)]
fn child() {
    yield_!(1);
}

#[generator(yield = u32, crate = crate::exchanged)]
async fn awaits() {
    yield_from!(child());
    ready(()).await;
    yield_!(2);
    pending::<()>().await;
}

#[generator(yield = u32, crate = crate::exchanged)]
fn does_not_await() {
    yield_from!(child());
}

fn main() {
    let mut generator = pin!(awaits());
    assert_eq!(generator.start(), Ok(1));
    assert_eq!(generator.send(()), Ok(2));
    let waits = catch_unwind(AssertUnwindSafe(|| generator.send(()).is_ok()));
    assert!(waits.is_err(), "nobody can wait for a body that is not async");
    assert_eq!(generator.send(()), Err(Stopped::Finished(())));

    let mut generator = pin!(does_not_await());
    let mut context = Context::from_waker(Waker::noop());
    assert_eq!(pin!(generator.start()).poll(&mut context), Poll::Ready(Ok(1)));
    assert_eq!(pin!(generator.send(())).poll(&mut context), Poll::Ready(Err(Stopped::Returned(()))));
}
