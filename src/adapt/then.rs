use super::iter::iterate_plain;
use crate::{CloseIgnored, Generator, Plain, Starts, Status, Stopped, error::lawless};
use core::{fmt, mem};

/// One generator, and then another that is made from what the first returns.
///
/// Made by [`Generator::then`].
#[must_use = "a generator does nothing until it is driven"]
pub struct Then<G, H, F> {
    state: State<G, H, F>,
}

/// Whose turn it is.
enum State<G, H, F> {
    /// With what makes the second.
    First(G, F),
    Second(H),
    Over,
}

impl<G: Generator, H, F> Then<G, H, F>
where
    H: Generator<Yield = G::Yield, Input = G::Input, Error = G::Error, Protocol: Starts<G::Input>>,
    F: FnOnce(G::Return) -> H,
{
    pub(crate) fn new(first: G, second: F) -> Self {
        Self { state: State::First(first, second) }
    }

    /// What follows a stop of the first: if it has returned, the second up to its first yield.
    ///
    /// Meanwhile there is neither, so that a panic leaves nothing to be driven.
    #[inline]
    fn go_on<V>(&mut self, stopped: Stopped<G::Return, V>) -> Result<G::Yield, Stopped<H::Return, V>> {
        let returned = match stopped {
            Stopped::Returned(value) => value,
            Stopped::Refused(value) => return Err(Stopped::Refused(value)),
            Stopped::Finished(value) => {
                self.state = State::Over;
                return Err(Stopped::Finished(value));
            }
        };
        let State::First(first, make) = mem::replace(&mut self.state, State::Over) else { lawless() };
        // Before the second is made, as a child is dropped after its `yield_from!`.
        drop(first);
        let (second, value) = Self::begin(make, returned).map_err(Stopped::Returned)?;
        self.state = State::Second(second);
        Ok(value)
    }

    /// The second, and its first yield. Apart, and without `self`: the address of what is driven in a loop stays in there.
    #[cold]
    #[inline(never)]
    fn begin(make: F, returned: G::Return) -> Result<(H, G::Yield), H::Return> {
        let mut second = make(returned);
        assert!(
            second.status() == Status::Created,
            "`then` of a generator that has been driven before: the answer it waits for cannot be known here"
        );
        match second.start() {
            Ok(value) => Ok((second, value)),
            Err(stopped) => Err(stopped.returned().unwrap_or_else(|| lawless())),
        }
    }

    /// Drops the second when it has returned, as above.
    #[inline]
    fn end<V>(&mut self, stopped: Stopped<H::Return, V>) -> Stopped<H::Return, V> {
        if let Stopped::Returned(_) = stopped {
            self.state = State::Over;
        }
        stopped
    }
}

// The function is never pinned.
impl<G: Unpin, H: Unpin, F> Unpin for Then<G, H, F> {}

#[diagnostic::do_not_recommend]
impl<G: Generator, H, F> Generator for Then<G, H, F>
where
    H: Generator<Yield = G::Yield, Input = G::Input, Error = G::Error, Protocol: Starts<G::Input>>,
    F: FnOnce(G::Return) -> H,
{
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = G::Error;
    type Return = H::Return;
    type Protocol = G::Protocol;

    #[inline]
    fn start(&mut self) -> Result<G::Yield, Stopped<H::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        match &mut self.state {
            State::First(first, _) => first.start().or_else(|stopped| self.go_on(stopped)),
            State::Second(second) if second.status() == Status::Suspended => {
                // The protocol is that of the first: one that is yield-first has been started, whatever the second is.
                let Some(nothing) = G::Protocol::nothing() else { return Err(Stopped::Refused(())) };
                second.send(nothing).map_err(|stopped| self.end(stopped.taken()))
            }
            State::Second(_) | State::Over => Err(Stopped::Finished(())),
        }
    }

    #[inline]
    fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<H::Return, G::Input>> {
        match &mut self.state {
            State::First(first, _) => first.send(value).or_else(|stopped| self.go_on(stopped)),
            State::Second(second) => second.send(value).map_err(|stopped| self.end(stopped)),
            State::Over => Err(Stopped::Finished(value)),
        }
    }

    #[inline]
    fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<H::Return, G::Error>> {
        match &mut self.state {
            State::First(first, _) => first.throw(error).or_else(|stopped| self.go_on(stopped)),
            State::Second(second) => second.throw(error).map_err(|stopped| self.end(stopped)),
            State::Over => Err(Stopped::Finished(error)),
        }
    }

    fn close(&mut self) -> Result<Option<H::Return>, CloseIgnored<G::Yield>> {
        match &mut self.state {
            State::First(first, _) => drop(first.close()?),
            State::Second(second) => drop(second.close()?),
            State::Over => {}
        }
        self.state = State::Over;
        Ok(None)
    }

    #[inline]
    fn status(&self) -> Status {
        match &self.state {
            State::First(first, _) => first.status(),
            State::Second(second) => second.status(),
            State::Over => Status::Finished,
        }
    }
}

iterate_plain!(
    [
        G: Generator<Input = (), Protocol = Plain>,
        H: Generator<Yield = G::Yield, Input = (), Error = G::Error, Protocol: Starts<()>>,
        F: FnOnce(G::Return) -> H
    ] Then<G, H, F>, G::Yield);

impl<G: fmt::Debug, H: fmt::Debug, F> fmt::Debug for Then<G, H, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::First(first, _) => f.debug_struct("Then").field("first", first).finish_non_exhaustive(),
            State::Second(second) => f.debug_struct("Then").field("second", second).finish(),
            State::Over => f.debug_struct("Then").finish_non_exhaustive(),
        }
    }
}
