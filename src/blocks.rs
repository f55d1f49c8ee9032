//! Generators without a function: blocks and expressions.

/// Makes a generator where it stands, written as a closure in which the keyword `yield` works.
///
/// It is what a `#[generator]` function returns, a [`Gen`](crate::Gen), and is driven in the same way; nothing of it runs
/// before. `yield value` is an expression, the value sent in answer; what it yields, is sent and returns is inferred, and
/// can be written as in a closure. It borrows what it uses of its surroundings, or takes it after `move`.
///
/// | written | protocol |
/// |---|---|
/// | <code>\|first: T\| ..</code> | send-first: the parameter is the first value sent |
/// | <code>\|\| ..</code>, and the value of some yield is used | yield-first |
/// | <code>\|\| ..</code>, and none is | plain |
///
/// A value is not used in `yield value;`, in `let _ = yield value;`, and at the end of a closure without a return type.
/// That of a `try_yield!` is not where only the interrupt is looked at, as in `try_yield!(value).is_err()` or in a pattern
/// `Ok(())`.
///
/// The body may also call `yield_!`, `try_yield!`, `yield_from!` and `try_yield_from!`. The keyword is found in the
/// arguments of a macro where these are a list of expressions. It cannot stand in a closure, an `async` block or a function
/// within the body.
///
/// # Arguments
///
/// Before the closure stand those of [`#[generator]`](macro@crate::generator) that are needed: `throw = E` for errors that
/// can be thrown in, without which there are none; `yield = T` where the type cannot be inferred; and `send = T`, which
/// makes it yield-first whether or not an answer is used, for a body that only hands on to others.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
/// use std::pin::pin;
///
/// let base = 100;
/// let squares = generate!(|| {
///     for n in 1..=3 {
///         yield base + n * n;
///     }
/// });
/// assert_eq!(squares.into_iter().collect::<Vec<_>>(), [101, 104, 109]);
///
/// let mut mean = pin!(generate!(|first: f64| {
///     let (mut sum, mut count) = (first, 1.0);
///     loop {
///         sum += yield sum / count;
///         count += 1.0;
///     }
/// }));
/// assert_eq!(mean.send(10.0), Ok(10.0));
/// assert_eq!(mean.send(20.0), Ok(15.0));
///
/// let mut patient = pin!(generate!(throw = &str, || -> Result<u32, &str> {
///     for patience in (0..2).rev() {
///         if let Err(Interrupt::Throw(error)) = try_yield!(patience) {
///             println!("caught {error}");
///         }
///     }
///     yield 0;
///     Ok(1)
/// }));
/// assert_eq!(patient.start(), Ok(1));
/// assert_eq!(patient.throw("once"), Ok(0));
/// assert_eq!(patient.send(()), Ok(0));
/// assert_eq!(patient.throw("once more"), Err(Stopped::Returned(Err("once more"))));
/// ```
#[macro_export]
macro_rules! generate {
    ($($tokens:tt)*) => { $crate::__private::generate! { [$crate] $($tokens)* } };
}

/// A generator expression: an iterator of `element for pattern in source if condition`.
///
/// After the first `for` come any number of `if` and `for`, each within the last. The source of the first `for` is
/// evaluated when the iterator is made; all else when an item is asked for. It borrows what it uses of its surroundings, or
/// takes it after `move`, as in `genexp!(move x * factor for x in data)`. A condition may be `if let pattern = value`.
///
/// In the parts after the next `for`, a variable of a loop is itself if it is `Copy`, and else a reference to it; one that is
/// not `Copy` reaches no further. An inner source cannot borrow from a variable that the outer loop owns: loop over
/// references there, `for row in &rows`.
///
/// The items are those of an iterator: an element that is an `Err` does not end it, and nothing can be sent. For that
/// there is [`generate!`](crate::generate).
///
/// It allocates nothing. It is `Clone` when its sources and what it takes are. With one `for` and no `if` it has the exact
/// `size_hint` of the source, and is an [`ExactSizeIterator`] and a [`DoubleEndedIterator`] when the source is; with an `if`
/// it can still be read from its end.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// let data = [3, -1, 4];
/// let squares = genexp!(x * x for x in data if x > 0);
/// assert_eq!(squares.sum::<i32>(), 25);
///
/// let text = "to be\nor not";
/// let long = genexp!((row, word) for (row, line) in text.lines().enumerate() for word in line.split(' ') if word != "or");
/// assert_eq!(long.collect::<Vec<_>>(), [(0, "to"), (0, "be"), (1, "not")]);
///
/// let table = vec![vec![1, 2], vec![3, 4]];
/// let transposed = genexp!(table[row][column] for column in 0..2 for row in 0..2);
/// assert_eq!(transposed.collect::<Vec<_>>(), [1, 3, 2, 4]);
/// ```
#[macro_export]
macro_rules! genexp {
    ($($tokens:tt)*) => { $crate::__private::genexp! { [$crate] $($tokens)* } };
}
