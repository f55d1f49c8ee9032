//! The traits, whose methods are called on sources and sinks: `use antiphon_stream::prelude::*;`.

pub use crate::{Lend, Sink, Source, Stages};
