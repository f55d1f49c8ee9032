//! Panics that a test expects: caught, not printed, and with the place they come from.

use std::{
    any::Any,
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

/// A panic that was expected.
#[derive(Debug)]
pub(crate) struct Panic {
    pub(crate) message: String,
    /// `file:line:column`
    pub(crate) place: String,
}

thread_local! {
    /// Where the panic that is being caught in this thread was raised; `None` while none is expected.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What `run` gives, or the panic that it ends with.
pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, Panic> {
    static HOOK: Once = Once::new();
    HOOK.call_once(note_expected_panics);
    let around = PLACE.replace(Some(String::new()));
    let outcome = catch_unwind(AssertUnwindSafe(run));
    let place = PLACE.replace(around).unwrap_or_default();
    outcome.map_err(|payload| Panic { message: message(&*payload), place })
}

/// Leaves the panics of other threads to the hook there was.
fn note_expected_panics() {
    let hook = take_hook();
    set_hook(Box::new(move |info| {
        let expected = PLACE.with_borrow_mut(|place| {
            place.as_mut().map(|place| *place = info.location().map(ToString::to_string).unwrap_or_default())
        });
        if expected.is_none() {
            hook(info);
        }
    }));
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
