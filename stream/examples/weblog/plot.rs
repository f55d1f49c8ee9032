//! The plot: above the requests and errors, below the sizes.

use crate::minutes::{Minutes, Row};
use plotters::prelude::*;
use std::error::Error;

type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
/// A name, a colour, and what is drawn of a row.
type Curve = (&'static str, RGBColor, fn(&Row<'_>) -> f64);

const SIZE: (u32, u32) = (1100, 700);
const REQUESTS: [Curve; 3] = [
    ("requests", RGBColor(60, 110, 170), |row| row.requests as f64),
    ("client errors", RGBColor(220, 150, 40), |row| row.client_errors as f64),
    ("server errors", RGBColor(200, 40, 30), |row| row.server_errors as f64),
];
const SIZES: [Curve; 2] = [
    ("median size, kB", RGBColor(70, 120, 70), |row| row.median_size.unwrap_or(0.0) / 1e3),
    ("99 % below, kB", RGBColor(150, 150, 130), |row| row.p99_size.unwrap_or(0.0) / 1e3),
];

/// The minutes one after the other, as SVG; those in which nobody asked for anything are left out.
pub fn draw(minutes: &Minutes) -> Result<String, Box<dyn Error>> {
    let rows: Vec<_> = minutes.rows().collect();
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE)?;
        let (above, below) = area.split_vertically(SIZE.1 / 2);
        panel(&above, "Requests a minute", &rows, &REQUESTS)?;
        panel(&below, "Sizes of the answers in a minute", &rows, &SIZES)?;
        area.present()?;
    }
    Ok(svg)
}

fn panel(area: &Area<'_>, title: &str, rows: &[Row<'_>], curves: &[Curve]) -> Result<(), Box<dyn Error>> {
    let highest = rows.iter().flat_map(|row| curves.iter().map(|(_, _, of)| of(row))).fold(1.0, f64::max);
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 20))
        .margin(10)
        .x_label_area_size(30)
        .y_label_area_size(60)
        .build_cartesian_2d(0..rows.len().max(1), 0.0..highest * 1.05)?;
    let minute = |index: &usize| rows.get(*index).map_or(String::new(), |row| row.minute.clone());
    chart.configure_mesh().x_label_formatter(&minute).x_labels(6).light_line_style(TRANSPARENT).draw()?;
    for &(name, colour, of) in curves {
        let points = rows.iter().enumerate().map(|(index, row)| (index, of(row)));
        chart
            .draw_series(LineSeries::new(points, colour.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
    }
    chart.configure_series_labels().background_style(WHITE.mix(0.85)).border_style(BLACK.mix(0.3)).draw()?;
    Ok(())
}
