//! Which variables of a loop the loops within it use.

use super::{Expression, Loop};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Ident, Pat, PatIdent,
    ext::IdentExt,
    visit::{self, Visit},
};

/// The variables that each loop leaves to the next one: those of its own that are named further in, and those that were
/// left to it and are.
pub(super) fn carried(expression: &Expression) -> Vec<Vec<Ident>> {
    let loops = &expression.loops;
    let mut carried: Vec<Vec<Ident>> = Vec::new();
    for (index, part) in loops.iter().enumerate() {
        let own = part.bound();
        let left = carried.last().into_iter().flatten().filter(|name| !own.contains(name)).cloned();
        let names = own.iter().cloned().chain(left);
        let used = names.filter(|name| (index + 1..loops.len()).any(|inner| is_used(expression, index, inner, name)));
        let used = used.collect();
        carried.push(used);
    }
    carried
}

/// Whether the `inner` loop, with what it is for, names the variable of the `outer` one.
fn is_used(expression: &Expression, outer: usize, inner: usize, name: &Ident) -> bool {
    let loops = &expression.loops;
    let hidden = loops[outer + 1..inner].iter().any(|between| between.bound().contains(name))
        || in_pattern(&loops[inner].pattern).contains(name);
    let goal = loops.get(inner + 1).map_or(&expression.element, |next| &next.source);
    let mut parts = loops[inner].conditions.iter().chain([goal]);
    !hidden && parts.any(|part| mentions(part.to_token_stream(), &name.unraw().to_string()))
}

impl Loop {
    /// The variables that the pattern binds, and those that conditions do (`if let`).
    pub(super) fn bound(&self) -> Vec<Ident> {
        let mut bound = Bound(in_pattern(&self.pattern));
        for condition in &self.conditions {
            bound.visit_expr(condition);
        }
        bound.0
    }
}

fn in_pattern(pattern: &Pat) -> Vec<Ident> {
    let mut bound = Bound(Vec::new());
    bound.visit_pat(pattern);
    bound.0
}

struct Bound(Vec<Ident>);

impl<'ast> Visit<'ast> for Bound {
    fn visit_pat_ident(&mut self, pattern: &'ast PatIdent) {
        // A constant and a struct without fields look the same.
        let is_variable = pattern.ident.to_string().starts_with(|first: char| !first.is_uppercase());
        if is_variable && !self.0.contains(&pattern.ident) {
            self.0.push(pattern.ident.clone());
        }
        visit::visit_pat_ident(self, pattern);
    }

    // What these bind ends with them.
    fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    fn visit_block(&mut self, _: &'ast syn::Block) {}
    fn visit_arm(&mut self, _: &'ast syn::Arm) {}
}

/// Whether the name, without `r#`, stands in the tokens, be it in the text of a `format!`.
fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident.unraw() == name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Literal(text) => text.to_string().contains(&format!("{{{name}")),
        TokenTree::Punct(_) => false,
    })
}
