//! What `.await` becomes in the body of an async generator.

use crate::body_macro;
use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Block, Expr, ExprAsync, ExprAwait, ExprClosure, ExprConst, Item, Macro, Path, Token,
    punctuated::Punctuated,
    visit_mut::{self, VisitMut},
};

/// Hands each future that the body awaits a context of its own: `future.await` becomes `foreign(future).await`.
///
/// Awaits that other macros hide stay as they are: such a future sees the waker of the body, whose clones are the
/// executor's, and a yield that finds the context replaced notices.
pub(crate) fn wrap(body: &mut Block, antiphon: &Path) {
    Awaits { antiphon }.visit_block_mut(body);
}

struct Awaits<'a> {
    antiphon: &'a Path,
}

impl Awaits<'_> {
    /// `foreign(future)`, from the first token of the future to the last: rustc shows its messages there, and would have
    /// the user remove what stands between that and the `.await`.
    fn foreign(&self, future: TokenStream) -> TokenStream {
        let mut spans = future.clone().into_iter().map(|token| token.span());
        let first = spans.next().unwrap_or_else(Span::mixed_site);
        let last = spans.last().unwrap_or(first);
        let antiphon = self.antiphon.to_token_stream().into_iter().map(|mut token| {
            token.set_span(token.span().located_at(first));
            token
        });
        let path =
            quote_spanned!(first.resolved_at(Span::mixed_site())=> #(#antiphon)*::__private::asynchronous::foreign);
        let mut future = Group::new(Delimiter::Parenthesis, future);
        future.set_span(last.resolved_at(Span::mixed_site()));
        quote!(#path #future)
    }
}

impl VisitMut for Awaits<'_> {
    fn visit_expr_await_mut(&mut self, expression: &mut ExprAwait) {
        visit_mut::visit_expr_await_mut(self, expression);
        *expression.base = Expr::Verbatim(self.foreign(expression.base.to_token_stream()));
    }

    /// The arguments of the body's own macros are expressions of the body.
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        if body_macro::called_by(mac).is_none() {
            return;
        }
        let Ok(mut arguments) = mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) else { return };
        for argument in &mut arguments {
            self.visit_expr_mut(argument);
        }
        mac.tokens = arguments.into_token_stream();
    }

    // These are no part of the body.
    fn visit_expr_closure_mut(&mut self, _: &mut ExprClosure) {}
    fn visit_expr_async_mut(&mut self, _: &mut ExprAsync) {}
    fn visit_expr_const_mut(&mut self, _: &mut ExprConst) {}
    fn visit_item_mut(&mut self, _: &mut Item) {}
}
