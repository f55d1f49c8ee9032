//! An HTTP response whose rows are sent as they are made, beside one that is collected first.
use antiphon::prelude::*;
use axum::{Router, body::Body, routing::get};
use futures_util::StreamExt;
use std::{convert::Infallible, io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{Instant, sleep},
};

/// Yields a table as CSV, row by row. Each row takes a while, as if a database had to look for it.
#[generator(yield = String)]
async fn table() {
    yield_!("n,square\n".into());
    for n in 1_u32..=50 {
        sleep(Duration::from_millis(5)).await;
        yield_!(format!("{n},{}\n", n * n));
    }
}

/// The body is the generator: the server takes a row when the last is on its way, and drops it if the client leaves.
async fn streamed() -> Body {
    Body::from_stream(table().map(Ok::<_, Infallible>))
}

async fn collected() -> String {
    table().collect().await
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/streamed", get(streamed)).route("/collected", get(collected));
    tokio::spawn(axum::serve(listener, router).into_future());

    for path in ["streamed", "collected"] {
        let start = Instant::now();
        let mut response = request(address, path).await?;
        let mut bytes = vec![response.read_u8().await?];
        let first = start.elapsed();
        response.read_to_end(&mut bytes).await?;
        let is_row = |line: &&str| line.starts_with(char::is_numeric) && line.contains(',');
        let rows = String::from_utf8_lossy(&bytes).lines().filter(is_row).count();
        let (first, last) = (first.as_millis(), start.elapsed().as_millis());
        println!("{path}: {rows} rows, the first byte after {first} ms, the last after {last} ms");
    }
    Ok(())
}

async fn request(address: SocketAddr, path: &str) -> io::Result<TcpStream> {
    let mut connection = TcpStream::connect(address).await?;
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await?;
    Ok(connection)
}
