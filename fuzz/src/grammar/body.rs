//! The statements of a grown function.

use super::{
    Function,
    parameters::{Parameters, Variable},
    types::{Returns, Signature, Type},
};
use arbitrary::{Result, Unstructured};

/// Writes a body. What it reads from the choices decides every form.
pub(super) struct Body<'a, 'bytes> {
    pub(super) signature: &'a Signature,
    parameters: &'a Parameters,
    pub(super) child: Option<&'a Function>,
    pub(super) choices: &'a mut Unstructured<'bytes>,
    pub(super) scope: Vec<Variable>,
    names: u32,
    /// How deep expressions and blocks may still be nested.
    pub(super) fuel: u32,
    /// Whether nothing may suspend or leave the body here, as in a closure.
    pub(super) closed: bool,
}

impl<'a, 'bytes> Body<'a, 'bytes> {
    pub(super) fn new(
        signature: &'a Signature,
        parameters: &'a Parameters,
        child: Option<&'a Function>,
        choices: &'a mut Unstructured<'bytes>,
    ) -> Self {
        let scope = parameters.variables.clone();
        Self { signature, parameters, child, choices, scope, names: 0, fuel: 3, closed: false }
    }

    pub(super) fn grow(mut self) -> Result<String> {
        let mut body = String::new();
        for (head, variable) in &self.parameters.loops {
            let depth = self.scope.len();
            self.scope.extend(variable.clone());
            body += head;
            body += &self.statements()?;
            body += "}\n";
            self.scope.truncate(depth);
        }
        body += &self.statements()?;
        body += &self.tail()?;
        Ok(body)
    }

    fn tail(&mut self) -> Result<String> {
        Ok(match self.signature.returns {
            Returns::Nothing => self.suspension(Type::Unit)?.text,
            Returns::Never => format!("loop {{\n{}{};\n}}", self.statements()?, self.suspension(Type::Unit)?.text),
            _ if self.choices.ratio(1, 4)? => format!("return {};", self.returned()?),
            _ => self.returned()?,
        })
    }

    /// What the function can return.
    pub(super) fn returned(&mut self) -> Result<String> {
        Ok(match self.signature.returns {
            Returns::Nothing | Returns::Never => String::new(),
            Returns::Value(ty) => self.expression(ty)?.text,
            Returns::Nameless => format!("vec![{}].into_iter()", self.expressions(Type::Number, 2)?),
            Returns::Fallible => match self.choices.int_in_range(0..=3)? {
                0 => "Err(Failure::Odd)".to_string(),
                1 => format!("Ok(fallible({})?)", self.expression(Type::Number)?.text),
                _ => format!("Ok({})", self.expression(Type::Number)?.text),
            },
        })
    }

    /// An expression that leaves the function.
    pub(super) fn leaving(&mut self) -> Result<String> {
        Ok(match self.signature.returns {
            Returns::Never => "panic!(\"left\")".to_string(),
            Returns::Nothing => "return".to_string(),
            _ => format!("return {}", self.returned()?),
        })
    }

    pub(super) fn fresh(&mut self) -> String {
        self.names += 1;
        format!("v{}x", self.names)
    }

    /// Runs `grow` with less fuel, and forgets the variables it adds.
    pub(super) fn within<T>(&mut self, grow: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let depth = self.scope.len();
        self.fuel = self.fuel.saturating_sub(1);
        let grown = grow(self);
        self.fuel += 1;
        self.scope.truncate(depth);
        grown
    }

    pub(super) fn define(&mut self, ty: Type) -> String {
        let name = self.fresh();
        let code = if ty == Type::Text { format!("{name}.clone()") } else { name.clone() };
        self.scope.push(Variable { code, ty });
        name
    }

    /// Statements and the braces around them.
    fn block(&mut self) -> Result<String> {
        self.within(|body| Ok(format!("{{\n{}}}", body.statements()?)))
    }

    /// Some statements, each with a line of its own.
    pub(super) fn statements(&mut self) -> Result<String> {
        let most = if self.fuel == 0 { 0 } else { self.fuel.min(3) };
        let mut statements = String::new();
        for _ in 0..self.choices.int_in_range(0..=most)? {
            statements += &self.within_scope()?;
            statements.push('\n');
        }
        Ok(statements)
    }

    /// A statement whose variables are there for those that follow.
    fn within_scope(&mut self) -> Result<String> {
        self.fuel -= 1;
        let statement = self.statement();
        self.fuel += 1;
        statement
    }

    fn statement(&mut self) -> Result<String> {
        Ok(match self.choices.int_in_range(0..=21)? {
            0 => format!("{};", self.suspension(Type::Unit)?.text),
            1 | 2 => self.binding()?,
            3 => self.taking_apart()?,
            4 => self.let_else()?,
            5 => format!("if {} {} else {}", self.condition()?, self.block()?, self.block()?),
            6 => self.if_let()?,
            7 => self.while_loop()?,
            8 => self.for_loop()?,
            9 => self.match_statement()?,
            10 => format!("{}\n", self.block()?),
            11 => format!("consume({});", self.expression(Type::Text)?.text),
            12 => format!("if {} {{\n{};\n}}", self.condition()?, self.leaving()?),
            13 => self.inner_items()?,
            14 => self.borrow()?,
            15 => self.update()?,
            16 => self.compound_assignment()?,
            17 => self.closure()?,
            18 => format!("run! {{ {}; {} }}", self.suspension(Type::Unit)?.text, self.binding()?),
            19 => self.index_assignment()?,
            20 => format!("let _guard = Guard({});", self.expression(Type::Number)?.text),
            _ => self.push()?,
        })
    }

    fn binding(&mut self) -> Result<String> {
        let ty = *self.choices.choose(&Type::OWNED)?;
        let value = self.expression(ty)?.text;
        let annotation = if self.choices.ratio(1, 3)? { format!(": {}", ty.name()) } else { String::new() };
        Ok(format!("let {}{annotation} = {value};", self.define(ty)))
    }

    fn taking_apart(&mut self) -> Result<String> {
        let value = self.expression(Type::Pair)?.text;
        Ok(format!("let ({}, {}) = {value};", self.define(Type::Number), self.define(Type::Number)))
    }

    fn let_else(&mut self) -> Result<String> {
        if self.choices.ratio(1, 3)? {
            let attempt = self.attempt()?;
            return Ok(format!("let Ok(_) = {attempt} else {{ {} }};", self.leaving()?));
        }
        let value = self.expression(Type::Maybe)?.text;
        let leaving = self.leaving()?;
        Ok(format!("let Some({}) = identity({value}) else {{ {leaving} }};", self.define(Type::Number)))
    }

    fn if_let(&mut self) -> Result<String> {
        if self.choices.ratio(1, 3)? {
            return Ok(format!("if let Err(_) = {} {}", self.attempt()?, self.block()?));
        }
        let value = self.sealed(Type::Maybe)?;
        self.within(|body| {
            let name = body.define(Type::Number);
            let chain =
                if body.choices.ratio(1, 2)? { format!(" && {}", body.operand(Type::Truth)?) } else { String::new() };
            Ok(format!("if let Some({name}) = {value}{chain} {}", body.block()?))
        })
    }

    fn while_loop(&mut self) -> Result<String> {
        let name = self.fresh();
        let condition = self.operand(Type::Truth)?;
        let leave = if self.choices.ratio(1, 2)? { "continue" } else { "break" };
        let early = format!("if {} {{ {leave} }}", self.condition()?);
        Ok(format!(
            "let mut {name} = 0_u8;\nwhile {name} < 3 && {condition} {{\n{name} += 1;\n{}\n{early}\n{};\n}}",
            self.block()?,
            self.suspension(Type::Unit)?.text
        ))
    }

    fn for_loop(&mut self) -> Result<String> {
        let values = match self.choices.int_in_range(0..=2)? {
            0 => "0..3".to_string(),
            1 => self.expression(Type::Array)?.text,
            _ => format!("{}.into_iter().map(|v| v ^ 1)", self.operand(Type::Maybe)?),
        };
        self.within(|body| {
            let name = body.define(Type::Number);
            Ok(format!("for {name} in {values} {{\n{}}}", body.statements()?))
        })
    }

    fn match_statement(&mut self) -> Result<String> {
        let value = self.expression(Type::Maybe)?.text;
        let (first, second, third) = (self.block()?, self.block()?, self.suspension(Type::Unit)?.text);
        self.within(|body| {
            let name = body.define(Type::Number);
            let guard = body.expression(Type::Truth)?.text;
            Ok(format!(
                "match {value} {{\nNone => {first}\nSome({name}) if {guard} => {second}\nSome(_) => {third},\n}}"
            ))
        })
    }

    /// What is defined in a body and called from it.
    fn inner_items(&mut self) -> Result<String> {
        let name = self.fresh();
        let arguments = self.expressions(Type::Number, 1)?;
        Ok(match self.choices.int_in_range(0..=3)? {
            0 => format!("fn {name}(n: u32) -> u32 {{ n ^ 3 }}\nconsume({name}({arguments}));"),
            1 => format!(
                "macro_rules! {name} {{ ($n:expr) => {{ add($n, $n) }}; }}\nconsume({name}!({}));",
                self.suspension(Type::Number)?.text
            ),
            2 => format!(
                "#[generator(yield = u32)]\nfn {name}(n: u32) {{ yield_!(n); }}\nconsume(once({name}({arguments})));"
            ),
            _ => format!("const {}: u32 = 5;\nconsume({arguments});", name.to_uppercase().replace('V', "_V")),
        })
    }

    /// A borrow of a local, which lives across the yields that follow.
    fn borrow(&mut self) -> Result<String> {
        let (owner, name) = (self.fresh(), self.fresh());
        let value = self.expression(Type::Text)?.text;
        self.scope.push(Variable { code: format!("length({name})"), ty: Type::Number });
        Ok(format!("let {owner} = {value};\nlet {name} = &{owner};"))
    }

    fn update(&mut self) -> Result<String> {
        let value = self.expression(Type::Number)?.text;
        let name = self.fresh();
        self.scope.push(Variable { code: format!("{name}.left"), ty: Type::Number });
        Ok(format!("let {name} = Point {{ left: {value}, ..Point::default() }};"))
    }

    fn compound_assignment(&mut self) -> Result<String> {
        let (start, change) = (self.expression(Type::Number)?.text, self.expression(Type::Number)?.text);
        let name = self.define(Type::Number);
        let operator = self.choices.choose(&["^=", "|=", "&=", "/= 7 +"])?;
        let change = if *operator == "/= 7 +" { "2" } else { change.as_str() };
        Ok(format!("let mut {name} = {start};\n{name} {operator} {change};\nconsume({name});"))
    }

    fn closure(&mut self) -> Result<String> {
        let argument = self.expression(Type::Number)?.text;
        let around = core::mem::replace(&mut self.closed, true);
        let result = self.within(|body| {
            let parameter = body.define(Type::Number);
            Ok(format!("|{parameter}: u32| {}", body.sealed(Type::Number)?))
        });
        self.closed = around;
        let name = self.fresh();
        Ok(format!("let {name} = {};\nconsume({name}({argument}));", result?))
    }

    fn index_assignment(&mut self) -> Result<String> {
        let (start, index) = (self.expression(Type::Array)?.text, self.expression(Type::Number)?.text);
        let value = self.expression(Type::Number)?.text;
        let name = self.define(Type::Array);
        Ok(format!("let mut {name} = {start};\n{name}[index({index})] ^= {value};\nconsume({name});"))
    }

    fn push(&mut self) -> Result<String> {
        let value = self.expression(Type::Number)?.text;
        Ok(match self.parameters.logs.first() {
            Some(log) if !self.closed => format!("{log}.push({value});"),
            _ => format!("consume({value});"),
        })
    }
}
