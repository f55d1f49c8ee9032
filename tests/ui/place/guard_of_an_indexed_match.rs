use antiphon::prelude::*;

#[generator(yield = u32, send = bool)]
fn indexed(values: [u32; 3]) -> u32 {
    match values[1] {
        0 => 1,
        1..=9 if yield_!(2) => 3,
        other => other,
    }
}

#[generator(yield = u32, send = u32)]
fn a_field_of_an_element(pairs: &[(u32, u32)], index: usize) -> bool {
    match (pairs[index].1) {
        0 => true,
        _ if matches!(yield_!(2), 1..=9) => false,
        _ => true,
    }
}

// These are as they should be.

#[generator(yield = u32, send = bool)]
fn by_reference(values: [u32; 3]) -> u32 {
    match &values[1] {
        0 => 1,
        1..=9 if yield_!(2) => 3,
        other => *other,
    }
}

#[generator(yield = u32, send = bool)]
fn suspended_in_an_arm(values: [u32; 3]) -> u32 {
    match values[1] {
        0 if values[2] > 1 => u32::from(yield_!(2)),
        other => other,
    }
}

fn main() {
    let _ = (indexed([0; 3]), a_field_of_an_element(&[], 0), by_reference([0; 3]), suspended_in_an_arm([0; 3]));
}
