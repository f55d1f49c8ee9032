//! The places of a grown function where it suspends.

use super::{
    body::Body,
    expressions::{Code, atomic, compound},
    types::Type,
};
use arbitrary::Result;

impl Body<'_, '_> {
    /// An expression that suspends the body and is of type `ty`.
    pub(super) fn suspension(&mut self, ty: Type) -> Result<Code> {
        self.within(|body| {
            let kind = body.choices.int_in_range(0..=6)?;
            match (kind, body.child) {
                (4, _) => body.caught(ty),
                (5 | 6, Some(_)) => body.delegation(ty),
                (5, None) if body.signature.takes_iterators() => {
                    let values = body.expressions(Type::Number, 2)?;
                    Ok(after(&format!("yield_from!([{values}].into_generator())"), ty))
                }
                _ => Ok(answer(body.plain("yield_")?, body.signature.input, ty)),
            }
        })
    }

    /// `yield_!(..)` or another macro that yields a value.
    fn plain(&mut self, name: &str) -> Result<String> {
        let yields = self.signature.yields;
        if yields == Type::Unit && self.choices.ratio(1, 2)? {
            return Ok(format!("{name}!()"));
        }
        let value = self.expression(yields)?.text;
        let (open, close) = *self.choices.choose(&[("(", ")"), ("(", ",)"), ("[", "]"), ("{ ", " }")])?;
        // Statements that begin with a macro in braces end with it.
        Ok(if open == "{ " {
            format!("identity({name}!{{ {value} }})")
        } else {
            format!("{name}!{open}{value}{close}")
        })
    }

    /// `try_yield!(..)`, or its sibling for a child.
    pub(super) fn attempt(&mut self) -> Result<String> {
        self.within(|body| match (body.child, body.choices.ratio(1, 3)?) {
            (Some(_), true) => Ok(format!("try_yield_from!({})", body.child_call()?)),
            _ => body.plain("try_yield"),
        })
    }

    fn caught(&mut self, ty: Type) -> Result<Code> {
        let input = self.signature.input;
        let attempt = self.plain("try_yield")?;
        if self.choices.ratio(1, 2)? {
            return Ok(answer(format!("{attempt}.unwrap_or_default()"), input, ty));
        }
        let closed = self.leaving()?;
        let thrown = if self.signature.throws {
            format!("{{\nconsume(error);\n{}\n}}", self.expression(ty)?.text)
        } else {
            "match error {},".to_string()
        };
        let name = self.define(input);
        let answer = answer(name.clone(), input, ty).text;
        Ok(compound(format!(
            "match {attempt} {{\nOk({name}) => {{\nlet () = ();\n{answer}\n}}\nErr(Interrupt::Close) => {closed},\n\
             Err(Interrupt::Throw(error)) => {thrown}\n}}"
        )))
    }

    fn delegation(&mut self, ty: Type) -> Result<Code> {
        let (call, throws) = (self.child_call()?, self.signature.throws);
        Ok(match (self.choices.ratio(1, 3)?, throws) {
            (true, false) => {
                from_number(format!("try_yield_from!({call}).unwrap_or_else(|closed| closed.0.unwrap_or(4))"), ty)
            }
            (true, true) => from_number(format!("try_yield_from!({call}).ok().and_then(Result::ok).unwrap_or(4)"), ty),
            (false, false) => from_number(format!("yield_from!({call})"), ty),
            (false, true) => from_number(format!("yield_from!({call})?"), ty),
        })
    }

    fn child_call(&mut self) -> Result<String> {
        let child = self.child.expect("there is one");
        let number = self.expression(Type::Number)?.text;
        child.call(&number, |ty| Ok(self.expression(ty)?.text))
    }
}

/// A value of type `ty` from the answer to a yield, which is of type `input`.
fn answer(code: String, input: Type, ty: Type) -> Code {
    if input == ty {
        return atomic(code);
    }
    match input {
        Type::Unit => after(&code, ty),
        Type::Number => from_number(code, ty),
        Type::Truth => from_number(format!("u32::from({code})"), ty),
        Type::Maybe => from_number(format!("{code}.unwrap_or(0)"), ty),
        Type::Text => from_number(format!("length(&{code})"), ty),
        Type::Pair => from_number(format!("{code}.0"), ty),
        Type::Array => from_number(format!("{code}[1]"), ty),
        Type::Borrowed | Type::Generic => unreachable!("nothing is sent that needs a parameter"),
    }
}

/// A value of type `ty` once `unit` has been evaluated.
fn after(unit: &str, ty: Type) -> Code {
    if ty == Type::Unit { atomic(unit) } else { from_number(format!("then({unit}, 6)"), ty) }
}

/// A value of type `ty` made of a number.
pub(super) fn from_number(number: String, ty: Type) -> Code {
    match ty {
        Type::Unit => atomic(format!("consume({number})")),
        Type::Number => atomic(number),
        Type::Truth => compound(format!("{number} == 3")),
        Type::Maybe => atomic(format!("Some({number})")),
        Type::Text => atomic(format!("{number}.to_string()")),
        Type::Pair => atomic(format!("({number}, 1)")),
        Type::Array => atomic(format!("[{number}; 3]")),
        Type::Borrowed => atomic(format!("then(consume({number}), t0x)")),
        Type::Generic => atomic(format!("then(consume({number}), g0x.clone())")),
    }
}
