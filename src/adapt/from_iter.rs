use crate::{CloseIgnored, PinnedGenerator, Plain, Starts, Status, Stopped};
use core::{convert::Infallible, iter::Fuse, pin::Pin};

/// The elements of an iterator, yielded by a plain generator that returns `()` after the last.
///
/// Made by [`IntoGenerator::into_generator`]. Like what `#[generator]` makes, it is driven where it is pinned. While a
/// `yield_from!` hands on to it, an error that is thrown leaves the generator around it, since an iterator cannot
/// receive one.
///
/// # Examples
///
/// ```
/// use antiphon::prelude::*;
///
/// #[generator(yield = u32, throw = String)]
/// fn twice(values: Vec<u32>) -> Result<(), String> {
///     yield_from!(values.iter().copied().into_generator());
///     yield_from!(values.into_generator());
///     Ok(())
/// }
///
/// let mut twice = std::pin::pin!(twice(vec![1, 2]));
/// assert_eq!(twice.by_ref().take(3).collect::<Vec<_>>(), [1, 2, 1]);
/// assert_eq!(twice.throw("enough".into()), Err(Stopped::Returned(Err("enough".into()))));
/// ```
#[derive(Debug, Clone)]
#[must_use = "a generator does nothing until it is driven"]
pub struct FromIter<T> {
    values: Fuse<T>,
    status: Status,
}

impl<T: Iterator> FromIter<T> {
    pub(crate) fn into_values(self) -> Fuse<T> {
        self.values
    }

    /// Boxes it, as [`Gen::boxed`](crate::Gen::boxed) does.
    #[cfg(feature = "alloc")]
    pub fn boxed(self) -> Pin<alloc::boxed::Box<Self>> {
        alloc::boxed::Box::pin(self)
    }
}

// The iterator is never pinned.
impl<T> Unpin for FromIter<T> {}

impl<T: Iterator> PinnedGenerator for FromIter<T> {
    type Yield = T::Item;
    type Input = ();
    type Error = Infallible;
    type Return = ();
    type Protocol = Plain;

    fn start_pinned(self: Pin<&mut Self>) -> Result<T::Item, Stopped<(), ()>>
    where
        Plain: Starts<()>,
    {
        self.send_pinned(())
    }

    fn send_pinned(self: Pin<&mut Self>, (): ()) -> Result<T::Item, Stopped<(), ()>> {
        let this = self.get_mut();
        if this.status == Status::Finished {
            return Err(Stopped::Finished(()));
        }
        // A panic in the iterator must leave the generator finished.
        this.status = Status::Finished;
        let value = this.values.next().ok_or(Stopped::Returned(()))?;
        this.status = Status::Suspended;
        Ok(value)
    }

    fn throw_pinned(self: Pin<&mut Self>, error: Infallible) -> Result<T::Item, Stopped<(), Infallible>> {
        match error {}
    }

    fn close_pinned(self: Pin<&mut Self>) -> Result<Option<()>, CloseIgnored<T::Item>> {
        self.get_mut().status = Status::Finished;
        Ok(None)
    }

    fn status_pinned(&self) -> Status {
        self.status
    }
}

/// Makes generators of what can be iterated over.
pub trait IntoGenerator: IntoIterator + Sized {
    /// A plain generator that yields the elements.
    fn into_generator(self) -> FromIter<Self::IntoIter> {
        FromIter { values: self.into_iter().fuse(), status: Status::Created }
    }
}

impl<T: IntoIterator> IntoGenerator for T {}
