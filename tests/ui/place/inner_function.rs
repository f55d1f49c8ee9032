use antiphon::prelude::*;

#[generator(yield = u32)]
fn numbers() {
    fn inner() {
        yield_!(1);
    }
    struct Inner;
    impl Inner {
        fn method() {
            let _ = try_yield_from!([1].into_generator());
        }
    }
    inner();
    Inner::method();
}

fn main() {
    let mut numbers = std::pin::pin!(numbers());
    let _: Result<u32, Stopped<(), ()>> = numbers.start();
}
