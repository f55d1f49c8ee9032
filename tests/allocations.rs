//! A pinned generator allocates nothing, and one on the heap only itself. A program of its own, since it counts every
//! allocation there is.

use antiphon::prelude::*;
use std::{
    alloc::{GlobalAlloc, Layout, System},
    pin::pin,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often `run` allocates.
fn allocations(run: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.load(Relaxed);
    run();
    ALLOCATIONS.load(Relaxed) - before
}

#[generator(yield = u32, send = u32, throw = u8)]
fn leaf(limit: u32) -> Result<u32, u8> {
    let mut sum = 0;
    while sum < limit {
        match try_yield!(sum) {
            Ok(value) => sum += value,
            Err(Interrupt::Throw(0)) => sum = 0,
            Err(Interrupt::Throw(error)) => return Err(error),
            Err(Interrupt::Close) => return Ok(sum),
        }
    }
    Ok(sum)
}

#[generator(yield = u32, send = u32, throw = u8)]
fn root() -> Result<u32, u8> {
    let first = yield_from!(leaf(4))?;
    let second = match try_yield_from!(leaf(4)) {
        Ok(second) => second?,
        Err(Closed(_)) => 0,
    };
    Ok(first + second + yield_!(1))
}

#[generator(yield = u32)]
fn counts() {
    for n in 0..10 {
        yield_!(n);
    }
}

fn main() {
    assert_ne!(allocations(|| drop(Box::new(1))), 0, "allocations are counted");
    let driven = allocations(|| {
        let mut root = pin!(root());
        assert_eq!(root.start(), Ok(0));
        assert_eq!(root.send(3), Ok(3));
        assert_eq!(root.throw(0), Ok(0));
        assert_eq!(root.send(5), Ok(0));
        assert_eq!(root.send(6), Ok(1));
        assert_eq!(root.send(2), Err(Stopped::Returned(Ok(13))));
        assert_eq!(root.close(), Ok(None));
    });
    assert_eq!(driven, 0, "a pinned generator");
    let iterated = allocations(|| {
        let mut sum = 0;
        for n in pin!(counts()) {
            sum += n;
        }
        assert_eq!(sum, 45);
    });
    assert_eq!(iterated, 0, "a loop over a pinned generator");
    let adapted = allocations(|| {
        let (counts, mut second) = (pin!(counts()), pin!(self::counts()));
        let adapted = counts.map_yield(|n| n * 2).map_return(|()| 1).inspect_yield(|n| assert!(n % 2 == 0));
        let mut sums = adapted.then(|_| second.as_mut()).map_send(|()| ());
        assert_eq!((0..20).map(|_| sums.send(()).unwrap()).sum::<u32>(), 90 + 45);
    });
    assert_eq!(adapted, 0, "adaptors of pinned generators");
    assert_eq!(allocations(|| assert_eq!(counts().into_iter().sum::<u32>(), 45)), 1, "a loop over one by value");
    assert_eq!(allocations(|| assert_eq!(counts().erased().sum::<u32>(), 45)), 1, "an erased generator");
    println!("a pinned generator allocates nothing");
}
