//! The plot: above the series, its average and the alarms, below the growth and what the alarm took for usual.

use crate::{
    alarm::{Baseline, Verdict},
    observe::Observation,
    options::Settings,
    series::Series,
};
use plotters::{chart::ChartContext, coord::types::RangedCoordf64, data::float::FloatPrettyPrinter, prelude::*};
use std::{error::Error, ops::Range};

type Panel<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

const SIZE: (u32, u32) = (1100, 720);
const SERIES: RGBColor = RGBColor(120, 165, 205);
const AVERAGE: RGBColor = RGBColor(20, 60, 120);
const GROWTH: RGBColor = RGBColor(70, 120, 70);
const USUAL: RGBColor = RGBColor(215, 215, 205);
const ALARM: RGBColor = RGBColor(200, 40, 30);

/// A plot of a series, with what places it on the axes.
struct Plot<'a> {
    series: &'a Series,
    settings: &'a Settings,
    observations: &'a [Observation],
    /// Where each row is on the horizontal axis.
    places: Vec<f64>,
}

/// The plot as SVG.
pub fn draw(series: &Series, settings: &Settings, observations: &[Observation]) -> Result<String, Box<dyn Error>> {
    let places = series.years.clone().unwrap_or_else(|| (1..=series.rows.len()).map(|row| row as f64).collect());
    let plot = Plot { series, settings, observations, places };
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&WHITE)?;
        let (above, below) = area.split_vertically(SIZE.1 * 3 / 5);
        plot.draw_series(&above)?;
        plot.draw_growth(&below)?;
        area.present()?;
    }
    Ok(svg)
}

impl Plot<'_> {
    fn draw_series(&self, area: &Area<'_>) -> Result<(), Box<dyn Error>> {
        let value = |observation: &Observation| observation.value;
        let mut panel = self.panel(area, &format!("{} ({})", self.series.column, self.series.source), &value)?;
        mesh(&mut panel, &self.series.column, "")?;
        let average = format!("moving average, window {}", self.settings.window);
        self.draw_line(&mut panel, &value, SERIES.stroke_width(1), &self.series.column)?;
        self.draw_line(&mut panel, &|observation| observation.average, AVERAGE.stroke_width(2), &average)?;
        self.draw_alarms(&mut panel)?;
        self.name_alarms(&mut panel)?;
        panel
            .configure_series_labels()
            .position(self.free_corner())
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.3))
            .label_font(("sans-serif", 15))
            .draw()?;
        Ok(())
    }

    /// The upper corner that the series stays away from.
    fn free_corner(&self) -> SeriesLabelPosition {
        let highest = |rows: &[Observation]| rows.iter().filter_map(|row| row.value).fold(f64::MIN, f64::max);
        let (third, rows) = (self.observations.len() / 3, self.observations);
        if highest(&rows[..third]) <= highest(&rows[rows.len() - third..]) {
            SeriesLabelPosition::UpperLeft
        } else {
            SeriesLabelPosition::UpperRight
        }
    }

    fn draw_growth(&self, area: &Area<'_>) -> Result<(), Box<dyn Error>> {
        let growth = |observation: &Observation| observation.growth;
        let title = format!("growth in a season of {}, and its usual range until each alarm", self.settings.season);
        let mut panel = self.panel(area, &title, &growth)?;
        mesh(&mut panel, "growth", if self.series.years.is_some() { "year" } else { "row" })?;
        for (rows, usual) in usual_ranges(self.observations) {
            let corners = [
                (self.places[rows.start], usual.mean - usual.deviation),
                (self.places[rows.end - 1], usual.mean + usual.deviation),
            ];
            panel.draw_series([Rectangle::new(corners, USUAL.filled())])?;
        }
        self.draw_line(&mut panel, &growth, GROWTH.stroke_width(1), "growth")?;
        self.draw_alarms(&mut panel)
    }

    fn panel<'a>(
        &self,
        area: &Area<'a>,
        title: &str,
        of: &dyn Fn(&Observation) -> Option<f64>,
    ) -> Result<Panel<'a>, Box<dyn Error>> {
        Ok(ChartBuilder::on(area)
            .caption(title, ("sans-serif", 20))
            .margin(12)
            .x_label_area_size(42)
            .y_label_area_size(72)
            .build_cartesian_2d(
                padded(self.places.iter().copied(), 0.01),
                padded(self.observations.iter().filter_map(of), 0.06),
            )?)
    }

    /// A line for each stretch of rows without a gap; a value between two gaps is a dot.
    fn draw_line(
        &self,
        panel: &mut Panel<'_>,
        of: &dyn Fn(&Observation) -> Option<f64>,
        style: ShapeStyle,
        label: &str,
    ) -> Result<(), Box<dyn Error>> {
        let points: Vec<_> = self
            .places
            .iter()
            .zip(self.observations)
            .map(|(place, row)| of(row).map(|value| (*place, value)))
            .collect();
        for stretch in points.split(Option::is_none) {
            let stretch: Vec<(f64, f64)> = stretch.iter().flatten().copied().collect();
            match stretch[..] {
                [] => {}
                [point] => {
                    panel.draw_series([Circle::new(point, 1, style.filled())])?;
                }
                _ => {
                    panel.draw_series(LineSeries::new(stretch, style))?;
                }
            }
        }
        panel
            .draw_series(LineSeries::new([], style))?
            .label(label)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
        Ok(())
    }

    /// The place and the label of each row with an alarm.
    fn alarms(&self) -> impl Iterator<Item = (f64, &str)> {
        self.places
            .iter()
            .zip(&self.series.rows)
            .zip(self.observations)
            .filter(|(_, observation)| matches!(observation.verdict, Some(Verdict::Drift(..))))
            .map(|((place, row), _)| (*place, row.label.as_str()))
    }

    fn draw_alarms(&self, panel: &mut Panel<'_>) -> Result<(), Box<dyn Error>> {
        let style = ALARM.stroke_width(2);
        let Range { start: bottom, end: top } = panel.y_range();
        panel
            .draw_series(self.alarms().map(|(place, _)| PathElement::new([(place, bottom), (place, top)], style)))?
            .label("alarm: the growth has changed")
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
        Ok(())
    }

    /// Writes the label of its row beside each alarm, where there is room.
    fn name_alarms(&self, panel: &mut Panel<'_>) -> Result<(), Box<dyn Error>> {
        let Range { start: bottom, end: top } = panel.y_range();
        let Range { start: left, end: right } = panel.x_range();
        let mut free = left;
        for (place, label) in self.alarms() {
            if place >= free {
                let position = (place + (right - left) * 0.004, bottom + (top - bottom) * 0.05);
                let style = ("sans-serif", 14).into_font().color(&ALARM);
                panel.draw_series([Text::new(label.to_string(), position, style)])?;
                free = place + (right - left) * 0.08;
            }
        }
        Ok(())
    }
}

fn mesh(panel: &mut Panel<'_>, vertical: &str, horizontal: &str) -> Result<(), Box<dyn Error>> {
    panel
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(BLACK.mix(0.1))
        .x_labels(12)
        .y_labels(6)
        .x_desc(horizontal)
        .y_desc(vertical)
        .x_label_formatter(&tick)
        .y_label_formatter(&tick)
        .label_style(("sans-serif", 14))
        .axis_desc_style(("sans-serif", 16))
        .draw()?;
    Ok(())
}

/// As many digits as it takes: `1960`, not `1960.0`.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that plotters calls")]
fn tick(value: &f64) -> String {
    FloatPrettyPrinter { allow_scientific: true, min_decimal: 0, max_decimal: 6 }.print(*value)
}

/// The rows over which the alarm held the same growth for usual.
fn usual_ranges(observations: &[Observation]) -> Vec<(Range<usize>, Baseline)> {
    let mut ranges: Vec<(Range<usize>, Baseline)> = Vec::new();
    for (row, observation) in observations.iter().enumerate() {
        let Some(Verdict::Steady(usual) | Verdict::Drift(usual, _)) = observation.verdict else { continue };
        match ranges.last_mut() {
            Some((rows, same)) if *same == usual => rows.end = row + 1,
            _ => ranges.push((row..row + 1, usual)),
        }
    }
    ranges
}

/// The range of the values and a margin, never so narrow that an axis cannot be divided.
fn padded(values: impl Iterator<Item = f64>, margin: f64) -> Range<f64> {
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return 0.0..1.0;
    }
    let margin = ((high - low) * margin).max(low.abs().max(high.abs()) * 1e-6);
    let margin = if margin < 1e-100 { 1.0 } else { margin };
    low - margin..high + margin
}
