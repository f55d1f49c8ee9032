//! `genexp!`: a generator expression, which is an iterator.

mod check;
mod expand;
mod names;

use check::check;
use expand::expand;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::{
    Error, Expr, Pat, Result, Token, bracketed,
    parse::{Parse, ParseStream, Parser},
};

pub(crate) fn genexp(tokens: TokenStream) -> TokenStream {
    let expression: Expression = match syn::parse2(tokens) {
        Ok(expression) => expression,
        Err(error) => return error.into_compile_error(),
    };
    let errors = check(&expression);
    if errors.is_empty() {
        return expand(&expression);
    }
    let errors = errors.iter().map(Error::to_compile_error);
    quote!({ #(#errors)* })
}

/// `x * x for x in data if x > 0`
struct Expression {
    /// The path to the library.
    antiphon: TokenStream,
    /// Whether it takes what it uses of its surroundings.
    captures: Option<Token![move]>,
    element: Expr,
    /// At least one.
    loops: Vec<Loop>,
}

/// `for x in data if x > 0`
struct Loop {
    pattern: Pat,
    source: Expr,
    /// Each is the operand of an `if`.
    conditions: Vec<Expr>,
}

impl Parse for Expression {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let antiphon;
        bracketed!(antiphon in input);
        let antiphon = antiphon.parse()?;
        if input.is_empty() || input.peek(Token![for]) {
            return Err(Error::new(input.span(), "the element comes first: `genexp!(x for x in source)`"));
        }
        // `move |y| x + y` is an element, and a closure.
        let is_closure = input.peek2(Token![|]) || input.peek2(Token![||]);
        let captures = if is_closure { None } else { input.parse()? };
        let element = operand(input, None)?;
        if input.is_empty() {
            let message = "a generator expression has a `for` after its element: `genexp!(x for x in source)`";
            return Err(Error::new_spanned(element, message));
        }
        if input.peek(Token![if]) {
            let message = "a condition comes after the `for` whose items it chooses: `x for x in source if x > 0`";
            return Err(Error::new(input.span(), message));
        }
        let mut loops = Vec::new();
        while !input.is_empty() {
            loops.push(input.parse()?);
        }
        Ok(Self { antiphon, captures, element, loops })
    }
}

impl Parse for Loop {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![for]>()?;
        let pattern = Pat::parse_multi_with_leading_vert(input)?;
        let Some(after) = input.parse::<Option<Token![in]>>()? else {
            return Err(Error::new(input.span(), "expected `in` after the pattern: `for x in source`"));
        };
        let source = operand(input, Some((after.span, "the source is missing after `in`: `for x in source`")))?;
        let mut conditions = Vec::new();
        while let Some(after) = input.parse::<Option<Token![if]>>()? {
            conditions.push(operand(input, Some((after.span, "the condition is missing after `if`")))?);
        }
        Ok(Self { pattern, source, conditions })
    }
}

/// An expression up to the `for` or `if` of the next part: the first at which it is whole. If there is none, `missing`
/// says so, and where.
///
/// Left to itself the parser would take `if x > 0 ..` for the end of the range in `for x in 0.. if x > 0`.
fn operand(input: ParseStream<'_>, missing: Option<(Span, &str)>) -> Result<Expr> {
    let begins_with_part = input.peek(Token![if]) || input.peek(Token![for]);
    let mut tokens = TokenStream::new();
    let mut first_error = None;
    loop {
        if !tokens.is_empty() && (input.is_empty() || input.peek(Token![for]) || input.peek(Token![if])) {
            match whole.parse2(tokens.clone()) {
                Ok(expression) => return Ok(expression),
                Err(error) => _ = first_error.get_or_insert(error),
            }
        }
        if input.is_empty() {
            return Err(match (missing, first_error) {
                (None, Some(error)) => error,
                (Some(_), Some(error)) if !begins_with_part => error,
                (Some((span, message)), _) => Error::new(span, message),
                (None, None) => input.error("expected an expression"),
            });
        }
        tokens.extend([input.parse::<TokenTree>()?]);
    }
}

fn whole(input: ParseStream<'_>) -> Result<Expr> {
    let expression = input.parse()?;
    if input.is_empty() {
        Ok(expression)
    } else {
        Err(input.error("expected `for`, `if` or the end of the expression"))
    }
}
