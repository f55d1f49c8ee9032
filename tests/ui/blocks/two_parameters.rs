use antiphon::prelude::*;

fn main() {
    let _ = generate!(|first: u32, second: u32| {
        yield first + second;
    });
}
