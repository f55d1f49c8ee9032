use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        let _answers = vec![yield 1; 3];
    });
}
