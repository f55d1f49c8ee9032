//! A borrow does not outlive what it borrows from, whether a block or an expression holds it.
use antiphon::{Plain, adapt::Erased, prelude::*};
use std::pin::pin;

fn returns_a_block() -> Erased<'static, u32> {
    let base = 1;
    generate!(|| {
        yield base;
    })
    .erased()
}

fn returns_an_expression() -> Box<dyn Iterator<Item = u32>> {
    let base = 1;
    Box::new(genexp!(base + n for n in 0..3))
}

fn returns_an_expression_of_two_loops() -> Box<dyn Iterator<Item = usize>> {
    let texts = [String::from("local")];
    Box::new(genexp!(texts[n].len() + m for n in 0..1 for m in 0..2))
}

fn yields_what_the_block_owns() -> Option<String> {
    let text = String::from("taken");
    let mut generator = pin!(generate!(yield = &str, move || {
        yield text.as_str();
    }));
    let borrowed = generator.start().ok();
    borrowed.map(String::from)
}

fn sends_a_borrow_of_what_is_gone() -> Option<usize> {
    let mut lengths = pin!(generate!(|first: &str| -> usize {
        let second = yield 0;
        first.len() + second.len()
    }));
    {
        let first = String::from("first");
        let _ = lengths.send(&first);
    }
    lengths.send("second").ok()
}

fn moves_what_is_borrowed() -> Vec<u32> {
    let numbers = vec![1, 2];
    let generator = generate!(|| {
        for n in &numbers {
            yield *n;
        }
    });
    drop(numbers);
    generator.into_iter().collect()
}

fn changes_what_is_borrowed() -> Vec<u32> {
    let mut factor = 2;
    let multiples = genexp!(factor * n for n in 0..3);
    factor = 3;
    multiples.collect()
}

fn keeps_an_item_longer_than_the_inner_loop() -> Vec<&'static str> {
    let rows = [String::from("a b")];
    genexp!(word for row in &rows for word in row.split(' ')).collect()
}

fn main() {
    let _ = pin!(returns_a_block()).start();
    let _ = returns_an_expression().next();
    let _ = returns_an_expression_of_two_loops().next();
    let _ = yields_what_the_block_owns();
    let _ = sends_a_borrow_of_what_is_gone();
    let _ = moves_what_is_borrowed();
    let _ = changes_what_is_borrowed();
    let _ = keeps_an_item_longer_than_the_inner_loop();
    let _: Option<Plain> = None;
}
