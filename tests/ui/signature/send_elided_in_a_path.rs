use antiphon::prelude::*;

use std::borrow::Cow;

#[generator(yield = usize)]
fn counts(#[send] mut text: Cow<str>) {
    loop {
        text = yield_!(text.len());
    }
}

struct Reader;

impl Reader {
    #[generator(yield = usize)]
    fn read(&self, #[send] mut text: Cow<str>) {
        loop {
            text = yield_!(text.len());
        }
    }
}

fn main() {
    let mut counts = std::pin::pin!(counts());
    let _ = counts.send("one".into());
    let mut read = std::pin::pin!(Reader.read());
    let _ = read.send("one".into());
}
