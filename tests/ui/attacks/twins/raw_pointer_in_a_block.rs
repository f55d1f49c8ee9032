//! The twin: what is unsafe says so.
use antiphon::prelude::*;
use std::pin::pin;

fn main() {
    let one = 1;
    let pointer = &raw const one;
    // SAFETY: `one` is alive.
    let read = || unsafe { *pointer };
    assert_eq!(
        pin!(generate!(|| {
            // SAFETY: as above.
            yield unsafe { *pointer };
        }))
        .start(),
        Ok(1)
    );
    let mut hands_on = pin!(generate!(|| {
        let _ = read();
        yield_from!(std::iter::repeat_n(read(), 2).into_generator());
    }));
    assert_eq!(hands_on.start(), Ok(1));
    assert_eq!(genexp!(read() + n for n in 0..read() if read() > 0 for _ in 0..read()).next(), Some(1));
}
