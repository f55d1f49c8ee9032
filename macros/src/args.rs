//! The arguments of the attribute, and of `generate!`.

use proc_macro2::{TokenStream, TokenTree};
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
        let read = (|input: ParseStream<'_>| args.parse_all(input)).parse2(tokens);
        // `syn` complains again of the parentheses that a type could not be read in.
        if let (Err(error), true) = (read, args.errors.is_empty()) {
            args.errors.push(error);
        }
        args
    }

    fn parse_all(&mut self, input: ParseStream<'_>) -> Result<()> {
        while !input.is_empty() {
            self.parse_next(input)?;
        }
        Ok(())
    }

    fn parse_next(&mut self, input: ParseStream<'_>) -> Result<()> {
        if let Err(error) = self.parse_one(input).and_then(|()| end_of_argument(input)) {
            self.errors.push(error);
            skip_value(input)?;
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(())
    }

    /// Reads those that stand before something else.
    pub(crate) fn parse_leading(input: ParseStream<'_>) -> Result<Self> {
        let mut args = Self::default();
        while input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            args.parse_next(input)?;
        }
        Ok(args)
    }

    fn parse_one(&mut self, input: ParseStream<'_>) -> Result<()> {
        let name = input.call(Ident::parse_any).map_err(|error| Error::new(error.span(), expected()))?;
        let meant = meant(&name);
        if name != meant {
            self.errors.push(Error::new(name.span(), unknown(&name, meant)));
        }
        let equals = input.parse::<Option<Token![=]>>()?;
        if equals.is_none() || input.is_empty() || input.peek(Token![,]) {
            // What is unknown has had its message.
            return if name == meant { Err(Error::new(name.span(), needs_value(meant))) } else { Ok(()) };
        }
        self.set(&name, meant, input)
    }

    fn set(&mut self, name: &Ident, meant: &str, input: ParseStream<'_>) -> Result<()> {
        let repeated = match meant {
            "yield" => self.yields.replace(input.parse()?).is_some(),
            "send" => self.sends.replace((name.clone(), input.parse()?)).is_some(),
            "throw" => self.throws.replace(input.parse()?).is_some(),
            "crate" => self.antiphon.replace(input.call(Path::parse_mod_style)?).is_some(),
            _ if input.fork().parse::<Type>().is_ok() => input.parse::<Type>().map(|_| false)?,
            _ => return skip_value(input),
        };
        if repeated {
            self.errors.push(Error::new(name.span(), format!("`{meant}` is given twice: keep one")));
        }
        Ok(())
    }
}

/// The argument that a name stands for. One that is known from elsewhere is taken as what it means here, so that the
/// callers of the function do not fail too.
fn meant(name: &Ident) -> &'static str {
    match name.to_string().as_str() {
        "yield" | "yields" | "item" | "output" => "yield",
        "send" | "sends" | "resume" | "input" | "receive" => "send",
        "throw" | "throws" | "error" | "err" => "throw",
        "crate" => "crate",
        "return" | "returns" | "ret" => "return",
        _ => "",
    }
}

/// The end of an argument is the end of all, or a comma.
fn end_of_argument(input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    match input.parse::<Option<Token![,]>>()? {
        Some(_) => Ok(()),
        None => Err(input.error("expected `,` before the next argument")),
    }
}

/// Reads on to the next comma.
fn skip_value(input: ParseStream<'_>) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

const KNOWN: &str = "`yield = T`, `send = T`, `throw = E` and `crate = path`";

fn expected() -> String {
    format!("expected an argument: there are {KNOWN}")
}

fn needs_value(meant: &str) -> String {
    match meant {
        "crate" => "`crate` needs a path: `crate = my_crate::antiphon`".to_string(),
        _ => format!("`{meant}` needs a type: `{meant} = T`"),
    }
}

fn unknown(name: &Ident, meant: &str) -> String {
    match meant {
        "yield" => format!("there is no argument `{name}`: what the generator yields is `yield = T`"),
        "send" => format!("there is no argument `{name}`: what the generator is sent is `send = T`"),
        "throw" => format!("there is no argument `{name}`: what can be thrown into the generator is `throw = E`"),
        "return" => format!("there is no argument `{name}`: what the generator returns is the function's return type"),
        _ => format!("there is no argument `{name}`: there are {KNOWN}"),
    }
}
