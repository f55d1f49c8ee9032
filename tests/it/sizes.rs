//! Sizes and auto traits of some generators, beside their last known values: a change shows in a diff of
//! `tests/sizes.txt`. `ANTIPHON_BLESS=1 cargo test --test it sizes` writes the file anew.
//!
//! They are those of one compiler and one build profile; elsewhere the test says that it was skipped.

use crate::rustc;
use antiphon::prelude::*;
use std::{cell::Cell, fmt::Write, fs, marker::PhantomData, mem::size_of_val, panic::UnwindSafe, path::Path, rc::Rc};

#[generator]
fn nothing() {}

#[generator(yield = u32)]
fn counts(end: u32) {
    for n in 0..end {
        yield_!(n);
    }
}

#[generator(yield = f64, throw = String)]
fn mean_of_eight(#[send] mut value: f64) -> Result<(), String> {
    let mut last = [0.0; 8];
    let mut next = 0;
    loop {
        last[next] = value;
        next = (next + 1) % 8;
        value = yield_!(last.iter().sum::<f64>() / 8.0);
    }
}

#[generator(yield = u32)]
fn hands_on_to_one() {
    yield_from!(counts(3));
}

#[generator(yield = u32)]
fn hands_on_to_two_in_turn() {
    yield_from!(hands_on_to_one());
    yield_from!(hands_on_to_one());
}

#[generator(yield = u32, send = u32)]
fn hands_on_to_a_box() {
    yield_from!(answers().boxed());
}

#[generator(yield = u32, send = u32)]
fn answers() {
    let mut value = 0;
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32)]
fn borrows(counter: &Cell<u32>) {
    loop {
        yield_!(counter.get());
    }
}

#[generator(yield = u32)]
fn holds_an_rc(counter: Rc<u32>) {
    loop {
        yield_!(*counter);
    }
}

#[generator(yield = Rc<u32>)]
fn yields_an_rc() {
    yield_!(Rc::new(1));
}

/// Asks a type for its auto traits: the method of the type itself is there only if it has the trait.
struct Ask<T>(PhantomData<T>);

macro_rules! ask {
    ($($method:ident: $auto:path),*) => {
        trait No {
            $(fn $method(&self) -> &'static str { "" })*
        }
        impl<T> No for Ask<T> {}
        $(impl<T: $auto> Ask<T> {
            fn $method(&self) -> &'static str {
                concat!(" ", stringify!($auto))
            }
        })*
    };
}

fn ask<T>(_: &T) -> Ask<T> {
    Ask(PhantomData)
}

ask!(send: Send, sync: Sync, unwind_safe: UnwindSafe);

macro_rules! lines {
    ($($generator:ident($($argument:expr),*)),*) => {{
        let mut lines = String::new();
        $(
            let generator = $generator($($argument),*);
            let name = stringify!($generator);
            write!(lines, "{name:<24} {:>4} bytes:", size_of_val(&generator)).unwrap();
            let asked = ask(&generator);
            writeln!(lines, "{}{}{}", asked.send(), asked.sync(), asked.unwind_safe()).unwrap();
        )*
        lines
    }};
}

#[test]
fn sizes_and_auto_traits_are_the_known_ones() {
    if !rustc::is_the_pinned_one() || !cfg!(all(debug_assertions, target_pointer_width = "64")) {
        println!("skipped: the sizes are those of {} in a debug build for 64 bits", rustc::PINNED);
        return;
    }
    let counter = Cell::new(0);
    let lines = lines!(
        nothing(),
        counts(3),
        mean_of_eight(),
        hands_on_to_one(),
        hands_on_to_two_in_turn(),
        hands_on_to_a_box(),
        answers(),
        borrows(&counter),
        holds_an_rc(Rc::new(1)),
        yields_an_rc()
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sizes.txt");
    if std::env::var_os("ANTIPHON_BLESS").is_some() {
        fs::write(&path, &lines).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), lines);
}
