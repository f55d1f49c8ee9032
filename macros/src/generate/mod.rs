//! `generate!`: a generator without a function, written as a closure.

mod answers;

use crate::{
    args::Args,
    check::check_block,
    elision::inferred,
    expand::Call,
    item::{Kind, Protocol, Returns, is_condition},
    keyword,
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, ExprBlock, ExprClosure, Pat, PatType, Result, ReturnType, Stmt, Token, Type, bracketed,
    parse::{Parse, ParseStream, Parser},
    spanned::Spanned,
    visit_mut::VisitMut,
};

pub(crate) fn generate(tokens: TokenStream) -> TokenStream {
    let block: Block = match syn::parse2(tokens) {
        Ok(block) => block,
        Err(error) => return error.into_compile_error(),
    };
    let errors = block.check();
    if errors.is_empty() {
        return block.expand();
    }
    // An expression, of a type that rustc does not complain about again.
    let errors = errors.iter().map(Error::to_compile_error);
    quote!({ #(#errors)* })
}

/// The arguments, which are those of the attribute, and the closure.
struct Block {
    /// The path to the library.
    antiphon: TokenStream,
    args: Args,
    closure: ExprClosure,
}

impl Parse for Block {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let antiphon;
        bracketed!(antiphon in input);
        let antiphon = antiphon.parse()?;
        let args = Args::parse_leading(input)?;
        if input.is_empty() {
            return Err(Error::new(input.span(), CLOSURE));
        }
        let closure = match input.parse()? {
            Expr::Closure(closure) => closure,
            other => return Err(Error::new_spanned(other, CLOSURE)),
        };
        input.parse::<Option<Token![,]>>()?;
        if !input.is_empty() {
            return Err(input.error("the closure is the last argument: put `name = type` before it"));
        }
        Ok(Self { antiphon, args, closure })
    }
}

const CLOSURE: &str = "`generate!` takes a closure: `generate!(|| { .. })`";

impl Block {
    /// Everything that is wrong, in the order of the source.
    fn check(&self) -> Vec<Error> {
        let mut errors = self.args.errors.clone();
        self.check_closure(&mut errors);
        self.check_parameters(&mut errors);
        // In an async closure other things are allowed.
        if self.closure.asyncness.is_none() {
            errors.extend(check_block(&self.closure.body));
        }
        errors
    }

    fn check_closure(&self, errors: &mut Vec<Error>) {
        let ExprClosure { attrs, lifetimes, constness, asyncness, .. } = &self.closure;
        let mut refuse = |span, message| errors.push(Error::new(span, message));
        if let Some(attribute) = attrs.first() {
            refuse(attribute.span(), "the closure takes no attributes: put them on the statement around `generate!`");
        }
        if let Some(lifetimes) = lifetimes {
            refuse(lifetimes.span(), "a generator is of one lifetime: remove `for<..>`, and write `&T` or `&'_ T`");
        }
        if let Some(token) = constness {
            refuse(token.span, "a generator cannot be `const`, since it runs when it is driven: remove `const`");
        }
        if let Some(token) = asyncness {
            refuse(
                token.span,
                "an `async` closure cannot be a generator: write an `async fn` with `#[generator]`, or remove `async`, \
                 yield what is to be awaited, and let the caller send what came of it",
            );
        }
    }

    fn check_parameters(&self, errors: &mut Vec<Error>) {
        if let (Some(_), Some((name, _))) = (self.closure.inputs.first(), &self.args.sends) {
            errors.push(Error::new(
                name.span(),
                "`send = T` makes a generator that yields first, and a parameter one that is sent to first: keep one. \
                 With a parameter its type is the type sent",
            ));
        }
        if let Some(second) = self.closure.inputs.iter().nth(1) {
            errors.push(Error::new_spanned(
                second,
                "a parameter is the first value sent, so there is only one: make one of a tuple, `|(a, b): (A, B)|`. \
                 What else the body needs it takes from its surroundings",
            ));
        }
        // The generator would be sent a value that its body never takes.
        let (attributes, _) = self.closure.inputs.first().map_or_else(Default::default, taken_apart);
        if let Some(attribute) = attributes.iter().find(|attribute| is_condition(attribute)) {
            errors.push(Error::new_spanned(
                attribute,
                "the parameter cannot be conditional: put the condition on the statement around `generate!`",
            ));
        }
    }

    /// The generator: an expression.
    ///
    /// ```text
    /// generate!(|first: &str| -> usize { word = yield longest; .. })
    ///
    /// __generator! {
    ///     $ Gen absurd SendFirst { #[inline(always)] } [_] [&str] [Infallible]
    ///     { if false { return never::<usize>(); } } { let first } {}
    ///     [yield_ try_yield yield_from try_yield_from] { word = yield_!(longest); .. }
    /// }
    /// ```
    fn expand(mut self) -> TokenStream {
        let antiphon = self.args.antiphon.as_ref().map_or(self.antiphon.clone(), ToTokens::to_token_stream);
        let (protocol, input) = self.protocol();
        let returns = self.returns(&antiphon);
        let first = self.closure.inputs.first().map(binding);
        keyword::Rewrite.visit_expr_mut(&mut self.closure.body);
        let call = Call {
            antiphon,
            captures: self.closure.capture,
            kind: Kind::Sync,
            protocol,
            yields: self.args.yields.as_ref().map_or_else(unknown, inferred),
            input: inferred(&input),
            throws: self.args.throws.as_ref(),
        };
        call.expand(&quote!({ #returns } { #first } {}), &braced(&self.closure.body))
    }

    fn protocol(&self) -> (Protocol, Type) {
        let sends = self.args.sends.as_ref().map(|(_, ty)| ty.clone());
        match self.closure.inputs.first() {
            Some(Pat::Type(PatType { ty, .. })) => (Protocol::SendFirst, (**ty).clone()),
            Some(_) => (Protocol::SendFirst, unknown()),
            None if sends.is_some() || answers::are_used(&self.closure) => {
                (Protocol::YieldFirst, sends.unwrap_or_else(unknown))
            }
            None => (Protocol::Plain, syn::parse_quote!(())),
        }
    }

    /// A `return` that never runs, and tells its type to those that follow.
    fn returns(&self, antiphon: &TokenStream) -> Option<TokenStream> {
        let returns = match &self.closure.output {
            ReturnType::Default => return None,
            ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => Returns::Never,
            ReturnType::Type(_, ty) => Returns::Type((**ty).clone()),
        };
        let returns = inferred(&returns.ty());
        let at = self.closure.output.span().resolved_at(Span::mixed_site());
        Some(quote_spanned!(at=> if false { return #antiphon::__private::never::<#returns>(); }))
    }
}

/// Binds the parameter; what type it has, the protocol says.
fn binding(parameter: &Pat) -> TokenStream {
    let (attributes, pattern) = taken_apart(parameter);
    quote!(#(#attributes)* let #pattern)
}

/// The attributes of the parameter, and its pattern. Of one that has no type, syn makes the attributes a part of the
/// pattern, whatever that is.
fn taken_apart(parameter: &Pat) -> (Vec<Attribute>, TokenStream) {
    let split = |tokens: ParseStream<'_>| Ok((tokens.call(Attribute::parse_outer)?, tokens.parse()?));
    match parameter {
        Pat::Type(PatType { attrs, pat, .. }) => (attrs.clone(), pat.to_token_stream()),
        pattern => split.parse2(pattern.to_token_stream()).unwrap_or_else(|_| (Vec::new(), pattern.to_token_stream())),
    }
}

/// The body in braces: the user's, but around a single expression, about which rustc would say that they are not needed.
fn braced(body: &Expr) -> TokenStream {
    match body {
        Expr::Block(ExprBlock { attrs, label: None, block }) if attrs.is_empty() => match block.stmts.as_slice() {
            [Stmt::Expr(only, None)] => quote_spanned!(Span::mixed_site()=> { #only }),
            _ => block.to_token_stream(),
        },
        body => quote_spanned!(Span::mixed_site()=> { #body }),
    }
}

fn unknown() -> Type {
    syn::parse_quote!(_)
}
