//! Jobs that fail half-way and are run again once the cause is gone.

use crate::jobs::{JOBS, LARGE, assert_same, prepare, process};
use crate::records::{self, Row, Totals};
use antiphon_stream::{Collect, Error, Input, Job, JsonLinesFile, Kind, Lend, Lines, Records, Sink, Sqlite};
use std::fs;
use std::io::{self, Read, Write as _};
use std::path::Path;
use std::process::Command;

/// A limit on the size of files takes the place of a disk that is full: writing fails half-way through a record.
#[cfg(unix)]
#[test]
fn a_full_disk_stops_a_job_that_goes_on_when_there_is_room() {
    for (job, results) in JOBS {
        let (calm, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&calm, &full] {
            prepare(folder.path());
        }
        assert!(process(job, calm.path()).status().unwrap().success());
        for blocks in [80, 120, 160] {
            let error = starved(&process(job, full.path()), blocks);
            assert!(error.contains("the job failed: cannot write"), "{job} with {blocks}: {error}");
        }
        assert!(process(job, full.path()).status().unwrap().success(), "{job}");
        assert_same(results, calm.path(), full.path());
    }
}

/// The state is what grows, so that the sinks have room where its checkpoint has none.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_where_the_checkpoint_is_written_loses_nothing() {
    for ((job, results), expected) in
        LARGE.into_iter().zip(["cannot write the checkpoint checkpoint: ", "cannot write"])
    {
        let (calm, full) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&calm, &full] {
            prepare(folder.path());
        }
        assert!(process(job, calm.path()).status().unwrap().success());
        let checkpoint = || fs::read(full.path().join("checkpoint")).ok();
        let mut last = None;
        // The same room again: the checkpoint that is there stays as it is.
        for blocks in [80, 80, 160] {
            let error = starved(&process(job, full.path()), blocks);
            assert!(error.contains(expected), "{job} with {blocks}: {error}");
            assert!(!full.path().join("checkpoint.new").exists());
            assert!(checkpoint() >= last, "{job} with {blocks}");
            last = checkpoint();
        }
        assert!(process(job, full.path()).status().unwrap().success(), "{job}");
        assert_same(results, calm.path(), full.path());
    }
}

/// Runs a command that can write so many blocks to a file, of 512 or 1024 bytes as the shell has it, and must fail;
/// what it says.
fn starved(command: &Command, blocks: u32) -> String {
    let program = command.get_program();
    let mut shell = Command::new("sh");
    // A process that ignores the signal gets an error from the write.
    shell.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"")).arg("sh").arg(program);
    shell.args(command.get_args());
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = shell.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// Sums what it reads, writes every third, and lays the bad ones aside.
fn sums(input: Input, folder: &Path, every: u64) -> Result<(Totals, Vec<String>), Error> {
    let lines = Lines::new(input).parse(records::parse);
    let outcome = Job::new("sums", lines)
        .state(Totals::default())
        .sinks((JsonLinesFile::new(folder.join("rows")), Collect::new()))
        .checkpoint(folder.join("checkpoint"))
        .every_records(every)
        .run(|records, totals, (rows, bad)| {
            for record in records {
                match record {
                    Ok((id, metric)) => {
                        totals.add(metric);
                        rows.write(&Row { id, running: totals.sum })?;
                    }
                    Err(error) => bad.push(error.into_bad_record()?.to_string()),
                }
            }
            Ok(())
        })?;
    Ok((outcome.state, outcome.sinks.1.into_records()))
}

/// Runs over an input that fails and then over one that does not, and compares with one that never did.
fn fails_then_goes_on(failing: Input, whole: impl Fn() -> Input, expected: &str) {
    let (calm, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let undisturbed = sums(whole(), calm.path(), 700).unwrap();
    let error = sums(failing, folder.path(), 700).unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(error.kind(), Kind::Input);
    assert_eq!(sums(whole(), folder.path(), 700).unwrap(), undisturbed);
    let [calm, rows] = [&calm, &folder].map(|folder| fs::read_to_string(folder.path().join("rows")).unwrap());
    assert_eq!(calm, rows);
}

#[test]
fn a_read_error_half_way_stops_a_job_that_goes_on_from_its_checkpoint() {
    struct Faulty;
    impl Read for Faulty {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable is loose"))
        }
    }
    let text: &'static str = records::lines(10_000).leak();
    let half = &text.as_bytes()[..text.len() / 2];
    let whole = || Input::reader("lines", text.as_bytes());
    fails_then_goes_on(Input::reader("lines", half.chain(Faulty)), whole, "the cable is loose");
}

/// A file of many members, of which one gives wrong bytes before its checksum shows that.
#[test]
fn a_corrupt_gzip_member_stops_a_job_that_goes_on_once_it_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines.gz");
    let mut whole = Vec::new();
    for member in records::lines(10_000).as_bytes().chunks(40_000) {
        let mut encoder = flate2::write::GzEncoder::new(&mut whole, flate2::Compression::fast());
        encoder.write_all(member).unwrap();
        encoder.finish().unwrap();
    }
    let mut broken = whole.clone();
    let middle = broken.len() * 3 / 4;
    broken[middle..middle + 100].fill(0);

    for (every, used) in [(5000, false), (700, true)] {
        let (calm, work) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(&path, &whole).unwrap();
        let undisturbed = sums(Input::file(&path), calm.path(), every).unwrap();
        fs::write(&path, &broken).unwrap();
        let error = sums(Input::file(&path), work.path(), every).unwrap_err();
        assert!(error.to_string().starts_with(&format!("cannot read {} behind byte ", path.display())), "{error}");
        fs::write(&path, &whole).unwrap();
        // Where wrong bytes are in the last checkpoint already, only a new beginning helps.
        match sums(Input::file(&path), work.path(), every) {
            Ok(result) => assert!(!used && result == undisturbed),
            Err(error) => assert!(used && error.to_string().contains("not what was read before"), "{error}"),
        }
    }
}

/// A trigger takes the place of the errors at which SQLite undoes the transaction by itself.
#[test]
fn rows_that_the_database_has_undone_are_not_committed_without() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("database");
    let database = rusqlite::Connection::open(&path).unwrap();
    let count = || database.query_row("SELECT count(*) FROM rows", (), |row| row.get::<_, i64>(0)).unwrap();
    database
        .execute_batch(
            "CREATE TABLE rows (id INTEGER PRIMARY KEY, running INTEGER);
             CREATE TRIGGER undo BEFORE INSERT ON rows WHEN NEW.id = 57 BEGIN SELECT RAISE(ROLLBACK, 'no 57'); END",
        )
        .unwrap();
    let run = || {
        let numbers = Input::reader("numbers", records::lines(100).leak().as_bytes());
        let rows = Sqlite::new(&path, "rows");
        let job = Job::new("rows", Lines::new(numbers).parse(records::parse)).sinks(rows).every_records(20);
        job.run(|records, (), rows| {
            for record in records {
                // It passes over the error, and over those that follow from it.
                let _ = rows.write(&Row { id: record?.0, running: 0 });
            }
            Ok(())
        })
    };
    let error = run().unwrap_err();
    assert!(error.to_string().contains("an error before has undone the rows since the last checkpoint"), "{error}");
    assert_eq!(count(), 40);
    database.execute_batch("DROP TRIGGER undo").unwrap();
    run().unwrap();
    assert_eq!(count(), 100);
}

#[test]
fn a_truncated_row_is_a_dead_letter_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let rows = Records::<(u32, String)>::new(Input::reader("rows", "id,name\n1,one\n2,\"tw".as_bytes()));
    let outcome = Job::new("rows", rows)
        .sinks((Collect::new(), JsonLinesFile::new(folder.path().join("bad"))))
        .checkpoint(folder.path().join("checkpoint"))
        .run(|rows, (), (good, bad)| {
            for row in rows {
                match row {
                    Ok(row) => good.push(row),
                    Err(error) => bad.write(&error.into_bad_record()?)?,
                }
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(outcome.sinks.0.records(), [(1, "one".to_owned())]);
    assert_eq!(
        fs::read_to_string(folder.path().join("bad")).unwrap(),
        "{\"input\":\"rows\",\"byte\":14,\"line\":3,\"column\":null,\"stage\":\"csv\",\
         \"error\":\"its quotes are open where the file ends\",\"raw\":\"2,tw\"}\n"
    );
}

#[test]
fn a_record_of_a_hundred_megabytes_is_a_dead_letter_or_a_record() {
    const SIZE: u64 = 100_000_000;
    let text = || io::Cursor::new("id=1,metric=2\n").chain(io::repeat(b'x').take(SIZE)).chain(&b"\nid=3,metric=4"[..]);
    let folder = tempfile::tempdir().unwrap();
    let (totals, bad) = sums(Input::reader("lines", text()), folder.path(), 700).unwrap();
    assert_eq!(totals, Totals { count: 2, sum: 6 });
    let why = "lines: the line is longer than the 1048576 bytes that `Lines::longest` allows";
    assert_eq!(bad, [format!("lines:2 (byte 14): {why}")]);

    let mut lines = Lines::new(Input::reader("lines", text())).longest(usize::MAX);
    let lengths: Vec<_> = std::iter::from_fn(|| Some(lines.lend()?.unwrap().len())).collect();
    assert_eq!(lengths, [13, 100_000_000, 13]);
}
