use antiphon::prelude::*;

fn main() {
    let _ = generate!(send = u32, |first: u32| {
        yield first;
    });
}
