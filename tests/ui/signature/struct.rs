use antiphon::prelude::*;

#[generator(yield = u32)]
struct Numbers {
    next: u32,
}

#[generator(yield = u32)]
impl Numbers {
    fn numbers(&self) -> u32 {
        self.next
    }
}

fn main() {
    let _ = Numbers { next: 1 }.numbers();
}
