//! Tasks in several threads that share a generator. That one which holds an `Rc` cannot be shared is a test of `tests/ui`.

use antiphon::{adapt::AsyncErasedSend, prelude::*};
use futures_lite::future::{block_on, yield_now};
use std::{
    convert::Infallible,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};
use tokio::{
    runtime::{Builder, Runtime},
    sync::{Mutex, oneshot},
};

fn two_threads() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap()
}

/// Hands out numbers.
#[generator(yield = u32)]
async fn tickets(last: u32) -> String {
    let held = String::from("sold out");
    for n in 1..=last {
        yield_now().await;
        yield_!(n);
    }
    held
}

#[test]
fn two_tasks_share_a_generator_under_a_lock_and_each_value_goes_to_one() {
    const ALL: u32 = 2000;
    let runtime = two_threads();
    let tickets = Arc::new(Mutex::new(tickets(ALL).boxed()));
    let tasks = [(); 2].map(|()| {
        let tickets = tickets.clone();
        runtime.spawn(async move {
            let mut mine = vec![];
            loop {
                let ticket = tickets.lock().await.start().await;
                match ticket {
                    Ok(ticket) => mine.push(ticket),
                    Err(stopped) => return (mine, stopped),
                }
            }
        })
    });
    let mut outcomes = tasks.map(|task| runtime.block_on(task).unwrap());
    let mut all = outcomes.each_mut().map(|(mine, _)| std::mem::take(mine)).concat();
    all.sort_unstable();
    assert_eq!(all, (1..=ALL).collect::<Vec<_>>());
    let ends = outcomes.map(|(_, stopped)| stopped);
    let returned = Stopped::Returned("sold out".to_string());
    assert!(ends.contains(&returned) && ends.contains(&Stopped::Finished(())), "{ends:?}");
}

#[test]
fn a_generator_is_passed_back_and_forth_between_two_threads() {
    type Ball = AsyncErasedSend<'static, u32, (), Infallible, String>;
    fn play(balls: &Receiver<Ball>, other: &Sender<Ball>) -> Vec<u32> {
        let mut hits = vec![];
        for mut ball in balls {
            let Ok(ticket) = block_on(ball.start()) else { break };
            hits.push(ticket);
            other.send(ball).expect("the other still plays");
        }
        hits
    }
    let ((to_left, left), (to_right, right)) = (channel(), channel());
    to_left.send(tickets(100).erased_send()).unwrap();
    let players = [thread::spawn(move || play(&left, &to_right)), thread::spawn(move || play(&right, &to_left))];
    let [odd, even] = players.map(|player| player.join().unwrap());
    assert_eq!(odd, (1..=100).step_by(2).collect::<Vec<_>>());
    assert_eq!(even, (2..=100).step_by(2).collect::<Vec<_>>());
}

#[test]
fn a_task_that_is_aborted_drops_its_generator_and_one_it_shares_goes_on() {
    let runtime = two_threads();
    let shared = Arc::new(Mutex::new(tickets(10).boxed()));
    let held = shared.clone();
    let (begun, has_begun) = oneshot::channel();
    let task = runtime.spawn(async move {
        let mut held = held.lock().await;
        assert_eq!(held.start().await, Ok(1));
        begun.send(()).unwrap();
        std::future::pending::<()>().await;
        drop(held.start().await);
    });
    runtime.block_on(async {
        has_begun.await.unwrap();
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        assert_eq!(shared.lock().await.start().await, Ok(2));
    });
    assert_eq!(Arc::strong_count(&shared), 1);
}

/// What is `Send` when its parts are.
#[test]
fn a_generator_an_operation_and_a_delegation_can_be_sent() {
    fn sends<T: Send>(value: T) -> T {
        value
    }
    #[generator(yield = u32, send = String, throw = Vec<u8>)]
    async fn hands_on() -> Result<(), Vec<u8>> {
        yield_from!(child(1))?;
        yield_from!(child(2).boxed())?;
        yield_from!(child(3).erased_send())?;
        yield_from!(plain_child().boxed())?;
        yield_now().await;
        Ok(())
    }
    #[generator(yield = u32, send = String, throw = Vec<u8>)]
    async fn child(value: u32) -> Result<(), Vec<u8>> {
        drop(yield_!(value));
        Ok(())
    }
    #[generator(yield = u32, send = String, throw = Vec<u8>)]
    fn plain_child() -> Result<(), Vec<u8>> {
        drop(yield_!(4));
        Ok(())
    }
    let mut generator = sends(hands_on()).boxed();
    two_threads().block_on(async {
        assert_eq!(sends(generator.start()).await, Ok(1));
        for value in 2..5 {
            assert_eq!(sends(generator.send("on".to_string())).await, Ok(value));
        }
        assert_eq!(sends(generator.close()).await, Ok(None));
    });
}
