use antiphon::prelude::*;

macro_rules! later {
    ($value:expr) => {
        async { $value }
    };
}

macro_rules! call {
    ($value:expr) => {
        async || $value
    };
}

#[generator(yield = u32)]
async fn numbers() {
    later!(yield_!(1)).await;
    call!(yield_!(2))().await;
}

fn main() {
    drop(numbers());
}
