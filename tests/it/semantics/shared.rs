//! A generator with several owners, as every generator of Python's has.

use super::value::{PyError, value_error};
use antiphon::{CloseIgnored, Generator, Starts, Status, Stopped};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

/// One of the owners of a generator.
///
/// Two can drive it at once, which `&mut` rules out elsewhere: who comes second gets an error.
pub(super) struct Shared<G>(Rc<RefCell<G>>);

/// A generator as its own body knows it. It does not own it.
pub(super) struct Itself<G>(Weak<RefCell<G>>);

impl<G: Generator> Shared<G> {
    pub(super) fn new(generator: G) -> Self {
        Self(Rc::new(RefCell::new(generator)))
    }

    /// A generator whose body knows it.
    pub(super) fn cyclic(make: impl FnOnce(Itself<G>) -> G) -> Self {
        Self(Rc::new_cyclic(|itself| RefCell::new(make(Itself(itself.clone())))))
    }

    /// Does something to the generator.
    ///
    /// # Errors
    ///
    /// If its body is running.
    pub(super) fn drive<T>(&self, operation: impl FnOnce(&mut G) -> T) -> Result<T, PyError> {
        let mut generator = self.0.try_borrow_mut().map_err(|_| value_error("generator already executing"))?;
        Ok(operation(&mut generator))
    }
}

impl<G: Generator> Itself<G> {
    /// As [`Shared::drive`].
    pub(super) fn drive<T>(&self, operation: impl FnOnce(&mut G) -> T) -> Result<T, PyError> {
        Shared(self.0.upgrade().expect("who drives the generator owns it")).drive(operation)
    }
}

impl<G> Clone for Shared<G> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<G: Generator> Generator for Shared<G> {
    type Yield = G::Yield;
    type Input = G::Input;
    type Error = G::Error;
    type Return = G::Return;
    type Protocol = G::Protocol;

    fn start(&mut self) -> Result<G::Yield, Stopped<G::Return, ()>>
    where
        G::Protocol: Starts<G::Input>,
    {
        self.0.borrow_mut().start()
    }

    fn send(&mut self, value: G::Input) -> Result<G::Yield, Stopped<G::Return, G::Input>> {
        self.0.borrow_mut().send(value)
    }

    fn throw(&mut self, error: G::Error) -> Result<G::Yield, Stopped<G::Return, G::Error>> {
        self.0.borrow_mut().throw(error)
    }

    fn close(&mut self) -> Result<Option<G::Return>, CloseIgnored<G::Yield>> {
        self.0.borrow_mut().close()
    }

    fn status(&self) -> Status {
        self.0.borrow().status()
    }
}
