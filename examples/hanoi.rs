//! The tower of Hanoi: each move is yielded where it is found, however deep the recursion, and the return value counts.
use antiphon::prelude::*;

/// Yields the moves of `discs` from one peg to another, and returns their number.
#[generator(yield = (usize, usize))]
pub(crate) fn moves(discs: u32, from: usize, to: usize) -> u64 {
    if discs == 0 {
        return 0;
    }
    let other = 3 - from - to;
    let before = yield_from!(moves(discs - 1, from, other).boxed());
    yield_!((from, to));
    let after = yield_from!(moves(discs - 1, other, to).boxed());
    before + 1 + after
}

fn main() {
    let mut pegs = [vec![3, 2, 1], vec![], vec![]];
    let mut moves_of_three = moves(3, 0, 2).returning();
    for (from, to) in &mut moves_of_three {
        let disc = pegs[from].pop().expect("there is a disc to move");
        assert!(pegs[to].last().is_none_or(|below| *below > disc), "no disc lies on a smaller one");
        pegs[to].push(disc);
        println!("{disc} from {from} to {to}: {pegs:?}");
    }
    println!("{:?} moves", moves_of_three.into_return());

    // With 64 discs the end is far off, but the moves are there one by one.
    let first: Vec<_> = moves(64, 0, 2).into_iter().take(3).collect();
    println!("64 discs begin with {first:?}");
}
