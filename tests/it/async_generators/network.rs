//! A client that fetches pages over TCP and yields their items one by one.

use antiphon::prelude::*;
use std::{
    io,
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream, tcp::OwnedReadHalf},
};

/// How many items a page has, but for the last.
const PAGE: u32 = 4;

/// What the server was asked, in order.
type Requests = Arc<Mutex<Vec<String>>>;

/// Serves pages of the numbers below `total`: to `page N` it answers with how many items follow, and the items.
async fn serve(listener: TcpListener, total: u32, requests: Requests) -> io::Result<()> {
    loop {
        let (mut socket, _) = listener.accept().await?;
        let (read, mut write) = socket.split();
        let mut lines = BufReader::new(read).lines();
        while let Some(line) = lines.next_line().await? {
            requests.lock().unwrap().push(line.clone());
            let answer = match line.strip_prefix("page ").map(str::parse::<u32>) {
                Some(Ok(13)) => "of bad luck\n".to_string(),
                Some(Ok(page)) => {
                    let items: Vec<_> = (page * PAGE..total.min((page + 1) * PAGE)).collect();
                    items.iter().fold(format!("{}\n", items.len()), |answer, item| format!("{answer}{item}\n"))
                }
                _ => format!("{line} to you\n"),
            };
            write.write_all(answer.as_bytes()).await?;
        }
    }
}

async fn number(lines: &mut BufReader<OwnedReadHalf>) -> io::Result<u32> {
    let mut line = String::new();
    lines.read_line(&mut line).await?;
    line.trim().parse().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("{line:?}: {error}")))
}

/// Yields each item, and fetches a page when the one before is used up; returns how many items there were. Who throws a
/// number goes on at that page. When it is closed it takes its leave of the server.
#[generator(yield = u32, throw = u32)]
async fn items(address: SocketAddr) -> io::Result<u32> {
    let (read, mut write) = TcpStream::connect(address).await?.into_split();
    let mut lines = BufReader::new(read);
    let (mut page, mut count) = (0, 0);
    'pages: loop {
        write.write_all(format!("page {page}\n").as_bytes()).await?;
        let length = number(&mut lines).await?;
        let mut fetched = vec![];
        for _ in 0..length {
            fetched.push(number(&mut lines).await?);
        }
        for item in fetched {
            count += 1;
            match try_yield!(item) {
                Ok(()) => {}
                Err(Interrupt::Throw(other)) => {
                    page = other;
                    continue 'pages;
                }
                Err(Interrupt::Close) => {
                    write.write_all(b"farewell\n").await?;
                    let mut answer = String::new();
                    lines.read_line(&mut answer).await?;
                    assert_eq!(answer, "farewell to you\n");
                    return Ok(count);
                }
            }
        }
        if length < PAGE {
            return Ok(count);
        }
        page += 1;
    }
}

/// Runs a client beside a server of so many numbers.
fn with_server<T>(total: u32, client: impl AsyncFnOnce(SocketAddr, Requests) -> T) -> T {
    tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap().block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let (address, requests) = (listener.local_addr().unwrap(), Requests::default());
        let server = tokio::spawn(serve(listener, total, requests.clone()));
        let outcome = client(address, requests).await;
        server.abort();
        outcome
    })
}

#[test]
fn every_item_comes_in_order_and_each_page_is_fetched_once() {
    with_server(11, async |address, requests| {
        let mut items = pin!(items(address));
        let mut found = vec![];
        let returned = loop {
            match items.start().await {
                Ok(item) => found.push(item),
                Err(stopped) => break stopped.returned(),
            }
        };
        assert_eq!(found, (0..11).collect::<Vec<_>>());
        assert_eq!(returned.unwrap().unwrap(), 11);
        assert_eq!(*requests.lock().unwrap(), ["page 0", "page 1", "page 2"]);
    });
}

#[test]
fn a_page_is_fetched_when_it_is_needed_and_a_close_takes_its_leave() {
    with_server(100, async |address, requests| {
        let mut items = pin!(items(address));
        for item in 0..PAGE {
            assert_eq!(items.start().await.ok(), Some(item));
        }
        assert_eq!(*requests.lock().unwrap(), ["page 0"]);
        assert_eq!(items.start().await.ok(), Some(PAGE));
        assert_eq!(items.throw(20).await.ok(), Some(20 * PAGE));
        assert_eq!(items.close().await.unwrap().unwrap().unwrap(), PAGE + 2);
        assert_eq!(*requests.lock().unwrap(), ["page 0", "page 1", "page 20", "farewell"]);
    });
}

#[test]
fn what_the_server_does_wrong_is_the_return_value() {
    with_server(100, async |address, _| {
        let mut fetched = pin!(items(address));
        assert_eq!(fetched.start().await.ok(), Some(0));
        let stopped = fetched.throw(13).await.unwrap_err();
        let error = stopped.returned().unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains("of bad luck"), "{error}");
    });
    with_server(0, async |address, _| {
        let nobody = SocketAddr::new(address.ip(), 1);
        let error = pin!(items(nobody)).start().await.unwrap_err().returned().unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    });
}
