//! Every adaptor that changes what passes: as it is, and what it is to do, said in the simplest way.

use super::{
    Log,
    zoo::{Outcome, Real},
};
/// A value on its way in, for the generators that are sent numbers and those that are sent nothing.
pub(super) trait Sent {
    fn sent(value: u32) -> Self;
}

impl Sent for u32 {
    fn sent(value: u32) -> u32 {
        value.saturating_sub(1)
    }
}

impl Sent for () {
    fn sent(_: u32) {}
}

fn yielded(value: u32) -> u32 {
    value + 100
}

fn thrown(error: u32) -> u32 {
    error % 12
}

fn returned(outcome: Outcome) -> Outcome {
    match outcome {
        Ok(value) => Err(value + 1000),
        Err(error) => Ok(error + 2000),
    }
}

/// The protocol of a generator that is given values by `map_send`.
pub(super) const fn protocol_of_map_send(protocol: super::model::Protocol) -> super::model::Protocol {
    use super::model::Protocol::{Plain, SendFirst, YieldFirst};
    match protocol {
        Plain | SendFirst => SendFirst,
        YieldFirst => YieldFirst,
    }
}

/// The adaptors, with functions that say when they are called.
pub(super) mod real {
    use super::{Log, Outcome, Real, Sent};
    use antiphon::{Generator, adapt::MapSend};

    /// A generator that may be put into an adaptor, and the adaptor into a box.
    pub(crate) trait Animal:
        Generator<Yield = u32, Error = u32, Return = Outcome, Input: Sent> + Unpin + 'static
    {
    }

    impl<G: Generator<Yield = u32, Error = u32, Return = Outcome, Input: Sent> + Unpin + 'static> Animal for G {}

    pub(crate) fn map_yield<G: Animal>(generator: G, _: &Log) -> Real<G::Input, G::Protocol> {
        Box::pin(generator.map_yield(super::yielded))
    }

    /// The protocol of a `map_send` of `G`.
    type Fed<G> = <MapSend<G, fn(u32) -> <G as Generator>::Input, u32> as Generator>::Protocol;

    pub(crate) fn map_send<G: Animal>(generator: G, log: &Log) -> Real<u32, Fed<G>> {
        let log = log.clone();
        Box::pin(generator.map_send(move |value: u32| {
            log.add(format!("sends {value}"));
            G::Input::sent(value)
        }))
    }

    pub(crate) fn map_throw<G: Animal>(generator: G, log: &Log) -> Real<G::Input, G::Protocol> {
        let log = log.clone();
        Box::pin(generator.map_throw(move |error: u32| {
            log.add(format!("throws {error}"));
            super::thrown(error)
        }))
    }

    pub(crate) fn map_return<G: Animal>(generator: G, _: &Log) -> Real<G::Input, G::Protocol> {
        Box::pin(generator.map_return(super::returned))
    }

    pub(crate) fn inspect_yield<G: Animal>(generator: G, log: &Log) -> Real<G::Input, G::Protocol> {
        let log = log.clone();
        Box::pin(generator.inspect_yield(move |value| log.add(format!("yields {value}"))))
    }
}

/// What an adaptor makes of a body: of the signals that reach it, and of its answers.
pub(super) mod model {
    use super::super::{
        Log,
        model::{Body, Protocol, Signal, Step},
    };

    pub(crate) fn map_yield(mut body: Body, _: Protocol, _: &Log) -> Body {
        Box::new(move |signal| match body(signal) {
            Step::Yield(value) => Step::Yield(super::yielded(value)),
            other => other,
        })
    }

    /// Nothing is sent where a yield-first one begins.
    pub(crate) fn map_send(mut body: Body, protocol: Protocol, log: &Log) -> Body {
        let log = log.clone();
        let send = move |value: u32| {
            log.add(format!("sends {value}"));
            super::Sent::sent(value)
        };
        Box::new(move |signal| match signal {
            Signal::Begin(value) if protocol != Protocol::YieldFirst => body(Signal::Begin(send(value))),
            Signal::Sent(value) => body(Signal::Sent(send(value))),
            other => body(other),
        })
    }

    pub(crate) fn map_throw(mut body: Body, _: Protocol, log: &Log) -> Body {
        let log = log.clone();
        Box::new(move |signal| match signal {
            Signal::Thrown(error) => {
                log.add(format!("throws {error}"));
                body(Signal::Thrown(super::thrown(error)))
            }
            other => body(other),
        })
    }

    pub(crate) fn map_return(mut body: Body, _: Protocol, _: &Log) -> Body {
        Box::new(move |signal| match body(signal) {
            Step::Return(outcome) => Step::Return(super::returned(outcome)),
            other => other,
        })
    }

    pub(crate) fn inspect_yield(mut body: Body, _: Protocol, log: &Log) -> Body {
        let log = log.clone();
        Box::new(move |signal| {
            let step = body(signal);
            if let Step::Yield(value) = step {
                log.add(format!("yields {value}"));
            }
            step
        })
    }
}
