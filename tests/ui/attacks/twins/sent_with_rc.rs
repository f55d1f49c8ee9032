//! The twin: what it holds may be shared between threads.
use antiphon::prelude::*;
use std::{sync::Arc as Shared, thread};

#[generator(yield = u32)]
fn holds_a_local() {
    let local = Shared::new(1);
    yield_!(*local);
    drop(local);
}

#[generator(yield = u32)]
fn holds_an_argument(argument: Shared<u32>) {
    yield_!(*argument);
}

#[generator(yield = Shared<u32>)]
fn yields() {
    yield_!(Shared::new(1));
}

#[generator(yield = u32, send = Shared<u32>)]
fn keeps_what_it_is_sent() {
    let sent = yield_!(0);
    let _ = yield_!(*sent);
}

#[generator(yield = u32)]
fn has_a_child() {
    yield_from!(holds_a_local());
}

#[generator(yield = u32)]
fn has_a_child_that_is_driven() {
    yield_from!(holds_a_local().boxed());
}

#[generator(yield = u32)]
fn has_a_child_that_is_erased() {
    yield_from!(holds_a_local().erased_send());
}

fn sent<G: Send + 'static>(generator: G) {
    thread::spawn(move || drop(generator)).join().unwrap();
}

fn main() {
    sent(holds_a_local());
    sent(holds_an_argument(Shared::new(1)).boxed());
    sent(yields());
    sent(keeps_what_it_is_sent());
    sent(has_a_child());
    sent(has_a_child_that_is_driven());
    sent(has_a_child_that_is_erased());
    sent(holds_a_local().returning());
    let _ = holds_a_local().erased_send();
}
