//! A generator can be a struct of yours. It is then driven, and delegated to, like any other.
use antiphon::{Plain, prelude::*};
use std::convert::Infallible;

/// Yields the numbers below a limit, and returns it: the next number, the limit, and where it is in its life.
struct Count(u32, u32, Status);

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
        if self.2 == Status::Finished {
            return Err(Stopped::Finished(()));
        }
        self.2 = if self.0 < self.1 { Status::Suspended } else { Status::Finished };
        self.0 += 1;
        if self.2 == Status::Suspended { Ok(self.0 - 1) } else { Err(Stopped::Returned(self.1)) }
    }

    fn throw(&mut self, error: Infallible) -> Result<u32, Stopped<u32, Infallible>> {
        match error {}
    }

    fn close(&mut self) -> Result<Option<u32>, CloseIgnored<u32>> {
        self.2 = Status::Finished;
        Ok(None)
    }

    fn status(&self) -> Status {
        self.2
    }
}

#[generator(yield = u32)]
fn twice(limit: u32) -> u32 {
    yield_from!(Count(0, limit, Status::Created)) + yield_from!(Count(0, limit + 1, Status::Created))
}

fn main() {
    println!("{:?}", Count(0, 3, Status::Created).returning().collect::<Vec<_>>());
    let mut numbers = twice(2).returning();
    println!("{:?}", numbers.by_ref().collect::<Vec<_>>());
    println!("returned {:?}", numbers.into_return());
}
