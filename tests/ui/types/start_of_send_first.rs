use antiphon::prelude::*;

#[generator(yield = u32)]
fn echo(#[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

fn main() {
    let mut echo = std::pin::pin!(echo());
    let _ = echo.start();
}
