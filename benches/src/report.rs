//! What is printed of the measurements.

use crate::measure::Measurement;

/// The name of a contender, from that of its function.
#[must_use]
pub fn dashed(function: &str) -> &'static str {
    function.replace('_', "-").leak()
}

/// Prints a table line for each contender of a kernel.
pub fn print_table(measurements: &[Measurement]) {
    for m in measurements {
        println!(
            "{:<14} {:<18} {:>9.3} ns  x {:<7.3} [{:.3} .. {:.3}]",
            m.kernel, m.contender, m.median_ns, m.ratio, m.q1, m.q3
        );
    }
}

/// Prints a list of objects.
pub fn print_json(measurements: &[Measurement]) {
    let objects: Vec<String> = measurements.iter().map(object).collect();
    println!("[\n{}\n]", objects.join(",\n"));
}

fn object(m: &Measurement) -> String {
    format!(
        r#"  {{"kernel": "{}", "contender": "{}", "median_ns": {}, "ratio": {}, "q1": {}, "q3": {}}}"#,
        m.kernel, m.contender, m.median_ns, m.ratio, m.q1, m.q3
    )
}
