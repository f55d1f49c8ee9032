//! A walk through a directory tree: recursive, with errors as items that do not end it.
use antiphon::{adapt::Erased, prelude::*};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Yields every file below `folder`, by name, and every error on the way. Returns the number of folders that were read.
#[generator(yield = io::Result<PathBuf>)]
fn walk(folder: PathBuf) -> usize {
    let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            yield_!(Err(io::Error::new(error.kind(), format!("{}: {error}", folder.display()))));
            return 0;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut folders = 1;
    for entry in entries {
        // Of the entry and not of what it points to: a link to a folder above would never end.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders += yield_from!(below(entry.path())),
            Ok(_) => yield_!(Ok(entry.path())),
            Err(error) => yield_!(Err(error)),
        }
    }
    folders
}

/// The walk with a type that can be named, since that of a generator cannot hold itself.
fn below(folder: PathBuf) -> Erased<'static, io::Result<PathBuf>, (), std::convert::Infallible, usize> {
    walk(folder).erased()
}

fn main() {
    let root = std::env::args_os().nth(1).map_or_else(|| Path::new("examples").to_path_buf(), PathBuf::from);
    let mut walk = walk(root).returning();
    let (mut files, mut bytes) = (0, 0);
    for path in &mut walk {
        match path.and_then(|path| Ok((fs::symlink_metadata(&path)?.len(), path))) {
            Ok((length, path)) => {
                println!("{length:>9} {}", path.display());
                (files, bytes) = (files + 1, bytes + length);
            }
            Err(error) => println!("          {error}"),
        }
    }
    println!("{bytes:>9} bytes in {files} files and {} folders", walk.into_return().unwrap_or(0));
}
