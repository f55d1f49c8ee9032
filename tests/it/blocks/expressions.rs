//! `genexp!`: what it yields and when, what it borrows, and what is known of its length.

use antiphon::prelude::*;
use proptest::prelude::*;
use std::{cell::Cell, collections::HashMap};

#[test]
fn conditions_and_loops_nest_from_left_to_right() {
    let odd = genexp!((i, j) for i in 0..4 if i % 2 == 1 for j in 0..i if j != 1);
    assert_eq!(odd.collect::<Vec<_>>(), [(1, 0), (3, 0), (3, 2)]);
    let two = genexp!(n for n in 0..20 if n % 2 == 0 if n % 3 == 0);
    assert_eq!(two.collect::<Vec<_>>(), [0, 6, 12, 18]);
    let three = genexp!([a, b, c] for a in 1..5 for b in a..5 for c in b..8 if a * a + b * b == c * c);
    assert_eq!(three.collect::<Vec<_>>(), [[3, 4, 5]]);
    let four = genexp!(a + b + c + d for a in 0..2 if a > 0 for b in [a, 10] for c in b..=b for d in 0..c if d == 0);
    assert_eq!(four.collect::<Vec<_>>(), [3, 21]);
}

#[test]
fn the_words_of_a_text() {
    let text = String::from("a bc\ndef");
    let lengths = genexp!(word.len() for line in text.lines() for word in line.split(' '));
    assert_eq!(lengths.collect::<Vec<_>>(), [1, 2, 3]);
    let placed =
        genexp!((row, line.len(), word) for (row, line) in text.lines().enumerate() for word in line.split(' '));
    assert_eq!(placed.collect::<Vec<_>>(), [(0, 4, "a"), (0, 4, "bc"), (1, 3, "def")]);
}

#[test]
fn a_table_is_borrowed_by_the_inner_loops() {
    let table = vec![vec![1, 2, 3], vec![4, 5, 6]];
    let transposed = genexp!(table[row][column] for column in 0..3 for row in 0..table.len());
    assert_eq!(transposed.clone().collect::<Vec<_>>(), [1, 4, 2, 5, 3, 6]);
    let flat = genexp!(x for row in &table for x in row);
    assert_eq!(flat.copied().sum::<i32>(), 21);
    let (least, scale) = (2, 10);
    let scaled = genexp!(scale * x for row in table for x in row if x > least);
    assert_eq!(scaled.collect::<Vec<_>>(), [30, 40, 50, 60]);
}

#[test]
fn a_variable_that_cannot_be_copied_is_a_reference_in_the_inner_loops() {
    let groups = vec![("one".to_string(), vec![1]), ("two".to_string(), vec![2, 3])];
    let members =
        genexp!((name.clone(), number) for (name, numbers) in groups for number in numbers if name.len() == 3);
    assert_eq!(members.collect::<Vec<_>>(), [("one".into(), 1), ("two".into(), 2), ("two".into(), 3)]);
}

#[test]
fn a_map_of_lists_is_walked_through_references() {
    let map = HashMap::from([("a".to_string(), vec![1, 2])]);
    let pairs = genexp!((key, value) for (key, values) in &map for value in values);
    assert_eq!(pairs.map(|(key, value)| format!("{key}{value}")).collect::<Vec<_>>(), ["a1", "a2"]);
}

#[test]
fn an_inner_variable_hides_an_outer_one_of_the_same_name() {
    let rows = vec![vec![1, 2], vec![3]];
    let flat = genexp!(x + 1 for x in rows for x in x for x in [x, 10 * x]);
    assert_eq!(flat.collect::<Vec<_>>(), [2, 11, 3, 21, 4, 31]);
}

#[test]
fn with_move_it_outlives_what_it_uses() {
    fn multiples(of: Vec<u32>, end: u32) -> impl Iterator<Item = u32> + Clone {
        genexp!(move of[i] * factor for i in 0..of.len() for factor in 1..end)
    }
    assert_eq!(multiples(vec![2, 5], 3).collect::<Vec<_>>(), [2, 4, 5, 10]);
    fn above(least: u32) -> impl Iterator<Item = u32> {
        genexp!(move n for n in 0.. if n > least)
    }
    assert_eq!(above(3).next(), Some(4));
}

#[test]
fn an_element_may_be_a_closure_or_any_other_expression() {
    let offset = 1;
    let adders: Vec<_> = genexp!(move |n| n + step + offset for step in [1, 10]).collect();
    assert_eq!(genexp!(add(5) for add in adders).collect::<Vec<_>>(), [7, 16]);
    let words = genexp!(if n % 2 == 0 { "even" } else { "odd" } for n in 0..3);
    assert_eq!(words.collect::<Vec<_>>(), ["even", "odd", "even"]);
    let texts = genexp!(format!("{a}{b}{}", a + b) for a in [1] for b in [2, 3]);
    assert_eq!(texts.collect::<Vec<_>>(), ["123", "134"]);
    let nested = genexp!(genexp!(a * b for b in 0..3).sum::<u32>() for a in 0..3);
    assert_eq!(nested.collect::<Vec<_>>(), [0, 3, 6]);
    let matched = genexp!(match x { Some(n) if n > 1 => n, _ => 0 } for x in [None, Some(1), Some(2)]);
    assert_eq!(matched.collect::<Vec<_>>(), [0, 0, 2]);
}

#[test]
fn a_source_may_be_a_range_without_an_end_or_a_choice() {
    assert_eq!(genexp!(n for n in 0.. if n > 2).next(), Some(3));
    let up = false;
    assert_eq!(genexp!(n for n in if up { 0..3 } else { 5..7 } if n != 5).collect::<Vec<_>>(), [6]);
    assert_eq!(genexp!((a, b) for a in 1.. for b in 0..a).nth(2), Some((2, 1)));
}

#[test]
fn a_condition_may_take_apart_with_let() {
    let words = ["1", "x", "3"];
    let numbers = genexp!(n * 2 for word in words if let Ok(n) = word.parse::<u32>() if n > 1);
    assert_eq!(numbers.collect::<Vec<_>>(), [6]);
    let inner = genexp!((n, m) for word in words if let Ok(n) = word.parse::<u32>() for m in 1..n);
    assert_eq!(inner.collect::<Vec<_>>(), [(3, 1), (3, 2)]);
}

#[test]
fn patterns_are_those_of_a_loop() {
    let pairs = [(1, Some(2)), (3, None)];
    let sums = genexp!(a + b.unwrap_or_default() for &(a, b) in &pairs);
    assert_eq!(sums.collect::<Vec<_>>(), [3, 3]);
    struct Point {
        x: i32,
        y: i32,
    }
    let points = [Point { x: 1, y: 2 }];
    assert_eq!(genexp!(x - y for Point { x, y } in points).collect::<Vec<_>>(), [-1]);
    assert_eq!(genexp!(n for (Ok(n) | Err(n)) in [Ok(1), Err(2)]).collect::<Vec<u32>>(), [1, 2]);
}

#[test]
fn a_method_lends_its_fields_to_an_expression() {
    struct Grid {
        cells: Vec<Vec<u8>>,
        width: usize,
    }
    impl Grid {
        fn alive(&self) -> impl Iterator<Item = (usize, usize)> {
            genexp!(move (x, y) for y in 0..self.cells.len() for x in 0..self.width if self.cells[y][x] == 1)
        }

        fn neighbours(&self, x: usize, y: usize) -> usize {
            genexp!(
                1
                for down in [-1, 0, 1] if let Some(y) = y.checked_add_signed(down) if let Some(row) = self.cells.get(y)
                for right in [-1, 0, 1] if (right, down) != (0, 0) if let Some(x) = x.checked_add_signed(right)
                if row.get(x) == Some(&1)
            )
            .sum()
        }
    }
    let grid = Grid { cells: vec![vec![1, 0], vec![1, 1]], width: 2 };
    assert_eq!(grid.alive().collect::<Vec<_>>(), [(0, 0), (0, 1), (1, 1)]);
    assert_eq!([grid.neighbours(0, 0), grid.neighbours(1, 0), grid.neighbours(1, 1)], [2, 3, 2]);
}

#[test]
fn a_function_of_any_type_may_compare_elements() {
    fn common<T: Clone + PartialEq>(owned: Vec<T>, borrowed: &[T]) -> Vec<T> {
        genexp!(y.clone() for x in owned for y in borrowed if x == y).collect()
    }
    assert_eq!(common(vec!["a".to_string(), "b".to_string()], &["b".to_string()]), ["b"]);
}

#[test]
fn only_the_outermost_source_is_evaluated_when_it_is_made() {
    let log = Cell::new("");
    let note = |what| log.set(what);
    let made = genexp!(
        { note("element"); (a, b) }
        for a in { note("outermost"); 0..1 } if { note("condition"); true }
        for b in { note("inner"); 0..1 }
    );
    assert_eq!(log.replace(""), "outermost");
    assert_eq!(made.clone().next(), Some((0, 0)));
    assert_eq!(log.replace(""), "element");
    drop(made);
    assert_eq!(log.get(), "");
}

#[test]
fn a_yield_may_stand_in_the_outermost_source() {
    #[generator(yield = &'static str, send = u32)]
    fn function() -> u32 {
        genexp!(n for n in 0..yield_!("how many?")).sum()
    }
    let block = generate!(|| -> u32 { genexp!(n for n in 0..yield_!("how many?")).sum() });
    let (mut function, mut block) = (function().boxed(), block.boxed());
    assert_eq!((function.start(), function.send(4)), (Ok("how many?"), Err(Stopped::Returned(6))));
    assert_eq!((block.start(), block.send(4)), (Ok("how many?"), Err(Stopped::Returned(6))));
}

#[test]
fn one_loop_without_a_condition_knows_its_length_and_its_end() {
    let squares = genexp!(n * n for n in [1, 2, 3]);
    assert_eq!((squares.len(), squares.size_hint()), (3, (3, Some(3))));
    assert_eq!(squares.rev().collect::<Vec<_>>(), [9, 4, 1]);
    // With one it can still be read from its end.
    let odd = genexp!(n for n in 0..6 if n % 2 == 1);
    assert_eq!(odd.size_hint(), (0, Some(6)));
    assert_eq!(odd.rev().collect::<Vec<_>>(), [5, 3, 1]);
}

#[test]
fn it_is_cloned_where_it_stands() {
    let mut pairs = genexp!((a, b) for a in 0..3 for b in 0..a);
    assert_eq!(pairs.next(), Some((1, 0)));
    let mut copy = pairs.clone();
    assert_eq!(pairs.collect::<Vec<_>>(), [(2, 0), (2, 1)]);
    assert_eq!(copy.by_ref().count(), 2);
    assert_eq!((copy.next(), copy.next()), (None, None));
}

#[test]
fn what_one_closure_counts_the_caller_sees() {
    let mut seen = 0;
    let sum: u32 = genexp!({ seen += 1; a * b } for a in 0..3 for b in 0..3).sum();
    assert_eq!((seen, sum), (9, 9));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_gives_what_the_loops_give(rows in prop::collection::vec(prop::collection::vec(0_u32..9, 0..5), 0..5), least: u8) {
        let least = u32::from(least % 10);
        let mut expected = vec![];
        for (i, row) in rows.iter().enumerate() {
            if i % 3 == 2 { continue }
            for &x in row {
                if x < least { continue }
                for y in x..least + 3 {
                    expected.push((i, x, y));
                }
            }
        }
        let made = || genexp!(
            (i, x, y)
            for (i, row) in rows.iter().enumerate() if i % 3 != 2
            for &x in row if x >= least
            for y in x..least + 3
        );
        prop_assert_eq!(&made().collect::<Vec<_>>(), &expected);
        prop_assert_eq!(made().fold(0, |count, _| count + 1), expected.len());
        let mut one_by_one = made();
        for left in (0..=expected.len()).rev() {
            let (lower, upper) = one_by_one.size_hint();
            prop_assert!(lower <= left && upper.is_none_or(|upper| left <= upper));
            let mut rest = one_by_one.clone();
            prop_assert!(rest.by_ref().eq(expected[expected.len() - left..].iter().copied()));
            prop_assert!((0..3).all(|_| rest.next().is_none()));
            prop_assert_eq!(one_by_one.next().is_some(), left > 0);
        }
    }
}

#[test]
fn a_variable_that_is_named_like_a_keyword_reaches_further_loops() {
    let labels = genexp!(format!("{type}{number}") for r#type in ["a", "b"] for number in 0..2);
    assert_eq!(labels.collect::<Vec<_>>(), ["a0", "a1", "b0", "b1"]);
    assert_eq!(genexp!(r#x + y for x in [1, 2] for y in [10, 20]).collect::<Vec<_>>(), [11, 21, 12, 22]);
}
