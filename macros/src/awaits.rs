//! What `.await` becomes in the body of an async generator.

use crate::body_macro;
use proc_macro2::Span;
use quote::{ToTokens, quote_spanned};
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

impl VisitMut for Awaits<'_> {
    fn visit_expr_await_mut(&mut self, expression: &mut ExprAwait) {
        visit_mut::visit_expr_await_mut(self, expression);
        let (antiphon, future) = (self.antiphon, &expression.base);
        let at = expression.await_token.span.resolved_at(Span::mixed_site());
        *expression.base = Expr::Verbatim(quote_spanned!(at=> #antiphon::__private::asynchronous::foreign(#future)));
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
