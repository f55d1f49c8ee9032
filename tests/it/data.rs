//! The data folder, which is not a part of the project.

use std::{env, fs, path::PathBuf};

/// A file of the data folder; without the folder, `None`, and a line that says so.
///
/// # Panics
///
/// If the folder is there and the file is not.
pub(crate) fn read(path: &str) -> Option<String> {
    let folder = env::var_os("ANTIPHON_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")), PathBuf::from);
    if !folder.is_dir() {
        println!("skipped: there is no data folder {}; ANTIPHON_DATA says where it is", folder.display());
        return None;
    }
    let path = folder.join(path);
    Some(fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
