use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        let _later = async {
            yield 1;
        };
        std::future::ready(()).await;
        const { yield 2 };
    });
}
