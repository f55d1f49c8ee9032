//! Drives generators with neither `std` nor `alloc`. If the library or a dependency brought std in, there would be two
//! panic handlers, and this would not build.
#![no_std]

use antiphon::prelude::*;
use core::pin::pin;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

#[generator(yield = u32)]
fn countdown(from: u32) {
    for n in (1..=from).rev() {
        yield_!(n);
    }
}

#[generator(yield = u32)]
fn sum(#[send] mut value: u32) -> u32 {
    let mut sum = 0;
    loop {
        sum += value;
        match try_yield!(sum) {
            Ok(next) => value = next,
            Err(_) => return sum,
        }
    }
}

/// The sum of a countdown, or 0 if the generator misbehaves.
#[unsafe(no_mangle)]
pub extern "C" fn antiphon_sum(from: u32) -> u32 {
    let values = pin!(countdown(from));
    let mut sum = pin!(sum());
    sum.send_all(values).ok().flatten().unwrap_or(0)
}
