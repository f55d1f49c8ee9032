//! A log of a day that nobody lived through.

use chrono::DateTime;
use fastrand::Rng;
use std::f64::consts::TAU;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// It is made once: a run that is begun again finds it.
pub fn log(folder: &Path) -> io::Result<PathBuf> {
    let (log, aside) = (folder.join("access.log"), folder.join("access.log.new"));
    if log.exists() {
        return Ok(log);
    }
    fs::create_dir_all(folder)?;
    let mut lines = BufWriter::new(File::create(&aside)?);
    let mut random = Rng::with_seed(2026);
    for second in 0..86_400 {
        // Few by night, many by day, and an hour in which something is broken.
        let busy = 1.0 - (TAU * f64::from(second) / 86_400.0).cos();
        let broken = (50_000..53_600).contains(&second);
        for _ in 0..4 {
            if random.f64() < busy / 2.0 {
                writeln!(lines, "{}", line(1_789_948_800 + i64::from(second), broken, &mut random))?;
            }
        }
        if second % 10_000 == 9_999 {
            writeln!(lines, "-- the server was begun anew --")?;
        }
    }
    lines.flush()?;
    fs::rename(aside, &log)?;
    Ok(log)
}

fn line(second: i64, broken: bool, random: &mut Rng) -> String {
    let time = DateTime::from_timestamp(second, 0).unwrap_or_default().format("%d/%b/%Y:%H:%M:%S %z");
    // Some ask much more often than others.
    let client = (random.f64().powi(4) * 200.0).floor();
    let status = match random.f64() {
        share if broken && share < 0.2 => 503,
        share if share > 0.97 => 404,
        _ => 200,
    };
    let bytes = (random.f64() * 13.0).exp().floor();
    format!("192.0.2.{client} - - [{time}] \"GET /page/{client} HTTP/1.1\" {status} {bytes}")
}
