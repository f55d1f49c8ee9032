use antiphon::prelude::*;

fn main() {
    let _ = generate!(async || {
        yield 1;
    });
    let _ = generate!(async move || {
        yield std::future::ready(1).await;
    });
}
