use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| -> u32 {
        yield 1;
        "one"
    });
}
