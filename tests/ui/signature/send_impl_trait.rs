use antiphon::prelude::*;

#[generator(yield = usize)]
fn lengths(#[send] mut text: impl AsRef<str>) {
    loop {
        text = yield_!(text.as_ref().len());
    }
}

fn main() {
    let mut lengths = std::pin::pin!(lengths());
    let _ = lengths.send("one");
}
