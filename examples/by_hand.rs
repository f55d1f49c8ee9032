//! A generator can be a struct of yours. It is then driven, and delegated to, like any other.
use antiphon::{Plain, prelude::*};
use std::convert::Infallible;

/// Yields the numbers below a limit, and returns how many these were.
struct Count {
    next: u32,
    limit: u32,
    status: Status,
}

impl Count {
    fn to(limit: u32) -> Self {
        Self { next: 0, limit, status: Status::Created }
    }
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
        if self.next == self.limit {
            self.status = Status::Finished;
            return Err(Stopped::Returned(self.limit));
        }
        self.status = Status::Suspended;
        self.next += 1;
        Ok(self.next - 1)
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
    let first = yield_from!(Count::to(limit));
    let second = yield_from!(Count::to(limit + 1));
    first + second
}

fn main() {
    let mut numbers = Count::to(3);
    let end = loop {
        match numbers.send(()) {
            Ok(n) => print!("{n} "),
            Err(end) => break end,
        }
    };
    println!("| {end:?}");

    let mut numbers = twice(2).boxed().returning();
    for n in &mut numbers {
        print!("{n} ");
    }
    println!("| returned {:?}", numbers.into_return());
}
