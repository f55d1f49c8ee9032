//! Items that follow each other.

use std::borrow::BorrowMut;
use std::collections::VecDeque;

/// See [`Stages::window`](super::Stages::window).
#[derive(Debug, Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Window<I: Iterator, M = VecDeque<<I as Iterator>::Item>> {
    items: I,
    n: usize,
    last: M,
}

impl<I: Iterator> Window<I> {
    pub(super) fn new(items: I, n: usize) -> Self {
        Self { items, n: n.max(1), last: VecDeque::new() }
    }

    /// Remembers the last items in the state of a job, so that windows go on behind a checkpoint.
    ///
    /// # Examples
    ///
    /// ```
    /// # use antiphon_stream::prelude::*;
    /// let mut last = Default::default();
    /// assert_eq!((0..3).window(2).in_state(&mut last).collect::<Vec<_>>(), [[0, 1], [1, 2]]);
    /// assert_eq!((3..5).window(2).in_state(&mut last).collect::<Vec<_>>(), [[2, 3], [3, 4]]);
    /// ```
    pub fn in_state(self, last: &mut VecDeque<I::Item>) -> Window<I, &mut VecDeque<I::Item>> {
        Window { items: self.items, n: self.n, last }
    }
}

impl<I, M> Iterator for Window<I, M>
where
    I: Iterator,
    I::Item: Clone,
    M: BorrowMut<VecDeque<I::Item>>,
{
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let last = self.last.borrow_mut();
        loop {
            let item = self.items.next()?;
            // More than one where the state was of a longer window.
            while last.len() >= self.n {
                last.pop_front();
            }
            last.push_back(item);
            if last.len() == self.n {
                return Some(last.iter().cloned().collect());
            }
        }
    }
}
