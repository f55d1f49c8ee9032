//! The parameters of a grown function.

use super::types::{Signature, Type};
use arbitrary::{Result, Unstructured};

/// What a body can use: an expression, and its type.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) code: String,
    pub(super) ty: Type,
}

/// The parameters, and what goes with them.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) generics: String,
    /// `pattern: type` each, and the value to call it with.
    list: Vec<(String, String)>,
    /// The one that is sent: where it stands, its pattern and its type.
    sent: Option<(usize, String, Type)>,
    pub(super) variables: Vec<Variable>,
    /// What can be pushed to: `&mut Vec<u32>`.
    pub(super) logs: Vec<String>,
    /// The heads of loops that the body begins with, each to be followed by statements and `}`.
    pub(super) loops: Vec<(String, Option<Variable>)>,
}

impl Parameters {
    pub(super) fn of_child(signature: &Signature) -> Self {
        let mut parameters = Self::default();
        parameters.add("p0x: u32", "7", [("p0x", Type::Number)]);
        parameters.add_sent(signature, 1, false);
        parameters
    }

    pub(super) fn grow(signature: &Signature, choices: &mut Unstructured<'_>) -> Result<Self> {
        let mut parameters = Self::default();
        let mut generics = Vec::new();
        match signature.yields {
            Type::Borrowed => {
                generics.push("'a");
                parameters.add("t0x: &'a str", "\"lent\"", [("t0x", Type::Borrowed), ("length(t0x)", Type::Number)]);
            }
            Type::Generic => {
                generics.push("T: Clone + std::fmt::Debug");
                parameters.add("g0x: T", "'v'", [("g0x.clone()", Type::Generic)]);
            }
            _ => {}
        }
        for index in 0..choices.int_in_range(0..=3)? {
            generics.extend(parameters.grow_one(index, choices)?);
        }
        let place = choices.int_in_range(0..=parameters.list.len())?;
        parameters.add_sent(signature, place, choices.ratio(1, 3)?);
        if !generics.is_empty() {
            parameters.generics = format!("<{}>", generics.join(", "));
        }
        Ok(parameters)
    }

    /// Adds one, and gives the generic parameter it needs.
    fn grow_one(&mut self, index: u8, choices: &mut Unstructured<'_>) -> Result<Option<&'static str>> {
        let p = |text: &str| text.replace('#', &format!("p{index}x")).replace('@', &format!("q{index}x"));
        let number = |code: &str| [(p(code), Type::Number)];
        match choices.int_in_range(0..=15)? {
            0 => self.add(&p("#: u32"), "3", number("#")),
            1 => {
                self.add(&p("mut #: u32"), "9", number("#"));
                self.loops.push((p("while # > 3 {\n# /= 2;\n"), None));
            }
            2 => self.add(&p("(#, @): (u32, u32)"), "(1, 2)", [(p("#"), Type::Number), (p("@"), Type::Number)]),
            3 => self.add(&p("[#, ..]: [u32; 3]"), "[1, 2, 3]", number("#")),
            4 => self.add(&p("Point { left: #, .. }: Point"), "Point::default()", number("#")),
            5 => {
                let variables = [(p("length(#)"), Type::Number), (p("#.to_string()"), Type::Text)];
                self.add(&p("#: &str"), "\"some text\"", variables);
            }
            6 => {
                self.add(&p("#: &mut Vec<u32>"), "&mut vec![1]", [(p("#.clone().len() > 1"), Type::Truth)]);
                self.logs.push(p("#"));
            }
            7 => {
                self.add(&p("#: impl IntoIterator<Item = u32>"), "[1, 2]", [("", Type::Unit); 0]);
                self.loops.push((p("for @ in # {\n"), Some(Variable { code: p("@"), ty: Type::Number })));
            }
            8 => self.add("_: u32", "0", [("", Type::Unit); 0]),
            9 => {
                self.add(&p("#: S"), "5_u8", number("number(#.clone())"));
                return Ok(Some("S: Clone + Into<u32>").filter(|_| self.first_of(": S")));
            }
            10 => {
                self.add(&p("#: [u32; N]"), "[1, 2, 3, 4]", number("#.into_iter().fold(0, add)"));
                return Ok(Some("const N: usize").filter(|_| self.first_of("; N]")));
            }
            11 => {
                let variables = [(p("#"), Type::Pair), (p("@"), Type::Number)];
                self.add(&format!("{} @ {}", p("#"), p("(@, _): (u32, u32)")), "(3, 4)", variables);
            }
            12 => self.add(&p("ref #: String"), "String::from(\"s\")", [(p("#.clone()"), Type::Text)]),
            13 => self.add(&p("&#: &u32"), "&8", number("#")),
            14 => self.add(&p("#: Box<dyn Fn(u32) -> u32>"), "Box::new(|n| n ^ 1)", number("#(2)")),
            _ => {
                self.add(&p("(mut #, _): (u32, bool)"), "(8, true)", number("#"));
                self.loops.push((p("while # > 3 {\n# -= 3;\n"), None));
            }
        }
        Ok(None)
    }

    fn add<const N: usize>(&mut self, parameter: &str, value: &str, variables: [(impl Into<String>, Type); N]) {
        self.list.push((parameter.to_string(), value.to_string()));
        self.variables.extend(variables.map(|(code, ty)| Variable { code: code.into(), ty }));
    }

    /// Whether exactly one parameter has a type that ends so: only the first brings the generic parameter with it.
    fn first_of(&self, end: &str) -> bool {
        self.list.iter().filter(|(parameter, _)| parameter.ends_with(end)).count() == 1
    }

    fn add_sent(&mut self, signature: &Signature, place: usize, mutable: bool) {
        if !signature.sends_first() {
            return;
        }
        let ty = signature.input;
        let pattern = match ty {
            Type::Pair => {
                self.variables.extend(["f0x", "f1x"].map(|code| Variable { code: code.into(), ty: Type::Number }));
                "(f0x, f1x)"
            }
            Type::Number if mutable => {
                self.loops.push(("while f0x > 3 {\nf0x /= 2;\n".to_string(), None));
                "mut f0x"
            }
            _ => {
                let code = if ty == Type::Text { "f0x.clone()" } else { "f0x" };
                self.variables.push(Variable { code: code.to_string(), ty });
                "f0x"
            }
        };
        self.sent = Some((place, pattern.to_string(), ty));
    }

    /// As the generator has them.
    pub(super) fn of_generator(&self) -> String {
        let mut list: Vec<_> = self.list.iter().map(|(parameter, _)| parameter.clone()).collect();
        if let Some((place, pattern, ty)) = &self.sent {
            list.insert(*place, format!("#[send] {pattern}: {}", ty.name()));
        }
        list.join(", ")
    }

    /// As the twin has them: what is sent comes last, as in `yield_from!(child(..), first)`.
    pub(super) fn of_plain(&self) -> String {
        let sent = self.sent.iter().map(|(_, _, ty)| format!("sent: {}", ty.name()));
        self.list.iter().map(|(parameter, _)| parameter.clone()).chain(sent).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn binding_of_sent(&self) -> String {
        self.sent.as_ref().map_or_else(String::new, |(_, pattern, _)| format!("let {pattern} = sent;\n"))
    }

    /// What to call it with.
    pub(super) fn values(&self) -> String {
        self.list.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
    }
}
