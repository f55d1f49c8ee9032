//! The largest memory that was resident, over the size of the input, both on a logarithmic axis.
//!
//! It has no background, and its colours stand out from white and from black alike.

use crate::memory::GATE;
use plotters::{
    chart::ChartContext,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};
use std::error::Error;

/// What was measured of a program: the size of its input and what was resident, in MB.
pub(crate) struct Curve {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<(f64, f64)>,
}

type Logarithmic = LogCoord<f64>;
type Chart<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<Logarithmic, Logarithmic>>;

const TEXT: RGBColor = RGBColor(125, 133, 144);
/// The colour of each curve, and how far its name stands below its end: the first two lie upon one another.
const STYLES: [(RGBColor, i32); 3] =
    [(RGBColor(47, 129, 247), 9), (RGBColor(46, 160, 67), -9), (RGBColor(219, 109, 40), 0)];

/// Draws the curves and the gate, as SVG.
pub(crate) fn draw(curves: &[Curve]) -> Result<String, Box<dyn Error>> {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let (widest, highest) = points().fold((1.0_f64, GATE), |(x, y), point| (x.max(point.0), y.max(point.1)));
    let narrowest = points().fold(widest, |x, point| x.min(point.0));
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (760, 400)).into_drawing_area();
        let mut chart = ChartBuilder::on(&area)
            .margin(16)
            .x_label_area_size(44)
            .y_label_area_size(64)
            .build_cartesian_2d((narrowest / 1.5..widest * 4.0).log_scale(), (1.0..highest * 1.5).log_scale())?;
        let font = ("sans-serif", 16).into_font().color(&TEXT);
        chart
            .configure_mesh()
            .label_style(font.clone())
            .axis_desc_style(font)
            .axis_style(TEXT)
            .bold_line_style(TEXT.mix(0.25))
            .light_line_style(TRANSPARENT)
            .x_desc("size of the input, MB")
            .y_desc("resident at most, MB")
            .draw()?;
        let ends = [(narrowest, GATE), (widest, GATE)];
        line(&mut chart, &ends, (TEXT, 0), &format!("the gate, {GATE} MB"))?;
        for (curve, style) in curves.iter().zip(STYLES) {
            line(&mut chart, &curve.points, style, curve.name)?;
            chart.draw_series(curve.points.iter().map(|point| Circle::new(*point, 4, style.0.filled())))?;
        }
        area.present()?;
    }
    Ok(svg)
}

/// A line, with its name at its end.
fn line(
    chart: &mut Chart<'_>,
    points: &[(f64, f64)],
    (colour, below): (RGBColor, i32),
    name: &str,
) -> Result<(), Box<dyn Error>> {
    chart.draw_series([PathElement::new(points, colour.stroke_width(2))])?;
    let style = ("sans-serif", 16).into_font().color(&colour).pos(Pos::new(HPos::Left, VPos::Center));
    let end = points.last().copied().unwrap_or((1.0, 1.0));
    let label = EmptyElement::at(end) + Text::new(name.to_owned(), (10, below), style);
    chart.draw_series([label])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Curve, draw};

    #[test]
    fn the_plot_names_every_curve_and_the_gate() {
        let curve = |name| Curve { name, points: vec![(10.0, 3.0), (1000.0, 900.0)] };
        let svg = draw(&[curve("a job"), curve("a list")]).unwrap();
        assert!(["a job", "a list", "the gate, 16 MB"].iter().all(|name| svg.contains(name)), "{svg}");
    }
}
