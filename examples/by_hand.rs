//! A generator can be a struct of yours. It is then driven, and delegated to, like any other.
use antiphon::{Plain, prelude::*};
use std::convert::Infallible;

/// Yields the numbers below a limit, and returns the limit.
struct Count {
    next: u32,
    limit: u32,
    status: Status,
}

fn count(limit: u32) -> Count {
    Count { next: 0, limit, status: Status::Created }
}

impl Generator for Count {
    type Yield = u32;
    type Input = ();
    type Error = Infallible;
    type Return = u32;
    type Protocol = Plain;

    fn start(&mut self) -> Result<u32, Stopped<u32, ()>> {
        self.send(())
    }

    fn send(&mut self, (): ()) -> Result<u32, Stopped<u32, ()>> {
        if self.status == Status::Finished {
            return Err(Stopped::Finished(()));
        }
        self.status = if self.next < self.limit { Status::Suspended } else { Status::Finished };
        self.next += 1;
        if self.status == Status::Suspended { Ok(self.next - 1) } else { Err(Stopped::Returned(self.limit)) }
    }

    fn throw(&mut self, error: Infallible) -> Result<u32, Stopped<u32, Infallible>> {
        match error {}
    }

    fn close(&mut self) -> Result<Option<u32>, CloseIgnored<u32>> {
        self.status = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.status
    }
}

#[generator(yield = u32)]
fn twice(limit: u32) -> u32 {
    yield_from!(count(limit)) + yield_from!(count(limit + 1))
}

fn main() {
    println!("{:?}", count(3).returning().collect::<Vec<_>>());
    let mut numbers = twice(2).returning();
    println!("{:?}", numbers.by_ref().collect::<Vec<_>>());
    println!("returned {:?}", numbers.into_return());
}
