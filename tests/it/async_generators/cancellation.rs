//! Operations that are cancelled by a timeout: in an await of the body, and at a yield.

use antiphon::prelude::*;
use futures_lite::future::yield_now;
use std::{cell::RefCell, pin::pin, rc::Rc, time::Duration};
use tokio::{
    sync::Notify,
    time::{error::Elapsed, sleep, timeout},
};

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

const SHORT: Duration = Duration::from_millis(10);

#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn add(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }
}

struct Guard(Log);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.add("dropped");
    }
}

/// Answers each number with its double, when it is let.
#[generator(yield = u32, send = u32, throw = String)]
async fn doubles<'a>(gate: &'a Notify, log: Log) -> Result<(), String> {
    let _guard = Guard(log.clone());
    let mut answer = 0;
    loop {
        let sent = yield_!(answer);
        log.add(format!("got {sent}"));
        gate.notified().await;
        answer = 2 * sent;
    }
}

#[test]
fn an_await_that_takes_too_long_is_cancelled_and_the_next_operation_makes_up_for_it() {
    run(async {
        let (gate, log) = (Notify::new(), Log::default());
        let mut doubles = pin!(doubles(&gate, log.clone()));
        assert_eq!(doubles.start().await, Ok(0));
        assert!(timeout(SHORT, doubles.send(1)).await.is_err());
        assert_eq!(doubles.status(), Status::Suspended);
        // It has the 1, and still waits for its turn; the 2 is dropped with the operation that did not come to its own.
        assert!(timeout(SHORT, doubles.send(2)).await.is_err());
        gate.notify_one();
        assert!(timeout(SHORT, doubles.send(3)).await.is_err(), "its own await has not been let");
        // One for what is under way, and one for what is sent.
        gate.notify_one();
        gate.notify_one();
        assert_eq!(doubles.send(4).await, Ok(8));
        assert_eq!(doubles.throw("enough".into()).await, Err(Stopped::Returned(Err("enough".into()))));
        assert_eq!(*log.0.borrow(), ["got 1", "got 3", "got 4", "dropped"]);
    });
}

#[test]
fn a_consumer_that_is_cancelled_at_a_yield_leaves_the_generator_where_it_is() {
    #[generator(yield = u32)]
    async fn counts() {
        for n in 0.. {
            yield_now().await;
            yield_!(n);
        }
    }
    run(async {
        let mut counts = pin!(counts());
        let last = RefCell::new(None);
        let consume = async {
            while let Ok(n) = counts.start().await {
                last.replace(Some(n));
                // Here it is cancelled, between two operations.
                sleep(if n < 3 { Duration::ZERO } else { Duration::MAX }).await;
            }
        };
        let outcome: Result<(), Elapsed> = timeout(Duration::from_millis(300), consume).await;
        assert!(outcome.is_err());
        let next = last.take().unwrap() + 1;
        assert_eq!(next, 4);
        assert_eq!(counts.start().await, Ok(next));
    });
}

#[test]
fn a_generator_that_is_cancelled_with_its_consumer_runs_its_destructors_and_nothing_else() {
    run(async {
        let (gate, log) = (Notify::new(), Log::default());
        let consume = async {
            let mut doubles = doubles(&gate, log.clone()).boxed();
            doubles.start().await.unwrap();
            doubles.send(1).await
        };
        assert!(timeout(SHORT, consume).await.is_err());
        gate.notify_one();
        yield_now().await;
        assert_eq!(*log.0.borrow(), ["got 1", "dropped"]);
    });
}

#[test]
fn a_close_that_takes_too_long_is_taken_up_by_the_next() {
    #[generator(yield = u32)]
    async fn cleans_up(gate: &Notify, log: Log) -> &'static str {
        let _guard = Guard(log.clone());
        let _resumed = try_yield!(1);
        log.add("cleans up");
        gate.notified().await;
        log.add("has cleaned up");
        "clean"
    }
    run(async {
        let (gate, log) = (Notify::new(), Log::default());
        let mut generator = pin!(cleans_up(&gate, log.clone()));
        assert_eq!(generator.start().await, Ok(1));
        for _ in 0..2 {
            assert!(timeout(SHORT, generator.close()).await.is_err());
            assert_eq!(generator.status(), Status::Suspended);
        }
        gate.notify_one();
        // What it returned was the answer to the close that was dropped.
        assert_eq!(generator.close().await, Ok(None));
        assert_eq!(generator.status(), Status::Finished);
        assert_eq!(*log.0.borrow(), ["cleans up", "has cleaned up", "dropped"]);
    });
}
