//! The outlines of boxes: each kind has a form of its own, so that kinds are told apart without colour.

use super::paper::{Area, Look, Paper, Stroke, number};
use crate::render::picture::graph::Shape;
use crate::render::picture::theme::Ink;

/// How far the corner of a sheet is folded, and how far a corner is cut.
const CORNER: f64 = 10.0;

/// Whether the weakest link is in a box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Weight {
    Usual,
    Weakest,
}

/// Draws the outline of a box.
pub(super) fn outline(paper: &mut Paper, area: Area, shape: Shape, weight: Weight) {
    let usual = |line: Ink| Look {
        fill: Ink::Surface,
        line,
        thick: 1.2,
        stroke: Stroke::Solid,
    };
    let strong = Look {
        thick: 2.4,
        ..usual(Ink::Alarm)
    };
    match shape {
        Shape::Name => paper.rect(area, 4.0, usual(Ink::Line)),
        Shape::Asked => paper.rect(
            area,
            4.0,
            Look {
                thick: 2.6,
                ..usual(Ink::Text)
            },
        ),
        Shape::Conclusion => paper.rect(area, CORNER, usual(Ink::Blue)),
        Shape::Evidence => sheet(paper, area, usual(Ink::Line)),
        Shape::Default => paper.rect(area, CORNER, usual(Ink::Line).stroked(Stroke::Dashed)),
        Shape::Again => paper.rect(area, 0.0, usual(Ink::Line).stroked(Stroke::Dotted)),
        Shape::Group => bracket(paper, area),
        Shape::Comparison => pointed(paper, area, usual(Ink::Line)),
        Shape::Missing => paper.rect(area, 0.0, strong.stroked(Stroke::Dashed)),
        Shape::Blocking => cut(paper, area, strong),
    }
    if weight == Weight::Weakest {
        let around = Area {
            x: area.x - 3.5,
            y: area.y - 3.5,
            width: area.width + 7.0,
            height: area.height + 7.0,
        };
        paper.rect(around, 5.0, Look::lined(Ink::Alarm, 2.0));
    }
}

/// A sheet with a corner turned down.
fn sheet(paper: &mut Paper, area: Area, look: Look) {
    let (x, y, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    let (fold, below) = (number(right - CORNER), number(y + CORNER));
    let (x, y, right, bottom) = (number(x), number(y), number(right), number(bottom));
    paper.path(
        &format!("M{x} {y}H{fold}L{right} {below}V{bottom}H{x}ZM{fold} {y}V{below}H{right}"),
        look,
    );
}

/// A bracket on the left.
fn bracket(paper: &mut Paper, area: Area) {
    let (x, y, bottom) = (number(area.x), number(area.y), number(area.bottom()));
    let end = number(area.x + CORNER);
    paper.path(
        &format!("M{end} {y}H{x}V{bottom}H{end}"),
        Look::lined(Ink::Line, 1.6),
    );
}

/// A point at either end.
fn pointed(paper: &mut Paper, area: Area, look: Look) {
    let middle = number(area.y + area.height / 2.0);
    let (near, far) = (number(area.x + CORNER), number(area.right() - CORNER));
    let (x, right) = (number(area.x), number(area.right()));
    let (y, bottom) = (number(area.y), number(area.bottom()));
    paper.path(
        &format!("M{near} {y}H{far}L{right} {middle}L{far} {bottom}H{near}L{x} {middle}Z"),
        look,
    );
}

/// With its corners cut off.
fn cut(paper: &mut Paper, area: Area, look: Look) {
    let corner = CORNER.min(area.height / 3.0);
    let (x, right) = (number(area.x), number(area.right()));
    let (y, bottom) = (number(area.y), number(area.bottom()));
    let (near, far) = (number(area.x + corner), number(area.right() - corner));
    let (high, low) = (number(area.y + corner), number(area.bottom() - corner));
    paper.path(
        &format!("M{near} {y}H{far}L{right} {high}V{low}L{far} {bottom}H{near}L{x} {low}V{high}Z"),
        look,
    );
}
