//! The lines that contain something, beside all lines of which each is asked.

use crate::sources::{Dribble, files, resumes_everywhere};
use antiphon_stream::{Input, Job, JsonLinesFile, Lines, Sink, Source, Stop};
use proptest::prelude::*;
use std::io::{self, Read};

/// What a source gives, with the byte and the number of each line.
type Placed = (String, Option<u64>, Option<u64>);

fn placed(mut source: impl Source<Record = Vec<u8>>) -> Vec<Placed> {
    std::iter::from_fn(|| {
        let item = source.next()?;
        let place = source.place();
        // The error tells the place as well.
        let text = item.map_or_else(|_| "too long".to_owned(), |line| format!("{line:?}"));
        Some((text, place.byte, place.line))
    })
    .collect()
}

/// The same, by cutting the text at every newline and asking each line; one that is too long cannot be asked.
fn asked(text: &[u8], longest: usize, needle: &[u8]) -> Vec<Placed> {
    let contains = |line: &[u8]| needle.is_empty() || line.windows(needle.len()).any(|window| window == needle);
    let (mut kept, mut byte) = (Vec::new(), 0);
    for (number, whole) in (1..).zip(text.split_inclusive(|byte| *byte == b'\n')) {
        let line = match whole.strip_suffix(b"\n") {
            Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
            None => whole,
        };
        if line.len() > longest {
            kept.push(("too long".to_owned(), Some(byte), Some(number)));
        } else if contains(line) {
            kept.push((format!("{line:?}"), Some(byte), Some(number)));
        }
        byte += whole.len() as u64;
    }
    kept
}

const NEEDLES: [&[u8]; 8] = [b"ab", b"", b"a", b"\n", b"b\r", b"a\nb", b"aaaaab", b"\r"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn lines_that_contain_are_those_of_all_lines_that_do_wherever_the_buffer_ends(
        text in "[ab\r\n]{0,60}",
        needle in proptest::sample::select(&NEEDLES[..]),
        // So that the text lies across the end of what is read at once, at any place of it.
        before in prop_oneof![Just(0_usize), 131_000..131_080_usize, 262_100..262_150_usize],
        width in prop_oneof![1_usize..50, Just(70_000), Just(1 << 20)],
        longest in prop_oneof![0_usize..12, 120_000..140_000_usize, Just(1 << 20)],
        dribbles: bool,
        seed: u64,
    ) {
        let mut whole: Vec<u8> = (1..=before).map(|at| if at % width == 0 { b'\n' } else { b'a' }).collect();
        whole.extend(text.bytes());
        let whole: &'static [u8] = whole.leak();
        let lines = || {
            let input = if dribbles && before == 0 {
                Input::reader("text", Dribble(whole, seed))
            } else {
                Input::reader("text", whole)
            };
            Lines::new(input).longest(longest)
        };
        prop_assert_eq!(placed(lines().containing(needle)), asked(whole, longest, needle));
        prop_assert_eq!(placed(lines()), asked(whole, longest, b""));
    }

    #[test]
    fn shards_hold_every_line_that_contains_something_once(text in "[ab\n]{0,60}", count in 1_u64..9, longest in 1_usize..9) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text");
        std::fs::write(&path, &text).unwrap();
        let shard = |index| Lines::new(Input::file(&path).shard(index, count).unwrap()).longest(longest);
        let found: Vec<_> = (0..count).flat_map(|index| placed(shard(index).containing("ab"))).collect();
        // A shard does not know the number of a line.
        let unnumbered = |placed: Vec<Placed>| placed.into_iter().map(|(line, byte, _)| (line, byte)).collect::<Vec<_>>();
        prop_assert_eq!(unnumbered(found), unnumbered(asked(text.as_bytes(), longest, b"ab")));
    }
}

#[test]
fn lines_that_contain_something_go_on_from_any_of_them_in_any_kind_of_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = b"one\r\n\ntwo\n\xffthree\n\r\nfour\r\r\nfive, too long\nsix on";
    for paths in files(folder.path(), text) {
        for needle in ["o", "", "on", "zero"] {
            resumes_everywhere(|| Lines::new(Input::files(&paths)).longest(7).containing(needle));
        }
    }
}

#[test]
fn a_job_that_finds_nothing_can_be_stopped() {
    /// Asks the job to stop in the middle of an input that would last for hours.
    struct Endless(Stop, u32);
    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 += 1;
            if self.1 == 100 {
                self.0.stop();
            }
            assert!(self.1 < 1_000_000, "it has not been stopped");
            buffer.fill(b'\n');
            std::thread::sleep(std::time::Duration::from_micros(100));
            Ok(buffer.len())
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let stop = Stop::new();
    let errors = Lines::new(Input::reader("endless", Endless(stop.clone(), 0))).containing("ERROR");
    let job = Job::new("errors", errors).stop(&stop).checkpoint(folder.path().join("checkpoint"));
    let outcome = job.sinks(JsonLinesFile::new(folder.path().join("out"))).run(|errors, (), out| {
        for error in errors {
            out.write(&error?)?;
        }
        Ok(())
    });
    let outcome = outcome.unwrap();
    assert!(!outcome.ended && outcome.records == 0);
}
