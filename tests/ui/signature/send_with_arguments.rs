use antiphon::prelude::*;

#[generator(yield = u32)]
fn echo(#[send(first)] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32)]
fn again(#[send = "first"] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

#[generator(yield = u32)]
fn twice(#[send] #[send] mut value: u32) {
    loop {
        value = yield_!(value);
    }
}

fn main() {
    let mut echo = std::pin::pin!(echo());
    let _ = echo.send(1);
    let mut again = std::pin::pin!(again());
    let _ = again.send(1);
    let mut twice = std::pin::pin!(twice());
    let _ = twice.send(1);
}
