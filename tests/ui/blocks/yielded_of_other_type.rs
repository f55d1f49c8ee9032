use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        yield 1;
        yield "two";
    });
}
