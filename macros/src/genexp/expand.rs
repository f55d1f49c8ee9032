//! The iterator that a generator expression becomes.

use super::{Expression, Loop, names::carried};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, ExprIf, Ident, Pat, Token, spanned::Spanned};

/// Adaptors of `Iterator` for the outermost loop, and `Nested` for each within it.
///
/// All closures stand side by side, so that each borrows its surroundings as it stands there, or takes them where it
/// says `move`. What one loop leaves to the next goes through a tuple: the variables that are named further in.
///
/// ```text
/// genexp!(x * x for x in data if x > 0)
///
/// Iterator::filter_map(IntoIterator::into_iter(data), |x| if x > 0 { Some(x * x) } else { None })
///
/// genexp!((a, b) for a in 0..3 for b in a..3 if a + b > 1)
///
/// Nested::new(
///     Iterator::map(IntoIterator::into_iter(0..3), |a| { let inner = IntoIterator::into_iter(a..3); ((Kept(a),), inner) }),
///     |outer, b| { let a = outer.0.kept(); if a + b > 1 { Some((a, b)) } else { None } },
/// )
/// ```
pub(super) fn expand(expression: &Expression) -> TokenStream {
    let Expression { antiphon, captures, element, loops } = expression;
    let carried = carried(expression);
    // Where rustc says that a closure borrows what does not live long enough, and puts the `move` that it proposes.
    let at = element.span().resolved_at(Span::mixed_site());
    let mut iterator = TokenStream::new();
    for (index, part) in loops.iter().enumerate() {
        let item = match loops.get(index + 1) {
            Some(next) => left_to(antiphon, next, &carried[index]),
            None => element.to_token_stream(),
        };
        iterator = if index == 0 {
            outermost(*captures, part, &item, at)
        } else {
            let again = |name: &Ident| carried[index].contains(name) && !part.bound().contains(name);
            let unpacked = unpacked(antiphon, &carried[index - 1], again);
            let (pattern, item) = (closure_pattern(&part.pattern), filtered(&part.conditions, &item));
            let visit = quote_spanned!(at=> #captures |__antiphon_outer, #pattern| { #unpacked #item });
            quote_spanned!(Span::mixed_site()=> #antiphon::__private::Nested::new(#iterator, #visit))
        };
    }
    iterator
}

fn outermost(captures: Option<Token![move]>, part: &Loop, item: &TokenStream, at: Span) -> TokenStream {
    let (pattern, source) = (closure_pattern(&part.pattern), &part.source);
    let source = quote_spanned!(Span::mixed_site()=> ::core::iter::IntoIterator::into_iter(#source));
    let (adaptor, item) = match part.conditions.as_slice() {
        [] => (quote!(map), item.clone()),
        conditions => (quote!(filter_map), filtered(conditions, item)),
    };
    let visit = quote_spanned!(at=> #captures |#pattern| #item);
    quote_spanned!(Span::mixed_site()=> ::core::iter::Iterator::#adaptor(#source, #visit))
}

/// What a loop leaves to the next one: variables, and the source, which may use them before they are gone.
fn left_to(antiphon: &TokenStream, next: &Loop, names: &[Ident]) -> TokenStream {
    let source = &next.source;
    quote_spanned! {Span::mixed_site()=> {
        let __antiphon_inner = ::core::iter::IntoIterator::into_iter(#source);
        ((#(#antiphon::__private::Kept::new(#names),)*), __antiphon_inner)
    }}
}

/// Binds what the loop around left; `again` tells of a variable that is to be left to the next one, too.
fn unpacked(antiphon: &TokenStream, names: &[Ident], again: impl Fn(&Ident) -> bool) -> TokenStream {
    let bindings = names.iter().enumerate().map(|(index, name)| {
        let index = syn::Index::from(index);
        let value = if again(name) {
            // What rustc has to say of it, it says at the variable.
            quote_spanned!(name.span().resolved_at(Span::mixed_site())=> #antiphon::__private::Kept::again(&__antiphon_outer.#index))
        } else {
            quote_spanned!(Span::mixed_site()=> __antiphon_outer.#index.__antiphon_kept())
        };
        quote_spanned! {Span::mixed_site()=> #[allow(unused_variables, clippy::all, clippy::pedantic)] let #name = #value; }
    });
    quote_spanned! {Span::mixed_site()=>
        #[allow(unused_imports)]
        use #antiphon::__private::KeptByReference as _;
        #(#bindings)*
    }
}

/// The item, if all conditions hold.
fn filtered(conditions: &[Expr], item: &TokenStream) -> TokenStream {
    let some = quote_spanned!(Span::mixed_site()=> ::core::option::Option::Some(#item));
    conditions.iter().rev().fold(some, |inner, condition| {
        let none = quote_spanned!(Span::mixed_site()=> { ::core::option::Option::None });
        ExprIf {
            attrs: Vec::new(),
            if_token: Token![if](Span::mixed_site()),
            cond: Box::new(condition.clone()),
            then_branch: syn::parse_quote!({ #inner }),
            else_branch: Some((Token![else](Span::mixed_site()), Box::new(Expr::Verbatim(none)))),
        }
        .into_token_stream()
    })
}

/// A closure's parameter has no `|` of its own.
fn closure_pattern(pattern: &Pat) -> TokenStream {
    match pattern {
        Pat::Or(_) => quote_spanned!(Span::mixed_site()=> (#pattern)),
        pattern => pattern.to_token_stream(),
    }
}
