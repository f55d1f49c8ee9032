//! Sources: what they give, and that they go on from anywhere.

use antiphon_stream::{Chunks, Error, Input, JsonLines, Kind, Lend, Lines, Records, Rows, Source};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;
use std::fmt::Debug;
use std::fs;
use std::io::{self, Read, Write as _};
use std::num::NonZero;
use std::path::{Path, PathBuf};

/// What a source gives, a bad record as its text.
fn all<S: Source<Record: Debug>>(source: &mut S) -> Vec<String> {
    source.map(told).collect()
}

fn told<T: Debug>(record: Result<T, Error>) -> String {
    match record {
        Ok(record) => format!("{record:?}"),
        Err(error) => format!("bad {error}"),
    }
}

/// Stops behind each record in turn, and goes on in a source that is made anew, from a position that was saved.
pub(crate) fn resumes_everywhere<S>(make: impl Fn() -> S) -> Vec<String>
where
    S: Source<Record: Debug>,
{
    let whole = all(&mut make());
    for stop in 0..=whole.len() {
        let mut first = make();
        let mut given: Vec<_> = first.by_ref().take(stop).map(told).collect();
        let saved = rmp_serde::to_vec_named(&first.mark().unwrap()).unwrap();
        let mut second = make();
        second.resume(rmp_serde::from_slice(&saved).unwrap()).unwrap();
        given.extend(all(&mut second));
        assert_eq!(given, whole, "stopped behind {stop} records");
        let end = rmp_serde::to_vec_named(&second.mark().unwrap()).unwrap();
        let mut third = make();
        third.resume(rmp_serde::from_slice(&end).unwrap()).unwrap();
        assert_eq!(all(&mut third), [""; 0], "at the end");
    }
    whole
}

/// A text in files of each kind: two plain ones, gzip and zstd with several members each.
pub(crate) fn files(folder: &Path, text: &[u8]) -> Vec<Vec<PathBuf>> {
    let write = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).unwrap();
        folder.join(name)
    };
    let (mut gzip, mut zstd) = (Vec::new(), Vec::new());
    for member in text.chunks(text.len() / 3 + 1) {
        let mut encoder = GzEncoder::new(&mut gzip, Compression::fast());
        encoder.write_all(member).unwrap();
        encoder.finish().unwrap();
        let mut encoder = zstd::Encoder::new(&mut zstd, 1).unwrap();
        encoder.include_checksum(true).unwrap();
        encoder.write_all(member).unwrap();
        encoder.finish().unwrap();
    }
    let (plain, empty) = (write("plain", text), write("empty", b""));
    let (gzip, zstd) = (write("gzip", &gzip), write("zstd", &zstd));
    vec![
        vec![plain.clone()],
        vec![empty.clone(), plain.clone(), empty.clone(), plain, empty],
        vec![gzip.clone()],
        vec![zstd, gzip],
    ]
}

#[test]
fn lines_go_on_from_any_line_of_any_kind_of_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = b"one\r\n\ntwo\n\xffthree\n\r\nfour\r\r\nfive";
    for paths in files(folder.path(), text) {
        let lines = resumes_everywhere(|| Lines::new(Input::files(&paths)));
        assert_eq!(lines.len() % 7, 0, "{paths:?}");
        let text = resumes_everywhere(|| Lines::new(Input::files(&paths)).text());
        assert_eq!(text.len(), lines.len());
        resumes_everywhere(|| Lines::new(Input::files(&paths)).text_lossy());
        resumes_everywhere(|| Lines::new(Input::files(&paths)).longest(3));
        resumes_everywhere(|| Lines::new(Input::files(&paths)).parse(|line| <[u8; 4]>::try_from(line)));
    }
}

#[test]
fn every_other_source_goes_on_from_any_record() {
    let folder = tempfile::tempdir().unwrap();
    for paths in files(folder.path(), b"1\n[2]\n\n3\nnull\n") {
        resumes_everywhere(|| JsonLines::<u32>::new(Input::files(&paths)));
        resumes_everywhere(|| Chunks::new(Input::files(&paths), NonZero::new(4).unwrap()));
    }
    for paths in files(folder.path(), b"a,b\n1,\"x\ny\"\r\n2\r\n\n3,z,\n4,w\n\"5\",\"v\"\"") {
        let rows = resumes_everywhere(|| Records::<(u8, String)>::new(Input::files(&paths)));
        assert_eq!(rows.len() % 5, 0, "{rows:?}");
        resumes_everywhere(|| Records::<Vec<String>>::new(Input::files(&paths)).without_header().delimiter(b'x'));
    }
}

#[test]
fn rows_of_a_query_go_on_from_any_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("database");
    let database = rusqlite::Connection::open(&path).unwrap();
    database.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)").unwrap();
    database
        .execute_batch(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
             INSERT INTO t SELECT i * 3, CASE i % 700 WHEN 0 THEN NULL ELSE 'n' || i END FROM n",
        )
        .unwrap();
    let make = || Rows::<(i64, String)>::new(&path, "SELECT id, name FROM t", "id");
    let whole = all(&mut make());
    assert_eq!(whole.len(), 2500);
    assert_eq!(whole.iter().filter(|row| row.starts_with("bad")).count(), 3);
    for stop in [0, 1, 1023, 1024, 1025, 2048, 2499, 2500] {
        let mut first = make();
        assert_eq!(first.by_ref().take(stop).count(), stop);
        let mut second = make();
        second.resume(first.mark().unwrap()).unwrap();
        assert_eq!(all(&mut second), whole[stop..]);
    }
    let repeated = "SELECT id, id / 6 AS half FROM t";
    let mut rows = Rows::<(i64, i64)>::new(&path, repeated, "half");
    let error = rows.find_map(Result::err).unwrap();
    assert!(error.to_string().contains("cannot be told apart"), "{error}");
    let error = Rows::<(i64, String)>::new(&path, "SELECT id FROM t", "key").next().unwrap().unwrap_err();
    assert!(error.to_string().contains("no column `key`, only id"), "{error}");
}

/// A reader that gives a few bytes at a time, and as many as are asked for now and then.
pub(crate) struct Dribble<'a>(pub(crate) &'a [u8], pub(crate) u64);

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = self.1.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        let most = if self.1 >> 62 == 0 { buffer.len() } else { (self.1 >> 60) as usize + 1 };
        let most = most.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

proptest::proptest! {
    #[test]
    fn lines_are_what_stands_between_newlines(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec!["\n", "\r\n", "\r", "a", "bb", "", "long long long"]), 0..40
        ),
        seed: u64,
    ) {
        let text = pieces.concat().into_bytes();
        let mut naive: Vec<_> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let last = naive.pop().unwrap();
        for line in &mut naive {
            if line.last() == Some(&b'\r') {
                line.pop();
            }
        }
        naive.extend((!last.is_empty()).then_some(last));
        let shared: &'static [u8] = text.leak();
        let lines = Lines::new(Input::reader("text", Dribble(shared, seed)));
        proptest::prop_assert_eq!(lines.collect::<Result<Vec<_>, _>>().unwrap(), naive);
    }

    #[test]
    fn shards_hold_every_line_once(
        texts in proptest::collection::vec("[ab\n]{0,30}", 1..4),
        count in 1_u64..9,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<_> = texts.iter().enumerate().map(|(index, text)| {
            let path = folder.path().join(index.to_string());
            fs::write(&path, text).unwrap();
            path
        }).collect();
        let whole: Vec<_> = Lines::new(Input::files(&paths)).map(Result::unwrap).collect();
        let mut shared = Vec::new();
        for index in 0..count {
            let shard = || Lines::new(Input::files(&paths).shard(index, count).unwrap());
            resumes_everywhere(shard);
            shared.extend(shard().map(Result::unwrap));
        }
        proptest::prop_assert_eq!(shared, whole);
    }
}

#[test]
fn a_line_longer_than_the_buffer_is_a_line() {
    let long = "x".repeat(500_000);
    let text = format!("short\n{long}\n{long}{long}\r\nshort\n{long}").leak();
    let lines: Vec<_> = Lines::new(Input::reader("text", text.as_bytes())).map(|line| line.unwrap().len()).collect();
    assert_eq!(lines, [5, 500_000, 1_000_000, 5, 500_000]);
    let lines = Lines::new(Input::reader("text", text.as_bytes())).longest(500_000);
    let lines: Vec<_> = lines.map(|line| line.map(|line| line.len()).map_err(|error| error.to_string())).collect();
    let too_long = "text:3 (byte 500007): lines: the line is longer than the 500000 bytes that `Lines::longest` allows";
    assert_eq!(lines, [Ok(5), Ok(500_000), Err(too_long.to_owned()), Ok(5), Ok(500_000)]);
}

#[test]
fn bounds_on_length_are_exact_whatever_ends_a_line() {
    for end in ["\n", "\r\n", ""] {
        for (length, fits) in [(9, true), (10, true), (11, false)] {
            let text = format!("{}{end}", "x".repeat(length)).leak();
            let line = Lines::new(Input::reader("text", text.as_bytes())).longest(10).next().unwrap();
            assert_eq!(line.is_ok(), fits, "{length} and {end:?}");
        }
    }
}

#[test]
fn text_that_is_not_utf8_tells_the_byte_that_is_not() {
    let bytes = b"fine\n\xc3\xa9 caf\xe9\nfine";
    let error = Lines::new(Input::reader("text", &bytes[..])).text().find_map(Result::err).unwrap();
    assert_eq!(error.to_string(), "text:2:7 (byte 11): text: incomplete utf-8 byte sequence from index 6");
    assert_eq!(error.bad_record().unwrap().raw, "é caf\u{fffd}");
    let lossy: Vec<_> = Lines::new(Input::reader("text", &bytes[..])).text_lossy().map(Result::unwrap).collect();
    assert_eq!(lossy, ["fine", "é caf\u{fffd}", "fine"]);
}

#[test]
fn a_file_that_changed_or_was_cut_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let text = "a line\n".repeat(3000);
    type Change = fn(&mut Vec<u8>);
    let cases: [(&str, Change); 4] = [
        ("had 14000 at the last checkpoint", |bytes| bytes.truncate(13_999)),
        ("are not those of the last checkpoint", |bytes| bytes[5] = b'x'),
        ("are not those of the last checkpoint", |bytes| bytes[13_999] = b'x'),
        ("", |bytes| bytes.extend(b"more")),
    ];
    for (expected, change) in cases {
        fs::write(&path, &text).unwrap();
        let mut lines = Lines::open(&path);
        assert_eq!(lines.by_ref().take(2000).count(), 2000);
        let mark = lines.mark().unwrap();
        let mut bytes = fs::read(&path).unwrap();
        change(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        match Lines::open(&path).resume(mark) {
            Ok(()) => assert_eq!(expected, ""),
            Err(error) => {
                assert!(error.to_string().contains(expected) && !expected.is_empty(), "{error}");
                assert_eq!(error.kind(), Kind::Input);
            }
        }
    }
    let mut first = Lines::new(Input::reader("pipe", text.as_bytes().to_vec().leak() as &[u8]));
    first.nth(2000).unwrap().unwrap();
    let mut second = Lines::new(Input::reader("pipe", &b"short\n"[..]));
    let error = second.resume(first.mark().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "pipe has been truncated: it ends at byte 6, and had been read to byte 14007");
    let mut other = text.clone().into_bytes();
    other[10_000] = b'x';
    let mut second = Lines::new(Input::reader("pipe", io::Cursor::new(other)));
    let error = second.resume(first.mark().unwrap()).unwrap_err();
    assert!(error.to_string().starts_with("pipe is not what was read before"), "{error}");
}

#[test]
fn what_cannot_be_read_says_so_once_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let text = crate::records::lines(100_000);
    let paths = files(folder.path(), text.as_bytes());
    for path in [&paths[2][0], &paths[3][0]] {
        let bytes = fs::read(path).unwrap();
        for (what, broken) in [
            ("cut", bytes[..bytes.len() / 2].to_vec()),
            ("changed", {
                let mut bytes = bytes.clone();
                let middle = bytes.len() / 2;
                bytes[middle..middle + 64].fill(0x55);
                bytes
            }),
        ] {
            fs::write(path, broken).unwrap();
            let mut lines = Lines::open(path);
            let error = lines.by_ref().find_map(Result::err).unwrap_or_else(|| panic!("{what} {}", path.display()));
            assert_eq!(error.kind(), Kind::Input);
            assert!(error.to_string().starts_with(&format!("cannot read {} behind byte ", path.display())), "{error}");
            assert!(lines.next().is_none() && lines.ended());
        }
    }
    let mut lines = Lines::open(folder.path().join("absent"));
    assert!(lines.next().unwrap().unwrap_err().to_string().contains("absent"));
    assert!(lines.next().is_none());
}

#[test]
fn a_record_of_comma_separated_values_says_what_is_wrong_with_it() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only its being there is asked for")]
    struct Person {
        name: String,
        age: Option<u8>,
    }
    let bad = |text: &'static str| -> Vec<String> {
        let people = Records::<Person>::new(Input::reader("people", text.as_bytes()));
        people.filter_map(Result::err).map(|error| error.to_string()).collect()
    };
    assert_eq!(bad("name,age\nAda,36\n\nBob,\n\"Ca\nrl\",1\n"), [""; 0]);
    assert_eq!(
        bad("name,age\nAda,300\nBob,x\n"),
        [
            "people:2:2 (byte 9): csv: field `age`: number too large to fit in target type",
            "people:3:2 (byte 17): csv: field `age`: invalid digit found in string"
        ]
    );
    assert_eq!(
        bad("name,age\nAda\nBob,1,2\n"),
        [
            "people:2 (byte 9): csv: it has 1 fields, and the header has 2",
            "people:3 (byte 13): csv: it has 3 fields, and the header has 2"
        ]
    );
    assert_eq!(
        bad("name,age\n1,2\n\"Ada,36\nBob,4\n"),
        ["people:3 (byte 13): csv: it has 1 fields, and the header has 2"]
    );
    assert_eq!(bad("age,name\n1,Ada\n2,\"Bo"), ["people:3 (byte 15): csv: its quotes are open where the file ends"]);
    assert_eq!(bad("years,name\n1,Ada\n"), ["people:2 (byte 11): csv: missing field `age`"; 0]);
    assert_eq!(bad("years,title\n1,Ada\n"), ["people:2 (byte 12): csv: missing field `name`"]);
}

#[test]
fn a_row_without_an_end_does_not_fill_the_memory() {
    let text = io::repeat(b'x').take(1 << 40);
    let mut rows = Records::<(String,)>::new(Input::reader("endless", io::Cursor::new("a\n\"").chain(text)));
    let error = rows.next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "a row of endless is longer than `Records::longest` allows: is a quote missing?");
    assert_eq!(error.kind(), Kind::Input);
    assert!(rows.next().is_none());
}
