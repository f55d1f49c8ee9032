//! The plot is SVG that can be read back.

use super::{folder, report};
use roxmltree::{Document, Node};
use std::fs;

const SERIES: &str = "#78A5CD";
const ALARM: &str = "#C8281E";

/// The points of the sample line in the legend.
const SAMPLE: usize = 2;

/// Draws `input` and gives the plot to `check`.
fn plot(test: &str, arguments: &[&str], input: &str, check: impl FnOnce(&Document<'_>)) {
    let path = folder(test).join("plot.svg");
    let _ = fs::remove_file(&path);
    report(test, &[arguments, &["--plot", "plot.svg"]].concat(), input.as_bytes());
    let svg = fs::read_to_string(path).expect("it has been written");
    check(&Document::parse(&svg).expect("it is well-formed"));
}

fn texts<'a>(plot: &'a Document<'_>) -> Vec<&'a str> {
    plot.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).map(str::trim).collect()
}

/// The points of the lines and dots of a colour, in the order in which they were drawn.
fn points(plot: &Document<'_>, colour: &str) -> Vec<(f64, f64)> {
    let number = |text: &str| text.parse().expect("a coordinate");
    let of = |node: Node<'_, '_>| -> Vec<(f64, f64)> {
        match (node.tag_name().name(), node.attribute("stroke"), node.attribute("fill")) {
            ("polyline", Some(stroke), _) if stroke == colour => {
                let pairs = node.attribute("points").expect("a polyline has points").split_whitespace();
                let line: Vec<_> =
                    pairs.filter_map(|pair| pair.split_once(',')).map(|(x, y)| (number(x), number(y))).collect();
                assert_ne!(line.len(), 1, "a line of one point cannot be seen");
                line
            }
            ("circle", _, Some(fill)) if fill == colour => {
                let centre = |name| number(node.attribute(name).expect("a circle has a centre"));
                vec![(centre("cx"), centre("cy"))]
            }
            _ => Vec::new(),
        }
    };
    plot.descendants().flat_map(of).collect()
}

/// The values of the bundled series, in their order.
fn bundled() -> Vec<f64> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/co2.csv");
    let text = fs::read_to_string(path).expect("it is there");
    text.lines().filter_map(|line| line.split_once(',')?.1.parse().ok()).collect()
}

#[test]
fn the_plot_contains_each_value_of_the_series_at_its_height() {
    plot("plot", &[], "", |plot| {
        let (mut points, values) = (points(plot, SERIES), bundled());
        assert_eq!(values.len(), 2225);
        points.truncate(points.len() - SAMPLE);
        assert_eq!(points.len(), values.len());
        assert!(points.is_sorted_by(|before, after| before.0 <= after.0));
        // The heights are in whole pixels, and the lowest and the highest value give the scale.
        let place = |value: f64| values.iter().position(|other| other.total_cmp(&value).is_eq()).expect("it is one");
        let low = place(values.iter().copied().fold(f64::MAX, f64::min));
        let high = place(values.iter().copied().fold(f64::MIN, f64::max));
        let scale = (points[high].1 - points[low].1) / (values[high] - values[low]);
        for (value, (_, height)) in values.iter().zip(&points) {
            let expected = points[low].1 + (value - values[low]) * scale;
            assert!((expected - height).abs() < 2.0, "{value} is drawn at {height}, not at {expected}");
        }
    });
}

#[test]
fn the_plot_has_a_title_years_a_legend_and_the_alarms() {
    plot("legend", &[], "", |plot| {
        let texts = texts(plot);
        let expected = ["co2 (examples/data/co2.csv)", "year", "1960", "2000", "co2", "moving average, window 52"];
        for text in expected.into_iter().chain(["alarm: the growth has changed", "19730505", "19981010"]) {
            assert!(texts.contains(&text), "no {text:?} in {texts:?}");
        }
        let (alarms, panels, ends) = (4, 2, 2);
        assert_eq!(points(plot, ALARM).len(), alarms * panels * ends + SAMPLE);
    });
}

#[test]
fn names_from_the_input_are_escaped() {
    plot("escaped", &["-"], "\"a<b>&c\"\n1\n2\n", |plot| {
        assert!(texts(plot).contains(&"a<b>&c (standard input)"), "{:?}", texts(plot));
    });
}

#[test]
fn a_series_is_drawn_however_narrow_or_wide_its_range_is() {
    for values in ["5", "5\n5\n5", "0\n0", "1e99\n-1e99\n1e99", "1e-320\n0", "1\n1.0000000000000002", "1\n3"] {
        plot("range", &["-", "--season", "1"], &format!("x\n{values}\n"), |plot| {
            let points = points(plot, SERIES);
            assert_eq!(points.len() - SAMPLE, values.lines().count(), "{values:?}");
            assert!(points.iter().all(|(x, y)| (0.0..1100.0).contains(x) && (0.0..720.0).contains(y)), "{points:?}");
        });
    }
}
