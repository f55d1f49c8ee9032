//! The model of an annotated function, which every back end is made from.

use crate::args::Args;
use proc_macro2::Span;
use quote::{format_ident, quote};
use syn::{
    Attribute, Block, FnArg, Ident, ItemFn, Pat, PatIdent, PatType, Path, Receiver, ReturnType, Signature, Type,
    Visibility,
};

/// A function that is to be a generator.
pub(crate) struct Definition {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// As it was written; the parts that change are taken from the other fields.
    pub(crate) signature: Signature,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) protocol: Protocol,
    pub(crate) kind: Kind,
    pub(crate) yields: Type,
    pub(crate) input: Type,
    /// What can be thrown, if anything.
    pub(crate) throws: Option<Type>,
    pub(crate) returns: Returns,
    pub(crate) body: Block,
    /// The path to the library.
    pub(crate) antiphon: Path,
}

/// Whether the body awaits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sync,
    Async,
}

/// Who speaks first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Plain,
    YieldFirst,
    SendFirst,
}

#[allow(clippy::large_enum_variant, reason = "a handful of them, for the time of one expansion")]
/// A parameter of the function, and what becomes of it.
pub(crate) enum Parameter {
    /// `self`, which keeps its name.
    Receiver(Receiver),
    /// Passed to the function under `name`, bound in the body to `pattern`.
    Passed { attributes: Vec<Attribute>, name: Ident, pattern: Pat, ty: Type },
    /// `#[send]`: bound in the body to the first value sent.
    Sent { attributes: Vec<Attribute>, pattern: Pat },
}

#[allow(clippy::large_enum_variant, reason = "one of them, for the time of one expansion")]
/// What the body returns.
pub(crate) enum Returns {
    Type(Type),
    Never,
}

impl Definition {
    /// Builds the model; what is wrong with the function is for `check` to say.
    pub(crate) fn new(args: &Args, function: ItemFn) -> Self {
        let sent = function.sig.inputs.iter().find_map(sent_type).cloned();
        let unit = || Type::Tuple(syn::parse_quote!(()));
        let (protocol, input) = match (sent, &args.sends) {
            (Some(ty), _) => (Protocol::SendFirst, ty),
            (None, Some((_, ty))) => (Protocol::YieldFirst, ty.clone()),
            (None, None) => (Protocol::Plain, unit()),
        };
        Self {
            attributes: function.attrs.into_iter().map(outer).collect(),
            visibility: function.vis,
            parameters: function.sig.inputs.iter().enumerate().map(|(index, arg)| parameter(index, arg)).collect(),
            protocol,
            kind: if function.sig.asyncness.is_some() { Kind::Async } else { Kind::Sync },
            yields: args.yields.clone().unwrap_or_else(unit),
            input,
            throws: args.throws.clone(),
            returns: match &function.sig.output {
                ReturnType::Default => Returns::Type(unit()),
                ReturnType::Type(_, ty) if matches!(**ty, Type::Never(_)) => Returns::Never,
                ReturnType::Type(_, ty) => Returns::Type((**ty).clone()),
            },
            signature: function.sig,
            body: *function.block,
            antiphon: args.antiphon.clone().unwrap_or_else(|| syn::parse_quote!(::antiphon)),
        }
    }
}

/// Whether a parameter is marked `#[send]`.
pub(crate) fn is_sent(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_marker)
}

/// Whether an attribute decides if what it stands on is there.
pub(crate) fn is_condition(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}

pub(crate) fn is_marker(attribute: &Attribute) -> bool {
    attribute.path().is_ident("send")
}

fn sent_type(arg: &FnArg) -> Option<&Type> {
    match arg {
        FnArg::Typed(PatType { attrs, ty, .. }) if is_sent(attrs) => Some(&**ty),
        FnArg::Typed(_) | FnArg::Receiver(_) => None,
    }
}

fn parameter(index: usize, arg: &FnArg) -> Parameter {
    match arg {
        FnArg::Receiver(receiver) => {
            let mut receiver = receiver.clone();
            receiver.attrs.retain(|attribute| !attribute.path().is_ident("send"));
            Parameter::Receiver(receiver)
        }
        FnArg::Typed(PatType { attrs, pat, .. }) if is_sent(attrs) => Parameter::Sent {
            attributes: attrs.iter().filter(|attribute| !is_marker(attribute)).cloned().collect(),
            pattern: (**pat).clone(),
        },
        FnArg::Typed(PatType { attrs, pat, ty, .. }) => Parameter::Passed {
            attributes: attrs.clone(),
            name: name(index, pat),
            pattern: (**pat).clone(),
            ty: (**ty).clone(),
        },
    }
}

/// The name of a simple parameter is kept, for the documentation; a pattern gets one that no user code can write.
fn name(index: usize, pattern: &Pat) -> Ident {
    match pattern {
        Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, .. }) => ident.clone(),
        _ => format_ident!("__argument_{index}", span = Span::mixed_site()),
    }
}

/// An attribute in the body of a function (`#![allow(..)]`), written before it.
fn outer(mut attribute: Attribute) -> Attribute {
    attribute.style = syn::AttrStyle::Outer;
    attribute
}

impl Kind {
    /// The type of the generator.
    pub(crate) fn name(self) -> Ident {
        let name = match self {
            Self::Sync => "Gen",
            Self::Async => "AsyncGen",
        };
        Ident::new(name, Span::mixed_site())
    }
}

impl Protocol {
    pub(crate) fn name(self) -> Ident {
        let name = match self {
            Self::Plain => "Plain",
            Self::YieldFirst => "YieldFirst",
            Self::SendFirst => "SendFirst",
        };
        Ident::new(name, Span::mixed_site())
    }
}

impl Returns {
    /// The type that the generator returns.
    pub(crate) fn ty(&self) -> Type {
        match self {
            Self::Type(ty) => ty.clone(),
            // `!` cannot be the output of a future on stable Rust.
            Self::Never => Type::Verbatim(quote!(::core::convert::Infallible)),
        }
    }
}
