//! What `ratios --json` printed, read back, and as a table.

use antiphon_benches::report::{Table, three_digits};
use serde_json::Value;
use std::error::Error;

/// What was measured of a contender of a kernel: its time, and the quartiles of its ratio.
pub(crate) struct Measured {
    pub(crate) kernel: String,
    pub(crate) contender: String,
    pub(crate) median_ns: f64,
    pub(crate) ratio: f64,
    pub(crate) q1: f64,
    pub(crate) q3: f64,
}

/// Reads what `ratios --json` printed.
pub(crate) fn read(json: &str) -> Result<Vec<Measured>, Box<dyn Error>> {
    let all: Vec<Value> = serde_json::from_str(json)?;
    all.iter().map(|value| one(value).ok_or_else(|| format!("{value} is no measurement").into())).collect()
}

fn one(value: &Value) -> Option<Measured> {
    let text = |key: &str| Some(value.get(key)?.as_str()?.to_string());
    let number = |key: &str| value.get(key)?.as_f64();
    Some(Measured {
        kernel: text("kernel")?,
        contender: text("contender")?,
        median_ns: number("median_ns")?,
        ratio: number("ratio")?,
        q1: number("q1")?,
        q3: number("q3")?,
    })
}

/// The times of hand-written code, and everybody else's ratios to them.
pub(crate) fn table(all: &[Measured]) -> Table {
    let mut table = Table::new("kernel");
    for Measured { kernel, contender, median_ns, ratio, .. } in all {
        if contender.starts_with("hand") {
            table.set(kernel, &format!("{contender}, ns"), three_digits(*median_ns));
        } else {
            table.set(kernel, contender, three_digits(*ratio));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{read, table};

    #[test]
    fn a_table_has_the_times_of_hand_written_code_and_the_ratios_to_it() {
        let json = r#"[
            {"kernel": "counter", "contender": "hand", "median_ns": 0.5, "ratio": 1, "q1": 1, "q3": 1},
            {"kernel": "counter", "contender": "peer", "median_ns": 10, "ratio": 20, "q1": 19, "q3": 21}
        ]"#;
        let lines = ["| kernel | `hand, ns` | `peer` |", "|---|---:|---:|", "| `counter` | 0.50 | 20.0 |"];
        assert_eq!(table(&read(json).unwrap()).to_string().lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn what_is_no_measurement_is_refused() {
        assert!(read(r#"[{"kernel": "counter"}]"#).is_err());
    }
}
