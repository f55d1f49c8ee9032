use antiphon::prelude::*;

#[generator(yield = i64)]
fn one() {
    yield_!(1);
}

fn main() {
    let mut one = one().boxed();
    std::thread::scope(|scope| {
        scope.spawn(|| one.next());
        scope.spawn(|| one.next());
    });
}
