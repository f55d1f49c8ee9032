//! Feeds the expansion of `#[generator]`, `generate!` and `genexp!` with bodies that nobody would write.
//!
//! A macro crate cannot be linked to, so its modules are part of this one too. Outside of a compiler, `proc_macro2`
//! reads and spans tokens by itself.

#[path = "../../macros/src/args.rs"]
mod args;
#[path = "../../macros/src/awaits.rs"]
mod awaits;
#[path = "../../macros/src/body_macro.rs"]
mod body_macro;
#[path = "../../macros/src/check.rs"]
mod check;
#[path = "../../macros/src/elision.rs"]
mod elision;
#[path = "../../macros/src/expand.rs"]
mod expand;
#[path = "../../macros/src/generate/mod.rs"]
mod generate;
#[path = "../../macros/src/genexp/mod.rs"]
mod genexp;
pub mod grammar;
#[path = "../../macros/src/item.rs"]
mod item;
#[path = "../../macros/src/keyword.rs"]
mod keyword;
mod laws;
mod mutate;
mod seeds;

use arbitrary::{Result, Unstructured};
use mutate::Mutation;
use seeds::Annotated;

/// Makes a function of the choices, and panics if its expansion breaks a law.
///
/// # Errors
///
/// Never: where the choices end, the simplest is taken.
pub fn expand_one(choices: &mut Unstructured<'_>) -> Result<()> {
    let seeds = seeds::all();
    let mut annotated = if choices.ratio(1, 4)? { Annotated::grown(choices)? } else { choices.choose(seeds)?.clone() };
    for _ in 0..choices.int_in_range(0..=6)? {
        Mutation::choose(choices)?.apply(&mut annotated, choices)?;
    }
    // What is too deep for the parser's stack is not the attribute's concern.
    if let Some(annotated) = annotated.printed_and_read() {
        laws::check(&annotated);
        laws::check_blocks(&annotated);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_keeps_the_laws() {
        assert!(seeds::all().len() > 100, "the sources of the tests are read");
        seeds::all().iter().for_each(laws::check);
        seeds::all().iter().for_each(laws::check_blocks);
    }

    #[test]
    fn mutants_keep_the_laws() {
        let mut state = 1_u64;
        for _ in 0..3000 {
            let bytes: Vec<u8> = std::iter::repeat_with(|| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .take(400)
            .collect();
            expand_one(&mut Unstructured::new(&bytes)).expect("choices never fail");
        }
    }
}
