//! What is gathered from the hits, and saved with every checkpoint.

use crate::hit::Hit;
use crate::sizes::Sizes;
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// All of it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Traffic {
    /// How many lines are no hits.
    pub bad: u64,
    pub minutes: Minutes,
    pub totals: Totals,
}

/// What is gathered of each minute in which somebody asked for something.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Minutes(BTreeMap<i64, Minute>);

#[derive(Debug, Default, Serialize, Deserialize)]
struct Minute {
    requests: u64,
    bytes: u64,
    client_errors: u64,
    server_errors: u64,
    sizes: Sizes,
    /// Once the minute is over, only the one that asked most.
    clients: BTreeMap<String, u64>,
}

/// What is gathered of the whole log.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Totals {
    requests: u64,
    bytes: u64,
    statuses: BTreeMap<u16, u64>,
    clients: BTreeMap<String, u64>,
    sizes: Sizes,
}

/// A minute as a row.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    pub minute: String,
    pub requests: u64,
    pub bytes: u64,
    pub client_errors: u64,
    pub server_errors: u64,
    pub top_client: &'a str,
    pub top_client_requests: u64,
    pub median_size: Option<f64>,
    pub p99_size: Option<f64>,
}

/// The whole log in a few numbers.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    requests: u64,
    bad_lines: u64,
    bytes: u64,
    requests_with_bytes: u64,
    statuses: &'a BTreeMap<u16, u64>,
    clients: usize,
    top_clients: Vec<(&'a str, u64)>,
    median_size: Option<f64>,
    p99_size: Option<f64>,
}

/// A line may be so many minutes late: it is written when its request is answered, and bears the time when it came.
const LATE: i64 = 5;

impl Minutes {
    pub fn add(&mut self, hit: &Hit) {
        if !self.0.contains_key(&hit.minute) {
            self.close(hit.minute - LATE);
        }
        self.0.entry(hit.minute).or_default().add(hit);
    }

    /// Forgets all but the top client of the minutes before this one.
    fn close(&mut self, before: i64) {
        for (_, minute) in self.0.range_mut(..before).rev().take_while(|(_, minute)| minute.clients.len() > 1) {
            let top = top(&minute.clients, 1).first().map(|&(client, count)| (client.to_owned(), count));
            minute.clients = top.into_iter().collect();
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.0.iter().map(|(&number, minute)| minute.row(number))
    }
}

impl Minute {
    fn add(&mut self, hit: &Hit) {
        self.requests += 1;
        self.client_errors += u64::from((400..500).contains(&hit.status));
        self.server_errors += u64::from(hit.status >= 500);
        *self.clients.entry(hit.client.clone()).or_default() += 1;
        if let Some(bytes) = hit.bytes {
            self.bytes += bytes;
            self.sizes.add(bytes);
        }
    }

    fn row(&self, number: i64) -> Row<'_> {
        let (top_client, top_client_requests) = top(&self.clients, 1).first().copied().unwrap_or_default();
        let time = DateTime::from_timestamp(number * 60, 0).unwrap_or_default();
        Row {
            minute: time.format("%Y-%m-%dT%H:%MZ").to_string(),
            requests: self.requests,
            bytes: self.bytes,
            client_errors: self.client_errors,
            server_errors: self.server_errors,
            top_client,
            top_client_requests,
            median_size: self.sizes.quantile(0.5),
            p99_size: self.sizes.quantile(0.99),
        }
    }
}

impl Totals {
    pub fn add(&mut self, hit: &Hit) {
        self.requests += 1;
        *self.statuses.entry(hit.status).or_default() += 1;
        *self.clients.entry(hit.client.clone()).or_default() += 1;
        if let Some(bytes) = hit.bytes {
            self.bytes += bytes;
            self.sizes.add(bytes);
        }
    }
}

impl Traffic {
    pub fn summary(&self) -> Summary<'_> {
        let Totals { requests, bytes, statuses, clients, sizes } = &self.totals;
        Summary {
            requests: *requests,
            bad_lines: self.bad,
            bytes: *bytes,
            requests_with_bytes: sizes.count(),
            statuses,
            clients: clients.len(),
            top_clients: top(clients, 5),
            median_size: sizes.quantile(0.5),
            p99_size: sizes.quantile(0.99),
        }
    }
}

/// Those with the most, first.
fn top(clients: &BTreeMap<String, u64>, count: usize) -> Vec<(&str, u64)> {
    let mut clients: Vec<_> = clients.iter().map(|(client, &count)| (client.as_str(), count)).collect();
    clients.sort_by_key(|&(_, requests)| std::cmp::Reverse(requests));
    clients.truncate(count);
    clients
}

impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let summary = self.summary();
        let size = |size: Option<f64>| size.map_or("-".to_owned(), |size| format!("{size:.0}"));
        writeln!(f, "{} requests of {} clients, {} bytes", summary.requests, summary.clients, summary.bytes)?;
        writeln!(f, "median size {}, 99 % below {}", size(summary.median_size), size(summary.p99_size))?;
        writeln!(f, "{} lines are no requests", summary.bad_lines)?;
        for (status, count) in summary.statuses {
            writeln!(f, "{status:>20} {count:>8}")?;
        }
        summary.top_clients.iter().try_for_each(|(client, count)| writeln!(f, "{client:>20} {count:>8}"))
    }
}
