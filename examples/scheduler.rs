//! A round-robin scheduler: tasks are generators that yield requests and are sent the answers.
use antiphon::{YieldFirst, adapt::Erased, prelude::*};
use std::{
    any::Any,
    collections::{BTreeMap, HashMap, VecDeque},
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Id(usize);

pub(crate) type Task<'a> = Erased<'a, Request<'a>, Answer, Infallible, Result<(), String>, YieldFirst>;

/// What a task asks for. It waits until that is there, and then for its turn.
#[derive(Debug)]
pub(crate) enum Request<'a> {
    Pause,
    Sleep(Duration),
    Spawn(Task<'a>),
    Join(Id),
}

#[derive(Debug)]
pub(crate) enum Answer {
    /// To a pause and a sleep: the virtual time.
    Now(Duration),
    Spawned(Id),
    Joined(End),
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    Done,
    Failed(String),
    Panicked(String),
}

/// Gives way to the others.
#[generator(yield = Request<'a>, send = Answer)]
pub(crate) fn pause<'a>() {
    yield_!(Request::Pause);
}

/// Returns what the clock shows afterwards.
#[generator(yield = Request<'a>, send = Answer)]
pub(crate) fn sleep<'a>(time: Duration) -> Duration {
    let Answer::Now(now) = yield_!(Request::Sleep(time)) else { unreachable!("a sleep is answered with the time") };
    now
}

#[generator(yield = Request<'a>, send = Answer)]
pub(crate) fn spawn<'a>(task: Task<'a>) -> Id {
    let Answer::Spawned(id) = yield_!(Request::Spawn(task)) else { unreachable!("a spawn is answered with an id") };
    id
}

/// Waits for the end of another task.
#[generator(yield = Request<'a>, send = Answer)]
pub(crate) fn join<'a>(id: Id) -> End {
    let Answer::Joined(end) = yield_!(Request::Join(id)) else { unreachable!("a join is answered with an end") };
    end
}

#[derive(Debug, Default)]
pub(crate) struct Scheduler<'a> {
    now: Duration,
    /// The answers are missing of those that are to be started.
    ready: VecDeque<(Id, Task<'a>, Option<Answer>)>,
    /// By the time when they wake, and those of the same time in turn.
    asleep: BTreeMap<(Duration, usize), (Id, Task<'a>)>,
    sleeps: usize,
    /// By what they wait for.
    joining: HashMap<Id, Vec<(Id, Task<'a>)>>,
    /// By id: the tasks that there have been, with their ends.
    tasks: Vec<Option<End>>,
}

impl<'a> Scheduler<'a> {
    pub(crate) fn spawn(&mut self, task: Task<'a>) -> Id {
        let id = Id(self.tasks.len());
        self.tasks.push(None);
        self.ready.push_back((id, task, None));
        id
    }

    /// Runs the tasks in turn, and tells `ended` of each end, until there is none that could go on. Those that are left
    /// wait for one another.
    pub(crate) fn run(&mut self, mut ended: impl FnMut(Id, &End)) {
        loop {
            while let Some((id, task, answer)) = self.ready.pop_front() {
                if let Some(end) = self.turn(id, task, answer) {
                    ended(id, &end);
                    let joining = self.joining.remove(&id).unwrap_or_default();
                    self.ready
                        .extend(joining.into_iter().map(|(id, task)| (id, task, Some(Answer::Joined(end.clone())))));
                    self.tasks[id.0] = Some(end);
                }
            }
            let Some(((now, _), (id, task))) = self.asleep.pop_first() else { return };
            self.now = now;
            self.ready.push_back((id, task, Some(Answer::Now(now))));
        }
    }

    /// Runs a task up to its next request, or to its end. Nothing that it does there reaches another.
    fn turn(&mut self, id: Id, mut task: Task<'a>, answer: Option<Answer>) -> Option<End> {
        let request = catch_unwind(AssertUnwindSafe(|| match answer {
            None => task.start().map_err(Stopped::returned),
            Some(answer) => task.send(answer).map_err(Stopped::returned),
        }));
        match request {
            Ok(Ok(Request::Pause)) => self.ready.push_back((id, task, Some(Answer::Now(self.now)))),
            Ok(Ok(Request::Sleep(time))) => {
                self.sleeps += 1;
                self.asleep.insert((self.now + time, self.sleeps), (id, task));
            }
            Ok(Ok(Request::Spawn(child))) => {
                let child = self.spawn(child);
                self.ready.push_back((id, task, Some(Answer::Spawned(child))));
            }
            Ok(Ok(Request::Join(other))) => match self.tasks.get(other.0) {
                Some(Some(end)) => self.ready.push_back((id, task, Some(Answer::Joined(end.clone())))),
                _ => self.joining.entry(other).or_default().push((id, task)),
            },
            Ok(Err(Some(Err(error)))) => return Some(End::Failed(error)),
            Ok(Err(_)) => return Some(End::Done),
            Err(panic) => return Some(End::Panicked(message(&*panic))),
        }
        None
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_string()
}

/// Bakes for so long; what is baked for more than five minutes burns.
#[generator(yield = Request<'a>, send = Answer)]
fn bake<'a>(name: &'a str, minutes: u64) -> Result<(), String> {
    let now = yield_from!(sleep(Duration::from_mins(minutes)));
    if minutes > 5 {
        return Err(format!("the {name} is burnt"));
    }
    println!("{:>2} min: the {name} is ready", now.as_secs() / 60);
    Ok(())
}

#[generator(yield = Request<'a>, send = Answer)]
fn say<'a>(words: &'a str) -> Result<(), String> {
    for word in words.split(' ') {
        println!("        {word}");
        yield_from!(pause());
    }
    Ok(())
}

#[generator(yield = Request<'a>, send = Answer)]
fn breakfast<'a>() -> Result<(), String> {
    let loaf = yield_from!(spawn(bake("loaf", 9).erased()));
    let toast = yield_from!(spawn(bake("toast", 4).erased()));
    for id in [loaf, toast] {
        println!("        {:?}", yield_from!(join(id)));
    }
    Ok(())
}

fn main() {
    let mut scheduler = Scheduler::default();
    scheduler.spawn(breakfast().erased());
    scheduler.spawn(say("good tea").erased());
    scheduler.spawn(say("morning or coffee?").erased());
    scheduler.run(|id, end| println!("{id:?}: {end:?}"));
}
