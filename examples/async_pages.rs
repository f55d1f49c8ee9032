//! Items that come in pages: the body awaits the next page, and whoever takes the items sees none.
use antiphon::prelude::*;
use std::{pin::pin, time::Duration};

/// A service far away that tells three titles at a time, and none on the page after the last.
async fn fetch(page: usize) -> Vec<&'static str> {
    const TITLES: [&str; 7] = ["Emma", "Ivanhoe", "Nana", "Pan", "Salambo", "She", "Ulysses"];
    println!("  (page {page} is fetched)");
    tokio::time::sleep(Duration::from_millis(10)).await;
    TITLES.chunks(3).nth(page).unwrap_or_default().to_vec()
}

/// Yields each title, and fetches a page when it is asked for the first of it. Returns how many there were.
#[generator(yield = &'static str)]
async fn titles() -> usize {
    let mut count = 0;
    for page in 0.. {
        let titles = fetch(page).await;
        if titles.is_empty() {
            break;
        }
        for title in titles {
            count += 1;
            yield_!(title);
        }
    }
    count
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut all = pin!(titles());
    let count = loop {
        match all.send(()).await {
            Ok(title) => println!("{title}"),
            Err(end) => break end.returned(),
        }
    };
    println!("that were {count:?}");

    // Who stops early fetches no more.
    let mut some = pin!(titles());
    println!("{:?} {:?}", some.start().await, some.close().await);
}
