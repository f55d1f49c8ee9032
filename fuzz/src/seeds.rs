//! Annotated functions to begin with: those of the tests, and grown ones.

use crate::grammar::Function;
use arbitrary::{Result, Unstructured};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{fs, path::Path};

/// What the attribute is given.
#[derive(Debug, Clone)]
pub(crate) struct Annotated {
    pub(crate) arguments: Vec<TokenTree>,
    pub(crate) item: Vec<TokenTree>,
}

impl Annotated {
    pub(crate) fn grown(choices: &mut Unstructured<'_>) -> Result<Self> {
        let function = Function::grow("grown", choices)?;
        Ok(Self { arguments: tokens(&function.arguments()), item: tokens(&function.item()) })
    }

    /// As a compiler would hand it on; `None` if no compiler would, since a group in it nests too deep.
    pub(crate) fn printed_and_read(&self) -> Option<Self> {
        let read = |tokens: &[TokenTree]| {
            let printed = tokens.iter().cloned().collect::<TokenStream>().to_string();
            Some(printed.parse::<TokenStream>().ok()?.into_iter().collect::<Vec<_>>()).filter(|read| depth(read) < 60)
        };
        Some(Self { arguments: read(&self.arguments)?, item: read(&self.item)? })
    }
}

fn depth(tokens: &[TokenTree]) -> usize {
    let inner = |token: &TokenTree| match token {
        TokenTree::Group(group) => 1 + depth(&group.stream().into_iter().collect::<Vec<_>>()),
        _ => 0,
    };
    tokens.iter().map(inner).max().unwrap_or(0)
}

fn tokens(source: &str) -> Vec<TokenTree> {
    source.parse::<TokenStream>().expect("it was written as Rust").into_iter().collect()
}

/// All annotated functions in the sources of the tests and of the examples.
pub(crate) fn all() -> &'static [Annotated] {
    thread_local! {
        // Tokens stay in their thread.
        static ALL: &'static [Annotated] = {
            let mut seeds = Vec::new();
            for folder in ["tests", "examples"] {
                read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder), &mut seeds);
            }
            seeds.leak()
        };
    }
    ALL.with(|all| *all)
}

fn read_folder(folder: &Path, seeds: &mut Vec<Annotated>) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it is").path()).collect();
    // What a run's bytes mean must not depend on the file system.
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, seeds);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).expect("it is text");
            // Some of the refused programs are no tokens.
            if let Ok(stream) = source.parse::<TokenStream>() {
                collect(&stream.into_iter().collect::<Vec<_>>(), seeds);
            }
        }
    }
}

/// Looks for `#[generator(..)]`, and takes what follows up to the first braces.
fn collect(tokens: &[TokenTree], seeds: &mut Vec<Annotated>) {
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let inner: Vec<_> = group.stream().into_iter().collect();
        if let Some(arguments) = arguments(group.delimiter(), &inner) {
            let mut item = Vec::new();
            for token in &tokens[index + 1..] {
                item.push(token.clone());
                if matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace) {
                    break;
                }
            }
            seeds.push(Annotated { arguments, item });
        }
        collect(&inner, seeds);
    }
}

/// Those of the attribute, if what stands in the group is the attribute.
fn arguments(delimiter: Delimiter, inner: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let is_name = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "generator");
    match inner {
        _ if delimiter != Delimiter::Bracket => None,
        [.., name] if is_name(name) => Some(Vec::new()),
        [.., name, TokenTree::Group(arguments)] if is_name(name) => Some(arguments.stream().into_iter().collect()),
        _ => None,
    }
}
