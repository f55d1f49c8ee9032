//! What cannot stand in a generator expression, and how to write it instead.

use super::Expression;
use crate::{body_macro, keyword};
use proc_macro2::Span;
use syn::{
    Error, Expr, ExprAsync, ExprAwait, ExprClosure, ExprReturn, ExprTry, ExprYield, Item, Macro,
    visit::{self, Visit},
};

/// Everything that is wrong, in the order of the source.
pub(super) fn check(expression: &Expression) -> Vec<Error> {
    let mut check = Check { errors: Vec::new(), lazily: true };
    check.visit_expr(&expression.element);
    for (index, part) in expression.loops.iter().enumerate() {
        check.lazily = index > 0;
        check.visit_expr(&part.source);
        check.lazily = true;
        part.conditions.iter().for_each(|condition| check.visit_expr(condition));
    }
    check.errors
}

struct Check {
    errors: Vec<Error>,
    /// Whether what is visited runs only when an item is asked for. The outermost source is there at once, in the
    /// function around it.
    lazily: bool,
}

impl Check {
    fn refuse(&mut self, span: Span, message: &str) {
        if self.lazily {
            self.errors.push(Error::new(span, message));
        }
    }

    fn refuse_yield(&mut self, span: Span) {
        self.refuse(
            span,
            "a generator expression cannot yield, since it is an iterator of its elements: write a loop around the \
             yield, or `generate!`",
        );
    }
}

impl<'ast> Visit<'ast> for Check {
    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(name) = body_macro::called_by(mac) {
            self.refuse_yield(name.span());
        } else if !keyword::is_generator(mac) {
            let named = keyword::find(mac.tokens.clone()).or_else(|| body_macro::named(mac.tokens.clone()));
            if let Some(span) = named {
                self.refuse_yield(span);
            }
        }
    }

    fn visit_expr_yield(&mut self, expression: &'ast ExprYield) {
        let span = expression.yield_token.span;
        if self.lazily {
            self.refuse_yield(span);
        } else {
            let message = "the keyword `yield` cannot be used in here: write `yield_!(value)`";
            self.errors.push(Error::new(span, message));
        }
        visit::visit_expr_yield(self, expression);
    }

    fn visit_expr_try(&mut self, expression: &'ast ExprTry) {
        self.refuse(
            expression.question_token.span,
            "`?` cannot leave a generator expression: let the element be a `Result`, and collect into a `Result`, or \
             loop over it with `?`",
        );
        visit::visit_expr_try(self, expression);
    }

    fn visit_expr_return(&mut self, expression: &'ast ExprReturn) {
        self.refuse(
            expression.return_token.span,
            "`return` cannot stand in a generator expression: skip elements with `if`, or write `generate!`",
        );
        visit::visit_expr_return(self, expression);
    }

    fn visit_expr_await(&mut self, expression: &'ast ExprAwait) {
        self.refuse(
            expression.await_token.span,
            "`.await` cannot stand in a generator expression, which is an iterator: await before, or loop",
        );
        visit::visit_expr_await(self, expression);
    }

    // These are functions of their own.
    fn visit_item(&mut self, _: &'ast Item) {}
    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        let mut inner = Yields(self);
        inner.visit_expr(&closure.body);
    }
    fn visit_expr_async(&mut self, block: &'ast ExprAsync) {
        let mut inner = Yields(self);
        inner.visit_block(&block.block);
    }
}

/// In a closure or an `async` block: a `return` is its own there, but a yield is not.
struct Yields<'a>(&'a mut Check);

impl<'ast> Visit<'ast> for Yields<'_> {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Yield(expression) => self.0.visit_expr_yield(expression),
            expression => visit::visit_expr(self, expression),
        }
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.0.visit_macro(mac);
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}
