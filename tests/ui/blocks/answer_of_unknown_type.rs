use antiphon::prelude::*;

fn main() {
    let _ = generate!(|| {
        let answer = yield 1;
        println!("{}", answer.len());
    });
}
