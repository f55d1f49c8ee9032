//! Bodies that await before each yield and before each return, with the models of those that do not.

mod by_hand;
mod delegations;
mod leaves;

use super::{
    Body, Log, Outcome, Protocol,
    Signal::Thrown,
    Step::{Exit, Panic, Return, Yield},
};
use crate::{
    laws::{Operation, model::cut::Pauses},
    panics::caught,
};
use antiphon::{Plain, SendFirst, YieldFirst, adapt::AsyncErased, prelude::*};
use std::{
    fmt::Debug,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// An async generator and its model.
#[derive(Debug)]
pub(in crate::laws) struct AsyncAnimal {
    pub(in crate::laws) name: &'static str,
    pub(in crate::laws) protocol: Protocol,
    pub(in crate::laws) guards: &'static [&'static str],
    /// The number is how many polls each pause takes.
    pub(in crate::laws) make: fn(&Log, u32) -> Box<dyn AsyncSubject>,
    pub(in crate::laws) model: fn(&Pauses) -> Body,
}

/// All of them.
pub(in crate::laws) fn animals() -> impl Iterator<Item = &'static AsyncAnimal> {
    [leaves::ZOO, delegations::ZOO].into_iter().flatten()
}

/// An async generator whose operations can be cut short.
pub(in crate::laws) trait AsyncSubject {
    /// Polls the operation until it is answered, and at most so often; then it is dropped.
    fn apply(&mut self, operation: Operation, polls: u32) -> String;
}

type Real<I, P> = AsyncErased<'static, u32, I, u32, Outcome, P>;

fn polled<F: Future<Output: Debug>>(operation: F, polls: u32) -> (String, String) {
    let mut operation = pin!(operation);
    for poll in 1..=polls {
        match caught(|| operation.as_mut().poll(&mut Context::from_waker(Waker::noop()))) {
            Ok(Poll::Ready(outcome)) => return (format!("{outcome:?}"), format!(", at poll {poll}")),
            Ok(Poll::Pending) => {}
            Err(_) => return ("panicked".into(), format!(", at poll {poll}")),
        }
    }
    ("cut".into(), String::new())
}

/// Applies operations to an async generator, with the ways to start it and to send to it.
macro_rules! subject {
    ($protocol:ty, $input:ty, |$generator:ident, $polls:ident, $value:ident| $start:expr, $sent:expr) => {
        impl AsyncSubject for Real<$input, $protocol> {
            fn apply(&mut self, operation: Operation, $polls: u32) -> String {
                let (outcome, at) = match operation {
                    Operation::Start => {
                        let $generator = &mut *self;
                        $start
                    }
                    Operation::Send($value) => polled(self.send($sent), $polls),
                    Operation::Throw(error) => polled(self.throw(error), $polls),
                    Operation::Close => polled(self.close(), $polls),
                };
                format!("{outcome}, {:?}{at}", self.status())
            }
        }
    };
}

subject!(Plain, (), |generator, polls, _value| polled(generator.start(), polls), ());
subject!(YieldFirst, u32, |generator, polls, value| polled(generator.start(), polls), value);
subject!(SendFirst, u32, |_generator, _polls, value| unreachable!("it is not asked to"), value);

/// Pending for so many polls.
pub(in crate::laws) struct Pause(pub(in crate::laws) u32);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// The model of a body that pauses before whatever it does of its own: not before an error or a close goes out.
fn pausing(pauses: &Pauses, mut body: Body) -> Body {
    let pauses = pauses.clone();
    Box::new(move |signal| {
        let step = body(signal);
        let goes_out = match (signal, step) {
            (Thrown(thrown), Return(Err(error))) => thrown == error,
            (_, Exit) => true,
            (_, Yield(_) | Return(_) | Panic) => false,
        };
        pauses.update(|pauses| pauses + u32::from(!goes_out));
        step
    })
}

/// Lists animals: `function(arguments), model, protocol, guards`.
macro_rules! zoo {
    ($($name:ident($($log:ident)?), $model:expr, $protocol:ident, $guards:expr;)*) => {
        pub(super) const ZOO: &[crate::laws::zoo::asynchronous::AsyncAnimal] = &[$(
            crate::laws::zoo::asynchronous::AsyncAnimal {
                name: stringify!($name),
                protocol: crate::laws::model::Protocol::$protocol,
                guards: &$guards,
                make: |_log, pause| Box::new($name(pause $(, { let $log = _log; $log.clone() })?).erased()),
                model: $model,
            }
        ),*];
    };
}
use zoo;
