//! The spans of stages, as a subscriber gets them.

use antiphon_stream::{Watch, prelude::*};
use std::fmt;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down what spans begin, are entered and left.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

struct Name(String);

impl Visit for Name {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0 = format!("{field}={value:?}");
    }
}

impl Diary {
    fn write(&self, entry: String) {
        self.0.lock().unwrap().push(entry);
    }
}

impl Subscriber for Diary {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut name = Name(String::new());
        attributes.record(&mut name);
        self.write(format!("{} {}", attributes.metadata().name(), name.0));
        Id::from_u64(self.0.lock().unwrap().len() as u64)
    }

    fn enter(&self, span: &Id) {
        self.write(format!("enter {}", span.into_u64()));
    }

    fn exit(&self, span: &Id) {
        self.write(format!("leave {}", span.into_u64()));
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
}

#[test]
fn a_metered_stage_is_a_span_that_is_entered_for_each_item_within_that_of_the_stage_behind_it() {
    let diary = Diary::default();
    tracing::subscriber::with_default(diary.clone(), || {
        let watch = Watch::new();
        let mut items = (0..9).meter(&watch.stage("read")).map(|x| x + 1).meter(&watch.stage("add"));
        items.next();
    });
    let expected = ["stage name=\"read\"", "stage name=\"add\"", "enter 2", "enter 1", "leave 1", "leave 2"];
    assert_eq!(*diary.0.lock().unwrap(), expected);
}
