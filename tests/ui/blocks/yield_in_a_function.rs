use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        fn inner() {
            yield 1;
        }
        inner();
    });
}
