//! Python's `tee`: two iterators over what one source gives.

use super::value::PyError;
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

/// One of the two.
pub(super) struct Tee<T: Iterator> {
    source: Rc<RefCell<T>>,
    ahead: Rc<RefCell<VecDeque<T::Item>>>,
    behind: Rc<RefCell<VecDeque<T::Item>>>,
}

pub(super) fn tee<T: Iterator<Item: Clone>>(source: T) -> (Tee<T>, Tee<T>) {
    let source = Rc::new(RefCell::new(source));
    let (one, other) = (Rc::default(), Rc::default());
    let first = Tee { source: Rc::clone(&source), ahead: Rc::clone(&one), behind: Rc::clone(&other) };
    (first, Tee { source, ahead: other, behind: one })
}

impl<T: Iterator<Item: Clone>> Tee<T> {
    /// The next item: one that the other has taken from the source, or else a new one.
    ///
    /// # Errors
    ///
    /// If the source is just giving an item.
    pub(super) fn try_next(&self) -> Result<Option<T::Item>, PyError> {
        if let Some(item) = self.ahead.borrow_mut().pop_front() {
            return Ok(Some(item));
        }
        let item = self.source.try_borrow_mut().map_err(|_| PyError::new("RuntimeError"))?.next();
        self.behind.borrow_mut().extend(item.clone());
        Ok(item)
    }
}

impl<T: Iterator<Item: Clone>> Iterator for Tee<T> {
    type Item = T::Item;

    fn next(&mut self) -> Option<T::Item> {
        self.try_next().expect("a source does not take from its own copies")
    }
}
