use super::order::Key;
use alloc::{boxed::Box, vec, vec::Vec};

/// How many keys a leaf holds at most. Moving that many is cheaper than another level.
const LEAF: usize = 1024;
/// How many children a node holds at most.
const FANOUT: usize = 32;

/// Keys in order, repeats included, each reached by its rank: a B+ tree whose nodes know how many keys are below them.
///
/// As long as the keys fit into one leaf, it is a sorted array.
#[derive(Debug, Clone)]
pub(super) struct Sorted {
    root: Node,
}

#[derive(Debug, Clone)]
enum Node {
    Leaf(Vec<Key>),
    Inner(Box<Inner>),
}

/// Children in order, none of them empty.
#[derive(Debug, Clone)]
struct Inner {
    children: Vec<Child>,
}

#[derive(Debug, Clone)]
struct Child {
    len: usize,
    greatest: Key,
    node: Node,
}

impl Sorted {
    pub(super) const fn new() -> Self {
        Self { root: Node::Leaf(Vec::new()) }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.root.len()
    }

    /// The greatest key.
    #[inline]
    pub(super) fn greatest(&self) -> Option<Key> {
        self.root.greatest()
    }

    /// The key of a rank, counted from 0.
    #[inline]
    pub(super) fn at(&self, rank: usize) -> Key {
        match &self.root {
            Node::Leaf(keys) => keys[rank],
            Node::Inner(_) => self.root.at(rank),
        }
    }

    /// How many keys are less.
    pub(super) fn below(&self, key: Key) -> usize {
        self.root.below(key)
    }

    pub(super) fn insert(&mut self, key: Key) {
        if let Some(sibling) = self.root.insert(key) {
            let root = core::mem::replace(&mut self.root, Node::Leaf(Vec::new()));
            let children = vec![Child::of(root), Child::of(sibling)];
            self.root = Node::Inner(Box::new(Inner { children }));
        }
    }

    /// Takes out a key that is in.
    pub(super) fn remove(&mut self, key: Key) {
        self.root.remove(key);
        if let Node::Inner(inner) = &mut self.root
            && inner.children.len() == 1
            && let Some(only) = inner.children.pop()
        {
            self.root = only.node;
        }
    }

    /// Takes out a key that is in, and puts another one in.
    #[inline]
    pub(super) fn replace(&mut self, old: Key, new: Key) {
        if let Node::Leaf(keys) = &mut self.root {
            replace(keys, old, new);
        } else {
            self.remove(old);
            self.insert(new);
        }
    }
}

/// Where a key is, or would be.
#[inline(always)]
fn position(keys: &[Key], key: Key) -> usize {
    keys.partition_point(|other| *other < key)
}

/// Moves only the keys between the two.
#[inline(always)]
fn replace(keys: &mut [Key], old: Key, new: Key) {
    let (from, to) = (position(keys, old), position(keys, new));
    if from < to {
        keys.copy_within(from + 1..to, from);
        keys[to - 1] = new;
    } else {
        keys.copy_within(to..from, to + 1);
        keys[to] = new;
    }
}

impl Node {
    fn len(&self) -> usize {
        match self {
            Self::Leaf(keys) => keys.len(),
            Self::Inner(inner) => inner.children.iter().map(|child| child.len).sum(),
        }
    }

    fn greatest(&self) -> Option<Key> {
        match self {
            Self::Leaf(keys) => keys.last().copied(),
            Self::Inner(inner) => inner.children.last().map(|child| child.greatest),
        }
    }

    fn at(&self, mut rank: usize) -> Key {
        let mut node = self;
        loop {
            match node {
                Self::Leaf(keys) => return keys[rank],
                Self::Inner(inner) => {
                    let mut children = inner.children.iter();
                    node = loop {
                        let child = children.next().expect("the rank is less than the number of keys");
                        if rank < child.len {
                            break &child.node;
                        }
                        rank -= child.len;
                    };
                }
            }
        }
    }

    fn below(&self, key: Key) -> usize {
        match self {
            Self::Leaf(keys) => position(keys, key),
            Self::Inner(inner) => {
                let i = inner.child_of(key);
                let before: usize = inner.children[..i].iter().map(|child| child.len).sum();
                before + inner.children[i].node.below(key)
            }
        }
    }

    /// A node that has become too large gives its greater half away.
    fn insert(&mut self, key: Key) -> Option<Node> {
        match self {
            Self::Leaf(keys) => keys.insert(position(keys, key), key),
            Self::Inner(inner) => inner.insert(key),
        }
        self.split()
    }

    fn remove(&mut self, key: Key) {
        match self {
            Self::Leaf(keys) => {
                let position = position(keys, key);
                keys.remove(position);
            }
            Self::Inner(inner) => inner.remove(key),
        }
    }

    /// How many keys or children it has, and how many it may have.
    fn filled(&self) -> (usize, usize) {
        match self {
            Self::Leaf(keys) => (keys.len(), LEAF),
            Self::Inner(inner) => (inner.children.len(), FANOUT),
        }
    }

    fn is_sparse(&self) -> bool {
        let (filled, limit) = self.filled();
        filled < limit / 4
    }

    fn split(&mut self) -> Option<Node> {
        let (filled, limit) = self.filled();
        (filled > limit).then(|| match self {
            Self::Leaf(keys) => Self::Leaf(keys.split_off(filled / 2)),
            Self::Inner(inner) => Self::Inner(Box::new(Inner { children: inner.children.split_off(filled / 2) })),
        })
    }

    /// Takes in the node of the same level that comes next.
    fn append(&mut self, next: Node) {
        match (self, next) {
            (Self::Leaf(keys), Self::Leaf(mut next)) => keys.append(&mut next),
            (Self::Inner(inner), Self::Inner(mut next)) => inner.children.append(&mut next.children),
            _ => unreachable!("siblings are of the same level"),
        }
    }
}

impl Inner {
    /// The child that holds a key if any does, and that it belongs in.
    fn child_of(&self, key: Key) -> usize {
        let i = self.children.partition_point(|child| child.greatest < key);
        i.min(self.children.len() - 1)
    }

    fn insert(&mut self, key: Key) {
        let i = self.child_of(key);
        let child = &mut self.children[i];
        match child.node.insert(key) {
            None => {
                child.len += 1;
                child.greatest = child.greatest.max(key);
            }
            Some(sibling) => {
                child.renew();
                self.children.insert(i + 1, Child::of(sibling));
            }
        }
    }

    fn remove(&mut self, key: Key) {
        let i = self.child_of(key);
        let child = &mut self.children[i];
        child.node.remove(key);
        if child.node.is_sparse() && self.children.len() > 1 {
            self.join(i.min(self.children.len() - 2));
        } else {
            self.children[i].renew();
        }
    }

    /// Makes one child of two, or shares their content evenly if that is too much for one.
    fn join(&mut self, i: usize) {
        let next = self.children.remove(i + 1);
        let child = &mut self.children[i];
        child.node.append(next.node);
        let sibling = child.node.split();
        child.renew();
        if let Some(sibling) = sibling {
            self.children.insert(i + 1, Child::of(sibling));
        }
    }
}

impl Child {
    fn of(node: Node) -> Self {
        let mut child = Self { len: 0, greatest: Key::of(0.0), node };
        child.renew();
        child
    }

    /// Counts anew what is below it.
    fn renew(&mut self) {
        self.len = self.node.len();
        // It is not empty.
        self.greatest = self.node.greatest().unwrap_or(self.greatest);
    }
}
