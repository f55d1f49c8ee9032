//! What is wrong with a function that is to be a generator, and how to write it instead.

use crate::{
    args::Args,
    body_macro,
    elision::{elided_lifetime, impl_trait},
    item::{is_condition, is_marker, is_sent},
    keyword,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Arm, Attribute, Error, Expr, ExprAsync, ExprAwait, ExprClosure, ExprConst, ExprMatch, ExprYield, FnArg, ImplItemFn,
    Item, ItemFn, Macro, Signature, TraitItemFn, Type,
    spanned::Spanned,
    visit::{self, Visit},
};

/// Everything that is wrong, in the order of the source.
pub(crate) fn check(args: &Args, function: &ItemFn) -> Vec<Error> {
    let mut errors = args.errors.clone();
    check_signature(&function.sig, &mut errors);
    check_parameters(args, &function.sig, &mut errors);
    let awaits = function.sig.asyncness.is_some();
    let mut body = Body { errors, place: Place::Body, awaits, keyword: false };
    body.visit_block(&function.block);
    body.errors
}

/// Everything that is wrong with a body in which the keyword `yield` works.
pub(crate) fn check_block(body: &Expr) -> Vec<Error> {
    let mut found = Body { errors: Vec::new(), place: Place::Body, awaits: false, keyword: true };
    found.visit_expr(body);
    found.errors
}

fn check_signature(signature: &Signature, errors: &mut Vec<Error>) {
    if let Some(token) = signature.constness {
        errors.push(Error::new(
            token.span,
            "a generator cannot be a `const fn`, since it runs when it is driven: remove `const`",
        ));
    }
    if let Some(variadic) = &signature.variadic {
        errors.push(Error::new(variadic.dots.span(), "a generator cannot be variadic: take a slice or an iterator"));
    }
}

fn check_parameters(args: &Args, signature: &Signature, errors: &mut Vec<Error>) {
    let mut sent = None;
    for parameter in &signature.inputs {
        match parameter {
            FnArg::Receiver(receiver) => {
                if let Some(attribute) = marker(&receiver.attrs) {
                    errors.push(Error::new_spanned(
                        attribute,
                        "`self` is there before anything is sent: mark another parameter with `#[send]`",
                    ));
                }
            }
            FnArg::Typed(parameter) if is_sent(&parameter.attrs) => {
                let attribute = marker(&parameter.attrs).expect("it is marked");
                check_marker(&parameter.attrs, errors);
                check_unconditional(&parameter.attrs, errors);
                check_sent_type(&parameter.ty, errors);
                if sent.replace(attribute).is_some() {
                    errors.push(Error::new_spanned(
                        attribute,
                        "only one parameter is the first value sent: make one of a tuple, `#[send] (a, b): (A, B)`",
                    ));
                }
            }
            FnArg::Typed(_) => {}
        }
    }
    if let (Some(_), Some((name, _))) = (sent, &args.sends) {
        errors.push(Error::new(
            name.span(),
            "`send = T` makes a generator that yields first, and `#[send]` one that is sent to first: keep one. With \
             `#[send]` the type of the parameter is the type sent",
        ));
    }
}

fn marker(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| is_marker(attribute))
}

fn check_marker(attributes: &[Attribute], errors: &mut Vec<Error>) {
    for (index, attribute) in attributes.iter().filter(|attribute| is_marker(attribute)).enumerate() {
        if attribute.meta.require_path_only().is_err() {
            errors.push(Error::new_spanned(&attribute.meta, "`#[send]` takes no arguments: remove them"));
        } else if index > 0 {
            errors.push(Error::new_spanned(attribute, "`#[send]` is given twice: keep one"));
        }
    }
}

/// Whether a parameter is sent decides the type of the function, which cannot depend on what else is left out.
fn check_unconditional(attributes: &[Attribute], errors: &mut Vec<Error>) {
    if let Some(attribute) = attributes.iter().find(|attribute| is_condition(attribute)) {
        errors.push(Error::new_spanned(
            attribute,
            "the parameter that is sent cannot be conditional: put the condition on the function",
        ));
    }
}

fn check_sent_type(ty: &Type, errors: &mut Vec<Error>) {
    if let Some(span) = elided_lifetime(ty) {
        errors.push(Error::new(
            span,
            "name the lifetime of what is sent, as in `fn f<'a>(#[send] text: &'a str)`: left out, it would be taken \
             from another parameter",
        ));
    }
    if let Some(span) = impl_trait(ty) {
        errors.push(Error::new(span, "name the type of what is sent, as in `fn f<T: Trait>(#[send] value: T)`"));
    }
}

/// Where the visitor is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Closure,
    Async,
    Const,
    Item,
}

impl Place {
    /// Why a body macro cannot stand here, and what to do.
    fn refusal(self, name: &str) -> Option<String> {
        let reason = match self {
            Self::Body => return None,
            Self::Closure => {
                "in a closure: only the body of the generator can suspend it. Write a loop, or collect first"
            }
            Self::Async => {
                "in an `async` block: only the body of the generator can suspend it. Move it out of the block"
            }
            Self::Const => "in a `const` block, which is evaluated at compile time. Move it out of the block",
            Self::Item => {
                "in a function of its own: only the body of the generator can suspend it. Annotate the inner function \
                 with `#[generator]` too, and hand on to it with `yield_from!`"
            }
        };
        Some(format!("`{name}` cannot stand {reason}"))
    }
}

/// Looks for what cannot stand in a body.
struct Body {
    errors: Vec<Error>,
    place: Place,
    /// Whether the body may.
    awaits: bool,
    /// Whether the keyword `yield` works.
    keyword: bool,
}

impl Body {
    fn within(&mut self, place: Place, visit: impl FnOnce(&mut Self)) {
        let around = core::mem::replace(&mut self.place, place);
        visit(self);
        self.place = around;
    }
}

/// An inner generator is the business of its own attribute.
fn is_generator(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().segments.last().is_some_and(|name| name.ident == "generator"))
}

/// Whether an expression stands for a place that is found by an index.
fn is_indexed(place: &Expr) -> bool {
    match place {
        Expr::Index(_) => true,
        Expr::Field(field) => is_indexed(&field.base),
        Expr::Paren(inner) => is_indexed(&inner.expr),
        Expr::Group(inner) => is_indexed(&inner.expr),
        _ => false,
    }
}

/// Whether the body is suspended, be it in the arguments of another macro.
fn suspends(tokens: TokenStream) -> bool {
    keyword::find(tokens.clone()).is_some() || body_macro::named(tokens).is_some()
}

impl<'ast> Visit<'ast> for Body {
    fn visit_macro(&mut self, mac: &'ast Macro) {
        if let Some(name) = body_macro::called_by(mac) {
            if let Some(refusal) = self.place.refusal(&format!("{name}!")) {
                self.errors.push(Error::new(name.span(), refusal));
            } else if body_macro::is_qualified(&mac.path) {
                let message = format!("write `{name}!` without a path: in the body of a generator it is always there");
                self.errors.push(Error::new_spanned(&mac.path, message));
            }
        }
        if !self.keyword {
            return;
        }
        match keyword::arguments(mac) {
            Ok(arguments) => arguments.iter().for_each(|argument| Self::visit_expr(self, argument)),
            Err(yielded) => self.errors.push(Error::new(
                yielded,
                "`yield` cannot be read among the arguments of this macro, which are no list of expressions: bind its \
                 value before, `let value = yield ..;`",
            )),
        }
    }

    fn visit_expr_yield(&mut self, expression: &'ast ExprYield) {
        let refusal = if self.keyword {
            self.place.refusal("yield")
        } else {
            Some("the keyword `yield` cannot be used in a function: write `yield_!(value)`".to_string())
        };
        self.errors.extend(refusal.map(|refusal| Error::new(expression.yield_token.span, refusal)));
        visit::visit_expr_yield(self, expression);
    }

    fn visit_expr_await(&mut self, expression: &'ast ExprAwait) {
        if self.place == Place::Body && !self.awaits {
            self.errors.push(Error::new(
                expression.await_token.span,
                "`.await` cannot stand in a generator that is not async: make it an `async fn`, or yield what is to be \
                 awaited and let the caller send what came of it",
            ));
        }
        visit::visit_expr_await(self, expression);
    }

    // rustc 1.95 and 1.97 do not keep the index of an array or a slice while a guard is suspended, in `async` blocks of all
    // kinds: the arms then read at an index that was never written.
    fn visit_expr_match(&mut self, expression: &'ast ExprMatch) {
        // The guard is a part of the pattern.
        let is_suspended = |arm: &Arm| suspends(arm.pat.to_token_stream());
        if is_indexed(&expression.expr) && expression.arms.iter().any(is_suspended) {
            self.errors.push(Error::new_spanned(
                &expression.expr,
                "a guard cannot suspend while an element of an array is matched, since rustc loses the index: match on a \
                 reference, `match &values[index]`",
            ));
        }
        visit::visit_expr_match(self, expression);
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        self.within(Place::Closure, |body| visit::visit_expr_closure(body, closure));
    }

    fn visit_expr_async(&mut self, block: &'ast ExprAsync) {
        self.within(Place::Async, |body| visit::visit_expr_async(body, block));
    }

    fn visit_expr_const(&mut self, block: &'ast ExprConst) {
        self.within(Place::Const, |body| visit::visit_expr_const(body, block));
    }

    fn visit_item(&mut self, item: &'ast Item) {
        self.within(Place::Item, |body| visit::visit_item(body, item));
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        if !is_generator(&function.attrs) {
            visit::visit_item_fn(self, function);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if !is_generator(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if !is_generator(&function.attrs) {
            visit::visit_trait_item_fn(self, function);
        }
    }
}
