//! The status, as others see it.

use super::{
    case::{Case, does_not_apply, does_not_compile, same, same_without},
    shared::Shared,
    trace::log,
    value::{PyError, Value},
};
use antiphon::{adapt::Erased, prelude::*};
use std::pin::pin;

pub(super) const CASES: &[Case] = &[
    same("ST-01", |trace| {
        let mut g = pin!(one());
        log!(trace, g.status());
        assert_eq!(g.start(), Ok(1));
        log!(trace, g.status());
        assert_eq!(g.send(()), Err(Stopped::Returned(Ok(()))));
        log!(trace, g.status());
    }),
    does_not_compile("ST-02", "nobody can look at a generator while its body runs, since that is done by `&mut`"),
    same("ST-03", |trace| {
        let (mut a, mut b) = (pin!(one()), pin!(one()));
        assert!(a.throw(PyError::new("RuntimeError")).is_err());
        assert_eq!(b.close(), Ok(None));
        log!(trace, a.status(), b.status());
    }),
    same("ST-04", |trace| {
        #[generator(yield = i64, send = Value, throw = PyError)]
        fn f() {
            loop {
                let _whatever = try_yield!(1);
            }
        }
        let mut g = pin!(f());
        assert_eq!(g.send(1.into()), Err(Stopped::Refused(1.into())));
        log!(trace, g.status());
        assert_eq!(g.start(), Ok(1));
        assert_eq!(g.throw(PyError::new("ValueError")), Ok(1));
        log!(trace, g.status());
        assert_eq!(g.close(), Err(CloseIgnored(1)));
        log!(trace, g.status());
    }),
    does_not_apply("ST-05", "`Status` has no value for a body that runs, and there are no frames"),
    does_not_apply("ST-06", "the locals of a body cannot be looked at from outside"),
    same_without("ST-07", &["in inner: RUNNING"], "nobody can look at a generator while its body runs", |trace| {
        #[generator(yield = i64)]
        fn inner() {
            yield_!(1);
        }
        #[generator(yield = i64)]
        fn outer(inner: Shared<Erased<'_, i64>>) {
            yield_from!(inner);
        }
        let s = Shared::new(inner().erased());
        let mut g = pin!(outer(s.clone()));
        assert_eq!(g.start(), Ok(1));
        log!(trace, g.status(), s.status());
        assert_eq!(g.close(), Ok(None));
        log!(trace, g.status(), s.status());
    }),
];

#[generator(yield = i64, throw = PyError)]
fn one() -> Result<(), PyError> {
    yield_!(1);
    Ok(())
}
