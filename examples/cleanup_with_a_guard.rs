//! A destructor runs however a generator ends: it is Python's `finally`. Only `close` lets the body speak as well.
use antiphon::prelude::*;
use std::pin::pin;

/// A file that is written.
struct Output(&'static str);

impl Drop for Output {
    fn drop(&mut self) {
        println!("  {} is closed", self.0);
    }
}

/// Writes lines until it is closed, and then returns how many. An empty line ends it.
#[generator]
fn writer(name: &'static str, #[send] mut line: &'static str) -> usize {
    let output = Output(name);
    let mut lines = 0;
    while !line.is_empty() {
        println!("  {}: {line}", output.0);
        lines += 1;
        match try_yield!() {
            Ok(next) => line = next,
            Err(_) => break,
        }
    }
    lines
}

fn main() {
    println!("it returns:");
    let mut log = pin!(writer("a.log"));
    println!("  {:?} {:?}", log.send("one"), log.send(""));

    println!("it is closed:");
    let mut log = pin!(writer("b.log"));
    println!("  {:?} {:?} {:?}", log.send("one"), log.send("two"), log.close());

    println!("it is dropped:");
    let mut log = Box::pin(writer("c.log"));
    println!("  {:?}", log.send("one"));
    drop(log);
}
