//! The plot: the stream, and below it the scores, with the labelled windows and the alarms across both.

use crate::{
    options::Settings,
    scores::{EPSILON, LIMIT, Scores},
    stream::Stream,
};
use antiphon::online::Verdict;
use chrono::DateTime;
use plotters::{chart::ChartContext, coord::types::RangedCoordf64, prelude::*};
use std::{error::Error, ops::Range};

type Panel<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

const SIZE: (u32, u32) = (1100, 720);
const STREAM: RGBColor = RGBColor(70, 110, 160);
const VALUE: RGBColor = RGBColor(200, 40, 30);
const LASTING: RGBColor = RGBColor(120, 60, 150);
const LABEL: RGBColor = RGBColor(245, 220, 150);
/// Scores are drawn up to so many times the limit of an alarm.
const HIGHEST: f64 = 3.0;

/// The plot as SVG.
pub fn draw(stream: &Stream, scores: &[Scores], settings: &Settings) -> Result<String, Box<dyn Error>> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE)?;
        let (above, below) = area.split_vertically(SIZE.1 * 3 / 5);
        let times: Vec<f64> = stream.rows.iter().map(|row| row.time.and_utc().timestamp() as f64).collect();
        draw_stream(&above, stream, scores, &times)?;
        draw_scores(&below, stream, scores, &times, settings)?;
        area.present()?;
    }
    Ok(svg)
}

fn draw_stream(area: &Area<'_>, stream: &Stream, scores: &[Scores], times: &[f64]) -> Result<(), Box<dyn Error>> {
    let values = || stream.rows.iter().map(|row| row.value);
    let title = format!("{} ({})", stream.column, stream.name);
    let mut panel = panel(area, &title, &stream.column, times, padded(values()))?;
    draw_labels(&mut panel, stream)?;
    draw_line(&mut panel, times, values(), STREAM, &stream.column)?;
    draw_alarms(&mut panel, times, scores)?;
    legend(&mut panel)
}

fn draw_scores(
    area: &Area<'_>,
    stream: &Stream,
    scores: &[Scores],
    times: &[f64],
    settings: &Settings,
) -> Result<(), Box<dyn Error>> {
    let title = format!("scores beside {} rows, as multiples of what raises an alarm", settings.window);
    let mut panel = panel(area, &title, "score / limit", times, -HIGHEST * 1.05..HIGHEST * 1.05)?;
    draw_labels(&mut panel, stream)?;
    let parts = |verdict: Option<Verdict>, limit: f64| {
        verdict.map_or(f64::NAN, |verdict| (verdict.score / limit).clamp(-HIGHEST, HIGHEST))
    };
    let lasting = scores.iter().map(|scores| parts(scores.lasting, -EPSILON.log10()));
    draw_line(&mut panel, times, scores.iter().map(|scores| parts(scores.value, LIMIT)), VALUE, "of the value")?;
    draw_line(&mut panel, times, lasting, LASTING, "of what lasts")?;
    for limit in [-1.0, 1.0] {
        let ends = [times.first(), times.last()].into_iter().flatten().map(|time| (*time, limit));
        panel.draw_series(LineSeries::new(ends, BLACK.mix(0.4)))?;
    }
    draw_alarms(&mut panel, times, scores)?;
    legend(&mut panel)
}

fn panel<'a>(
    area: &Area<'a>,
    title: &str,
    vertical: &str,
    times: &[f64],
    values: Range<f64>,
) -> Result<Panel<'a>, Box<dyn Error>> {
    let mut panel = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 20))
        .margin(12)
        .x_label_area_size(36)
        .y_label_area_size(72)
        .build_cartesian_2d(padded(times.iter().copied()), values)?;
    panel
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.1))
        .x_labels(9)
        .y_labels(6)
        .y_desc(vertical)
        .x_label_formatter(&date)
        .label_style(("sans-serif", 14))
        .axis_desc_style(("sans-serif", 16))
        .draw()?;
    Ok(panel)
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that plotters calls")]
#[allow(clippy::cast_possible_truncation, reason = "it was made of whole seconds")]
fn date(seconds: &f64) -> String {
    DateTime::from_timestamp(*seconds as i64, 0).map_or(String::new(), |time| time.date_naive().to_string())
}

fn draw_labels(panel: &mut Panel<'_>, stream: &Stream) -> Result<(), Box<dyn Error>> {
    let Range { start: bottom, end: top } = panel.y_range();
    let seconds = |time: chrono::NaiveDateTime| time.and_utc().timestamp() as f64;
    let windows = stream.labels.iter();
    let boxes = windows.map(|window| [(seconds(window.from), bottom), (seconds(window.to), top)]);
    panel
        // One of a single row shall be seen too, by its border.
        .draw_series(boxes.map(|corners| Rectangle::new(corners, LABEL.filled().stroke_width(3))))?
        .label("labelled")
        .legend(|(x, y)| Rectangle::new([(x, y - 5), (x + 18, y + 5)], LABEL.filled()));
    Ok(())
}

/// A line for each stretch without a gap.
fn draw_line(
    panel: &mut Panel<'_>,
    times: &[f64],
    values: impl Iterator<Item = f64>,
    colour: RGBColor,
    label: &str,
) -> Result<(), Box<dyn Error>> {
    let points: Vec<(f64, f64)> = times.iter().copied().zip(values).collect();
    for stretch in points.split(|(_, value)| !value.is_finite()).filter(|stretch| !stretch.is_empty()) {
        panel.draw_series(LineSeries::new(stretch.iter().copied(), colour))?;
    }
    panel
        .draw_series(LineSeries::new([], colour))?
        .label(label)
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour));
    Ok(())
}

fn draw_alarms(panel: &mut Panel<'_>, times: &[f64], scores: &[Scores]) -> Result<(), Box<dyn Error>> {
    let Range { start: bottom, end: top } = panel.y_range();
    let middle = bottom.midpoint(top);
    // Each has a half, so that neither covers the other.
    for (name, colour, from, to) in [("value", VALUE, middle, top), ("lasting", LASTING, bottom, middle)] {
        let alarms = times.iter().zip(scores).filter(|(_, scores)| scores.alarms().any(|(by, _)| by == name));
        let style = colour.stroke_width(2);
        panel
            .draw_series(alarms.map(|(time, _)| PathElement::new([(*time, from), (*time, to)], style)))?
            .label(format!("alarm: {name}"))
            .legend(move |(x, y)| PathElement::new([(x + 9, y - 6), (x + 9, y + 6)], style));
    }
    Ok(())
}

fn legend(panel: &mut Panel<'_>) -> Result<(), Box<dyn Error>> {
    panel
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.85))
        .border_style(BLACK.mix(0.3))
        .label_font(("sans-serif", 14))
        .draw()?;
    Ok(())
}

/// The range of the values and a margin, never so narrow that an axis cannot be divided.
fn padded(values: impl Iterator<Item = f64>) -> Range<f64> {
    let finite = values.filter(|value| value.abs() < 1e100);
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return 0.0..1.0;
    }
    let margin = ((high - low) * 0.03).max(low.abs().max(high.abs()) * 1e-6).max(1e-9);
    low - margin..high + margin
}
