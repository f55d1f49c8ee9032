use antiphon::prelude::*;

#[generator(yield = Status)]
fn seen(status: impl Fn() -> Status) {
    yield_!(status());
}

fn main() {
    let mut other = std::pin::pin!(seen(|| Status::Created));
    let mut seen = std::pin::pin!(seen(|| other.status()));
    let _: Result<Status, Stopped<(), ()>> = other.start();
    let _: Result<Status, Stopped<(), ()>> = seen.start();
}
