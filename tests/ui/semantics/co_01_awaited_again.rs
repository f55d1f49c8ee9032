async fn f() -> char {
    'R'
}

async fn drive() {
    let c = f();
    let _ = c.await;
    let _ = c.await;
}

fn main() {
    drop(drive());
}
