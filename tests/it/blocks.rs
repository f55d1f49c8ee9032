//! Generators without a function: `generate!` and `genexp!`.

mod expressions;
mod generate;
