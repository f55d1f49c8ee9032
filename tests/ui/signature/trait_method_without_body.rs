use antiphon::prelude::*;

trait Numbers {
    #[generator(yield = u32)]
    fn numbers(&self);
}

struct One;

impl Numbers for One {
    fn numbers(&self) {}
}

fn main() {
    One.numbers();
}
