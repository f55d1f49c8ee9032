//! The keyword `yield`, which rustc knows but does not let anyone use: `yield_!` takes its place.

use crate::body_macro;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, ExprAsync, ExprClosure, ExprConst, ExprYield, Ident, Item, Macro, Token,
    parse::Parser,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

type Arguments = Punctuated<Expr, Token![,]>;

/// The arguments of a macro in which a `yield` stands; none if there is no `yield`, or if it is for that macro to read.
///
/// # Errors
///
/// Where the `yield` stands, if they are no list of expressions.
pub(crate) fn arguments(mac: &Macro) -> Result<Arguments, Span> {
    match find(mac.tokens.clone()) {
        Some(found) if !is_generator(mac) => Arguments::parse_terminated.parse2(mac.tokens.clone()).map_err(|_| found),
        _ => Ok(Arguments::new()),
    }
}

/// Whether the macro makes a generator, whose yields are its own.
pub(crate) fn is_generator(mac: &Macro) -> bool {
    mac.path.segments.last().is_some_and(|name| name.ident == "generate" || name.ident == "genexp")
}

/// Where the first `yield` stands.
pub(crate) fn find(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(name) => (name == "yield").then(|| name.span()),
        TokenTree::Group(group) => find(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    })
}

/// Puts `yield_!(value)` for each `yield value` of a body that has been checked.
pub(crate) struct Rewrite;

impl VisitMut for Rewrite {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::Yield(ExprYield { yield_token, expr, .. }) = expression {
            let [name, ..] = body_macro::NAMES;
            let name = Ident::new(name, yield_token.span);
            *expression = syn::parse_quote_spanned!(yield_token.span=> #name!(#expr));
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if let Ok(mut arguments) = arguments(mac)
            && !arguments.is_empty()
        {
            arguments.iter_mut().for_each(|argument| self.visit_expr_mut(argument));
            mac.tokens = arguments.into_token_stream();
        }
    }

    // Nothing in these suspends this body.
    fn visit_item_mut(&mut self, _: &mut Item) {}
    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}
    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
    fn visit_expr_const_mut(&mut self, _: &mut ExprConst) {}
}
