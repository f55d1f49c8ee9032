//! What most users import: `use antiphon::prelude::*;`.

pub use crate::{
    CloseIgnored, Closed, Generator, Interrupt, IntoGenerator, IteratorExt, Status, Stopped, generate, generator,
    genexp, try_yield, try_yield_from, yield_, yield_from,
};
