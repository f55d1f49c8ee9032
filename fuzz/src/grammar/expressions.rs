//! The expressions of a grown function.

use super::{
    body::Body,
    suspensions::from_number,
    types::{Returns, Type},
};
use arbitrary::Result;

/// An expression as it is written.
pub(super) struct Code {
    pub(super) text: String,
    /// Whether it can be an operand without parentheses.
    atomic: bool,
}

pub(super) fn atomic(text: impl Into<String>) -> Code {
    Code { text: text.into(), atomic: true }
}

pub(super) fn compound(text: String) -> Code {
    Code { text, atomic: false }
}

impl Body<'_, '_> {
    /// An expression that can stand on either side of an operator.
    pub(super) fn operand(&mut self, ty: Type) -> Result<String> {
        let code = self.expression(ty)?;
        Ok(if code.atomic { code.text } else { format!("({})", code.text) })
    }

    /// An expression that is no block of any kind, and in no parentheses.
    pub(super) fn sealed(&mut self, ty: Type) -> Result<String> {
        let code = self.expression(ty)?;
        Ok(if code.atomic { code.text } else { format!("identity({})", code.text) })
    }

    pub(super) fn condition(&mut self) -> Result<String> {
        Ok(self.expression(Type::Truth)?.text)
    }

    pub(super) fn expressions(&mut self, ty: Type, count: usize) -> Result<String> {
        let expressions: Result<Vec<_>> = (0..count).map(|_| Ok(self.expression(ty)?.text)).collect();
        Ok(expressions?.join(", "))
    }

    pub(super) fn expression(&mut self, ty: Type) -> Result<Code> {
        if self.fuel == 0 {
            return self.leaf(ty);
        }
        self.within(|body| match body.choices.int_in_range(0..=17)? {
            0..=2 => body.leaf(ty),
            3..=7 if !body.closed => body.suspension(ty),
            8 => body.branches(ty),
            9 => body.arms(ty),
            10 => {
                let statements = if body.closed { String::new() } else { body.statements()? };
                Ok(compound(format!("{{\nlet () = ();\n{statements}{}\n}}", body.expression(ty)?.text)))
            }
            11 if !body.closed => body.breaking(ty),
            12 => Ok(atomic(format!("identity({})", body.expression(ty)?.text))),
            13 if !body.closed && body.signature.returns == Returns::Fallible => body.question(ty),
            _ => body.particular(ty),
        })
    }

    /// A variable or a literal.
    pub(super) fn leaf(&mut self, ty: Type) -> Result<Code> {
        let variables: Vec<_> = self.scope.iter().filter(|variable| variable.ty == ty).collect();
        if !variables.is_empty() && self.choices.ratio(4, 5)? {
            return Ok(atomic(self.choices.choose(&variables)?.code.clone()));
        }
        let digit = self.choices.int_in_range(1..=9)?;
        Ok(match ty {
            Type::Unit => atomic("()"),
            Type::Number => atomic(format!("{digit}_u32")),
            Type::Truth => atomic(if digit < 6 { "true" } else { "false" }),
            Type::Maybe => atomic(if digit < 6 { format!("Some({digit}_u32)") } else { "None::<u32>".to_string() }),
            Type::Text => atomic(format!("String::from(\"{digit}\")")),
            Type::Pair => atomic(format!("({digit}_u32, 2_u32)")),
            Type::Array => atomic(format!("[{digit}_u32, 2, 3]")),
            Type::Borrowed => atomic("t0x"),
            Type::Generic => atomic("g0x.clone()"),
        })
    }

    fn branches(&mut self, ty: Type) -> Result<Code> {
        let (condition, first, second) = (self.condition()?, self.expression(ty)?.text, self.expression(ty)?.text);
        Ok(compound(format!("if {condition} {{\n{first}\n}} else {{\n{second}\n}}")))
    }

    fn arms(&mut self, ty: Type) -> Result<Code> {
        let mut value = self.expression(Type::Number)?.text;
        if value.ends_with(']') {
            // The attribute refuses the match of an indexed place if a guard suspends, since rustc miscompiles it.
            value = format!("identity({value})");
        }
        let (first, guard, second) = (self.expression(ty)?.text, self.condition()?, self.expression(ty)?.text);
        let other = self.define(Type::Number);
        let third = self.expression(ty)?.text;
        let arms = format!("0 => {first},\n1..=4 if {guard} => {second},\n{other} => {{\nlet () = ();\n{third}\n}}");
        Ok(compound(format!("match {value} {{\n{arms}\n}}")))
    }

    fn breaking(&mut self, ty: Type) -> Result<Code> {
        let label = self.fresh();
        let (statements, condition) = (self.statements()?, self.condition()?);
        let (first, second) = (self.sealed(ty)?, self.sealed(ty)?);
        let early = format!("{statements}if {condition} {{\nbreak 'l{label} {first};\n}}\n");
        Ok(compound(match self.choices.int_in_range(0..=2)? {
            0 => format!("'l{label}: {{\n{early}{second}\n}}"),
            1 => format!("'l{label}: loop {{\n{early}loop {{\nbreak 'l{label} {second};\n}}\n}}"),
            _ => format!("'l{label}: loop {{\n{early}break {second};\n}}"),
        }))
    }

    /// A value by way of `?`.
    fn question(&mut self, ty: Type) -> Result<Code> {
        let number = self.expression(Type::Number)?.text;
        Ok(from_number(format!("fallible({number})?"), ty))
    }

    /// What only this type has.
    fn particular(&mut self, ty: Type) -> Result<Code> {
        Ok(match ty {
            Type::Unit => atomic(format!("consume({})", self.expression(Type::Text)?.text)),
            Type::Number => self.number()?,
            Type::Truth => self.truth()?,
            Type::Maybe => match self.choices.int_in_range(0..=1)? {
                0 => atomic(format!("Some({})", self.expression(Type::Number)?.text)),
                _ => atomic(format!("{}.or({})", self.operand(Type::Maybe)?, self.expression(Type::Maybe)?.text)),
            },
            Type::Text => atomic(format!(
                "format!(\"{{}} {{:?}}\", {}, {})",
                self.operand(Type::Number)?,
                self.operand(Type::Pair)?
            )),
            Type::Pair => atomic(format!("({})", self.expressions(Type::Number, 2)?)),
            Type::Array => match self.choices.int_in_range(0..=1)? {
                0 => atomic(format!("[{}]", self.expressions(Type::Number, 3)?)),
                _ => atomic(format!("[{}; 3]", self.expressions(Type::Number, 1)?)),
            },
            Type::Borrowed | Type::Generic => return self.leaf(ty),
        })
    }

    fn number(&mut self) -> Result<Code> {
        Ok(match self.choices.int_in_range(0..=8)? {
            0 => {
                let operator = self.choices.choose(&["^", "|", "&"])?;
                compound(format!("{} {operator} {}", self.operand(Type::Number)?, self.operand(Type::Number)?))
            }
            1 => atomic(format!("{}[index({})]", self.operand(Type::Array)?, self.expression(Type::Number)?.text)),
            2 => atomic(format!("{}.1", self.operand(Type::Pair)?)),
            3 => atomic(format!(
                "Point::sum(Point {{ left: {}, right: {} }})",
                self.expression(Type::Number)?.text,
                self.expression(Type::Number)?.text
            )),
            4 => atomic(format!("{}.unwrap_or({})", self.operand(Type::Maybe)?, self.expression(Type::Number)?.text)),
            5 => atomic(format!("length(&{})", self.operand(Type::Text)?)),
            6 => atomic(format!("sum!({})", self.expressions(Type::Number, 2)?)),
            7 => atomic(format!("u32::from({})", self.expression(Type::Truth)?.text)),
            _ => atomic(format!("add({})", self.expressions(Type::Number, 2)?)),
        })
    }

    fn truth(&mut self) -> Result<Code> {
        Ok(match self.choices.int_in_range(0..=4)? {
            0 => {
                let operator = self.choices.choose(&["==", "!=", "<=", ">="])?;
                compound(format!("{} {operator} {}", self.operand(Type::Number)?, self.operand(Type::Number)?))
            }
            1 => {
                let operator = self.choices.choose(&["&&", "||"])?;
                compound(format!("{} {operator} {}", self.operand(Type::Truth)?, self.operand(Type::Truth)?))
            }
            2 => compound(format!("!{}", self.operand(Type::Truth)?)),
            3 => atomic(format!("matches!({}, 0..=8)", self.expression(Type::Number)?.text)),
            _ => atomic(format!("{}.is_some()", self.operand(Type::Maybe)?)),
        })
    }
}
