//! What most users import: `use antiphon::prelude::*;`.

pub use crate::{
    AsyncGenerator, CloseIgnored, Closed, Generator, Interrupt, IntoGenerator, IteratorExt, Status, Stopped, generate,
    generator, genexp, restartable, try_yield, try_yield_from, yield_, yield_from,
};
