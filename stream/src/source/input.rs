//! What to read: files, standard input, or any reader.

use crate::{Error, Kind};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The bytes that a source reads: a file, several in order, standard input, or any reader.
///
/// Plain, gzip and zstd are told apart by their first bytes. Files can be resumed at a position; what is not a file is
/// read again from its beginning up to there, so it has to be given again.
///
/// # Examples
///
/// ```
/// use antiphon_stream::{Input, Lines};
///
/// let input = Input::reader("greeting", "hello\nworld".as_bytes());
/// let lines = Lines::new(input).text().collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(lines, ["hello", "world"]);
/// # Ok::<(), antiphon_stream::Error>(())
/// ```
#[derive(Debug)]
pub struct Input {
    pub(crate) parts: Vec<Part>,
}

/// One file, or what takes the place of one, and which of its lines count.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) name: Arc<str>,
    pub(crate) origin: Origin,
    /// The lines that begin in these bytes, a file's shard; all of them where that is not said.
    pub(crate) range: Option<(u64, u64)>,
}

pub(crate) enum Origin {
    File(PathBuf),
    /// `None` once it has been taken to be read.
    Reader(Option<Box<dyn Read + Send>>),
    /// A log that grows.
    Log(PathBuf),
}

impl Input {
    /// A file.
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::files([path])
    }

    /// Several files in this order. Each is of its own: a line ends with its file, a header is that of its file.
    pub fn files<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        let part = |path: P| {
            let path = path.as_ref();
            Part { name: path.to_string_lossy().into(), origin: Origin::File(path.to_owned()), range: None }
        };
        Self { parts: paths.into_iter().map(part).collect() }
    }

    /// Standard input.
    #[must_use]
    pub fn stdin() -> Self {
        Self::reader("standard input", io::stdin())
    }

    /// A log that grows and is put aside from time to time, as `tail -F` follows it; it is read as lines.
    ///
    /// It has no end: where nothing new has come for a fifth of a second, its source answers `None` and goes on when it
    /// is asked again, so that a job can save a checkpoint and stop. A line counts once its `\n` is there.
    ///
    /// A file that is put aside under the name of the log and a number or a date, such as `log.1` or `log-20261121`, is
    /// read to its end first, also when that happened while nobody was reading. One that is cut to nothing in place is
    /// read from its beginning again; what was written to it between the last look and the cut is lost, as is a file
    /// that was compressed before it was read to its end.
    pub fn log(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let part = Part { name: path.to_string_lossy().into(), origin: Origin::Log(path.to_owned()), range: None };
        Self { parts: vec![part] }
    }

    /// Any reader, with a name for messages.
    pub fn reader(name: impl Into<Arc<str>>, reader: impl Read + Send + 'static) -> Self {
        let origin = Origin::Reader(Some(Box::new(reader)));
        Self { parts: vec![Part { name: name.into(), origin, range: None }] }
    }

    /// The `index`-th of `count` shares of the lines, equal in bytes, so that processes share files without speaking.
    ///
    /// A line belongs to the share in which it begins: the shares of one input hold every line once. It concerns what
    /// is read as lines.
    ///
    /// # Errors
    ///
    /// Where `index` is not below `count`, or the input is not plain files, whose middle cannot be read without what
    /// stands before.
    pub fn shard(mut self, index: u64, count: u64) -> Result<Self, Error> {
        if index >= count {
            let text = format!("there is no shard {index} of {count}: they are counted from 0 to {count} - 1");
            return Err(Error::refused(Kind::Input, text));
        }
        let lengths = self.parts.iter().map(Part::plain_length).collect::<Result<Vec<_>, _>>()?;
        let total: u64 = lengths.iter().sum();
        let cut = |index: u64| u64::try_from(u128::from(total) * u128::from(index) / u128::from(count));
        let (from, to) = (cut(index).unwrap_or(total), cut(index + 1).unwrap_or(total));
        let mut begin = 0;
        for (part, length) in self.parts.iter_mut().zip(lengths) {
            let local = |bound: u64| bound.saturating_sub(begin).min(length);
            // A share of nothing ends before the first line, wherever in the file it would stand.
            part.range = Some(if local(from) < local(to) { (local(from), local(to)) } else { (0, 0) });
            begin += length;
        }
        Ok(self)
    }
}

impl Part {
    fn plain_length(&self) -> Result<u64, Error> {
        let refuse = |why| Err(Error::refused(Kind::Input, format!("{} cannot be shared out: {why}", self.name)));
        let Origin::File(path) = &self.origin else { return refuse("it is not a file") };
        let mut file = File::open(path).map_err(|error| Error::reading(path, error))?;
        let length = file.metadata().map_err(|error| Error::reading(path, error))?.len();
        match super::decode::Format::of(&mut file).map_err(|error| Error::reading(path, error))?.0 {
            super::decode::Format::Plain => Ok(length),
            _ => refuse("it is compressed, and the middle of it cannot be read without what stands before"),
        }
    }
}

impl<P: AsRef<Path>> From<P> for Input {
    fn from(path: P) -> Self {
        Self::file(path)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Reader(_) => f.write_str("Reader"),
            Self::Log(path) => f.debug_tuple("Log").field(path).finish(),
        }
    }
}
