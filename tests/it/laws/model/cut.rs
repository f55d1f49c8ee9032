//! The rules of operations that take several polls, and may be dropped before they are answered.

use super::{Body, Log, Model, Operation, Protocol, Status, Subject};
use std::{cell::Cell, mem, rc::Rc};

/// How often the bodies of a model have paused in the step they are at.
pub(in crate::laws) type Pauses = Rc<Cell<u32>>;

/// A generator whose body pauses, each time for as many polls.
///
/// What the model of its rules says of an operation is held back until the body would have come to it.
pub(in crate::laws) struct CutModel {
    /// `None` only while it is dropped.
    rules: Option<Model>,
    pauses: Pauses,
    polls_a_pause: u32,
    /// Of an operation that the body has taken: how many polls find it pausing, and the answer after these.
    under_way: Option<(u32, String)>,
    held_back: Log,
    log: Log,
}

impl CutModel {
    pub(in crate::laws) fn new(
        protocol: Protocol,
        guards: &'static [&'static str],
        body: impl FnOnce(&Pauses) -> Body,
        polls_a_pause: u32,
        log: Log,
    ) -> Self {
        let (pauses, held_back) = (Pauses::default(), Log::default());
        let body = body(&pauses);
        let rules = Model { protocol, status: Status::Created, body, guards, log: held_back.clone() };
        Self { rules: Some(rules), pauses, polls_a_pause, under_way: None, held_back, log }
    }

    /// Polls an operation until it is answered, and at most so often; then it is dropped.
    pub(in crate::laws) fn apply(&mut self, operation: Operation, polls: u32) -> String {
        let mut taken = false;
        for poll in 1..=polls {
            if let Some((pausing, answer)) = &mut self.under_way {
                if *pausing > 0 {
                    *pausing -= 1;
                    continue;
                }
                let answer = mem::take(answer);
                self.under_way = None;
                self.publish();
                // That of another operation is dropped, unless it is a panic.
                if taken || answer.starts_with("panicked") {
                    return format!("{answer}, at poll {poll}");
                }
            }
            let answer = self.rules().apply(operation);
            taken = true;
            let pausing = self.pauses.take() * self.polls_a_pause;
            if pausing == 0 {
                self.publish();
                return format!("{answer}, at poll {poll}");
            }
            self.under_way = Some((pausing - 1, answer));
        }
        let status = if self.under_way.is_some() { Status::Suspended } else { self.rules().status };
        format!("cut, {status:?}")
    }

    fn rules(&mut self) -> &mut Model {
        self.rules.as_mut().expect("it is not being dropped")
    }

    /// Lets what was held back be seen.
    fn publish(&self) {
        for line in self.held_back.0.take() {
            self.log.add(line);
        }
    }
}

impl Drop for CutModel {
    fn drop(&mut self) {
        self.rules = None;
        self.publish();
    }
}
