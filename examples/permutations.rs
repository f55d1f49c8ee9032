//! All orders of a few things, one at a time: each is made in the place of the last.
use antiphon::prelude::*;
use std::cell::RefCell;

/// Puts `items` into each of their orders, and yields after each; Heap's algorithm, in which one swap gives the next.
#[generator]
pub(crate) fn orders<T>(items: &RefCell<Vec<T>>, first: usize) {
    if first <= 1 {
        yield_!();
        return;
    }
    for n in 0..first {
        yield_from!(orders(items, first - 1).boxed());
        if n + 1 < first {
            let other = if first.is_multiple_of(2) { n } else { 0 };
            items.borrow_mut().swap(other, first - 1);
        }
    }
}

fn main() {
    let letters = RefCell::new(vec!['a', 'b', 'c']);
    for () in orders(&letters, 3) {
        println!("{}", letters.borrow().iter().collect::<String>());
    }

    // The shortest way around six towns, of which the last is fixed: 120 orders of the others.
    let towns = [(0, 0), (6, 1), (2, 5), (7, 6), (1, 2), (4, 3)];
    let length = |order: &[(i32, i32)]| -> i32 {
        let next = order.iter().skip(1).chain(order.first());
        order.iter().zip(next).map(|(a, b)| (a.0 - b.0).abs() + (a.1 - b.1).abs()).sum()
    };
    let order = RefCell::new(towns.to_vec());
    let ways = orders(&order, towns.len() - 1).into_iter().map(|()| length(&order.borrow()));
    let lengths: Vec<i32> = ways.collect();
    println!("{} ways around, the shortest is {:?}", lengths.len(), lengths.iter().min());
}
