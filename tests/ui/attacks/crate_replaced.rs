//! A crate that takes our name gets no body: the body's own `__generator!` is not ours.
extern crate antiphon as library;
extern crate self as antiphon;

pub use library::{Gen, Plain};

#[doc(hidden)]
pub mod __private {
    pub fn never<T>() -> T {
        panic!("never called")
    }
}

#[macro_export]
macro_rules! __generator {
    (
        $d:tt $kind:ident $uncaught:ident $protocol:ident $inline:tt [$yields:ty] [$input:ty] [$error:ty]
        $before:tt $first:tt $after:tt $names:tt $body:tt
    ) => {{
        let later = async move || library::__body! { $d $kind $uncaught own_token $names $body };
        library::__generator! {
            $d $kind $uncaught $protocol $inline [$yields] [$input] [$error] $before $first $after $names { drop(later) }
        }
    }};
}

#[library::generator(yield = u32)]
fn numbers() {
    yield_!(1);
}

fn main() {
    let _ = std::pin::pin!(numbers());
}
