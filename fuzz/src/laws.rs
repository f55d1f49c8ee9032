//! What holds of every expansion.

use crate::{expand, generate, genexp, seeds::Annotated};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::{FnArg, Item, ItemFn};

/// Expands the function; panics if that breaks a law.
pub(crate) fn check(annotated: &Annotated) {
    let arguments = annotated.arguments.iter().cloned().collect::<TokenStream>();
    let item = annotated.item.iter().cloned().collect::<TokenStream>();
    let output = expand::generator(arguments.clone(), &item);
    let expansion = Expansion { input: quote!(#arguments #item), item, output };
    expansion.adds_nothing_that_is_unsafe();
    if let Ok(function) = syn::parse2::<ItemFn>(expansion.item.clone()) {
        expansion.keeps_the_body(&function);
    } else {
        expansion.requires(expansion.is_rejected(), "what is no function is accepted");
    }
    if let Ok(function) = syn::parse2::<ItemFn>(without_bodies(&expansion.item)) {
        expansion.keeps_the_signature(&function);
    } else if syn::parse2::<Item>(expansion.item.clone()).is_ok() {
        expansion.requires(syn::parse2::<syn::File>(expansion.output.clone()).is_ok(), "the output is no Rust");
    }
}

/// Expands the function's body as a block, and its parts as an expression; panics if that breaks a law.
pub(crate) fn check_blocks(annotated: &Annotated) {
    let item = annotated.item.iter().cloned().collect::<TokenStream>();
    let Ok(function) = syn::parse2::<ItemFn>(item) else { return };
    let mut arguments = annotated.arguments.iter().cloned().collect::<TokenStream>();
    if !arguments.is_empty() && !arguments.to_string().ends_with(',') {
        arguments.extend(quote!(,));
    }
    let parameter = function.sig.inputs.first().and_then(|argument| match argument {
        FnArg::Typed(parameter) => Some((&parameter.pat, &parameter.ty)),
        FnArg::Receiver(_) => None,
    });
    let (pattern, ty) = parameter.unzip();
    let (colon, returns, body) = (ty.map(|_| quote!(:)), &function.sig.output, &function.block);
    let keyword = with_keyword(quote!(#body));
    is_an_expression(quote!([antiphon] #arguments |#pattern #colon #ty| #returns #keyword), generate::generate);
    is_an_expression(quote!([antiphon] move |#pattern| #keyword), generate::generate);
    let pattern = pattern.map_or_else(|| quote!(_), |pattern| quote!(#pattern));
    is_an_expression(quote!([antiphon] #body for #pattern in 0.. if true for #pattern in #body), genexp::genexp);
}

/// What a macro makes in the place of an expression is one, be it a message, and is safe.
fn is_an_expression(input: TokenStream, expand: fn(TokenStream) -> TokenStream) {
    let expansion = Expansion { output: expand(input.clone()), item: TokenStream::new(), input };
    expansion.adds_nothing_that_is_unsafe();
    expansion.requires(syn::parse2::<syn::Expr>(expansion.output.clone()).is_ok(), "the output is no expression");
}

/// With `yield (value)` for `yield_!(value)`.
fn with_keyword(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let mut changed = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) if name == "yield_" => {
                tokens.next_if(|next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'));
                changed.extend(quote!(yield));
            }
            TokenTree::Group(group) => {
                let inner = with_keyword(group.stream());
                changed.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            token => changed.extend([token]),
        }
    }
    changed
}

struct Expansion {
    /// The arguments of the attribute and the item.
    input: TokenStream,
    item: TokenStream,
    output: TokenStream,
}

impl Expansion {
    fn requires(&self, holds: bool, broken: &str) {
        assert!(holds, "{broken}: of\n    {}\ncomes\n    {}", self.input, self.output);
    }

    /// Whether there is a message beside the function; what a body holds is its own affair.
    fn is_rejected(&self) -> bool {
        let is_message = |item: &Item| matches!(item, Item::Macro(item) if has(&quote!(#item), "compile_error"));
        match syn::parse2::<syn::File>(self.output.clone()) {
            Ok(file) => file.items.iter().any(is_message),
            Err(_) => has(&self.output, "compile_error"),
        }
    }

    /// What the expansion does is safe, and does not name what the library keeps for itself.
    fn adds_nothing_that_is_unsafe(&self) {
        for word in ["unsafe", "token", "Token", "transmute"] {
            self.requires(has(&self.input, word) || !has(&self.output, word), &format!("`{word}` is new"));
        }
    }

    /// An accepted body stands in the expansion as it was written, a single statement beside one that is nothing; of a
    /// rejected one nothing is left.
    fn keeps_the_body(&self, function: &ItemFn) {
        let nothing = (function.block.stmts.len() == 1).then(|| {
            quote!(
                const _: () = ();
            )
        });
        let written = function.block.stmts.iter().fold(quote!(#nothing), |before, next| quote!(#before #next));
        let body = last_braces(&self.output).and_then(|body| last_braces(&body)).and_then(|body| last_braces(&body));
        let body = body.map_or_else(String::new, |body| body.to_string());
        if self.is_rejected() {
            self.requires(body.contains("never"), "a rejected function has no stub");
        } else if function.sig.asyncness.is_none() {
            // In an async one each future that is awaited is wrapped.
            self.requires(body == written.to_string(), "the body is another");
        }
    }

    /// The function is still there under its name, with the parameters that are not sent.
    fn keeps_the_signature(&self, function: &ItemFn) {
        let expanded = syn::parse2::<syn::File>(self.output.clone()).ok().and_then(|mut file| file.items.pop());
        let Some(Item::Fn(expanded)) = expanded else {
            return self.requires(false, "the function is gone");
        };
        let is_passed = |argument: &&FnArg| match argument {
            FnArg::Receiver(_) => true,
            FnArg::Typed(parameter) => !parameter.attrs.iter().any(|attribute| attribute.path().is_ident("send")),
        };
        self.requires(expanded.sig.ident == function.sig.ident, "the name is another");
        let count = function.sig.inputs.iter().filter(is_passed).count();
        self.requires(expanded.sig.inputs.len() == count, "the parameters are others");
    }
}

/// Whether `word` is among the identifiers.
fn has(tokens: &TokenStream, word: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == word,
        TokenTree::Group(group) => has(&group.stream(), word),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn last_braces(tokens: &TokenStream) -> Option<TokenStream> {
    tokens.clone().into_iter().filter_map(braces).last().map(|group| group.stream())
}

fn braces(token: TokenTree) -> Option<Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

/// What the attribute makes a stub of when it cannot read the body.
fn without_bodies(tokens: &TokenStream) -> TokenStream {
    let empty = |token: TokenTree| match braces(token.clone()) {
        Some(_) => Group::new(Delimiter::Brace, TokenStream::new()).into(),
        None => token,
    };
    tokens.clone().into_iter().map(empty).collect()
}
