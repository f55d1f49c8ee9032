//! The same body does the same under every executor, and beside whatever else its task does.

use antiphon::prelude::*;
use async_executor::{Executor, LocalExecutor};
use futures_lite::future::{block_on, yield_now};
use futures_util::{FutureExt, StreamExt, stream::FuturesUnordered};
use std::{
    collections::VecDeque,
    future::ready,
    pin::{Pin, pin},
    sync::{Arc, Mutex},
    task::{Context, Wake, Waker},
};

/// Awaits in plain sight, in the macros of others, and in its operands.
#[generator(yield = u32, send = u32, throw = String)]
async fn talks(first: u32) -> Result<u32, String> {
    let mut last = first;
    loop {
        yield_now().await;
        let ((), other) = tokio::join!(yield_now(), plus(last, 1));
        match try_yield!(plus(other, 1).await) {
            Ok(0) => last = yield_from!(listens())?,
            Ok(sent) => last = futures_util::join!(plus(sent, 10), yield_now()).0,
            Err(Interrupt::Throw(error)) if error == "again" => {}
            Err(Interrupt::Throw(error)) => return Err(error),
            Err(Interrupt::Close) => {
                yield_now().await;
                return Ok(last);
            }
        }
    }
}

#[generator(yield = u32, send = u32, throw = String)]
async fn listens() -> Result<u32, String> {
    let heard = yield_from!(listens_once().boxed())?;
    yield_now().await;
    Ok(heard + yield_!(heard))
}

#[generator(yield = u32, send = u32, throw = String)]
async fn listens_once() -> Result<u32, String> {
    yield_now().await;
    Ok(yield_!(100))
}

async fn plus(value: u32, more: u32) -> u32 {
    yield_now().await;
    value + more
}

/// What the generator answers to each of its operations.
async fn conversation(first: u32) -> Vec<String> {
    let mut talk = talks(first).boxed();
    let mut answers = vec![format!("{:?}", talk.send(5).await), format!("{:?}", talk.start().await)];
    for value in [3, 0, 7, 8] {
        answers.push(format!("{:?}", talk.send(value).await));
    }
    answers.push(format!("{:?}", talk.throw("again".to_string()).await));
    answers.push(format!("{:?}", talk.close().await));
    answers.push(format!("{:?}", talk.throw("late".to_string()).await));
    answers
}

/// The answers of one that begins with `first`.
fn answers(first: u32) -> Vec<String> {
    let answer = first + 2;
    [
        "Err(Refused(5))",
        &format!("Ok({answer})"),
        "Ok(15)",
        "Ok(100)",
        "Ok(7)",
        "Ok(17)",
        "Ok(17)",
        "Ok(Some(Ok(15)))",
        r#"Err(Finished("late"))"#,
    ]
    .map(str::to_string)
    .into()
}

fn tokio_with(threads: usize) -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(threads).build().unwrap()
}

/// Runs it alone, and says what came of it.
type Run = fn(u32) -> Vec<String>;

const EXECUTORS: &[(&str, Run)] = &[
    ("a thread that parks", |first| block_on(conversation(first))),
    ("tokio in this thread", |first| {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(conversation(first))
    }),
    ("tokio in others", |first| {
        let runtime = tokio_with(2);
        runtime.block_on(runtime.spawn(conversation(first))).unwrap()
    }),
    ("smol's executor", |first| {
        let executor = Executor::new();
        block_on(executor.run(executor.spawn(conversation(first))))
    }),
    ("smol's executor of one thread", |first| {
        let executor = LocalExecutor::new();
        block_on(executor.run(executor.spawn(conversation(first))))
    }),
    ("one written by hand", |first| {
        let answers = Arc::new(Mutex::new(vec![]));
        let told = answers.clone();
        run_to_the_end([async move { *told.lock().unwrap() = conversation(first).await }]);
        std::mem::take(&mut *answers.lock().unwrap())
    }),
];

#[test]
fn every_executor_sees_the_same_conversation() {
    for (name, run) in EXECUTORS {
        assert_eq!(run(1), answers(1), "{name}");
    }
}

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A task of the executor that is written by hand: it stands in the queue again when it is woken.
struct Waiting {
    task: Mutex<Option<Task>>,
    queue: Arc<Mutex<VecDeque<Arc<Waiting>>>>,
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.queue.lock().unwrap().push_back(self.clone());
    }
}

/// Polls whatever is woken, and nothing else.
fn run_to_the_end<F: Future<Output = ()> + Send + 'static>(tasks: impl IntoIterator<Item = F>) {
    let queue = Arc::<Mutex<VecDeque<_>>>::default();
    for task in tasks {
        let task: Task = Box::pin(task);
        let waiting = Waiting { task: Mutex::new(Some(task)), queue: queue.clone() };
        queue.lock().unwrap().push_back(Arc::new(waiting));
    }
    loop {
        let Some(woken) = queue.lock().unwrap().pop_front() else { return };
        let mut task = woken.task.lock().unwrap();
        let waker = Waker::from(woken.clone());
        if task.as_mut().is_some_and(|task| task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()) {
            *task = None;
        }
    }
}

#[test]
fn many_conversations_in_one_task_do_not_disturb_one_another() {
    let mut all =
        (0..50).map(|first| conversation(first).map(move |found| (first, found))).collect::<FuturesUnordered<_>>();
    block_on(async {
        while let Some((first, found)) = all.next().await {
            assert_eq!(found, answers(first));
        }
    });
    let (done, finished) = std::sync::mpsc::channel();
    run_to_the_end((0..50).map(|first| {
        let done = done.clone();
        async move { done.send((first, conversation(first).await)).unwrap() }
    }));
    drop(done);
    let found: Vec<_> = finished.iter().collect();
    assert_eq!(found.len(), 50);
    assert!(found.into_iter().all(|(first, found)| found == answers(first)));
}

#[test]
fn both_branches_of_a_select_may_drive_a_generator() {
    async fn all(first: u32) -> u32 {
        let mut count = pin!(counts(first));
        let mut sum = 0;
        while let Ok(value) = count.start().await {
            sum += value;
        }
        sum
    }
    #[generator(yield = u32)]
    async fn counts(first: u32) {
        for n in first..first + 3 {
            yield_now().await;
            yield_!(n);
        }
    }
    let (mut left, mut right) = (pin!(all(1).fuse()), pin!(all(10).fuse()));
    let mut sums = vec![];
    block_on(async {
        loop {
            futures_util::select! {
                sum = left => sums.push(sum),
                sum = right => sums.push(sum),
                complete => break,
            }
        }
    });
    sums.sort_unstable();
    assert_eq!(sums, [6, 33]);

    let runtime = tokio_with(1);
    let first = runtime.block_on(async {
        let mut forever = pin!(talks(0));
        forever.start().await.unwrap();
        tokio::select! {
            answer = async { loop { forever.send(1).await.unwrap(); } } => answer,
            sum = all(1) => sum,
        }
    });
    assert_eq!(first, 6);
}

#[test]
fn what_is_ready_at_once_takes_one_poll() {
    #[generator(yield = u32, send = u32)]
    async fn doubles() -> u32 {
        let mut sent = yield_!(ready(0).await);
        while sent > 0 {
            sent = yield_!(ready(2 * sent).await);
        }
        ready(1).await
    }
    let mut doubles = pin!(doubles());
    assert_eq!(doubles.start().now_or_never(), Some(Ok(0)));
    assert_eq!(doubles.send(4).now_or_never(), Some(Ok(8)));
    assert_eq!(doubles.send(0).now_or_never(), Some(Err(Stopped::Returned(1))));
}
