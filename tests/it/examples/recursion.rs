//! The examples that recurse: what they print, and what they do where the program does not go.

#[allow(dead_code, reason = "its `main` runs as a program")]
#[path = "../../../examples/hanoi.rs"]
mod hanoi;
#[allow(dead_code, reason = "its `main` runs as a program")]
#[path = "../../../examples/permutations.rs"]
mod permutations;
#[allow(dead_code, reason = "its `main` runs as a program")]
#[path = "../../../examples/queens.rs"]
mod queens;

use super::{example, prints};
use antiphon::prelude::*;
use std::{cell::RefCell, collections::BTreeSet, fs, path::PathBuf};

#[test]
fn permutations_are_made_in_place() {
    prints("permutations", &["abc", "bac", "cab", "acb", "bca", "cba", "120 ways around, the shortest is Some(30)"]);
}

#[test]
fn every_permutation_comes_once_and_is_a_swap_away_from_the_last() {
    for (length, expected) in [(0, 1), (1, 1), (2, 2), (3, 6), (4, 24), (5, 120), (6, 720)] {
        let items = RefCell::new((0..length).collect::<Vec<_>>());
        let orders = permutations::orders(&items, length).into_iter().map(|()| items.borrow().clone());
        let orders: Vec<Vec<usize>> = orders.collect();
        assert_eq!(orders.len(), expected);
        assert_eq!(orders.iter().collect::<BTreeSet<_>>().len(), expected, "each is another");
        for pair in orders.windows(2) {
            assert_eq!(pair[0].iter().zip(&pair[1]).filter(|(before, after)| before != after).count(), 2);
        }
    }
}

#[test]
fn hanoi_moves_three_discs_and_begins_with_sixty_four() {
    prints(
        "hanoi",
        &[
            "1 from 0 to 2: [[3, 2], [], [1]]",
            "2 from 0 to 1: [[3], [2], [1]]",
            "1 from 2 to 1: [[3], [2, 1], []]",
            "3 from 0 to 2: [[], [2, 1], [3]]",
            "1 from 1 to 0: [[1], [2], [3]]",
            "2 from 1 to 2: [[1], [], [3, 2]]",
            "1 from 0 to 2: [[], [], [3, 2, 1]]",
            "Some(7) moves",
            "64 discs begin with [(0, 1), (0, 2), (1, 2)]",
        ],
    );
}

#[test]
fn a_tower_is_moved_by_the_smallest_number_of_moves() {
    for discs in 0..12 {
        let mut moves = hanoi::moves(discs, 0, 2).returning();
        let mut pegs = [(0..discs).rev().collect::<Vec<_>>(), vec![], vec![]];
        for (from, to) in &mut moves {
            let disc = pegs[from].pop().unwrap();
            assert!(pegs[to].last().is_none_or(|below| *below > disc));
            pegs[to].push(disc);
        }
        assert_eq!(pegs[2].len(), discs as usize);
        assert_eq!(moves.into_return(), Some((1 << discs) - 1));
    }
}

#[test]
fn queens_says_where_it_was_when_it_was_closed() {
    prints(
        "queens",
        &[
            "Q . . . . . . .",
            ". . . . Q . . .",
            ". . . . . . . Q",
            ". . . . . Q . .",
            ". . Q . . . . .",
            ". . . . . . Q .",
            ". Q . . . . . .",
            ". . . Q . . . .",
            "the first is found after Some(876) places",
            "all 92 after Some(15720)",
        ],
    );
}

/// The numbers are those of sequence A000170 of the On-Line Encyclopedia of Integer Sequences.
#[test]
fn queens_finds_as_many_solutions_as_there_are() {
    for (size, expected) in [(1, 1), (2, 0), (3, 0), (4, 2), (5, 10), (6, 4), (7, 40)] {
        let solutions: BTreeSet<_> = queens::solutions(size, vec![]).into_iter().collect();
        assert_eq!(solutions.len(), expected);
        for solution in solutions {
            let count = |key: fn(usize, usize) -> usize| {
                solution.iter().enumerate().map(|(row, column)| key(row, *column)).collect::<BTreeSet<_>>().len()
            };
            let attacks =
                [count(|_, column| column), count(|row, column| row + column), count(|row, column| 99 + row - column)];
            assert_eq!(attacks, [size; 3], "{solution:?}");
        }
    }
}

#[test]
fn a_search_that_is_closed_has_tried_the_places_up_to_there() {
    let tried = |found: usize| {
        let mut search = queens::solutions(6, vec![]).boxed();
        assert_eq!(search.by_ref().take(found).count(), found);
        search.close().unwrap()
    };
    let all = queens::solutions(6, vec![]).boxed().send_all([(); 5]).unwrap();
    assert_eq!(tried(0), None, "it has not begun");
    assert!(tried(1) < tried(2) && tried(2) < tried(4) && tried(4) < all);
}

#[test]
fn walk_goes_through_every_folder_and_on_after_an_error() {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walk");
    let _ = fs::remove_dir_all(&root);
    for folder in ["b/deep/deeper", "empty"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    for (file, contents) in [("b/deep/deeper/x", "12345"), ("b/y", ""), ("c", "123"), ("a", "1")] {
        fs::write(root.join(file), contents).unwrap();
    }
    let printed = |folder: &PathBuf| {
        let output = example("walk").arg(folder).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().replace(&root.display().to_string(), "").replace('\\', "/")
    };
    assert_eq!(
        printed(&root).lines().map(str::trim_start).collect::<Vec<_>>(),
        ["1 /a", "5 /b/deep/deeper/x", "0 /b/y", "3 /c", "9 bytes in 4 files and 5 folders"]
    );
    let missing = printed(&root.join("missing"));
    assert!(missing.trim_start().starts_with("/missing: "), "{missing}");
    assert!(missing.contains("0 bytes in 0 files and 0 folders"), "{missing}");
}
