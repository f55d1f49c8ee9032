//! Checkpoints: what is refused, what is left as it is, and what a job does at its ends.

use antiphon_stream::{
    Collect, CsvFile, Durable, Error, Feed, Input, Job, JsonLinesFile, Kind, Lend, Lines, Outcome, Sink, Source,
    Sqlite, Stop,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// A folder with the numbers from 0 to 99, a line each, and where a job over them has its files.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let numbers: Vec<_> = (0..100).map(|number| number.to_string()).collect();
        fs::write(place.file("numbers"), numbers.join("\n") + "\n").unwrap();
        place
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.file(name)).unwrap()
    }

    /// Sums the numbers and copies them, until one is `last`; there it fails.
    fn sum(&self, name: &str, last: u64) -> Result<u64, Error> {
        Ok(self.sum_from(name, last, 0_u64)?.state)
    }

    fn sum_from<T>(&self, name: &str, last: u64, state: T) -> Result<Outcome<T, JsonLinesFile>, Error>
    where
        T: Serialize + DeserializeOwned + AddTo,
    {
        Job::new(name, Lines::open(self.file("numbers")).text().parse(str::parse::<u64>))
            .state(state)
            .sinks(JsonLinesFile::new(self.file("copy")))
            .checkpoint(self.file("checkpoint"))
            .every_records(10)
            .run(|numbers, sum, copy| {
                for number in numbers {
                    let number = number?;
                    if number == last {
                        return Err(Error::other("the last one"));
                    }
                    sum.add(number);
                    copy.write(&number)?;
                }
                Ok(())
            })
    }
}

trait AddTo {
    fn add(&mut self, number: u64);
}

impl AddTo for u64 {
    fn add(&mut self, number: u64) {
        *self += number;
    }
}

impl AddTo for (u64, u64) {
    fn add(&mut self, number: u64) {
        self.0 += number;
    }
}

const SUM: u64 = 99 * 100 / 2;

#[test]
fn a_job_goes_on_behind_its_last_checkpoint_and_not_before() {
    let place = Place::new();
    assert_eq!(place.sum("sum", 57).unwrap_err().to_string(), "the last one");
    // The records from 50 on are in the file and in no checkpoint, or in the buffer that was lost.
    let outcome = place.sum_from("sum", 1000, 0_u64).unwrap();
    assert_eq!((outcome.state, outcome.records, outcome.checkpoints), (SUM, 100, 5));
    assert!(outcome.resumed && outcome.ended);
    // Its sinks hold the file as long as they live.
    drop(outcome);
    assert_eq!(place.read("copy"), place.read("numbers"));
    // Run once more, it has nothing to do, and does nothing.
    let before = place.read("checkpoint");
    let outcome = place.sum_from("sum", 1000, 0_u64).unwrap();
    assert_eq!((outcome.state, outcome.checkpoints), (SUM, 0));
    drop(outcome);
    assert_eq!(place.read("checkpoint"), before);
    // The input has grown.
    fs::write(place.file("numbers"), [place.read("numbers"), b"100\n".to_vec()].concat()).unwrap();
    assert_eq!(place.sum("sum", 1000).unwrap(), SUM + 100);
}

#[test]
fn a_checkpoint_that_is_torn_anywhere_is_refused_and_left_as_it_is() {
    let place = Place::new();
    place.sum("sum", 57).unwrap_err();
    let (whole, copy) = (place.read("checkpoint"), place.read("copy"));
    fs::remove_file(place.file("checkpoint.previous")).unwrap();
    let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
    let flipped = (0..whole.len()).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        bytes
    });
    for broken in cut.chain(flipped).chain([[&*whole, b"x"].concat()]) {
        fs::write(place.file("checkpoint"), &broken).unwrap();
        let error = place.sum("sum", 1000).unwrap_err();
        assert_eq!(error.kind(), Kind::Checkpoint, "{error}");
        assert!(error.to_string().contains("cannot be used, and is left as it is: it is "), "{error}");
        assert_eq!(place.read("checkpoint"), broken);
        assert_eq!(place.read("copy"), copy);
    }
    fs::write(place.file("checkpoint"), whole).unwrap();
    assert_eq!(place.sum("sum", 1000).unwrap(), SUM);
}

#[test]
fn the_generation_before_takes_the_place_of_one_that_is_moved_away() {
    let place = Place::new();
    place.sum("sum", 57).unwrap_err();
    let torn = place.read("checkpoint")[..40].to_vec();
    fs::write(place.file("checkpoint"), torn).unwrap();
    let error = place.sum("sum", 1000).unwrap_err().to_string();
    assert!(error.contains("it is torn") && error.contains("the one before is whole: move"), "{error}");
    fs::rename(place.file("checkpoint"), place.file("torn")).unwrap();
    assert_eq!(place.sum("sum", 1000).unwrap(), SUM);
    assert_eq!(place.read("copy"), place.read("numbers"));
}

#[test]
fn a_checkpoint_of_another_job_layout_or_version_is_refused() {
    let place = Place::new();
    place.sum("sum", 57).unwrap_err();
    let error = place.sum("product", 1000).unwrap_err().to_string();
    assert!(error.contains("it is of the job `sum`, and this is `product`"), "{error}");
    let error = place.sum_from("sum", 1000, (0_u64, 0_u64)).unwrap_err().to_string();
    assert!(error.contains("laid out in another way"), "{error}");
    let whole = place.read("checkpoint");
    for (version, expected) in
        [(0, "of version 0 of the format, which is older"), (9, "version 9 of the format, which is newer")]
    {
        let mut other = whole.clone();
        other[8] = version;
        fs::write(place.file("checkpoint"), other).unwrap();
        let error = place.sum("sum", 1000).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    fs::write(place.file("checkpoint"), "a letter to a friend").unwrap();
    let error = place.sum("sum", 1000).unwrap_err().to_string();
    assert!(error.contains("it is not a checkpoint"), "{error}");
}

#[test]
fn an_output_that_is_not_the_one_of_the_checkpoint_is_refused_and_left_as_it_is() {
    type Change = fn(Vec<u8>) -> Vec<u8>;
    let changes: [(&str, Change); 4] = [
        ("it has 139 bytes, and had 140 at the last checkpoint", |mut bytes| bytes.drain(..139).collect()),
        ("its first 140 bytes are not those of the last checkpoint", |mut bytes| {
            bytes[3] = b'x';
            bytes
        }),
        ("", |bytes| bytes),
        ("", |bytes| [bytes, b"half a record".repeat(1000)].concat()),
    ];
    for (expected, change) in changes {
        let place = Place::new();
        place.sum("sum", 57).unwrap_err();
        let altered = change(place.read("numbers")[..140].to_vec());
        fs::write(place.file("copy"), &altered).unwrap();
        match place.sum("sum", 1000) {
            Ok(sum) => {
                assert!(expected.is_empty() && sum == SUM);
                assert_eq!(place.read("copy"), place.read("numbers"));
            }
            Err(error) => {
                assert!(!expected.is_empty() && error.to_string().contains(expected), "{error}");
                assert_eq!((error.kind(), place.read("copy")), (Kind::Output, altered));
            }
        }
    }
}

#[test]
fn an_output_without_a_checkpoint_is_refused_and_left_as_it_is() {
    fn refused<K: Durable + Debug>(place: &Place, sink: K, checkpoint: Option<&Path>) {
        let job = Job::new("copy", Lines::open(place.file("numbers")).parse(|_| Ok::<_, String>(1_u64))).sinks(sink);
        let job = if let Some(path) = checkpoint { job.checkpoint(path) } else { job };
        let error = job.run(|_, (), _| panic!("it must not begin")).unwrap_err();
        assert_eq!(error.kind(), Kind::Output);
        assert!(error.to_string().contains("it is not empty, and there is no checkpoint"), "{error}");
    }
    let place = Place::new();
    let (file, checkpoint) = (place.file("precious"), place.file("checkpoint"));
    fs::write(&file, "precious").unwrap();
    refused(&place, JsonLinesFile::new(&file), Some(&checkpoint));
    refused(&place, CsvFile::new(&file), Some(&checkpoint));
    refused(&place, (CsvFile::new(place.file("new")), JsonLinesFile::new(&file)), Some(&checkpoint));
    assert_eq!((place.read("precious"), checkpoint.exists()), (b"precious".to_vec(), false));
    let database = rusqlite::Connection::open(place.file("database")).unwrap();
    database.execute_batch("CREATE TABLE rows (a); INSERT INTO rows VALUES (1)").unwrap();
    refused(&place, Sqlite::new(place.file("database"), "rows"), None);
}

#[test]
fn a_job_without_a_place_for_its_checkpoint_or_with_two_is_refused() {
    let place = Place::new();
    let lines = || Lines::open(place.file("numbers"));
    let error = Job::new("copy", lines()).run(|_, (), ()| Ok(())).unwrap_err().to_string();
    assert_eq!(error, "the job `copy` has nowhere to save a checkpoint: give it a file with `checkpoint`");
    let rows = Sqlite::new(place.file("database"), "rows");
    let job = Job::new("copy", lines()).sinks(rows).checkpoint(place.file("checkpoint"));
    let error = job.run(|_, (), _| Ok(())).unwrap_err().to_string();
    assert!(error.contains("in one transaction with the rows, and cannot have another"), "{error}");
    let two = (Sqlite::new(place.file("one"), "rows"), Sqlite::new(place.file("two"), "rows"));
    let error = Job::new("copy", lines()).sinks(two).run(|_, (), _| Ok(())).unwrap_err().to_string();
    assert!(error.contains("write to two databases"), "{error}");
}

/// Reads everything, and passes over what is wrong.
#[expect(clippy::unnecessary_wraps, reason = "it is the body of a job")]
fn read<S: Source>(records: Feed<S>, (): &mut (), (): &mut ()) -> Result<(), Error> {
    records.for_each(drop);
    Ok(())
}

#[test]
fn a_second_process_at_the_same_job_is_noticed() {
    let place = Place::new();
    let job =
        || Job::new("sum", Lines::open(place.file("numbers"))).checkpoint(place.file("checkpoint")).every_records(10);
    let mut inner = None;
    let error = job()
        .run(|lines, (), ()| {
            lines.for_each(drop);
            // It begins at the same checkpoint, and comes to the end first.
            inner.get_or_insert_with(|| job().run(read).unwrap().records);
            Ok(())
        })
        .unwrap_err();
    assert_eq!(inner, Some(100));
    assert!(error.to_string().contains("is this job running twice?"), "{error}");
    let file = place.file("copy");
    let copies = || Job::new("copy", Lines::open(place.file("numbers"))).sinks(JsonLinesFile::new(&file));
    let error = copies().checkpoint(place.file("a")).run(|_, (), _| {
        let error = copies().checkpoint(place.file("b")).run(|_, (), _| Ok(())).unwrap_err();
        assert!(error.to_string().contains("it is being written already, by another process or"), "{error}");
        Err(error)
    });
    assert_eq!(error.unwrap_err().kind(), Kind::Output);
}

#[test]
fn a_job_that_is_asked_to_stop_saves_what_it_has_and_goes_on_later() {
    let place = Place::new();
    let run = |stop_at: Option<u64>| {
        let stop = Stop::new();
        let lines = Lines::open(place.file("numbers")).text().parse(str::parse::<u64>);
        let job = Job::new("sum", lines).state(Vec::new()).checkpoint(place.file("checkpoint")).every_records(30);
        job.stop(&stop)
            .run(|numbers, all, ()| {
                for number in numbers {
                    let number = number?;
                    all.push(number);
                    if Some(number) == stop_at {
                        stop.stop();
                    }
                }
                Ok(())
            })
            .unwrap()
    };
    let first = run(Some(41));
    assert!(!first.ended && (42..60).contains(&first.records), "{} records", first.records);
    assert_eq!(first.state.len() as u64, first.records);
    let second = run(None);
    assert!(second.ended && second.resumed);
    assert_eq!(second.state, (0..100).collect::<Vec<_>>());
    // Checkpoints are again where they are without the stop: at 60, 90 and the end.
    assert_eq!(second.checkpoints, 3);
}

#[test]
fn checkpoints_are_due_after_a_time_too() {
    let place = Place::new();
    let job = Job::new("slow", Lines::open(place.file("numbers"))).checkpoint(place.file("checkpoint"));
    let outcome = job
        .every(Duration::from_millis(20))
        .run(|lines, (), ()| {
            for _ in lines {
                thread::sleep(Duration::from_millis(2));
            }
            Ok(())
        })
        .unwrap();
    assert!((4..100).contains(&outcome.checkpoints), "{} checkpoints in 200 ms or more", outcome.checkpoints);
    assert_eq!(outcome.records, 100);
    assert!(outcome.saving >= outcome.waiting && outcome.waiting > Duration::ZERO);
}

#[test]
fn records_that_went_nowhere_are_an_error() {
    let place = Place::new();
    let job = || Job::new("sum", Lines::open(place.file("numbers"))).checkpoint(place.file("checkpoint"));
    let error =
        job().run(|mut lines, (), ()| lines.nth(2).map_or(Ok(()), |line| line.map(drop))).unwrap_err().to_string();
    assert!(error.contains("returned before its records had ended"), "{error}");
    let mut kept = Vec::new();
    let error = job().run(|lines, (), ()| {
        kept.push(lines);
        Ok(())
    });
    let error = error.unwrap_err().to_string();
    assert!(error.contains("a stage has kept the records"), "{error}");
    let failing = Job::new("sum", Lines::open(place.file("absent")).parse(|_| Ok::<_, String>(())));
    let error = failing.checkpoint(place.file("other")).run(|_, (), ()| Ok(())).unwrap_err();
    assert!(error.kind() == Kind::Input && error.to_string().contains("absent"), "{error}");
    let cut = zstd::encode_all(&[b'\n'; 100][..], 1).unwrap();
    fs::write(place.file("cut"), &cut[..cut.len() - 1]).unwrap();
    let error = Job::new("sum", Lines::open(place.file("cut"))).checkpoint(place.file("other")).run(read).unwrap_err();
    assert!(
        error.to_string().starts_with("the stages have passed over an error of the source: cannot read"),
        "{error}"
    );
}

#[test]
fn a_state_is_restored_bit_for_bit() {
    let place = Place::new();
    let odd =
        vec![f64::NAN, -0.0, f64::INFINITY, f64::MIN_POSITIVE / 4.0, 0.1 + 0.2, f64::from_bits(0x7ff8_dead_beef_0001)];
    for round in 0..3 {
        let job = Job::new("odd", Lines::new(Input::file(place.file("numbers"))));
        let outcome = job
            .state((Vec::<f64>::new(), Some(Some(i128::MIN)), std::collections::HashMap::<u64, char>::new()))
            .sinks((Collect::<f64>::new(),))
            .checkpoint(place.file("checkpoint"))
            .run(|lines, (state, _, map), (copy,)| {
                if lines.count() > 0 {
                    state.extend(&odd);
                    map.insert(7, 'é');
                    for number in &odd {
                        copy.push(*number);
                    }
                }
                Ok(())
            })
            .unwrap();
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&outcome.state.0), bits(&odd), "round {round}");
        assert_eq!(bits(outcome.sinks.0.records()), bits(&odd));
        assert_eq!(outcome.state.1, Some(Some(i128::MIN)));
        assert_eq!(outcome.state.2[&7], 'é');
    }
}
