use antiphon::prelude::*;
#[generator(yield = u32, throw = &'static str)]
fn small() -> Result<u32, &'static str> {
    yield_!(1);
    Ok(1)
}
#[cfg(feature = "a")]
#[generator(yield = u32, throw = &'static str)]
fn a() -> Result<u32, &'static str> {
    yield_from!(small().boxed())
}
#[cfg(feature = "b")]
#[generator(yield = u32, throw = &'static str)]
fn a() -> Result<u32, &'static str> {
    yield_from!(small())
}
#[cfg(feature = "c")]
#[generator(yield = u32)]
fn a() -> Result<u32, &'static str> {
    if false { let _ = yield_from!(a().boxed()); }
    Ok(1)
}
#[cfg(feature = "d")]
#[generator(yield = u32, throw = &'static str)]
fn a() -> u32 {
    if let Err(_) = try_yield_from!(a().boxed()) {}
    1
}
#[cfg(feature = "e")]
#[generator(yield = &'static str)]
fn a() -> u32 {
    if let Err(_) = try_yield_from!(a().boxed()) {}
    1
}
#[test]
fn t() {
    fn is_send<T: Send>(_: T) {}
    is_send(a());
}
