use antiphon::prelude::*;

struct Account;

impl Account {
    #[generator(yield = u32)]
    fn ledger(#[send] self) {
        yield_!(1);
    }
}

fn main() {
    let mut ledger = std::pin::pin!(Account.ledger());
    let _ = ledger.start();
}
