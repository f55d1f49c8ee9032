use antiphon::prelude::*;
use std::{
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};
struct Later(bool);
impl Future for Later {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}
#[generator(yield = u32, throw = &'static str)]
async fn descend(depth: u32) -> Result<u32, &'static str> {
    Later(false).await;
    if depth == 0 {
        yield_!(0);
        Later(false).await;
        return Ok(0);
    }
    let below = yield_from!(descend(depth - 1).boxed())?;
    Later(false).await;
    Ok(below + 1)
}
#[generator(yield = u32, throw = &'static str)]
fn small() -> Result<u32, &'static str> {
    yield_!(7);
    Ok(1)
}
#[generator(yield = u32, throw = &'static str)]
async fn stubborn() -> Result<u32, &'static str> {
    match try_yield!(1) {
        Err(Interrupt::Close) => {
            Later(false).await;
            yield_from!(descend(2).boxed())?;
            Later(false).await;
            Ok(5)
        }
        _ => Ok(6),
    }
}
#[generator(yield = u32, throw = &'static str)]
async fn outer() -> Result<u32, &'static str> {
    let mut n = yield_from!(small())?;
    n += yield_from!(small().boxed())?;
    n += yield_from!(stubborn().erased())?;
    n += yield_from!(stubborn())?;
    Ok(n)
}
#[test]
fn deep() {
    block_on(async {
        let mut deep = pin!(descend(100_000));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.send(()).await, Err(Stopped::Returned(Ok(100_000))));
        let mut deep = pin!(descend(100_000));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.throw("x").await, Err(Stopped::Returned(Err("x"))));
        let mut deep = pin!(descend(100_000));
        assert_eq!(deep.start().await, Ok(0));
        assert_eq!(deep.close().await, Ok(None));
        let mut o = pin!(outer());
        assert_eq!(o.start().await, Ok(7));
        assert_eq!(o.send(()).await, Ok(7));
        assert_eq!(o.send(()).await, Ok(1));
        assert_eq!(o.close().await, Err(CloseIgnored(0)));
        assert_eq!(o.send(()).await, Ok(1));
        assert_eq!(o.status(), Status::Suspended);
        assert_eq!(o.close().await, Err(CloseIgnored(0)));
        assert_eq!(o.close().await, Ok(None));
    });
    fn is_send<T: Send>(_: T) {}
    //is_send(descend(1));
}
