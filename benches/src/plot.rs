//! The ratios as a plot: a group for each kernel, a mark for each contender, a line where hand-written code is.
//!
//! It has no background, and its colours stand out from white and from black alike.

use crate::measured::Measured;
use plotters::{
    coord::Shift,
    prelude::*,
    style::text_anchor::{HPos, Pos, VPos},
};
use std::error::Error;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

const WIDTH: i32 = 900;
const TOP: i32 = 66;
const GROUP: i32 = 66;
const LEFT: i32 = 130;
const RIGHT: i32 = WIDTH - 20;
/// The ratios at the left and right ends.
const ENDS: [f64; 2] = [0.5, 1500.0];
const TICKS: [f64; 11] = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

const TEXT: RGBColor = RGBColor(125, 133, 144);
const OURS: RGBColor = RGBColor(47, 129, 247);
const GENAWAITER: RGBColor = RGBColor(219, 109, 40);

/// Who has a mark. The two that all others are compared with are the line.
const STYLES: &[(&str, RGBColor, Shape)] = &[
    ("antiphon-pinned", OURS, Shape::Disc),
    ("antiphon-boxed", OURS, Shape::Ring),
    ("antiphon-block", OURS, Shape::Cross),
    ("antiphon-genexp", OURS, Shape::Disc),
    ("genawaiter-stack", GENAWAITER, Shape::Disc),
    ("genawaiter-rc", GENAWAITER, Shape::Ring),
    ("genawaiter-sync", GENAWAITER, Shape::Cross),
    ("next-gen", RGBColor(46, 160, 67), Shape::Disc),
    ("fauxgen", RGBColor(163, 113, 247), Shape::Disc),
    ("corosensei", RGBColor(226, 78, 140), Shape::Ring),
    ("generator-rs", RGBColor(187, 128, 9), Shape::Ring),
    ("diapause", RGBColor(18, 155, 165), Shape::Disc),
    ("async-stream", RGBColor(128, 122, 40), Shape::Disc),
    ("asynk-strim", RGBColor(170, 90, 70), Shape::Disc),
    ("async-block-boxed", TEXT, Shape::Ring),
    ("nested-boxed", TEXT, Shape::Cross),
    ("std-coroutine", TEXT, Shape::Disc),
    ("in-place", OURS, Shape::Disc),
    ("generator", OURS, Shape::Ring),
    ("watermill", RGBColor(46, 160, 67), Shape::Cross),
    ("average", RGBColor(163, 113, 247), Shape::Cross),
    ("streaming-stats", RGBColor(226, 78, 140), Shape::Cross),
    ("rolling-stats", RGBColor(187, 128, 9), Shape::Cross),
    ("ta", RGBColor(18, 155, 165), Shape::Cross),
    ("yata", RGBColor(128, 122, 40), Shape::Cross),
    ("irithyll", RGBColor(170, 90, 70), Shape::Cross),
];

/// What does not allocate is a disc.
#[derive(Clone, Copy)]
enum Shape {
    Disc,
    Ring,
    Cross,
}

/// Draws the ratios, as SVG.
pub(crate) fn draw(marks: &[Measured]) -> Result<String, Box<dyn Error>> {
    let mut kernels: Vec<&str> = marks.iter().map(|mark| mark.kernel.as_str()).collect();
    kernels.dedup();
    let bottom = TOP + GROUP * i32::try_from(kernels.len())?;
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH.cast_unsigned(), (bottom + 44).cast_unsigned()));
        let area = area.into_drawing_area();
        legend(&area, marks)?;
        grid(&area, bottom)?;
        for (kernel, top) in kernels.into_iter().zip((TOP..).step_by(GROUP as usize)) {
            group(&area, top, kernel, marks)?;
        }
        area.present()?;
    }
    Ok(svg)
}

#[allow(clippy::cast_possible_truncation, reason = "a pixel")]
fn across(ratio: f64) -> i32 {
    let [low, high] = ENDS;
    let part = (ratio.clamp(low, high) / low).ln() / (high / low).ln();
    LEFT + (f64::from(RIGHT - LEFT) * part).round() as i32
}

fn legend(area: &Area<'_>, marks: &[Measured]) -> Result<(), Box<dyn Error>> {
    let there = |name: &str| marks.iter().any(|mark| mark.contender == name);
    for (index, (name, colour, shape)) in (0..).zip(STYLES.iter().filter(|(name, ..)| there(name))) {
        let place = (LEFT + index % 5 * 152, 20 + index / 5 * 22);
        shape.draw(area, place, *colour)?;
        write(area, name, (place.0 + 10, place.1), HPos::Left)?;
    }
    Ok(())
}

fn grid(area: &Area<'_>, bottom: i32) -> Result<(), Box<dyn Error>> {
    for tick in TICKS {
        let x = across(tick);
        let style = if x == across(1.0) { TEXT.stroke_width(2) } else { TEXT.mix(0.25).stroke_width(1) };
        area.draw(&PathElement::new([(x, TOP), (x, bottom)], style))?;
        write(area, &tick.to_string(), (x, bottom + 12), HPos::Center)?;
    }
    let title = "time an operation, as a ratio to hand-written code (rings and crosses: in a box), with its quartiles";
    write(area, title, (i32::midpoint(LEFT, RIGHT), bottom + 32), HPos::Center)
}

/// The marks of a kernel, each contender at a height of its own.
fn group(area: &Area<'_>, top: i32, kernel: &str, marks: &[Measured]) -> Result<(), Box<dyn Error>> {
    area.draw(&PathElement::new([(16, top), (RIGHT, top)], TEXT.mix(0.25).stroke_width(1)))?;
    write(area, kernel, (LEFT - 12, top + GROUP / 2), HPos::Right)?;
    let of = |name: &str| marks.iter().find(|mark| mark.kernel == kernel && mark.contender == name);
    let present = STYLES.iter().filter_map(|(name, colour, shape)| Some((of(name)?, colour, shape)));
    for (index, (mark, colour, shape)) in (0..).zip(present) {
        let y = top + 6 + index * 4;
        area.draw(&PathElement::new([(across(mark.q1), y), (across(mark.q3), y)], colour.stroke_width(2)))?;
        shape.draw(area, (across(mark.ratio), y), *colour)?;
    }
    Ok(())
}

impl Shape {
    fn draw(self, area: &Area<'_>, place: (i32, i32), colour: RGBColor) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Disc => area.draw(&Circle::new(place, 4, colour.filled()))?,
            Self::Ring => area.draw(&Circle::new(place, 4, colour.stroke_width(2)))?,
            Self::Cross => area.draw(&Cross::new(place, 4, colour.stroke_width(2)))?,
        }
        Ok(())
    }
}

fn write(area: &Area<'_>, text: &str, place: (i32, i32), side: HPos) -> Result<(), Box<dyn Error>> {
    let style = ("sans-serif", 16).into_font().color(&TEXT).pos(Pos::new(side, VPos::Center));
    Ok(area.draw(&Text::new(text, place, style))?)
}

#[cfg(test)]
mod tests {
    use super::{STYLES, draw};
    use crate::measured::Measured;
    use antiphon_benches::kernels;

    fn measured(ratio: f64) -> Measured {
        let (kernel, contender) = ("counter".into(), "diapause".into());
        Measured { kernel, contender, median_ns: ratio, ratio, q1: ratio, q3: ratio }
    }

    #[test]
    fn every_contender_has_a_mark_or_is_the_line() {
        for contender in kernels::all().iter().flat_map(|kernel| &kernel.contenders) {
            let marked = STYLES.iter().any(|(name, ..)| *name == contender.name);
            assert!(marked || ["hand", "hand-boxed"].contains(&contender.name), "{}", contender.name);
        }
    }

    #[test]
    fn the_plot_names_the_kernel_and_who_was_measured() {
        let svg = draw(&[measured(1.5)]).unwrap();
        assert!(svg.contains("counter") && svg.contains("diapause") && !svg.contains("fauxgen"));
    }

    #[test]
    fn a_larger_ratio_stands_further_to_the_right() {
        let [small, large] = [1.0, 3.0].map(|ratio| draw(&[measured(ratio)]).unwrap());
        assert_ne!(small, large);
        assert!(super::across(1.0) < super::across(3.0));
    }
}
