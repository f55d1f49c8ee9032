//! How much faster two workers are than one core, where an item costs about 10 microseconds.
//!
//! ```text
//! cargo bench -p antiphon-stream --bench par_map
//! ```
//!
//! They take turns, so that whatever else the machine does concerns all; what is printed are the quartiles of the ratios
//! of neighbours. Beside them, what the machine has to give at that time: two threads that get half of the items each,
//! and speak to nobody; and how much processor time `par_map` takes, which is the same on a busy machine. The work is a number of steps and no span of time, since a span of time passes on a busy core
//! too.

use antiphon_stream::Stages as _;
use std::hint::black_box;
use std::ops::Range;
use std::thread;
use std::time::{Duration, Instant};

const ITEM: Duration = Duration::from_micros(10);
const ITEMS: u64 = 5000;
const ROUNDS: usize = 60;

fn main() {
    // `cargo test` runs it to see that it runs.
    let (items, rounds) =
        if std::env::args().any(|argument| argument == "--bench") { (ITEMS, ROUNDS) } else { (100, 5) };
    let steps = steps();
    let share = |items: Range<u64>| items.map(|item| work(item, steps)).fold(0, u64::wrapping_add);
    let one = || share(0..items);
    let workers = || (0..items).par_map(2, move |item| work(item, steps)).fold(0, u64::wrapping_add);
    let halves = || {
        thread::scope(|scope| {
            let other = scope.spawn(|| share(0..items / 2));
            share(items / 2..items).wrapping_add(other.join().expect("it does not panic"))
        })
    };
    assert_eq!((one(), one()), (workers(), halves()));
    let [mut of_workers, mut of_halves] = [const { Vec::new() }; 2];
    let mut ticks = [0; 3];
    for _ in 0..rounds {
        let (alone, alone_ticks) = timed(one);
        let (together, together_ticks) = timed(workers);
        of_workers.push(alone.div_duration_f64(together));
        let (apart, apart_ticks) = timed(halves);
        of_halves.push(alone.div_duration_f64(apart));
        for (sum, more) in ticks.iter_mut().zip([alone_ticks, together_ticks, apart_ticks]) {
            *sum += more;
        }
    }
    println!("{items} items of about {ITEM:?}, {rounds} rounds, times one core:");
    let processor = |own: u64| match ticks[0] {
        0 => "processor time unknown".to_owned(),
        alone => format!("{:.3} x its processor time", own as f64 / alone as f64),
    };
    println!("par_map with two workers  {}, {}", quartiles(of_workers), processor(ticks[1]));
    println!("two halves apart          {}, {}", quartiles(of_halves), processor(ticks[2]));
}

/// The ticks of the processor that this process had; 0 where the system does not say so in this way.
fn processor_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in parentheses, may contain anything; the times are the 12th and 13th field behind it.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn quartiles(mut ratios: Vec<f64>) -> String {
    ratios.sort_by(f64::total_cmp);
    let quartile = |quarter: usize| ratios[quarter * (ratios.len() - 1) / 4];
    format!("{:.2} (quartiles {:.2} and {:.2})", quartile(2), quartile(1), quartile(3))
}

/// Steps that depend on each other, so that they take as long as they take.
fn work(item: u64, steps: u64) -> u64 {
    (0..black_box(steps)).fold(item, |x, step| x.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17) ^ step)
}

/// How many of them take as long as an item should: by the fastest of several trials, which nobody disturbed.
fn steps() -> u64 {
    const TRIAL: u64 = 100_000;
    let fastest = (0..20).map(|_| timed(|| work(1, TRIAL)).0).min().unwrap_or(ITEM);
    let steps = u128::from(TRIAL) * ITEM.as_nanos() / fastest.as_nanos().max(1);
    u64::try_from(steps).unwrap_or(TRIAL)
}

/// How long it took, and how many ticks of the processor.
fn timed<T>(f: impl FnOnce() -> T) -> (Duration, u64) {
    let (begun, ticks) = (Instant::now(), processor_ticks());
    black_box(f());
    (begun.elapsed(), processor_ticks() - ticks)
}
