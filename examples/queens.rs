//! Eight queens, none of which attacks another: a search that is closed when enough is found, and then says how far it was.
use antiphon::prelude::*;

/// Yields the solutions that begin with `rows`, where each row has the column of its queen. Returns how many places were
/// tried; when it is closed too.
#[generator(yield = Vec<usize>)]
pub(crate) fn solutions(size: usize, rows: Vec<usize>) -> u32 {
    if rows.len() == size {
        // Closed or not, there is nothing left to do here.
        let _ = try_yield!(rows);
        return 0;
    }
    let mut tried = 0;
    for column in 0..size {
        tried += 1;
        let attacked = |(row, other): (usize, &usize)| *other == column || other.abs_diff(column) == rows.len() - row;
        if rows.iter().enumerate().any(attacked) {
            continue;
        }
        let next = rows.iter().copied().chain([column]).collect();
        match try_yield_from!(solutions(size, next).boxed()) {
            Ok(below) => tried += below,
            Err(Closed(below)) => return tried + below.unwrap_or(0),
        }
    }
    tried
}

fn main() {
    let mut search = solutions(8, vec![]).boxed();
    let first = search.next().expect("there is a solution");
    for column in &first {
        println!("{}Q{}", ". ".repeat(*column), " .".repeat(7 - column));
    }
    println!("the first is found after {:?} places", search.close().expect("it lets itself be closed"));

    let mut search = solutions(8, vec![]).returning();
    let count = search.by_ref().count();
    println!("all {count} after {:?}", search.into_return());
}
