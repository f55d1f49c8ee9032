//! The programs in Rust, each to be run in a process of its own: they read a file, may write another, and say what they
//! found.

use crate::{
    memory,
    record::{Record, Row, Totals},
};
use antiphon_stream::{Chunks, CsvFile, Error, Job, Lend as _, Lines, Sink as _};
use flate2::read::MultiGzDecoder;
use memchr::{memchr_iter, memmem};
use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    num::NonZero,
    path::Path,
    time::Duration,
};

type Outcome = Result<String, Box<dyn std::error::Error>>;
type Program = fn(&Path, &Path) -> Outcome;

/// Every program, by its name.
pub(crate) const PROGRAMS: [(&str, Program); 11] = [
    ("hand", hand),
    ("hand-read-until", hand_read_until),
    ("lines", lines),
    ("job", |input, output| job(input, output, Duration::from_secs(1))),
    ("job-hundredth", |input, output| job(input, output, Duration::from_millis(10))),
    ("list", list),
    ("each-line", each_line),
    ("containing", containing),
    ("flate2", decompressed),
    ("gzip-chunks", gzip_chunks),
    ("gzip-lines", gzip_lines),
];

const BUFFER: usize = 128 * 1024;

/// The best single loop: lines are looked for in a buffer that is read into again and again.
fn hand(input: &Path, output: &Path) -> Outcome {
    let mut totals = Totals::default();
    let mut rows = rows(output)?;
    let (mut file, mut buffer, mut filled) = (File::open(input)?, vec![0; BUFFER], 0);
    loop {
        if filled == buffer.len() {
            buffer.resize(2 * filled, 0);
        }
        let read = file.read(&mut buffer[filled..])?;
        filled += read;
        let mut begin = 0;
        for end in memchr_iter(b'\n', &buffer[..filled]) {
            take(&buffer[begin..end], &mut totals, &mut rows)?;
            begin = end + 1;
        }
        if read == 0 {
            if begin < filled {
                take(&buffer[begin..filled], &mut totals, &mut rows)?;
            }
            break;
        }
        buffer.copy_within(begin..filled, 0);
        filled -= begin;
    }
    rows.flush()?;
    Ok(totals.line())
}

/// The loop as it is mostly written.
fn hand_read_until(input: &Path, output: &Path) -> Outcome {
    let mut totals = Totals::default();
    let mut rows = rows(output)?;
    let (mut file, mut line) = (BufReader::with_capacity(BUFFER, File::open(input)?), Vec::new());
    while file.read_until(b'\n', &mut line)? > 0 {
        take(line.strip_suffix(b"\n").unwrap_or(&line), &mut totals, &mut rows)?;
        line.clear();
    }
    rows.flush()?;
    Ok(totals.line())
}

fn rows(output: &Path) -> io::Result<BufWriter<File>> {
    let mut rows = BufWriter::new(File::create(output)?);
    rows.write_all(b"id,count,sum\n")?;
    Ok(rows)
}

#[inline]
fn take(line: &[u8], totals: &mut Totals, rows: &mut impl io::Write) -> io::Result<()> {
    let Ok(record) = Record::parse(line.strip_suffix(b"\r").unwrap_or(line)) else {
        totals.refuse();
        return Ok(());
    };
    match totals.add(&record) {
        Some(Row { id, count, sum }) => writeln!(rows, "{id},{count},{sum}"),
        None => Ok(()),
    }
}

/// The source in a loop of its own, without a job around it.
fn lines(input: &Path, output: &Path) -> Outcome {
    let mut totals = Totals::default();
    let mut rows = rows(output)?;
    for record in Lines::open(input).parse(Record::parse) {
        match record {
            Ok(record) => {
                if let Some(Row { id, count, sum }) = totals.add(&record) {
                    writeln!(rows, "{id},{count},{sum}")?;
                }
            }
            Err(error) => {
                error.into_bad_record()?;
                totals.refuse();
            }
        }
    }
    rows.flush()?;
    Ok(totals.line())
}

/// The job, from its beginning: the output and the checkpoint of a run before are removed.
fn job(input: &Path, output: &Path, every: Duration) -> Outcome {
    let checkpoint = output.with_added_extension("checkpoint");
    for file in [output, &checkpoint, &checkpoint.with_added_extension("previous")] {
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    let outcome = Job::new("classic", Lines::open(input).parse(Record::parse))
        .state(Totals::default())
        .sinks(CsvFile::new(output))
        .checkpoint(&checkpoint)
        .every(every)
        .run(|records, totals, rows| {
            for record in records {
                match record {
                    Ok(record) => {
                        if let Some(row) = totals.add(&record) {
                            rows.write(&row)?;
                        }
                    }
                    Err(error) => {
                        error.into_bad_record()?;
                        totals.refuse();
                    }
                }
            }
            Ok(())
        })?;
    eprintln!(
        "{} checkpoints, {:.6} s for them, {:.6} s of that waiting for the disk",
        outcome.checkpoints,
        outcome.saving.as_secs_f64(),
        outcome.waiting.as_secs_f64()
    );
    Ok(outcome.state.line())
}

/// What is not a stream: all records in a list, and then the rest.
fn list(input: &Path, output: &Path) -> Outcome {
    let mut totals = Totals::default();
    let mut rows = rows(output)?;
    let records: Vec<_> = Lines::open(input).parse(Record::parse).collect::<Result<_, Error>>()?;
    for Row { id, count, sum } in records.iter().filter_map(|record| totals.add(record)) {
        writeln!(rows, "{id},{count},{sum}")?;
    }
    rows.flush()?;
    Ok(totals.line())
}

/// Counts the lines with an error by asking each of them.
fn each_line(input: &Path, _: &Path) -> Outcome {
    let (needle, mut lines, mut count) = (memmem::Finder::new("ERROR"), Lines::open(input), 0_u64);
    while let Some(line) = lines.lend() {
        count += u64::from(needle.find(line?).is_some());
    }
    Ok(count.to_string())
}

/// The same, by looking for them in all that was read.
fn containing(input: &Path, _: &Path) -> Outcome {
    let (mut lines, mut count) = (Lines::open(input).containing("ERROR"), 0_u64);
    while let Some(line) = lines.lend() {
        line?;
        count += 1;
    }
    Ok(count.to_string())
}

/// Counts the newlines of a gzip file, with nothing but the decompressor.
fn decompressed(input: &Path, _: &Path) -> Outcome {
    let mut file = MultiGzDecoder::new(File::open(input)?);
    let (mut buffer, mut count) = (vec![0; BUFFER], 0);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(count.to_string());
        }
        count += memchr_iter(b'\n', &buffer[..read]).count();
    }
}

/// The same, with a source.
fn gzip_chunks(input: &Path, _: &Path) -> Outcome {
    let size = NonZero::new(BUFFER).ok_or("a chunk of nothing")?;
    let (mut chunks, mut count) = (Chunks::new(input.into(), size), 0);
    while let Some(chunk) = chunks.lend() {
        count += memchr_iter(b'\n', chunk?).count();
    }
    Ok(count.to_string())
}

/// Counts its lines.
fn gzip_lines(input: &Path, _: &Path) -> Outcome {
    let (mut lines, mut count) = (Lines::open(input), 0_u64);
    while let Some(line) = lines.lend() {
        line?;
        count += 1;
    }
    Ok(count.to_string())
}

/// Runs a program and prints what it found.
///
/// # Errors
///
/// If there is no such program, and what it gives.
pub(crate) fn run(name: &str, input: &Path, output: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let program = PROGRAMS.iter().find(|(known, _)| *known == name);
    let (_, program) = program.ok_or_else(|| format!("there is no program {name:?}"))?;
    println!("{}", program(input, output)?);
    if let Some(kilobytes) = memory::resident() {
        eprintln!("{kilobytes} kB resident at most");
    }
    Ok(())
}
