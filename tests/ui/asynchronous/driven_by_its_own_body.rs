use antiphon::{adapt::AsyncErased, prelude::*};

#[generator(yield = u32)]
async fn of_itself(itself: &mut Option<AsyncErased<'_, u32>>) {
    if let Some(itself) = itself {
        let _ = itself.send(()).await;
    }
    yield_!(1);
}

fn main() {
    let mut itself = None;
    itself = Some(of_itself(&mut itself).erased());
    drop(itself.as_mut().map(|itself| itself.start()));
}
