//! The twin: everything lives as long as what borrows from it, or has been taken.
use antiphon::{Plain, adapt::Erased, prelude::*};
use std::pin::pin;

fn returns_a_block() -> Erased<'static, u32> {
    let base = 1;
    generate!(move || {
        yield base;
    })
    .erased()
}

fn returns_an_expression() -> Box<dyn Iterator<Item = u32>> {
    let base = 1;
    Box::new(genexp!(move base + n for n in 0..3))
}

fn returns_an_expression_of_two_loops() -> Box<dyn Iterator<Item = usize>> {
    let texts = [String::from("local")];
    Box::new(genexp!(move texts[n].len() + m for n in 0..1 for m in 0..2))
}

fn yields_what_the_block_owns() -> Option<String> {
    let text = String::from("taken");
    let mut generator = pin!(generate!(yield = &str, || {
        yield text.as_str();
    }));
    let borrowed = generator.start().ok();
    borrowed.map(String::from)
}

fn sends_a_borrow_of_what_is_gone() -> Option<usize> {
    let first = String::from("first");
    let mut lengths = pin!(generate!(|first: &str| -> usize {
        let second = yield 0;
        first.len() + second.len()
    }));
    {
        let _ = lengths.send(&first);
    }
    lengths.send("second").err().map(|stopped| match stopped {
        Stopped::Returned(length) => length,
        _ => 0,
    })
}

fn moves_what_is_borrowed() -> Vec<u32> {
    let numbers = vec![1, 2];
    let generator = generate!(|| {
        for n in &numbers {
            yield *n;
        }
    });
    generator.into_iter().collect()
}

fn changes_what_is_borrowed() -> Vec<u32> {
    let factor = 2;
    let multiples = genexp!(factor * n for n in 0..3);
    multiples.collect()
}

fn keeps_an_item_longer_than_the_inner_loop() -> Vec<&'static str> {
    let rows: &'static [&'static str] = &["a b"];
    genexp!(word for row in rows for word in row.split(' ')).collect()
}

fn main() {
    assert_eq!(pin!(returns_a_block()).start(), Ok(1));
    assert_eq!(returns_an_expression().next(), Some(1));
    assert_eq!(returns_an_expression_of_two_loops().next(), Some(5));
    assert_eq!(yields_what_the_block_owns().as_deref(), Some("taken"));
    assert_eq!(sends_a_borrow_of_what_is_gone(), Some(11));
    assert_eq!(moves_what_is_borrowed(), [1, 2]);
    assert_eq!(changes_what_is_borrowed(), [0, 2, 4]);
    assert_eq!(keeps_an_item_longer_than_the_inner_loop(), ["a", "b"]);
    let _: Option<Plain> = None;
}
