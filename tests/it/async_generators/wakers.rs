//! What a body awaits is woken through the executor's own waker, wherever the body is; and nothing of it is kept.

use antiphon::{YieldFirst, adapt::AsyncErased, prelude::*};
use std::{
    pin::{Pin, pin},
    ptr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

/// The executor's side of a task: counts how often it is woken.
#[derive(Default)]
struct Task {
    woken: AtomicUsize,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.woken.fetch_add(1, Ordering::SeqCst);
    }
}

/// What a future has seen of a context.
struct Seen {
    clone: Waker,
    /// Whether the context's waker was not only equal to its clone, but of the same vtable and data.
    is_its_clone: bool,
}

/// Where futures note what they see.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<Seen>>>);

impl Notes {
    fn take(&self) -> Vec<Seen> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Notes the context it is polled with, wakes it, and is ready at the second poll.
struct Look<'a>(&'a Notes, bool);

fn look(notes: &Notes) -> Look<'_> {
    Look(notes, false)
}

impl Future for Look<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waker = context.waker();
        let clone = waker.clone();
        let is_its_clone = ptr::eq(waker.vtable(), clone.vtable()) && waker.data() == clone.data();
        self.0.0.lock().unwrap().push(Seen { clone, is_its_clone });
        waker.wake_by_ref();
        if std::mem::replace(&mut self.1, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

type Subject = AsyncErased<'static, u32, u32, String, Result<(), String>, YieldFirst>;

#[generator(yield = u32, send = u32, throw = String)]
async fn in_sight(notes: Notes) -> Result<(), String> {
    look(&notes).await;
    let resumed = try_yield!(1);
    look(&notes).await;
    resumed.map(drop).or_else(|interrupt| match interrupt {
        Interrupt::Throw(error) => Err(error),
        Interrupt::Close => Ok(()),
    })
}

#[generator(yield = u32, send = u32, throw = String)]
async fn hidden(notes: Notes) -> Result<(), String> {
    wait!(look(&notes));
    let _resumed = try_yield!(1);
    wait!(look(&notes));
    Ok(())
}

#[generator(yield = u32, send = u32, throw = String)]
async fn in_place(notes: Notes) -> Result<(), String> {
    yield_from!(in_sight(notes))
}

#[generator(yield = u32, send = u32, throw = String)]
async fn in_a_box(notes: Notes) -> Result<(), String> {
    yield_from!(in_sight(notes).boxed())
}

#[generator(yield = u32, send = u32, throw = String)]
async fn in_a_box_in_a_box(notes: Notes) -> Result<(), String> {
    yield_from!(in_a_box(notes).boxed())
}

#[generator(yield = u32, send = u32, throw = String)]
async fn erased(notes: Notes) -> Result<(), String> {
    yield_from!(in_sight(notes).erased())
}

#[generator(yield = u32, send = u32, throw = String)]
async fn by_reference(notes: Notes) -> Result<(), String> {
    let mut child = pin!(in_sight(notes));
    yield_from!(child.as_mut())
}

#[generator(yield = u32, send = u32, throw = String)]
async fn driven_in_the_body(notes: Notes) -> Result<(), String> {
    let mut child = pin!(in_sight(notes));
    let first = child.start().await.map_err(|_| "no value")?;
    let sent = yield_!(first);
    child.send(sent).await.map_or(Ok(()), |_| Err("one too many".into()))
}

/// The child awaits in plain sight, and this one hides that it awaits the child.
#[generator(yield = u32, send = u32, throw = String)]
async fn driven_behind_a_macro(notes: Notes) -> Result<(), String> {
    let mut child = pin!(in_sight(notes));
    let first = wait!(child.start()).map_err(|_| "no value")?;
    let sent = yield_!(first);
    wait!(child.send(sent)).map_or(Ok(()), |_| Err("one too many".into()))
}

/// A way for a future to be awaited by a generator: its name, whether the attribute sees the await, and the generator.
type Body = (&'static str, bool, fn(Notes) -> Subject);

const BODIES: &[Body] = &[
    ("in sight", true, |notes| in_sight(notes).erased()),
    ("hidden", false, |notes| hidden(notes).erased()),
    ("in place", true, |notes| in_place(notes).erased()),
    ("in a box", true, |notes| in_a_box(notes).erased()),
    ("in a box in a box", true, |notes| in_a_box_in_a_box(notes).erased()),
    ("erased", true, |notes| erased(notes).erased()),
    ("by reference", true, |notes| by_reference(notes).erased()),
    ("driven in the body", true, |notes| driven_in_the_body(notes).erased()),
    ("driven behind a macro", true, |notes| driven_behind_a_macro(notes).erased()),
];

/// Polls an operation with the task's waker until it is answered; each poll but the last must have woken the task.
fn drive<F: Future>(operation: F, task: &Arc<Task>) -> F::Output {
    let mut operation = pin!(operation);
    let waker = Waker::from(task.clone());
    loop {
        let before = task.woken.load(Ordering::SeqCst);
        match operation.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => assert!(task.woken.load(Ordering::SeqCst) > before, "nobody would poll it again"),
        }
    }
}

#[test]
fn a_future_sees_the_wakers_of_the_executor_and_no_others() {
    for (name, in_sight, make) in BODIES {
        let (task, notes) = (Arc::<Task>::default(), Notes::default());
        let waker = Waker::from(task.clone());
        let mut generator = make(notes.clone());
        assert_eq!(drive(generator.start(), &task), Ok(1), "{name}");
        assert_eq!(drive(generator.send(2), &task), Err(Stopped::Returned(Ok(()))), "{name}");
        let seen = notes.take();
        assert_eq!(seen.len(), 4, "{name}");
        assert!(seen.iter().all(|seen| seen.clone.will_wake(&waker)), "{name}");
        assert!(!in_sight || seen.iter().all(|seen| seen.is_its_clone), "{name}");
        assert_eq!(task.woken.load(Ordering::SeqCst), 4, "{name}");
        assert_eq!(Arc::strong_count(&task), 2 + seen.len(), "{name}");
        drop(seen);
        assert_eq!(Arc::strong_count(&task), 2, "{name}");
    }
}

#[test]
fn nothing_of_the_executor_is_kept_between_two_polls() {
    for (name, _, make) in BODIES {
        let (task, notes) = (Arc::<Task>::default(), Notes::default());
        let mut generator = make(notes.clone());
        for polls in 0..4 {
            // Dropped after its first poll, it goes on with the next.
            let waker = Waker::from(task.clone());
            let _ = pin!(generator.close()).poll(&mut Context::from_waker(&waker));
            drop(waker);
            drop(notes.take());
            assert_eq!(Arc::strong_count(&task), 1, "{name}, after {polls} polls");
        }
    }
}

#[test]
fn a_task_that_moves_is_woken_where_it_is() {
    for (name, _, make) in BODIES {
        let (before, after, notes) = (Arc::<Task>::default(), Arc::<Task>::default(), Notes::default());
        let mut generator = make(notes.clone());
        {
            let mut operation = pin!(generator.start());
            let waker = Waker::from(before.clone());
            assert!(operation.as_mut().poll(&mut Context::from_waker(&waker)).is_pending(), "{name}");
            assert_eq!(drive(operation, &after), Ok(1), "{name}");
        }
        let [first, second] = notes.take().try_into().unwrap_or_else(|_| panic!("{name}: two polls"));
        assert!(first.clone.will_wake(&before.into()), "{name}");
        assert!(second.clone.will_wake(&after.into()), "{name}");
    }
}

/// Ready when somebody has said so; leaves its waker to be called meanwhile.
struct Told(mpsc::Receiver<u32>, mpsc::Sender<Waker>);

impl Future for Told {
    type Output = u32;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u32> {
        if let Ok(value) = self.0.try_recv() {
            return Poll::Ready(value);
        }
        self.1.send(context.waker().clone()).unwrap();
        Poll::Pending
    }
}

#[generator(yield = u32)]
async fn is_told(told: Told) {
    let value = told.await;
    yield_!(value);
}

#[test]
fn a_waker_that_was_kept_wakes_from_another_thread_also_when_the_generator_is_gone() {
    let (say, told) = mpsc::channel();
    let (keep, kept) = mpsc::channel::<Waker>();
    let (gone, is_gone) = mpsc::channel::<()>();
    let speaker = thread::spawn(move || {
        let waker = kept.recv().unwrap();
        thread::sleep(Duration::from_millis(5));
        say.send(7).unwrap();
        waker.wake_by_ref();
        is_gone.recv().unwrap();
        let clone = waker.clone();
        waker.wake();
        clone
    });
    let mut generator = is_told(Told(told, keep)).boxed();
    assert_eq!(futures_lite::future::block_on(generator.start()), Ok(7));
    drop(generator);
    gone.send(()).unwrap();
    drop(speaker.join().unwrap());

    let (_say, told) = mpsc::channel();
    let (keep, kept) = mpsc::channel::<Waker>();
    let task = Arc::<Task>::default();
    let mut generator = is_told(Told(told, keep)).boxed();
    let waker = Waker::from(task.clone());
    assert!(pin!(generator.start()).poll(&mut Context::from_waker(&waker)).is_pending());
    drop((generator, waker));
    let kept = kept.recv().unwrap();
    thread::spawn(move || kept.wake()).join().unwrap();
    assert_eq!(task.woken.load(Ordering::SeqCst), 1);
    assert_eq!(Arc::strong_count(&task), 1);
}
