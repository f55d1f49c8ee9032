use antiphon::{adapt::Erased, prelude::*};

#[generator(yield = i64)]
fn outer(child: &mut Option<Erased<'_, i64>>) {
    yield_!(1);
    if let Some(child) = child {
        yield_from!(child);
    }
}

fn main() {
    let mut itself = None;
    itself = Some(outer(&mut itself).erased());
    let _ = itself.as_mut().map(|itself| itself.start());
}
