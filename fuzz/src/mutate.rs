//! Changes to the tokens of an annotated function.

use crate::seeds::{self, Annotated};
use arbitrary::{Result, Unstructured};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// One change.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mutation {
    Delete,
    Duplicate,
    Swap,
    /// Puts tokens of another function in the place of some, or before them.
    Splice,
    /// Puts some tokens into a closure, a block of some kind, a macro or a function.
    Wrap,
    /// Gives a group other delimiters, the invisible ones of a macro's fragment included.
    Redelimit,
    Rename,
    /// Takes the arguments of another function's attribute.
    ReplaceArguments,
}

const NAMES: [&str; 30] = [
    "yield_",
    "try_yield",
    "yield_from",
    "try_yield_from",
    "yield",
    "r#yield",
    "send",
    "throw",
    "crate",
    "self",
    "Self",
    "token",
    "body",
    "value",
    "mut",
    "ref",
    "unsafe",
    "async",
    "await",
    "const",
    "fn",
    "impl",
    "dyn",
    "return",
    "break",
    "generator",
    "cfg",
    "_",
    "static",
    "extern",
];

/// `HOLE` stands for what is wrapped.
const WRAPS: [&str; 24] = [
    "(|| HOLE)",
    "(move |x| HOLE)",
    "async { HOLE }",
    "async move { HOLE }.await",
    "const { HOLE }",
    "loop { HOLE }",
    "unsafe { HOLE }",
    "{ HOLE }",
    "(HOLE)",
    "[HOLE]",
    "vec![HOLE]",
    "yield_!(HOLE)",
    "antiphon::yield_!(HOLE)",
    "try_yield_from!(HOLE, HOLE)",
    "yield HOLE",
    "fn inner() { HOLE }",
    "#[generator] fn inner() { HOLE }",
    "impl T for U { fn f() { HOLE } }",
    "macro_rules! m { () => { HOLE } }",
    "#[cfg(any())] HOLE",
    "#[send] HOLE",
    "&'a HOLE",
    "impl Trait<HOLE>",
    "|HOLE| 1",
];

impl Mutation {
    pub(crate) fn choose(choices: &mut Unstructured<'_>) -> Result<Self> {
        use Mutation::{Delete, Duplicate, Redelimit, Rename, ReplaceArguments, Splice, Swap, Wrap};
        choices.choose(&[Delete, Duplicate, Swap, Splice, Wrap, Redelimit, Rename, ReplaceArguments]).copied()
    }

    pub(crate) fn apply(self, annotated: &mut Annotated, choices: &mut Unstructured<'_>) -> Result<()> {
        if let Self::ReplaceArguments = self {
            annotated.arguments.clone_from(&choices.choose(seeds::all())?.arguments);
            return Ok(());
        }
        let tokens = if choices.ratio(1, 6)? { &mut annotated.arguments } else { &mut annotated.item };
        self.descend(tokens, choices)
    }

    /// Applies it to these tokens, or to those of a group among them.
    fn descend(self, tokens: &mut Vec<TokenTree>, choices: &mut Unstructured<'_>) -> Result<()> {
        let groups: Vec<_> = (0..tokens.len()).filter(|&index| matches!(tokens[index], TokenTree::Group(_))).collect();
        if groups.is_empty() || choices.ratio(1, 4)? {
            return self.edit(tokens, choices);
        }
        let index = *choices.choose(&groups)?;
        let TokenTree::Group(group) = &tokens[index] else { unreachable!("it is a group") };
        let mut inner = group.stream().into_iter().collect();
        self.descend(&mut inner, choices)?;
        tokens[index] = Group::new(group.delimiter(), TokenStream::from_iter(inner)).into();
        Ok(())
    }

    fn edit(self, tokens: &mut Vec<TokenTree>, choices: &mut Unstructured<'_>) -> Result<()> {
        let start = choices.int_in_range(0..=tokens.len())?;
        let end = choices.int_in_range(start..=tokens.len().min(start + 8))?;
        match self {
            Self::Delete => drop(tokens.drain(start..end)),
            Self::Duplicate => {
                let copy = tokens[start..end].to_vec();
                tokens.splice(end..end, copy);
            }
            Self::Swap if start < end => tokens.swap(start, end - 1),
            Self::Splice => {
                let other = foreign(choices)?;
                let start = if choices.ratio(1, 2)? { start } else { end };
                tokens.splice(start..end, other);
            }
            Self::Wrap => {
                let wrap = choices.choose(&WRAPS)?;
                let inner: TokenStream = tokens[start..end].iter().cloned().collect();
                let wrap = wrap.parse::<TokenStream>().expect("it is written above");
                tokens.splice(start..end, filled(wrap, &inner));
            }
            Self::Redelimit | Self::Rename => {
                for token in &mut tokens[start..end] {
                    self.change(token, choices)?;
                }
            }
            Self::Swap | Self::ReplaceArguments => {}
        }
        Ok(())
    }

    fn change(self, token: &mut TokenTree, choices: &mut Unstructured<'_>) -> Result<()> {
        use Delimiter::{Brace, Bracket, None, Parenthesis};
        match (self, &*token) {
            (Self::Redelimit, TokenTree::Group(group)) => {
                let delimiter = *choices.choose(&[Brace, Bracket, Parenthesis, None])?;
                *token = Group::new(delimiter, group.stream()).into();
            }
            (Self::Redelimit, _) => *token = Group::new(None, token.clone().into()).into(),
            (Self::Rename, TokenTree::Ident(_)) => {
                let name = *choices.choose(&NAMES)?;
                *token = match name.strip_prefix("r#") {
                    Some(raw) => Ident::new_raw(raw, Span::call_site()).into(),
                    Option::None => Ident::new(name, Span::call_site()).into(),
                };
            }
            _ => {}
        }
        Ok(())
    }
}

/// Some tokens of another function.
fn foreign(choices: &mut Unstructured<'_>) -> Result<Vec<TokenTree>> {
    let mut tokens = choices.choose(seeds::all())?.item.clone();
    loop {
        let start = choices.int_in_range(0..=tokens.len())?;
        let end = choices.int_in_range(start..=tokens.len().min(start + 10))?;
        match tokens.get(start) {
            Some(TokenTree::Group(group)) if choices.ratio(3, 4)? => tokens = group.stream().into_iter().collect(),
            _ => return Ok(tokens[start..end].to_vec()),
        }
    }
}

/// The tokens of `wrap`, with `inner` for each hole.
fn filled(wrap: TokenStream, inner: &TokenStream) -> Vec<TokenTree> {
    let fill = |token| match token {
        TokenTree::Ident(name) if name == "HOLE" => inner.clone(),
        TokenTree::Group(group) => {
            TokenTree::from(Group::new(group.delimiter(), filled(group.stream(), inner).into_iter().collect())).into()
        }
        token => token.into(),
    };
    wrap.into_iter().flat_map(fill).collect()
}
