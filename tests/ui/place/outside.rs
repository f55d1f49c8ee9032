use antiphon::prelude::*;

fn numbers() {
    let _answer = yield_!(1);
    let _caught = try_yield!(1);
    let _returned = yield_from!([1].into_generator());
    let _ended = try_yield_from!([1].into_generator());
}

fn main() {
    numbers();
}
