//! Async generators: awaits and yields in every place, all protocols, all children.

use antiphon::{Interrupt, adapt::AsyncErasedSend, generator};
use core::future::ready;

/// Awaits in loops, in conditions, in operands and in arguments.
#[generator(yield = u32)]
pub async fn places(values: &[u32], limit: u32) -> u32 {
    let mut sum = 0;
    for value in values {
        if ready(*value).await > limit {
            yield_!(ready(limit).await);
            continue;
        }
        sum += match ready(Some(*value)).await {
            Some(found) => found,
            None => ready(0).await,
        };
        yield_!(ready(*value).await + ready(1).await);
    }
    async { sum }.await
}

/// Lets errors of awaited futures out, and those that are thrown.
#[generator(yield = String, send = u32, throw = String)]
pub async fn fails(text: String) -> Result<u32, String> {
    let number = yield_!(text.clone());
    let checked: u32 = ready(number.checked_sub(1).ok_or_else(|| "too small".to_owned())).await?;
    match try_yield!(text) {
        Ok(other) => Ok(checked + other),
        Err(Interrupt::Throw(error)) => Err(ready(error).await),
        Err(Interrupt::Close) => Ok(ready(0).await),
    }
}

/// Is sent to first.
#[generator(yield = u32)]
pub async fn doubles(#[send] mut value: u32) {
    loop {
        let doubled = ready(value).await * 2;
        value = yield_!(doubled);
    }
}

/// A generator that is not async.
#[generator(yield = u32)]
fn three() {
    yield_!(3);
}

/// Hands on to children of each kind.
#[generator(yield = u32)]
pub async fn hands_on(depth: u32) -> u32 {
    yield_from!(three());
    yield_from!(three().boxed());
    let _sum: u32 = yield_from!(places(&[1], 5));
    if depth > 0 {
        return yield_from!(hands_on(depth - 1).boxed()) + 1;
    }
    match try_yield_from!(places(&[2], 5)) {
        Ok(sum) => sum,
        Err(closed) => closed.0.unwrap_or(0),
    }
}

/// A method, and a type that can be named.
#[derive(Debug)]
pub struct Account {
    balance: u32,
    /// Whose it is.
    pub owner: String,
}

impl Account {
    /// With this much on it.
    pub const fn new(balance: u32) -> Self {
        Self { balance, owner: String::new() }
    }

    /// Yields the balance until it is nothing.
    #[generator(yield = u32)]
    pub async fn spend(&mut self, each: u32) {
        while self.balance > 0 {
            self.balance = ready(self.balance.saturating_sub(each)).await;
            yield_!(self.balance);
        }
    }

    /// The same behind a type that can be named and sent.
    pub fn spend_all(&mut self) -> AsyncErasedSend<'_, u32> {
        self.spend(u32::MAX).erased_send()
    }
}
