//! The function that an annotated function becomes.

use crate::{
    args::Args,
    check::check,
    elision::inferred,
    item::{Definition, Parameter},
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Error, Ident, ItemFn, Lifetime, Pat, PatIdent, Safety, Type};

/// The label that no yield outside of the body reaches. Its name is what rustc shows of a yield that a macro has hidden
/// in a closure or an async block.
const LABEL: &str = "'yield_stands_directly_in_the_body_of_the_generator";

pub(crate) fn generator(args: TokenStream, item: &TokenStream) -> TokenStream {
    let function = match parse_function(item) {
        Ok(function) => function,
        Err(error) => {
            let error = error.into_compile_error();
            return quote!(#error #item);
        }
    };
    let args = Args::parse(args);
    let errors = check(&args, &function);
    let definition = Definition::new(&args, function);
    if errors.is_empty() {
        return definition.expand(&definition.body());
    }
    let errors = errors.iter().map(Error::to_compile_error);
    let stub = definition.expand(&definition.stub());
    quote!(#(#errors)* #stub)
}

fn parse_function(item: &TokenStream) -> syn::Result<ItemFn> {
    syn::parse2(item.clone()).map_err(|error| {
        if syn::parse2::<syn::TraitItemFn>(item.clone()).is_ok() {
            let message = "a generator needs a body: in a trait, write the type it returns, \
                           `-> Gen<Y, I, E, Protocol, impl Future<Output = R>>`, without the attribute";
            return Error::new_spanned(item, message);
        }
        match syn::parse2::<syn::Item>(item.clone()) {
            Ok(_) => Error::new(Span::call_site(), "`#[generator]` goes on a function or a method"),
            Err(_) => error,
        }
    })
}

impl Definition {
    /// The function, with `body` for the statements that make and return the generator.
    ///
    /// ```text
    /// fn average(window: usize, #[send] mut value: f64) -> u64 { .. }
    ///
    /// fn average(window: usize) -> Gen<f64, f64, Reset, SendFirst, impl Future<Output = u64>> { body }
    /// ```
    fn expand(&self, body: &TokenStream) -> TokenStream {
        let Self { attributes, visibility, antiphon, yields, input, .. } = self;
        let (protocol, error, returns) = (self.protocol.name(), self.error(), self.returns.ty());
        let safety = match &self.signature.safety {
            Safety::Unsafe(token) => Some(token),
            Safety::Safe(_) | Safety::Default => None,
        };
        let (name, abi, generics) = (&self.signature.ident, &self.signature.abi, &self.signature.generics);
        let bounds = &generics.where_clause;
        let parameters = self.parameters.iter().filter_map(Parameter::passed);
        quote_spanned! {Span::mixed_site()=>
            #(#attributes)*
            #visibility #safety #abi fn #name #generics(#(#parameters),*) -> #antiphon::Gen<
                #yields,
                #input,
                #error,
                #antiphon::#protocol,
                impl ::core::future::Future<Output = #returns>,
            > #bounds {
                #body
            }
        }
    }

    /// The statements that make the generator.
    ///
    /// The user's statements stand outside of every `unsafe`, in a block whose label the local macros check. These
    /// macros are `macro_rules` and not expanded here, so that a macro in whose arguments a yield stands sees only the
    /// yield, and nothing of its expansion.
    ///
    /// ```text
    /// let token = unsafe { Token::<f64, f64, Reset>::new() };
    /// let body = returning::<u64, _>(#[inline(always)] async move {
    ///     let window = window;
    ///     let mut value = unsafe { token.first() }.await;
    ///     'body: { macro_rules! yield_ { .. } .. the user's statements .. }
    /// });
    /// unsafe { Gen::new(token, body) }
    /// ```
    fn body(&self) -> TokenStream {
        let Self { antiphon, .. } = self;
        let token = Ident::new("token", Span::mixed_site());
        let label = Lifetime::new(LABEL, Span::mixed_site());
        let make_token = self.make_token();
        let returns = inferred(&self.returns.ty());
        let bindings = self.parameters.iter().map(|parameter| parameter.binding(antiphon, &token));
        let macros = self.local_macros(&token, &label);
        let statements = &self.body.stmts;
        quote_spanned! {Span::mixed_site()=>
            let #token = #make_token;
            let body = #antiphon::__private::returning::<#returns, _>(#[inline(always)] async move {
                #(#bindings)*
                #label: {
                    #macros
                    #(#statements)*
                }
            });
            unsafe { #antiphon::Gen::new(#token, body) }
        }
    }

    /// What a rejected function does, so that its callers compile and its error is the only one.
    fn stub(&self) -> TokenStream {
        let Self { antiphon, .. } = self;
        let make_token = self.make_token();
        let returns = inferred(&self.returns.ty());
        quote_spanned! {Span::mixed_site()=>
            #![allow(unused)]
            unsafe { #antiphon::Gen::new(#make_token, async move { #antiphon::__private::never::<#returns>() }) }
        }
    }

    fn make_token(&self) -> TokenStream {
        let Self { antiphon, .. } = self;
        let (yields, input, error) = (inferred(&self.yields), inferred(&self.input), inferred(&self.error()));
        quote_spanned! {Span::mixed_site()=>
            unsafe { #antiphon::__private::Token::<#yields, #input, #error>::new() }
        }
    }

    fn error(&self) -> Type {
        self.throws.clone().unwrap_or_else(|| Type::Verbatim(quote!(::core::convert::Infallible)))
    }

    /// `yield_!` and its siblings, for the body that follows.
    fn local_macros(&self, token: &Ident, label: &Lifetime) -> TokenStream {
        let Self { antiphon, .. } = self;
        let call_site = |name: &str| Ident::new(name, Span::call_site());
        let [yield_, try_yield, yield_from, try_yield_from] =
            ["yield_", "try_yield", "yield_from", "try_yield_from"].map(call_site);
        let uncaught = Ident::new(if self.throws.is_some() { "leave" } else { "absurd" }, Span::mixed_site());
        let check = quote_spanned!(Span::mixed_site()=> if false { break #label #antiphon::__private::never() });
        quote_spanned! {Span::mixed_site()=>
            #[allow(unused_macros)]
            macro_rules! #yield_ {
                () => {{ #check #antiphon::__suspend!(#uncaught, #token, ()) }};
                ($value:expr $(,)?) => {{ #check #antiphon::__suspend!(#uncaught, #token, $value) }};
                ($($other:tt)*) => { ::core::compile_error!("`yield_!` takes one value: `yield_!(value)`") };
            }
            #[allow(unused_macros)]
            macro_rules! #try_yield {
                () => {{ #check #antiphon::__try_suspend!(#token, ()) }};
                ($value:expr $(,)?) => {{ #check #antiphon::__try_suspend!(#token, $value) }};
                ($($other:tt)*) => { ::core::compile_error!("`try_yield!` takes one value: `try_yield!(value)`") };
            }
            #[allow(unused_macros)]
            macro_rules! #yield_from {
                ($child:expr $(, $first:expr)? $(,)?) => {{
                    #check #antiphon::__delegate!(delegate, #uncaught, #token, $child $(, $first)?)
                }};
                ($($other:tt)*) => {
                    ::core::compile_error!("`yield_from!` takes a generator, and the first value for a send-first one")
                };
            }
            #[allow(unused_macros)]
            macro_rules! #try_yield_from {
                ($child:expr $(, $first:expr)? $(,)?) => {{
                    #check #antiphon::__delegate!(try_delegate, #uncaught, #token, $child $(, $first)?)
                }};
                ($($other:tt)*) => {
                    ::core::compile_error!("`try_yield_from!` takes a generator, and the first value for a send-first one")
                };
            }
        }
    }
}

impl Parameter {
    /// The parameter of the function; the one that is sent is none.
    fn passed(&self) -> Option<TokenStream> {
        match self {
            Self::Receiver(receiver) => Some(quote!(#receiver)),
            Self::Passed { attributes, name, ty, .. } => Some(quote!(#(#attributes)* #name: #ty)),
            Self::Sent { .. } => None,
        }
    }

    /// Moves the argument into the body, so that it lives and is dropped as in a function, used or not.
    fn binding(&self, antiphon: &syn::Path, token: &Ident) -> TokenStream {
        match self {
            Self::Receiver(receiver) => {
                let this = &receiver.self_token;
                quote_spanned!(Span::mixed_site()=> let _ = &#this;)
            }
            Self::Passed {
                name, pattern: Pat::Ident(PatIdent { by_ref: None, subpat: None, mutability, .. }), ..
            } => {
                quote_spanned!(Span::mixed_site()=> let #mutability #name = #name;)
            }
            Self::Passed { name, pattern, .. } => {
                quote_spanned!(Span::mixed_site()=> let #name = #name; let #pattern = #name;)
            }
            Self::Sent { pattern } => quote_spanned! {Span::mixed_site()=>
                let #pattern = unsafe { #antiphon::__private::Token::first(#token) }.await;
            },
        }
    }
}
