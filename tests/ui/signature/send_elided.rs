use antiphon::prelude::*;

use std::borrow::Cow;

#[generator(yield = usize)]
fn lengths(#[send] mut text: &str) {
    loop {
        text = yield_!(text.len());
    }
}

#[generator(yield = usize)]
fn counts(#[send] mut text: Cow<'_, str>) {
    loop {
        text = yield_!(text.len());
    }
}

struct Reader;

impl Reader {
    #[generator(yield = usize)]
    fn read(&self, #[send] mut text: &mut str) {
        loop {
            text = yield_!(text.len());
        }
    }
}

fn main() {
    let mut lengths = std::pin::pin!(lengths());
    let _ = lengths.send("one");
    let mut counts = std::pin::pin!(counts());
    let _ = counts.send("one".into());
    let mut text = String::new();
    let mut read = std::pin::pin!(Reader.read());
    let _ = read.send(&mut text);
}
