use antiphon::prelude::*;

#[generator(yield = u32)]
fn function() {
    let _ = genexp!(yield_!(x) for x in [1, 2]);
    let _ = genexp!(format!("{}", yield_!(x)) for x in [1, 2]);
    let _ = genexp!(x for x in [1, 2] for y in yield_from!(function()));
}

fn main() {
    let _ = generate!(|| {
        let _ = genexp!(x for x in [1, 2] if yield x);
        let _ = genexp!(|| yield x for x in [1, 2]);
        let _ = genexp!(x for x in yield 1);
        yield 1;
    });
    let _ = function();
}
