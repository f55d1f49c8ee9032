//! The keys of a tree in order, by recursion: a balanced tree of a million nodes, and lists, which are as deep as long.

use crate::{Contender, Kernel, consume, contenders};
use antiphon::prelude::*;
use std::{hint::black_box, ops::Range, sync::LazyLock};

const NODES: u32 = 1_000_000;
/// As deep as nested polling can be measured: an item costs it as much as it is deep.
const SHORT: u32 = 1_000;

pub(crate) static BALANCED: LazyLock<Node> = LazyLock::new(|| *balanced(0..NODES.into()).expect("it has nodes"));
pub(crate) static LIST: LazyLock<Node> = LazyLock::new(|| list(NODES));
pub(crate) static SHORT_LIST: LazyLock<Node> = LazyLock::new(|| list(SHORT));

pub(crate) struct Node {
    pub(crate) key: u64,
    pub(crate) left: Option<Box<Node>>,
    pub(crate) right: Option<Box<Node>>,
}

fn balanced(keys: Range<u64>) -> Option<Box<Node>> {
    let key = keys.start + (keys.end - keys.start) / 2;
    (!keys.is_empty())
        .then(|| Box::new(Node { key, left: balanced(keys.start..key), right: balanced(key + 1..keys.end) }))
}

/// Each node is the left child of the next.
fn list(length: u32) -> Node {
    let leaf = Node { key: 0, left: None, right: None };
    (1..u64::from(length)).fold(leaf, |left, key| Node { key, left: Some(Box::new(left)), right: None })
}

#[generator(yield = u64)]
fn walk(node: &Node) {
    if let Some(left) = &node.left {
        yield_from!(walk(left).boxed());
    }
    yield_!(node.key);
    if let Some(right) = &node.right {
        yield_from!(walk(right).boxed());
    }
}

/// What a frame does when it goes on.
#[derive(Clone, Copy)]
enum Next {
    Left,
    Key,
    Right,
    Return,
}

/// The recursion by hand: a frame a node, each in a box as those of a generator are, on a stack that is driven by a loop.
#[allow(clippy::vec_box, reason = "what is compared has a box a frame")]
struct Frames<'a>(Vec<Box<Frame<'a>>>);

struct Frame<'a> {
    node: &'a Node,
    next: Next,
}

impl<'a> Frames<'a> {
    fn new(root: &'a Node) -> Self {
        let mut frames = Self(Vec::new());
        frames.call(Some(root));
        frames
    }

    #[inline(always)]
    fn call(&mut self, node: Option<&'a Node>) {
        self.0.extend(node.map(|node| Box::new(Frame { node, next: Next::Left })));
    }
}

impl Iterator for Frames<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let Frame { node, next } = &mut **self.0.last_mut()?;
            let node = *node;
            match *next {
                Next::Left => {
                    *next = Next::Key;
                    self.call(node.left.as_deref());
                }
                Next::Key => {
                    *next = Next::Right;
                    return Some(node.key);
                }
                Next::Right => {
                    *next = Next::Return;
                    self.call(node.right.as_deref());
                }
                Next::Return => drop(self.0.pop()),
            }
        }
    }
}

/// Not the recursion but what it can be turned into by hand: the nodes whose keys are still to come.
struct Nodes<'a>(Vec<&'a Node>);

impl<'a> Nodes<'a> {
    fn new(root: &'a Node) -> Self {
        let mut nodes = Self(Vec::new());
        nodes.descend(Some(root));
        nodes
    }

    fn descend(&mut self, mut node: Option<&'a Node>) {
        while let Some(this) = node {
            self.0.push(this);
            node = this.left.as_deref();
        }
    }
}

impl Iterator for Nodes<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let node = self.0.pop()?;
        self.descend(node.right.as_deref());
        Some(node.key)
    }
}

/// The recursion as an iterator that owns an iterator: each `next` passes every level.
struct Nested<'a> {
    frame: Frame<'a>,
    child: Option<Box<Nested<'a>>>,
}

impl<'a> Nested<'a> {
    fn new(node: &'a Node) -> Self {
        Self { frame: Frame { node, next: Next::Left }, child: None }
    }

    fn call(&mut self, node: Option<&'a Node>) {
        self.child = node.map(|node| Box::new(Self::new(node)));
    }
}

impl Iterator for Nested<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            if let Some(child) = &mut self.child {
                if let Some(key) = child.next() {
                    return Some(key);
                }
                self.child = None;
            }
            let Frame { node, next } = self.frame;
            match next {
                Next::Left => {
                    self.frame.next = Next::Key;
                    self.call(node.left.as_deref());
                }
                Next::Key => {
                    self.frame.next = Next::Right;
                    return Some(node.key);
                }
                Next::Right => {
                    self.frame.next = Next::Return;
                    self.call(node.right.as_deref());
                }
                Next::Return => return None,
            }
        }
    }
}

/// The smallest key of a list of that length, by nested polling: overflows the stack if it is long.
#[must_use]
pub fn nested(length: u32) -> Option<u64> {
    // Dropping the list and the iterator would recurse as well, and overflow first.
    let list = Box::leak(Box::new(list(length)));
    Box::leak(Box::new(Nested::new(list))).next()
}

/// The kernel of one tree. `nested` where it can be measured.
macro_rules! tree {
    ($module:ident, $name:literal, $nodes:expr, $tree:expr $(, $nested:ident)?) => {
        pub(super) mod $module {
            use super::*;

            pub(in crate::kernels) fn kernel() -> Kernel {
                let contenders: Vec<Contender> = contenders![hand, hand_boxed, antiphon_boxed $(, $nested)?];
                Kernel { name: $name, operations: $nodes, contenders }
            }

            #[inline(never)]
            fn hand() -> u64 {
                consume(Nodes::new(black_box(&$tree)))
            }

            #[inline(never)]
            fn hand_boxed() -> u64 {
                consume(Frames::new(black_box(&$tree)))
            }

            #[inline(never)]
            fn antiphon_boxed() -> u64 {
                consume(black_box(walk(black_box(&$tree)).boxed()))
            }

            $(#[inline(never)]
            fn $nested() -> u64 {
                consume(Nested::new(black_box(&$tree)))
            })?
        }
    };
}

tree!(of_all_depths, "tree-balanced", NODES, BALANCED, nested_boxed);
tree!(of_one_branch, "tree-list", NODES, LIST);
tree!(of_a_short_branch, "tree-list-1k", SHORT, SHORT_LIST, nested_boxed);
