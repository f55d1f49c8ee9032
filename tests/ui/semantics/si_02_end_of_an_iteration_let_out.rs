use antiphon::prelude::*;

#[generator(yield = i64)]
fn sums(mut values: std::vec::IntoIter<i64>) {
    loop {
        yield_!(values.next()? + values.next()?);
    }
}

fn main() {
    let mut sums = std::pin::pin!(sums(vec![1, 2, 3].into_iter()));
    let _: Result<i64, Stopped<(), ()>> = sums.start();
}
