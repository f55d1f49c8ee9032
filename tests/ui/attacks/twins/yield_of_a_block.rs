//! The twin: the macros bring something else out.
use antiphon::prelude::*;
use std::pin::pin;

macro_rules! in_an_async_block {
    ($yield:expr) => {{
        let value = $yield;
        async move { value }
    }};
}
macro_rules! in_a_closure {
    ($yield:expr) => {{
        let value = $yield;
        move || value
    }};
}
macro_rules! in_an_async_closure {
    ($yield:expr) => {{
        let value = $yield;
        async move || value
    }};
}
macro_rules! in_another_block {
    ($yield:expr) => {{
        let value: () = $yield;
        generate!(yield = (), move || in_an_async_block!(value))
    }};
}

fn main() {
    let block = generate!(send = (), || {
        let _future = in_an_async_block!(yield 1);
        yield 2;
    });
    assert_eq!(pin!(block).start(), Ok(1));
    let block = generate!(send = (), || {
        let _later = in_a_closure!(yield 1);
        yield 2;
    });
    assert_eq!(pin!(block).start(), Ok(1));
    let block = generate!(send = (), || {
        let _later = in_an_async_closure!(yield_!(1));
        yield 2;
    });
    assert_eq!(pin!(block).start(), Ok(1));
    let block = generate!(send = (), || {
        let _later = generate!(yield = u32, send = (), || drop(in_another_block!(yield 1)));
        yield 2;
    });
    assert_eq!(pin!(block).start(), Ok(2));
}
