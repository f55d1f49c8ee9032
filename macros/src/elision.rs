//! Two questions about types: is a lifetime left out, and what remains when `impl Trait` is.

use proc_macro2::Span;
use syn::{
    ParenthesizedGenericArguments, Type, TypeFnPtr, TypeReference,
    visit::{self, Visit},
    visit_mut::{self, VisitMut},
};

/// Where a type leaves out a lifetime in a way that can be seen: `&T` or `'_`.
pub(crate) fn elided_lifetime(ty: &Type) -> Option<Span> {
    let mut finder = Elided(None);
    finder.visit_type(ty);
    finder.0
}

struct Elided(Option<Span>);

impl<'ast> Visit<'ast> for Elided {
    fn visit_type_reference(&mut self, reference: &'ast TypeReference) {
        if reference.lifetime.is_none() {
            self.0.get_or_insert(reference.and_token.span);
        }
        visit::visit_type_reference(self, reference);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
        if lifetime.ident == "_" {
            self.0.get_or_insert(lifetime.span());
        }
    }

    // The lifetimes in `fn(&T)` and `Fn(&T)` are their own.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments(&mut self, _: &'ast ParenthesizedGenericArguments) {}
}

/// Where a type says `impl Trait`.
pub(crate) fn impl_trait(ty: &Type) -> Option<Span> {
    let mut finder = ImplTrait(None);
    finder.visit_type(ty);
    finder.0
}

struct ImplTrait(Option<Span>);

impl<'ast> Visit<'ast> for ImplTrait {
    fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
        self.0.get_or_insert(ty.impl_token.span);
    }
}

/// The type as an expression may name it: with `_` where it says `impl Trait`.
pub(crate) fn inferred(ty: &Type) -> Type {
    let mut ty = ty.clone();
    Infer.visit_type_mut(&mut ty);
    ty
}

struct Infer;

impl VisitMut for Infer {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if matches!(ty, Type::ImplTrait(_)) {
            *ty = syn::parse_quote!(_);
        } else {
            visit_mut::visit_type_mut(self, ty);
        }
    }
}
