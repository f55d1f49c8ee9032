//! Generators without a function: a block with the keyword `yield`, and an expression.
use antiphon::prelude::*;
use std::pin::pin;

fn main() {
    let readings = [19.5, 20.5, 26.0, 21.0, 27.5, 28.0];
    let limit = 25.0;

    // An iterator: nothing of it runs before it is asked for an item.
    let high = genexp!((hour, value) for (hour, value) in readings.iter().enumerate() if *value > limit);
    for (hour, value) in high.clone() {
        println!("hour {hour}: {value:.1}");
    }
    let neighbours = genexp!((a, b) for (a, _) in high.clone() for (b, _) in high.clone() if b == a + 1);
    println!("in a row: {:?}", neighbours.collect::<Vec<_>>());

    // A parameter is the first value sent, and `yield` gives the next one. What it counts is borrowed.
    let mut alarms = 0;
    {
        let mut watch = pin!(generate!(|first: f64| {
            let mut value = first;
            loop {
                let is_high = value > limit;
                value = yield if is_high { "high" } else { "fine" };
                if value > limit && !is_high {
                    alarms += 1;
                }
            }
        }));
        let words: Vec<_> = genexp!(watch.send(value).unwrap_or("over") for value in readings).collect();
        println!("{}", words.join(" "));
    }
    println!("{alarms} alarms");
}
