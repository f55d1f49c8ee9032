//! What every generator can do.

#[cfg(feature = "alloc")]
use crate::body;
use crate::{
    CloseIgnored, Plain, Protocol, Starts, Status, Stopped,
    adapt::{
        Endless, InspectYield, MapReturn, MapSend, MapThrow, MapYield, Returning, SendAllError, Then, TryIter, send_all,
    },
};
use core::convert::Infallible;

/// A computation that pauses with a value, and goes on with an answer, an error or a request to end.
///
/// What `#[generator]` makes is driven where it is pinned: `Pin<&mut Gen<..>>` and `Pin<Box<Gen<..>>>` implement this
/// trait, as do `&mut G` and `Box<G>` for every `G` that does. It is object safe.
///
/// It can be implemented by hand too, and such a struct works everywhere, in `yield_from!` as well; only a loop needs
/// [`returning`](Generator::returning), since the struct is no [`Iterator`]. The rules are Python's, and an
/// implementation must keep them:
///
/// | status | `start` | `send(v)` | `throw(e)` | `close()` |
/// |---|---|---|---|---|
/// | `Created` | runs to the first yield | plain: as `start`; send-first: begins with `v`; yield-first: `Refused(v)`, nothing changed | `Finished(e)`, the body never runs | `Ok(None)`, the body never runs |
/// | `Suspended` | plain: as `send(())`; yield-first: `Refused(())`, nothing changed | goes on with `v` | raised at the yield | raised at the yield |
/// | `Finished` | `Finished(())` | `Finished(v)` | `Finished(e)` | `Ok(None)` |
///
/// # Examples
///
/// Generic code over any generator that answers numbers with numbers:
///
/// ```
/// use antiphon::{SendFirst, prelude::*};
///
/// fn feed<G>(mut generator: G, values: &[f64]) -> Option<f64>
/// where
///     G: Generator<Yield = f64, Input = f64, Protocol = SendFirst>,
/// {
///     values.iter().map_while(|value| generator.send(*value).ok()).last()
/// }
///
/// #[generator(yield = f64)]
/// fn largest(#[send] mut value: f64) {
///     let mut largest = f64::MIN;
///     loop {
///         largest = largest.max(value);
///         value = yield_!(largest);
///     }
/// }
///
/// assert_eq!(feed(std::pin::pin!(largest()), &[1.0, 3.0, 2.0]), Some(3.0));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a generator that can be driven",
    note = "what a `#[generator]` function returns is driven where it is pinned: pass `pin!(..)` or `.boxed()`"
)]
pub trait Generator {
    /// What it yields.
    type Yield;
    /// What is sent to it.
    type Input;
    /// What can be thrown into it; [`Infallible`] if nothing can.
    type Error;
    /// What it returns in the end.
    type Return;
    /// Who speaks first: [`Plain`], [`YieldFirst`](crate::YieldFirst) or [`SendFirst`](crate::SendFirst).
    type Protocol: Protocol;

    /// Begins it and runs it to its first yield.
    ///
    /// For a plain generator that has begun this is `send(())`. A send-first generator has no `start`: calling it does
    /// not compile. An implementation by hand may leave the `where` clause out, and one for a send-first generator
    /// returns `Err(Stopped::Refused(()))`.
    ///
    /// # Errors
    ///
    /// [`Stopped::Returned`] if it returned without a yield, [`Stopped::Refused`] if it is yield-first and has been
    /// started, [`Stopped::Finished`] if it is over.
    fn start(&mut self) -> Result<Self::Yield, Stopped<Self::Return, ()>>
    where
        Self::Protocol: Starts<Self::Input>;

    /// Goes on with `value` as the answer to the yield it waits at, and runs to the next.
    ///
    /// # Errors
    ///
    /// [`Stopped::Returned`] if it returned, [`Stopped::Refused`] with the value if it is yield-first and was not
    /// started, [`Stopped::Finished`] with the value if it is over.
    fn send(&mut self, value: Self::Input) -> Result<Self::Yield, Stopped<Self::Return, Self::Input>>;

    /// Raises `error` at the yield it waits at, and runs to the next yield.
    ///
    /// At a `yield_!` the body returns with the error, at a `try_yield!` it may catch it.
    ///
    /// # Errors
    ///
    /// [`Stopped::Returned`] if it returned, [`Stopped::Finished`] with the error if it is over; a generator that has
    /// not begun is over from then on.
    fn throw(&mut self, error: Self::Error) -> Result<Self::Yield, Stopped<Self::Return, Self::Error>>;

    /// Asks it to end: `Ok(Some(value))` if its body answered with a return, `Ok(None)` if it let the close out.
    ///
    /// At a `yield_!` the body is dropped where it stands, at a `try_yield!` it is told. A generator that has not
    /// begun, or is over, has nothing to say.
    ///
    /// # Errors
    ///
    /// [`CloseIgnored`] if the body answered with a yield. It is still suspended, and can go on or be closed again.
    fn close(&mut self) -> Result<Option<Self::Return>, CloseIgnored<Self::Yield>>;

    /// Where it is in its life.
    fn status(&self) -> Status;

    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn into_node(self, _: body::Seal) -> Result<body::Node, Self>
    where
        Self: Sized,
    {
        Err(self)
    }

    /// Iterates over what it yields and what its body fails with, as `Result`s, so that no error is lost.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32)]
    /// fn numbers(text: &str) -> Result<(), std::num::ParseIntError> {
    ///     for word in text.split(' ') {
    ///         yield_!(word.parse()?);
    ///     }
    ///     Ok(())
    /// }
    ///
    /// let all: Result<Vec<u32>, _> = std::pin::pin!(numbers("1 2 x")).try_iter().collect();
    /// assert!(all.is_err());
    /// ```
    fn try_iter<T, X>(self) -> TryIter<Self>
    where
        Self: Sized + Generator<Input = (), Return = Result<T, X>, Protocol = Plain>,
    {
        TryIter::new(self)
    }

    /// Iterates over what it yields, and keeps what it returns for after the loop.
    ///
    /// The iterator owns the generator: pass it a boxed one, or a variable that is pinned.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = char)]
    /// fn vowels(text: &str) -> usize {
    ///     let mut others = 0;
    ///     for letter in text.chars() {
    ///         if "aeiou".contains(letter) { yield_!(letter); } else { others += 1; }
    ///     }
    ///     others
    /// }
    ///
    /// let mut found = vowels("antiphon").boxed().returning();
    /// for vowel in &mut found {
    ///     println!("{vowel}");
    /// }
    /// assert_eq!(found.into_return(), Some(5));
    /// ```
    fn returning(self) -> Returning<Self>
    where
        Self: Sized + Generator<Input = (), Protocol = Plain>,
    {
        Returning::new(self)
    }

    /// Sends it every value, closes it, and gives what it returned: to the last value, or to the close.
    ///
    /// Its yields are dropped. A yield-first generator that is new is started first.
    ///
    /// # Errors
    ///
    /// [`SendAllError::EndedEarly`] if it ended while there were values left: the one it did not take and the rest are
    /// handed back, with what it returned. [`SendAllError::CloseIgnored`] if it answered the close with a yield.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator]
    /// fn total(#[send] mut value: u32) -> u32 {
    ///     let mut total = 0;
    ///     loop {
    ///         total += value;
    ///         match try_yield!() {
    ///             Ok(next) => value = next,
    ///             Err(_) => return total,
    ///         }
    ///     }
    /// }
    ///
    /// let mut total = std::pin::pin!(total());
    /// assert_eq!(total.send_all([1, 2, 3]).unwrap(), Some(6));
    /// ```
    #[allow(clippy::type_complexity, reason = "a name for it would hide what is handed back")]
    fn send_all<V>(
        &mut self,
        values: V,
    ) -> Result<Option<Self::Return>, SendAllError<Self::Input, V::IntoIter, Self::Return, Self::Yield>>
    where
        Self: Sized,
        V: IntoIterator<Item = Self::Input>,
    {
        send_all(self, values.into_iter())
    }

    /// Takes a generator that never returns, and answers each value with the bare yield.
    ///
    /// What it gives owns the generator: pass it a boxed one, or a variable that is pinned.
    ///
    /// # Errors
    ///
    /// Hands the generator back if it cannot be sent to now: it is over, or it is yield-first and was not started.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32)]
    /// fn running_sum(#[send] mut value: u32) -> ! {
    ///     let mut sum = 0;
    ///     loop {
    ///         sum += value;
    ///         value = yield_!(sum);
    ///     }
    /// }
    ///
    /// let mut sum = running_sum().boxed().endless().unwrap();
    /// assert_eq!(sum.answer(2), 2);
    /// assert_eq!(sum.answer(3), 5);
    /// ```
    fn endless(self) -> Result<Endless<Self>, Self>
    where
        Self: Sized + Generator<Return = Infallible>,
    {
        Endless::new(self)
    }

    /// Yields what `map` makes of each yield.
    ///
    /// That is every yield: also the one that answers an error, and the one that answers a close, which the closer sees
    /// in [`CloseIgnored`].
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = f64)]
    /// fn sum(#[send] mut value: f64) {
    ///     let mut sum = 0.0;
    ///     loop {
    ///         sum += value;
    ///         value = yield_!(sum);
    ///     }
    /// }
    ///
    /// let sum = std::pin::pin!(sum());
    /// let mut euros = sum.map_yield(|sum| format!("{sum:.2} EUR"));
    /// assert_eq!(euros.send(0.5).unwrap(), "0.50 EUR");
    /// assert_eq!(euros.send(1.0).unwrap(), "1.50 EUR");
    /// ```
    fn map_yield<Y, F>(self, map: F) -> MapYield<Self, F>
    where
        Self: Sized,
        F: FnMut(Self::Yield) -> Y,
    {
        MapYield::new(self, map)
    }

    /// Delivers what `map` makes of each value that is sent.
    ///
    /// A value that would be refused, or sent to a generator that is finished, comes back as it was sent, and `map` does
    /// not see it. A plain generator, to which nothing is sent, becomes a send-first one: `map` then makes `()` of each
    /// value, and the first begins it.
    ///
    /// # Panics
    ///
    /// When it is sent to, if the generator hands a value back although its status said that it would take one. No
    /// `#[generator]` does.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = &'static str, send = u32)]
    /// fn ask_age() -> u32 {
    ///     let mut age = yield_!("how old?");
    ///     while age > 150 { age = yield_!("in years, please?"); }
    ///     age
    /// }
    ///
    /// let mut ask = ask_age().boxed().map_send(|text: &str| text.len() as u32);
    /// assert_eq!(ask.send("IIII"), Err(Stopped::Refused("IIII")), "it has not asked yet");
    /// assert_eq!(ask.start(), Ok("how old?"));
    /// assert_eq!(ask.send("IIII"), Err(Stopped::Returned(4)));
    /// assert_eq!(ask.send("III"), Err(Stopped::Finished("III")));
    /// ```
    fn map_send<V, F>(self, map: F) -> MapSend<Self, F, V>
    where
        Self: Sized,
        F: FnMut(V) -> Self::Input,
    {
        MapSend::new(self, map)
    }

    /// Raises what `map` makes of each error that is thrown.
    ///
    /// An error that is thrown into a generator that has not begun, or is over, comes back as it was thrown, and `map`
    /// does not see it.
    ///
    /// # Panics
    ///
    /// When it is thrown at, if the generator hands an error back although it was suspended. No `#[generator]` does.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    /// use std::{io, num::ParseIntError};
    ///
    /// #[generator(yield = u32, throw = io::Error)]
    /// fn count() -> io::Result<()> {
    ///     let mut count = 0;
    ///     loop {
    ///         count += 1;
    ///         yield_!(count);
    ///     }
    /// }
    ///
    /// let mut count = count().boxed().map_throw(|error: ParseIntError| io::Error::other(error));
    /// assert_eq!(count.start().unwrap(), 1);
    /// let error = "x".parse::<u32>().unwrap_err();
    /// let Err(Stopped::Returned(Err(thrown))) = count.throw(error) else { panic!("it is not caught") };
    /// assert_eq!(thrown.to_string(), "invalid digit found in string");
    /// ```
    fn map_throw<X, F>(self, map: F) -> MapThrow<Self, F, X>
    where
        Self: Sized,
        F: FnMut(X) -> Self::Error,
    {
        MapThrow::new(self, map)
    }

    /// Returns what `map` makes of the return value.
    ///
    /// Also of one that answers a close. `map` is not called if the generator never returns.
    ///
    /// # Panics
    ///
    /// If the generator returns twice. No `#[generator]` does.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32)]
    /// fn numbers(text: &str) -> Result<u32, std::num::ParseIntError> {
    ///     let mut count = 0;
    ///     for word in text.split(' ') {
    ///         yield_!(word.parse()?);
    ///         count += 1;
    ///     }
    ///     Ok(count)
    /// }
    ///
    /// let mut numbers = numbers("7 x").boxed().map_return(|count| count.map_err(|error| error.to_string()));
    /// assert_eq!(numbers.send(()), Ok(7));
    /// assert_eq!(numbers.send(()), Err(Stopped::Returned(Err("invalid digit found in string".into()))));
    /// ```
    fn map_return<T, F>(self, map: F) -> MapReturn<Self, F>
    where
        Self: Sized,
        F: FnOnce(Self::Return) -> T,
    {
        MapReturn::new(self, map)
    }

    /// Goes on with a second generator, which `make` makes of what this one returns.
    ///
    /// It answers as a body that does `let value = yield_from!(first); yield_from!(make(value))`, and so returns what
    /// the second returns:
    ///
    /// - It speaks by the protocol of the first. The value or error that the first returns to was the first one's, and
    ///   there is none left for the second, so that is started, and its first yield is the answer. Hence the second may
    ///   not be send-first; it may be yield-first or, where nothing is sent, plain.
    /// - An error that is thrown reaches the one whose turn it is. If the first returns with it, `make` gets it as that
    ///   return value, and decides what follows.
    /// - A close ends the whole. What the first, or the second, returns in answer is dropped, and `make` is not called.
    ///   One that answers with a yield goes on.
    ///
    /// # Panics
    ///
    /// If the generator that `make` gives has been driven before.
    ///
    /// # Dropping
    ///
    /// The first is dropped before the second is made. Whichever there is goes before what `make` has captured.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = &'static str, send = f64)]
    /// fn calibrate() -> f64 {
    ///     (yield_!("low?") + yield_!("high?")) / 2.0
    /// }
    ///
    /// #[generator(yield = &'static str, send = f64)]
    /// fn judge(threshold: f64) {
    ///     let mut value = yield_!("ready");
    ///     loop {
    ///         value = yield_!(if value > threshold { "above" } else { "below" });
    ///     }
    /// }
    ///
    /// let mut sensor = calibrate().boxed().then(|threshold| judge(threshold).boxed());
    /// assert_eq!(sensor.start(), Ok("low?"));
    /// assert_eq!(sensor.send(10.0), Ok("high?"));
    /// assert_eq!(sensor.send(30.0), Ok("ready"));
    /// assert_eq!(sensor.send(21.0), Ok("above"));
    /// ```
    fn then<H, F>(self, make: F) -> Then<Self, H, F>
    where
        Self: Sized,
        H: Generator<Yield = Self::Yield, Input = Self::Input, Error = Self::Error, Protocol: Starts<Self::Input>>,
        F: FnOnce(Self::Return) -> H,
    {
        Then::new(self, make)
    }

    /// Shows each yield to `inspect` on its way to the caller.
    ///
    /// Also the one that answers an error, and the one that answers a close.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon::prelude::*;
    ///
    /// #[generator(yield = u32)]
    /// fn count() -> u32 {
    ///     yield_!(1);
    ///     yield_!(2);
    ///     3
    /// }
    ///
    /// let mut seen = vec![];
    /// let returned = count().boxed().inspect_yield(|value| seen.push(*value)).send_all([(), (), ()]);
    /// assert_eq!(returned.unwrap(), Some(3));
    /// assert_eq!(seen, [1, 2]);
    /// ```
    fn inspect_yield<F>(self, inspect: F) -> InspectYield<Self, F>
    where
        Self: Sized,
        F: FnMut(&Self::Yield),
    {
        InspectYield::new(self, inspect)
    }
}

/// Implements [`Generator`] for a pointer by handing every operation to what it points to.
macro_rules! forward_generator {
    ($pointer:ty) => {
        #[diagnostic::do_not_recommend]
        impl<G: Generator + ?Sized> Generator for $pointer {
            type Yield = G::Yield;
            type Input = G::Input;
            type Error = G::Error;
            type Return = G::Return;
            type Protocol = G::Protocol;

            #[inline]
            fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
            where
                G::Protocol: Starts<G::Input>,
            {
                (**self).start()
            }

            #[inline]
            fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
                (**self).send(value)
            }

            #[inline]
            fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
                (**self).throw(error)
            }

            #[inline]
            fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
                (**self).close()
            }

            #[inline]
            fn status(&self) -> Status {
                (**self).status()
            }
        }
    };
}

forward_generator!(&mut G);
#[cfg(feature = "alloc")]
forward_generator!(alloc::boxed::Box<G>);
