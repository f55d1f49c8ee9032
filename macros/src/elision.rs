//! What types leave out: lifetimes, and what stands behind `impl Trait`.

use proc_macro2::Span;
use quote::format_ident;
use syn::{
    GenericParam, Generics, Lifetime, ParenthesizedGenericArguments, Type, TypeFnPtr, TypeParam, TypeReference,
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

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
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

/// The type with parameters for what it leaves out, which are added to `generics`.
pub(crate) fn generalised(ty: &Type, generics: &mut Generics) -> Type {
    let mut ty = ty.clone();
    let mut generalise = Generalise { lifetime: None, types: Vec::new() };
    generalise.visit_type_mut(&mut ty);
    if let Some(lifetime) = generalise.lifetime {
        generics.params.insert(0, syn::parse_quote!(#lifetime));
    }
    generics.params.extend(generalise.types.into_iter().map(GenericParam::Type));
    ty
}

struct Generalise {
    lifetime: Option<Lifetime>,
    types: Vec<TypeParam>,
}

impl Generalise {
    fn lifetime(&mut self) -> Lifetime {
        self.lifetime.get_or_insert_with(|| Lifetime::new("'sent", Span::mixed_site())).clone()
    }
}

impl VisitMut for Generalise {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        if reference.lifetime.is_none() {
            reference.lifetime = Some(self.lifetime());
        }
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if lifetime.ident == "_" {
            *lifetime = self.lifetime();
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::ImplTrait(behind) = ty {
            let name = format_ident!("Sent{}", self.types.len(), span = Span::mixed_site());
            let bounds = &behind.bounds;
            self.types.push(syn::parse_quote!(#name: #bounds));
            *ty = syn::parse_quote!(#name);
        } else {
            visit_mut::visit_type_mut(self, ty);
        }
    }

    fn visit_type_fn_ptr_mut(&mut self, _: &mut TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut ParenthesizedGenericArguments) {}
}
