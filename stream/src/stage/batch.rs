//! Groups of items.

/// See [`Stages::batch`](super::Stages::batch).
#[derive(Debug, Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Batch<I> {
    items: I,
    n: usize,
}

impl<I> Batch<I> {
    pub(super) fn new(items: I, n: usize) -> Self {
        Self { items, n: n.max(1) }
    }
}

impl<I: Iterator> Iterator for Batch<I> {
    type Item = Vec<I::Item>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch: Vec<_> = self.items.by_ref().take(self.n).collect();
        (!batch.is_empty()).then_some(batch)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (least, most) = self.items.size_hint();
        (least.div_ceil(self.n), most.map(|most| most.div_ceil(self.n)))
    }
}
