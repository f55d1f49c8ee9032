//! The types of a grown function.

use arbitrary::{Result, Unstructured};

/// The types of values in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Unit,
    Number,
    Truth,
    Maybe,
    Text,
    Pair,
    Array,
    /// A borrow of the parameter `text: &'a str`.
    Borrowed,
    /// The type of the parameter `value: T`.
    Generic,
}

use Type::{Array, Borrowed, Generic, Maybe, Number, Pair, Text, Truth, Unit};

impl Type {
    /// Those that a value of can be made anywhere.
    pub(super) const OWNED: [Self; 6] = [Number, Truth, Maybe, Text, Pair, Array];

    pub(super) fn is_owned(self) -> bool {
        !matches!(self, Borrowed | Generic)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Unit => "()",
            Number => "u32",
            Truth => "bool",
            Maybe => "Option<u32>",
            Text => "String",
            Pair => "(u32, u32)",
            Array => "[u32; 3]",
            Borrowed => "&'a str",
            Generic => "T",
        }
    }
}

/// What a function returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Returns {
    Nothing,
    Value(Type),
    /// `Result<u32, Failure>`, where a thrown error leaves.
    Fallible,
    Never,
    /// `impl Iterator`.
    Nameless,
}

impl Returns {
    pub(super) fn arrow(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Value(ty) => format!(" -> {}", ty.name()),
            Self::Fallible => " -> Result<u32, Failure>".to_string(),
            Self::Never => " -> !".to_string(),
            Self::Nameless => " -> impl Iterator<Item = u32>".to_string(),
        }
    }
}

/// Who speaks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Plain,
    YieldFirst,
    SendFirst,
}

/// All types of a function but those of its parameters.
#[derive(Debug, Clone)]
pub(super) struct Signature {
    protocol: Protocol,
    pub(super) yields: Type,
    pub(super) input: Type,
    pub(super) throws: bool,
    pub(super) returns: Returns,
    pub(super) attributes: &'static str,
}

const ATTRIBUTES: [&str; 6] = [
    "",
    "#[must_use]",
    "#[inline(never)]",
    "#[track_caller]",
    "#[doc(alias = \"grown\")] #[cold]",
    "#[cfg(not(any()))]",
];

impl Signature {
    pub(super) fn grow(choices: &mut Unstructured<'_>) -> Result<Self> {
        let protocol = *choices.choose(&[Protocol::Plain, Protocol::YieldFirst, Protocol::SendFirst])?;
        let throws = choices.ratio(1, 3)?;
        Ok(Self {
            protocol,
            yields: *choices.choose(&[Unit, Number, Truth, Maybe, Text, Pair, Array, Borrowed, Generic])?,
            input: match protocol {
                Protocol::Plain => Unit,
                _ => *choices.choose(&Type::OWNED)?,
            },
            throws,
            returns: if throws { Returns::Fallible } else { Self::returns(choices)? },
            attributes: choices.choose(&ATTRIBUTES)?,
        })
    }

    fn returns(choices: &mut Unstructured<'_>) -> Result<Returns> {
        Ok(match choices.int_in_range(0..=9)? {
            0 | 1 => Returns::Nothing,
            2 | 3 => Returns::Fallible,
            4 => Returns::Never,
            5 => Returns::Nameless,
            _ => Returns::Value(*choices.choose(&Type::OWNED)?),
        })
    }

    /// That of a function to hand on to: it yields, is sent and is thrown the same.
    pub(super) fn child(&self, choices: &mut Unstructured<'_>) -> Result<Self> {
        let protocol = match self.protocol {
            Protocol::Plain => Protocol::Plain,
            _ => *choices.choose(&[Protocol::YieldFirst, Protocol::SendFirst])?,
        };
        let returns = if self.throws { Returns::Fallible } else { Returns::Value(Number) };
        Ok(Self { protocol, returns, attributes: "", ..self.clone() })
    }

    pub(super) fn sends_first(&self) -> bool {
        self.protocol == Protocol::SendFirst
    }

    /// Whether what an iterator yields can be handed on to.
    pub(super) fn takes_iterators(&self) -> bool {
        self.protocol == Protocol::Plain && self.yields == Number && !self.throws
    }

    pub(super) fn arguments(&self) -> String {
        let mut arguments = Vec::new();
        if self.yields != Unit {
            arguments.push(format!("yield = {}", self.yields.name()));
        }
        if self.protocol == Protocol::YieldFirst {
            arguments.push(format!("send = {}", self.input.name()));
        }
        if self.throws {
            arguments.push("throw = Reset".to_string());
        }
        arguments.join(", ")
    }

    fn error(&self) -> &'static str {
        if self.throws { "Reset" } else { "std::convert::Infallible" }
    }

    /// The macros of a body, as calls of `answer`. What is thrown leaves by the way that `throws` gives it.
    pub(super) fn plain_macros(&self) -> String {
        let leave = if self.throws { "return Err(From::from(error))" } else { "match error {}" };
        let (yields, input, error) = (self.yields.name(), self.input.name(), self.error());
        let answer = format!("answer::<{yields}, {input}, {error}>");
        format!(
            "#[allow(unused_macros, unused_macro_rules)]
            macro_rules! try_yield {{
                () => {{ {answer}(()) }};
                ($value:expr $(,)?) => {{ {answer}($value) }};
            }}
            #[allow(unused_macros, unused_macro_rules)]
            macro_rules! yield_ {{
                ($($value:tt)*) => {{
                    match try_yield!($($value)*) {{
                        Ok(answer) => answer,
                        Err(Interrupt::Close) => unreachable!(),
                        Err(Interrupt::Throw(error)) => {leave},
                    }}
                }};
            }}
            #[allow(unused_macros, unused_macro_rules)]
            macro_rules! yield_from {{
                ($child:ident($number:expr), $first:expr) => {{ $child($number, $first) }};
                ($child:expr) => {{ $child }};
            }}
            #[allow(unused_macros, unused_macro_rules)]
            macro_rules! try_yield_from {{
                ($($child:tt)*) => {{ delegated(yield_from!($($child)*)) }};
            }}
            "
        )
    }
}
