use antiphon::prelude::*;

#[generator(yield = i64, throw = String)]
fn catching() {
    let mut errors = Vec::new();
    while let Err(Interrupt::Throw(error)) = try_yield!(1) {
        errors.push(error);
    }
}

fn main() {
    let mut catching = std::pin::pin!(catching());
    let error = String::from("k");
    let _ = catching.throw(error);
    let _ = catching.throw(error);
}
