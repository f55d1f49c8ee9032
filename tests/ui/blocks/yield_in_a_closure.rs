use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        [1, 2].into_iter().for_each(|n| yield n);
        yield_!(3);
        [4].into_iter().for_each(|n| {
            let _answer: () = yield_!(n);
        });
    });
}
