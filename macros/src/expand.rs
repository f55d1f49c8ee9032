//! The function that an annotated function becomes.

use crate::{
    args::Args,
    awaits, body_macro,
    check::check,
    elision::{generalised, inferred},
    item::{Definition, Kind, Parameter, Protocol, is_condition},
};
use proc_macro2::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Error, Ident, Item, ItemFn, Pat, PatIdent, ReturnType, Safety, TraitItemFn, Type, spanned::Spanned};

/// Up to how many tokens a body is inlined into whoever drives it. That is worth a factor of four where a body does little
/// between two yields, and costs 1 to 1.7 bytes of code for each token and each further place that drives it: `benches`
/// has the table.
const INLINED: usize = 500;

/// How many tokens there are, a pair of brackets being one.
fn tokens(stream: TokenStream) -> usize {
    let count = |token| if let TokenTree::Group(group) = token { 1 + tokens(group.stream()) } else { 1 };
    stream.into_iter().map(count).sum()
}

pub(crate) fn generator(args: TokenStream, item: &TokenStream) -> TokenStream {
    let args = Args::parse(args);
    let (function, broken) = match syn::parse2(item.clone()) {
        Ok(function) => (function, None),
        Err(error) => match without_body(item) {
            Ok(function) => (function, Some(error)),
            Err(_) => return not_a_function(item, error),
        },
    };
    let mut errors = check(&args, &function);
    errors.extend(broken);
    let mut definition = Definition::new(&args, function);
    if errors.is_empty() {
        if definition.kind == Kind::Async {
            awaits::wrap(&mut definition.body, &definition.antiphon);
        }
        return definition.expand(&definition.body());
    }
    let errors = errors.iter().map(Error::to_compile_error);
    let definition = definition.generalised();
    let stub = definition.expand(&definition.stub());
    quote!(#(#errors)* #stub)
}

/// A function whose body cannot be read, with an empty one.
fn without_body(item: &TokenStream) -> syn::Result<ItemFn> {
    let emptied = item.clone().into_iter().map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new()))
        }
        token => token,
    });
    syn::parse2(emptied.collect())
}

/// Leaves what is no function as it is, so that the message is the only one.
fn not_a_function(item: &TokenStream, error: Error) -> TokenStream {
    let error = if syn::parse2::<TraitItemFn>(item.clone()).is_ok() {
        let message = "a generator needs a body: in a trait, write the type it returns, \
                       `-> Gen<Y, I, E, Protocol, impl Future<Output = R>>`, without the attribute";
        Error::new_spanned(item, message)
    } else if syn::parse2::<Item>(item.clone()).is_ok() {
        let first = item.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
        Error::new(Span::call_site().resolved_at(first), "`#[generator]` goes on a function or a method")
    } else {
        error
    };
    let error = error.into_compile_error();
    quote!(#error #item)
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
        let (kind, protocol, error, returns) =
            (self.kind.name(), self.protocol.name(), self.error(), self.returns.ty());
        let safety = match &self.signature.safety {
            Safety::Unsafe(token) => Some(token),
            Safety::Safe(_) | Safety::Default => None,
        };
        let (name, abi, generics) = (&self.signature.ident, &self.signature.abi, &self.signature.generics);
        let bounds = &generics.where_clause;
        let parameters = self.parameters.iter().filter_map(Parameter::passed);
        quote_spanned! {Span::mixed_site()=>
            #(#attributes)*
            #visibility #safety #abi fn #name #generics(#(#parameters),*) -> #antiphon::#kind<
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

    /// The statements that make the generator: `__generator!` does, which the library defines.
    ///
    /// Nothing that is emitted here is `unsafe`, nor names the token of the body: what stands under `crate = path`, or
    /// under the name of this crate, need not be the library.
    ///
    /// The user's block stays a block of its own, with its braces: so rustc points at it if it has the wrong type, and
    /// drops the temporaries of its tail when the edition of the user says. The first `return`, which never runs, tells
    /// the type to those that follow.
    ///
    /// ```text
    /// __generator! {
    ///     $ Gen leave SendFirst { #[inline(always)] } [f64] [f64] [Reset]
    ///     { if false { return never::<u64>(); } let window = window; } { let mut value } {}
    ///     [yield_ try_yield yield_from try_yield_from] { the user's statements }
    /// }
    /// ```
    fn body(&self) -> TokenStream {
        let Self { antiphon, .. } = self;
        let returns = inferred(&self.returns.ty());
        let at = self.return_span().resolved_at(Span::mixed_site());
        let expect = quote_spanned!(at=> if false { return #antiphon::__private::never::<#returns>(); });
        let sent = self.parameters.iter().position(|parameter| matches!(parameter, Parameter::Sent { .. }));
        let (before, after) = self.parameters.split_at(sent.unwrap_or(self.parameters.len()));
        let (first, after) = after.split_at(after.len().min(1));
        let bind = |parameters: &[Parameter]| parameters.iter().map(Parameter::binding).collect::<TokenStream>();
        let (before, first, after) = (bind(before), bind(first), bind(after));
        self.generator(&quote!({ #expect #before } { #first } { #after }), &self.body.to_token_stream())
    }

    /// What a rejected function does, so that its callers compile and its error is the only one.
    fn stub(&self) -> TokenStream {
        let Self { antiphon, .. } = self;
        let returns = inferred(&self.returns.ty());
        let body = quote_spanned!(Span::mixed_site()=> { #antiphon::__private::never::<#returns>() });
        let first = (self.protocol == Protocol::SendFirst).then(|| quote!(let _));
        let generator = self.generator(&quote!({} { #first } {}), &body);
        quote_spanned!(Span::mixed_site()=> #![allow(unused)] #generator)
    }

    /// `bindings` are those before the first value sent, that value's pattern, and those after it.
    fn generator(&self, bindings: &TokenStream, body: &TokenStream) -> TokenStream {
        let Self { antiphon, .. } = self;
        let dollar = Punct::new('$', Spacing::Alone);
        let uncaught = Ident::new(if self.throws.is_some() { "leave" } else { "absurd" }, Span::mixed_site());
        let (kind, protocol) = (self.kind.name(), self.protocol.name());
        let inline = (tokens(body.clone()) <= INLINED).then(|| quote!(#[inline(always)]));
        let (yields, input, error) = (inferred(&self.yields), inferred(&self.input), inferred(&self.error()));
        let names = body_macro::NAMES.map(|name| Ident::new(name, Span::call_site()));
        quote_spanned! {Span::mixed_site()=>
            #antiphon::__generator! { #dollar #kind #uncaught #protocol { #inline } [#yields] [#input] [#error] #bindings [#(#names)*] #body }
        }
    }

    /// With a name for what the type sent leaves out, so that a function rejected for it can be called all the same.
    fn generalised(mut self) -> Self {
        if self.protocol == Protocol::SendFirst {
            self.input = generalised(&self.input, &mut self.signature.generics);
        }
        self
    }

    /// Where rustc says that a type is expected because the function returns it.
    fn return_span(&self) -> Span {
        match &self.signature.output {
            ReturnType::Default => self.signature.ident.span(),
            ReturnType::Type(_, ty) => ty.span(),
        }
    }

    fn error(&self) -> Type {
        self.throws.clone().unwrap_or_else(|| Type::Verbatim(quote!(::core::convert::Infallible)))
    }
}

impl Parameter {
    /// The parameter of the function; the one that is sent is none.
    fn passed(&self) -> Option<TokenStream> {
        match self {
            Self::Receiver(receiver) => Some(quote!(#receiver)),
            Self::Passed { attributes, name, ty, .. } => {
                let attributes = attributes.iter().filter(|attribute| !attribute.path().is_ident("expect"));
                Some(quote!(#(#attributes)* #name: #ty))
            }
            Self::Sent { .. } => None,
        }
    }

    /// Moves the argument into the body, so that it lives and is dropped as in a function, used or not.
    ///
    /// Its attributes go with it: rustc looks at the binding to say that it is not used.
    fn binding(&self) -> TokenStream {
        // The user wrote neither a shadow nor a use.
        let silently = quote! {
            #[allow(clippy::no_effect_underscore_binding, clippy::shadow_same, clippy::used_underscore_binding)]
        };
        match self {
            Self::Receiver(receiver) => {
                let this = &receiver.self_token;
                quote_spanned!(Span::mixed_site()=> let _ = &#this;)
            }
            // A reference has nothing to drop, and is kept once where the body uses the argument itself.
            Self::Passed {
                attributes,
                pattern: Pat::Ident(PatIdent { by_ref: None, subpat: None, mutability: None, .. }),
                ty: Type::Reference(_),
                ..
            } if attributes.is_empty() => TokenStream::new(),
            Self::Passed {
                attributes,
                name,
                pattern: Pat::Ident(PatIdent { by_ref: None, subpat: None, mutability, .. }),
                ..
            } => {
                quote_spanned!(Span::mixed_site()=> #silently #(#attributes)* let #mutability #name = #name;)
            }
            Self::Passed { attributes, name, pattern, .. } => {
                let conditions = attributes.iter().filter(|attribute| is_condition(attribute));
                quote_spanned! {Span::mixed_site()=>
                    #silently #(#conditions)* let #name = #name;
                    #(#attributes)* let #pattern = #name;
                }
            }
            Self::Sent { attributes, pattern } => quote_spanned!(Span::mixed_site()=> #(#attributes)* let #pattern),
        }
    }
}
