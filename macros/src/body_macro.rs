//! The macros that a body is written with.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{Ident, Macro, Path};

/// Names of the macros that suspend a generator. They are the same for every back end.
pub(crate) const NAMES: [&str; 4] = ["yield_", "try_yield", "yield_from", "try_yield_from"];

/// The name by which `mac` calls a body macro, if it does.
pub(crate) fn called_by(mac: &Macro) -> Option<&Ident> {
    let name = &mac.path.segments.last()?.ident;
    NAMES.iter().any(|known| name == known).then_some(name)
}

/// Whether the macro is called by a path that leads past the one that the attribute defines for the body.
pub(crate) fn is_qualified(path: &Path) -> bool {
    path.get_ident().is_none()
}

/// Where a body macro is named in the tokens, if anywhere.
pub(crate) fn named(tokens: TokenStream) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(name) => NAMES.iter().any(|known| name == known).then(|| name.span()),
        TokenTree::Group(group) => named(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    })
}
