//! Whatever `crate = path` names, nobody but the library gets hold of a body.
use std::marker::PhantomData;

mod replaced {
    pub use antiphon::{__generator, __private, Plain};

    pub struct Gen<Y, I, E, P, F>(pub F, pub super::PhantomData<(Y, I, E, P)>);

    impl<Y, I, E, P, F> Gen<Y, I, E, P, F> {
        pub fn new<T>(_: T, body: F) -> Self {
            Gen(body, super::PhantomData)
        }
    }
}

#[antiphon::generator(yield = u32, crate = crate::replaced)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let _body = numbers().0;
}
