//! Whether the value of any yield is used: then somebody has to send one.

use crate::{body_macro, keyword};
use syn::{
    Block, Expr, ExprAssign, ExprAsync, ExprClosure, ExprConst, ExprForLoop, ExprIf, ExprLet, ExprLoop, ExprMatch,
    ExprMethodCall, ExprWhile, Item, Local, LocalInit, Macro, Pat, ReturnType, Stmt, Type,
    visit::{self, Visit},
};

/// Whether a value that is sent to the body of the closure would be seen.
///
/// A yield that is a statement drops it, and so does one that is the end of a block that is a statement. A `try_yield!`
/// also drops it where only the interrupt is looked at.
pub(super) fn are_used(closure: &ExprClosure) -> bool {
    let mut answers = Answers { used: false };
    if returns_something(&closure.output) {
        answers.visit_expr(&closure.body);
    } else {
        answers.dropped(&closure.body);
    }
    answers.used
}

fn returns_something(output: &ReturnType) -> bool {
    match output {
        ReturnType::Default => false,
        ReturnType::Type(_, ty) => !matches!(&**ty, Type::Tuple(tuple) if tuple.elems.is_empty()),
    }
}

/// What is visited is an expression whose value is used.
struct Answers {
    used: bool,
}

impl Answers {
    /// An expression whose value is dropped.
    fn dropped(&mut self, expression: &Expr) {
        match expression {
            Expr::Yield(suspended) => visit::visit_expr_yield(self, suspended),
            Expr::Macro(call) => self.call(&call.mac, true),
            Expr::Block(block) => self.block(&block.block, true),
            Expr::Unsafe(block) => self.block(&block.block, true),
            Expr::Paren(inner) => self.dropped(&inner.expr),
            Expr::Group(inner) => self.dropped(&inner.expr),
            // `try_yield!(value)?;`
            Expr::Try(question) if tried(&question.expr) => self.dropped(&question.expr),
            Expr::If(branches) => self.branches(branches, true),
            Expr::Match(branches) => self.arms(branches, true),
            Expr::Assign(ExprAssign { left, right, .. }) if matches!(**left, Expr::Infer(_)) => self.dropped(right),
            other => self.visit_expr(other),
        }
    }

    fn value(&mut self, expression: &Expr, dropped: bool) {
        if dropped { self.dropped(expression) } else { self.visit_expr(expression) }
    }

    /// A block, whose last expression is its value.
    fn block(&mut self, block: &Block, dropped: bool) {
        let last = block.stmts.len().saturating_sub(1);
        for (index, statement) in block.stmts.iter().enumerate() {
            let dropped = dropped || index < last;
            match statement {
                Stmt::Expr(expression, semicolon) => self.value(expression, dropped || semicolon.is_some()),
                Stmt::Macro(call) => self.call(&call.mac, dropped || call.semi_token.is_some()),
                Stmt::Local(local) => self.local(local),
                Stmt::Item(_) => {}
            }
        }
    }

    fn local(&mut self, local: &Local) {
        let Some(LocalInit { expr, diverge, .. }) = &local.init else { return };
        self.matched(expr, [&local.pat]);
        if let Some((_, otherwise)) = diverge {
            self.visit_expr(otherwise);
        }
    }

    fn branches(&mut self, ExprIf { cond, then_branch, else_branch, .. }: &ExprIf, dropped: bool) {
        self.visit_expr(cond);
        self.block(then_branch, dropped);
        if let Some((_, otherwise)) = else_branch {
            self.value(otherwise, dropped);
        }
    }

    fn arms(&mut self, ExprMatch { expr, arms, .. }: &ExprMatch, dropped: bool) {
        self.matched(expr, arms.iter().map(|arm| &arm.pat));
        for arm in arms {
            self.visit_pat(&arm.pat);
            self.value(&arm.body, dropped);
        }
    }

    /// What is taken apart by patterns.
    fn matched<'a>(&mut self, expression: &Expr, patterns: impl IntoIterator<Item = &'a Pat>) {
        let drops: fn(&Pat) -> bool =
            if tried(expression) { drops_what_is_sent } else { |pattern| matches!(pattern, Pat::Wild(_)) };
        let dropped = patterns.into_iter().all(drops);
        self.value(expression, dropped);
    }

    /// A call of a macro, which may be a yield.
    fn call(&mut self, mac: &Macro, dropped: bool) {
        match body_macro::called_by(mac).map(ToString::to_string).as_deref() {
            Some("yield_" | "try_yield") => {
                self.used |= !dropped;
                mac.parse_body::<Expr>().iter().for_each(|operand| self.visit_expr(operand));
            }
            // What the child is sent is the child's.
            Some(_) => {}
            None if mac.path.segments.last().is_some_and(|name| name.ident == "generate") => {}
            None => {
                keyword::arguments(mac).iter().flatten().for_each(|argument| self.visit_expr(argument));
                self.used |= body_macro::named(mac.tokens.clone()).is_some();
            }
        }
    }
}

/// Whether the expression is a `try_yield!`.
fn tried(expression: &Expr) -> bool {
    match expression {
        Expr::Macro(call) => body_macro::called_by(&call.mac).is_some_and(|name| name == "try_yield"),
        Expr::Paren(inner) => tried(&inner.expr),
        Expr::Group(inner) => tried(&inner.expr),
        _ => false,
    }
}

/// Whether a pattern for what `try_yield!` gives looks only at the interrupt.
fn drops_what_is_sent(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Or(alternatives) => alternatives.cases.iter().all(drops_what_is_sent),
        Pat::Paren(inner) => drops_what_is_sent(&inner.pat),
        Pat::TupleStruct(variant) if variant.path.is_ident("Err") => true,
        Pat::TupleStruct(variant) if variant.path.is_ident("Ok") => variant.elems.iter().all(|pattern| match pattern {
            Pat::Tuple(unit) => unit.elems.is_empty(),
            pattern => matches!(pattern, Pat::Wild(_) | Pat::Rest(_)),
        }),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Answers {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        self.used |= matches!(expression, Expr::Yield(_));
        visit::visit_expr(self, expression);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.block(block, false);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.call(mac, false);
    }

    fn visit_expr_if(&mut self, expression: &'ast ExprIf) {
        self.branches(expression, false);
    }

    fn visit_expr_match(&mut self, expression: &'ast ExprMatch) {
        self.arms(expression, false);
    }

    // `if let`, `while let`
    fn visit_expr_let(&mut self, expression: &'ast ExprLet) {
        self.matched(&expression.expr, [&*expression.pat]);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if tried(&call.receiver) && matches!(call.method.to_string().as_str(), "is_ok" | "is_err" | "err") {
            self.dropped(&call.receiver);
        } else {
            visit::visit_expr_method_call(self, call);
        }
    }

    // The value of their block is `()`.
    fn visit_expr_for_loop(&mut self, expression: &'ast ExprForLoop) {
        self.visit_expr(&expression.expr);
        self.block(&expression.body, true);
    }

    fn visit_expr_while(&mut self, expression: &'ast ExprWhile) {
        self.visit_expr(&expression.cond);
        self.block(&expression.body, true);
    }

    fn visit_expr_loop(&mut self, expression: &'ast ExprLoop) {
        self.block(&expression.body, true);
    }

    // Nothing in these suspends this body.
    fn visit_item(&mut self, _: &'ast Item) {}
    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}
    fn visit_expr_async(&mut self, _: &'ast ExprAsync) {}
    fn visit_expr_const(&mut self, _: &'ast ExprConst) {}
}
