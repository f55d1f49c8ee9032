use antiphon::{adapt::Erased, prelude::*};

#[generator(yield = i64)]
fn of_itself(itself: &mut Option<Erased<'_, i64>>) {
    if let Some(value) = itself.as_mut().and_then(Iterator::next) {
        yield_!(value);
    }
}

fn main() {
    let mut itself = None;
    itself = Some(of_itself(&mut itself).erased());
    let _ = itself.as_mut().map(|itself| itself.start());
}
