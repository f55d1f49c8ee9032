//! The twin: what is borrowed does live for ever.
use antiphon::prelude::*;
use std::{fmt::Display, pin::pin};

#[generator(yield = &'static str)]
fn yields_a_local() {
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    yield_!(local);
}

#[generator(yield = T)]
fn yields_once<T>(value: T) {
    yield_!(value);
}

#[generator(yield = &'static str)]
fn hands_on_to_a_child() {
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    yield_from!(yields_once(local.as_str()));
}

#[generator(yield = &'static str)]
fn tries_to_hand_on_to_a_child() {
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    let _ = try_yield_from!(yields_once(local.as_str()));
}

#[generator(yield = &'static str)]
fn hands_on_to_an_iterator() {
    let local: &'static [String] = Box::leak(Box::new([String::from("local")]));
    yield_from!(local.iter().map(String::as_str).into_generator());
}

#[generator(yield = Box<dyn Display>)]
fn yields_a_local_in_a_box() {
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    yield_!(Box::new(local.as_str()));
}

#[generator(send = &'static str, throw = &'static str)]
fn receives() -> Result<(), &'static str> {
    let text: &'static str = yield_!();
    assert_eq!(text, "local");
    Ok(())
}

fn escapes_through_a_generic_yield() -> &'static str {
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    pin!(yields_once(local.as_str())).start().unwrap()
}

fn sends_a_local() {
    let mut generator = pin!(receives());
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    let _ = generator.send(local.as_str());
}

fn throws_a_local() {
    let mut generator = pin!(receives());
    let local: &'static String = Box::leak(Box::new(String::from("local")));
    let _ = generator.throw(local.as_str());
}

fn main() {
    let _ = pin!(yields_a_local()).start();
    let _ = pin!(hands_on_to_a_child()).start();
    let _ = pin!(tries_to_hand_on_to_a_child()).start();
    let _ = pin!(hands_on_to_an_iterator()).start();
    let _ = pin!(yields_a_local_in_a_box()).start();
    let _ = escapes_through_a_generic_yield();
    sends_a_local();
    throws_a_local();
}
