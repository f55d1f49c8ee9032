//! The arguments of the attribute.

use proc_macro2::TokenStream;
use syn::{
    Error, Ident, Path, Result, Token, Type,
    ext::IdentExt,
    parse::{ParseStream, Parser},
};

/// What is written in `#[generator(..)]`, with all that is wrong in it.
#[derive(Default)]
pub(crate) struct Args {
    pub(crate) yields: Option<Type>,
    pub(crate) sends: Option<(Ident, Type)>,
    pub(crate) throws: Option<Type>,
    pub(crate) antiphon: Option<Path>,
    pub(crate) errors: Vec<Error>,
}

impl Args {
    /// Never fails: a broken argument is noted, and the rest is read as if it were not there.
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let mut args = Self::default();
        if let Err(error) = (|input: ParseStream<'_>| args.parse_all(input)).parse2(tokens) {
            args.errors.push(error);
        }
        args
    }

    fn parse_all(&mut self, input: ParseStream<'_>) -> Result<()> {
        while !input.is_empty() {
            self.parse_one(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn parse_one(&mut self, input: ParseStream<'_>) -> Result<()> {
        let name = input.call(Ident::parse_any)?;
        if !input.peek(Token![=]) {
            return Err(Error::new(name.span(), expects_value(&name)));
        }
        input.parse::<Token![=]>()?;
        let repeated = match name.to_string().as_str() {
            "yield" => self.yields.replace(input.parse()?).is_some(),
            "send" => self.sends.replace((name.clone(), input.parse()?)).is_some(),
            "throw" => self.throws.replace(input.parse()?).is_some(),
            "crate" => self.antiphon.replace(input.call(Path::parse_mod_style)?).is_some(),
            _ => {
                input.parse::<Type>()?;
                self.errors.push(Error::new(name.span(), unknown(&name)));
                false
            }
        };
        if repeated {
            self.errors.push(Error::new(name.span(), format!("`{name}` is given twice: keep one")));
        }
        Ok(())
    }
}

const KNOWN: &str = "`yield = T`, `send = T`, `throw = E` and `crate = path`";

fn expects_value(name: &Ident) -> String {
    match name.to_string().as_str() {
        "yield" | "send" | "throw" => format!("`{name}` needs a type: `{name} = T`"),
        "crate" => "`crate` needs a path: `crate = my_crate::antiphon`".to_string(),
        _ => unknown(name),
    }
}

fn unknown(name: &Ident) -> String {
    let hint = match name.to_string().as_str() {
        "returns" | "return" | "ret" => "; what it returns is the return type of the function",
        "resume" | "input" | "receive" => "; what it is sent is `send = T`",
        "error" | "err" => "; what can be thrown into it is `throw = E`",
        "item" | "output" | "yields" => "; what it yields is `yield = T`",
        _ => "",
    };
    format!("there is no argument `{name}`{hint}: the arguments are {KNOWN}")
}
