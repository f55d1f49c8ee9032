use antiphon::prelude::*;

fn numbers(text: &str) -> Result<Vec<u32>, std::num::ParseIntError> {
    Ok(genexp!(word.parse::<u32>()? for word in text.split(' ') if !word.is_empty()).collect())
}

fn until(end: u32) -> Vec<u32> {
    genexp!(if n == end { return vec![] } else { n } for n in 0..).collect()
}

async fn later() {
    let _ = genexp!(future.await for future in [std::future::ready(1)]);
}

fn main() {
    let _ = (numbers("1"), until(1), later());
}
