//! Random generators that are right: each has a twin, a plain function in which a yield is an ordinary call.
//!
//! So what the compiler says of a generator and not of its twin is the attribute's fault, and so is every difference in
//! what the two do. All choices are read from bytes; where these end, the simplest form is chosen.

mod body;
mod expressions;
mod parameters;
mod suspensions;
mod types;

use arbitrary::{Result, Unstructured};
use body::Body;
use parameters::Parameters;
use types::{Returns, Signature, Type};

/// A function that can be written in both ways.
#[derive(Debug)]
pub struct Function {
    signature: Signature,
    name: String,
    parameters: Parameters,
    statements: String,
    /// What it can hand on to.
    child: Option<Box<Function>>,
}

impl Function {
    /// A function whose name begins with `name`.
    ///
    /// # Errors
    ///
    /// Never: where the choices end, the first of them is taken.
    pub fn grow(name: &str, choices: &mut Unstructured<'_>) -> Result<Self> {
        let signature = Signature::grow(choices)?;
        // A child takes one number, and has nothing to make a borrow or a generic value of.
        let child = if signature.yields.is_owned() && choices.ratio(1, 2)? {
            Some(Box::new(Self::grow_child(&format!("{name}_child"), &signature, choices)?))
        } else {
            None
        };
        let parameters = Parameters::grow(&signature, choices)?;
        Self::finish(name, signature, parameters, child, choices)
    }

    /// One that a function of the signature `parent` can hand on to; it takes a number.
    fn grow_child(name: &str, parent: &Signature, choices: &mut Unstructured<'_>) -> Result<Self> {
        let signature = parent.child(choices)?;
        let parameters = Parameters::of_child(&signature);
        Self::finish(name, signature, parameters, None, choices)
    }

    fn finish(
        name: &str,
        signature: Signature,
        parameters: Parameters,
        child: Option<Box<Self>>,
        choices: &mut Unstructured<'_>,
    ) -> Result<Self> {
        let statements = Body::new(&signature, &parameters, child.as_deref(), choices).grow()?;
        Ok(Self { signature, name: name.to_string(), parameters, statements, child })
    }

    /// The attribute's arguments.
    #[must_use]
    pub fn arguments(&self) -> String {
        self.signature.arguments()
    }

    /// The function that the attribute stands on.
    #[must_use]
    pub fn item(&self) -> String {
        let Self { signature, name, parameters, statements, .. } = self;
        let (attributes, returns) = (signature.attributes, signature.returns.arrow());
        let (generics, list) = (&parameters.generics, parameters.of_generator());
        underscored(&format!("{attributes}\npub fn {name}{generics}({list}){returns} {{\n{statements}\n}}\n"))
    }

    /// The generator, and the one it hands on to.
    #[must_use]
    pub fn generator(&self) -> String {
        let child = self.child.as_ref().map_or_else(String::new, |child| child.generator());
        format!("{child}/// Grown.\n#[generator({})]\n{}", self.arguments(), self.item())
    }

    /// The twin: `yield_!` and its siblings stand for calls of `answer`, which its surroundings define.
    #[must_use]
    pub fn plain(&self) -> String {
        let Self { signature, name, parameters, statements, child } = self;
        let child = child.as_ref().map_or_else(String::new, |child| child.plain());
        let returns = signature.returns.arrow();
        let (generics, list, first) = (&parameters.generics, parameters.of_plain(), parameters.binding_of_sent());
        let macros = signature.plain_macros();
        let plain = format!("pub fn {name}{generics}({list}){returns} {{\n{macros}{first}{statements}\n}}\n");
        format!("{child}/// Grown.\n{}", underscored(&plain))
    }

    /// The call of a macro of this name that compares the two: `name!(function, (arguments), how it is driven)`.
    #[must_use]
    pub fn comparison(&self, macro_name: &str) -> String {
        let how = if self.signature.sends_first() { "send_first" } else { "start_first" };
        let returned = match self.signature.returns {
            Returns::Nameless => "collected",
            Returns::Never => "never",
            _ => "value",
        };
        let Self { name, parameters, .. } = self;
        format!("{macro_name}!({name}, ({}), {how}, {returned}),\n", parameters.values())
    }

    /// An expression that makes one from `number` to hand on to, with the first value for it.
    fn call(&self, number: &str, first: impl FnOnce(Type) -> Result<String>) -> Result<String> {
        let name = &self.name;
        Ok(if self.signature.sends_first() {
            format!("{name}({number}), {}", first(self.signature.input)?)
        } else {
            format!("{name}({number})")
        })
    }
}

/// With an underscore before each name that occurs only once, so that rustc has nothing to say of it.
fn underscored(code: &str) -> String {
    let words = || code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| is_name(word));
    let once = words().filter(|name| words().filter(|word| word == name).count() == 1);
    once.fold(code.to_string(), |code, name| code.replace(name, &format!("_{name}")))
}

/// Whether it is the name of something grown: `v1x`.
fn is_name(word: &str) -> bool {
    let digits = word.strip_suffix('x').and_then(|word| word.strip_prefix(|c: char| c.is_ascii_lowercase()));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
