//! The twin: the traits that are open are implemented by hand, by a generator that lies wherever it can.
use antiphon::{PinnedGenerator, Plain, Starts, prelude::*};
use std::{convert::Infallible, pin::pin};

struct Mine(u8);

impl Generator for Mine {
    type Yield = u8;
    type Input = ();
    type Error = Infallible;
    type Return = u8;
    type Protocol = Plain;

    fn start(&mut self) -> Result<u8, Stopped<u8, ()>>
    where
        Plain: Starts<()>,
    {
        self.send(())
    }

    fn send(&mut self, (): ()) -> Result<u8, Stopped<u8, ()>> {
        self.0 += 1;
        match self.0 {
            1 => Ok(1),
            2 => Err(Stopped::Returned(2)),
            3 => Err(Stopped::Finished(())),
            _ => Err(Stopped::Refused(())),
        }
    }

    fn throw(&mut self, error: Infallible) -> Result<u8, Stopped<u8, Infallible>> {
        match error {}
    }

    fn close(&mut self) -> Result<Option<u8>, CloseIgnored<u8>> {
        Err(CloseIgnored(9))
    }

    fn status(&self) -> Status {
        Status::Created
    }
}

#[generator(yield = u8)]
fn hands_on_to(child: impl Generator<Yield = u8, Input = (), Error = Infallible, Return = u8, Protocol = Plain>) -> u8 {
    yield_from!(child)
}

fn main() {
    let mut delegator = pin!(hands_on_to(Mine(0)));
    assert_eq!(delegator.start(), Ok(1));
    assert_eq!(delegator.close(), Err(CloseIgnored(9)));
    assert_eq!(delegator.send(()), Err(Stopped::Returned(2)));
    assert_eq!(pin!(Mine(0)).start_pinned(), Ok(1));
    let lawless = std::panic::catch_unwind(|| pin!(hands_on_to(Mine(2))).start().is_ok());
    assert!(lawless.is_err(), "it says that it is finished where it has to answer");
}
