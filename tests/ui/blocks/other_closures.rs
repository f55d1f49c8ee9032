use antiphon::prelude::*;

fn main() {
    let _ = generate!(for<'a> |first: &'a str| -> usize { yield first.len() });
    let _ = generate!(
        #[inline]
        || yield 1
    );
    let _ = generate!(const || yield 1);
}
