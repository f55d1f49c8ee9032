use antiphon::prelude::*;

#[generator(yield = u32)]
fn echo(#[cfg(all())] #[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

fn main() {
    let _ = std::pin::pin!(echo()).send(1);
}
