use antiphon::prelude::*;

#[generator(yield = u32)]
fn wrong() -> u64 {
    yield_!(1);
    "done"
}

#[generator(yield = u32)]
fn missing() -> u64 {
    yield_!(1);
}

#[generator(yield = u32)]
fn early() -> u64 {
    if yield_!(1) == () {
        return "done";
    }
    2
}

#[generator(yield = u32)]
fn question_mark(text: &str) -> u64 {
    yield_!(text.parse()?);
    2
}

#[generator(yield = u32)]
fn never() -> ! {
    yield_!(1);
}

fn main() {
    let _ = (wrong(), missing(), early(), question_mark("1"), never());
}
