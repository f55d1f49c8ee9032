use antiphon::prelude::*;

#[generator(yield = String)]
async fn texts() {
    yield_!("text".to_string());
}

#[generator(yield = u32)]
async fn numbers() {
    yield_from!(texts());
}

#[generator(yield = u32)]
async fn numbers_of_the_heap() {
    yield_from!(texts().boxed());
}

fn main() {
    drop((numbers(), numbers_of_the_heap()));
}
