//! What the programs read, made once and kept.

use flate2::{Compression, write::GzEncoder};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// A file of so many lines, in one of the forms that are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `id=7,metric=14,status=active`.
    Plain,
    /// The same, compressed.
    Gzip,
    /// Lines of a log, of which each hundredth is an error.
    Log,
}

impl Form {
    /// The file of so many lines in this folder, which is made unless it is there.
    pub(crate) fn file(self, folder: &Path, lines: u64) -> io::Result<PathBuf> {
        let (kind, ending) = match self {
            Self::Plain => ("lines", "txt"),
            Self::Gzip => ("lines", "txt.gz"),
            Self::Log => ("log", "txt"),
        };
        let path = folder.join(format!("{kind}-{lines}.{ending}"));
        if !path.exists() {
            fs::create_dir_all(folder)?;
            let aside = path.with_added_extension("new");
            self.write(BufWriter::new(File::create(&aside)?), lines)?;
            fs::rename(aside, &path)?;
        }
        Ok(path)
    }

    fn write(self, mut file: impl Write, lines: u64) -> io::Result<()> {
        match self {
            Self::Plain => records(&mut file, lines)?,
            Self::Gzip => {
                let mut encoder = BufWriter::new(GzEncoder::new(&mut file, Compression::fast()));
                records(&mut encoder, lines)?;
                encoder.into_inner()?.finish()?;
            }
            Self::Log => log(&mut file, lines)?,
        }
        file.flush()
    }
}

fn records(file: &mut impl Write, lines: u64) -> io::Result<()> {
    (0..lines).try_for_each(|i| writeln!(file, "id={i},metric={},status=active", i * 2))
}

fn log(file: &mut impl Write, lines: u64) -> io::Result<()> {
    (0..lines).try_for_each(|i| {
        let level = if i % 100 == 99 { "ERROR" } else { "INFO" };
        let (minute, second, took) = (i / 60 % 60, i % 60, i * 7919 % 1000);
        writeln!(file, "2026-11-21T10:{minute:02}:{second:02}Z {level} worker-{} took {took} ms for request {i}", i % 8)
    })
}
