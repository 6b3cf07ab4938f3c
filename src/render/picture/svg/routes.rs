//! The ways of arrows. What is laid out stands in columns: boxes, or the words of arrows. Through a column a line goes
//! level, at the height that the layout keeps free for it, and it climbs between columns alone; so it passes under no
//! words and behind no box.

use super::paper::Area;
use super::placing::Arrow;

/// How far a line goes level before a box, so that its head stands level too.
const LEAD: f64 = 16.0;
/// How much of a box's side its arrows share.
const SHARED: f64 = 0.7;

/// Puts the lines right.
pub(super) fn straighten(boxes: &[Area], arrows: &mut [Arrow<'_>]) {
    let columns = Columns::of(boxes, arrows);
    let ends: Vec<[f64; 2]> = ends(boxes, arrows);
    for (arrow, [leaves, reaches]) in arrows.iter_mut().zip(ends) {
        let (Some(from), Some(to)) = (boxes.get(arrow.edge.from), boxes.get(arrow.edge.to)) else {
            continue;
        };
        let count = arrow.points.len();
        let inner = arrow
            .points
            .get(1..count.saturating_sub(1))
            .unwrap_or_default();
        let right = middle(*to).0 >= middle(*from).0;
        let side =
            |area: &Area, to_the_right: bool| if to_the_right { area.right() } else { area.x };
        let way = if right { 1.0 } else { -1.0 };
        let mut points = vec![
            (side(from, right), leaves),
            (
                middle(*from).0 + way * (columns.half(middle(*from).0) + LEAD),
                leaves,
            ),
        ];
        for (x, y) in inner {
            let half = columns.half(*x);
            points.push((x - way * half, *y));
            points.push((x + way * half, *y));
        }
        points.push((
            middle(*to).0 - way * (columns.half(middle(*to).0) + LEAD),
            reaches,
        ));
        points.push((side(to, !right), reaches));
        points.dedup_by(|one, other| (one.0 - other.0).abs() + (one.1 - other.1).abs() < 0.1);
        arrow.points = points;
    }
}

fn middle(area: Area) -> (f64, f64) {
    (area.x + area.width / 2.0, area.y + area.height / 2.0)
}

/// The columns: where each has its middle, and half of how wide it is.
struct Columns(Vec<(f64, f64)>);

impl Columns {
    fn of(boxes: &[Area], arrows: &[Arrow<'_>]) -> Columns {
        let mut columns: Vec<(f64, f64)> = Vec::new();
        for area in boxes.iter().chain(arrows.iter().map(|arrow| &arrow.at)) {
            let (x, half) = (middle(*area).0, area.width / 2.0);
            match columns.iter_mut().find(|(at, _)| is_same(*at, x)) {
                Some((_, widest)) => *widest = widest.max(half),
                None => columns.push((x, half)),
            }
        }
        Columns(columns)
    }

    fn half(&self, x: f64) -> f64 {
        let known = self.0.iter().find(|(at, _)| is_same(*at, x));
        known.map_or(0.0, |(_, half)| *half)
    }
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1.0
}

/// At which heights the lines leave and reach their boxes: those at one side of a box share it, in the order of where
/// they come from, so that they do not cross there.
fn ends(boxes: &[Area], arrows: &[Arrow<'_>]) -> Vec<[f64; 2]> {
    let mut heights = vec![[0.0; 2]; arrows.len()];
    for (number, area) in boxes.iter().enumerate() {
        for to_the_right in [true, false] {
            let mut here: Vec<(f64, usize, usize)> = Vec::new();
            for (at, arrow) in arrows.iter().enumerate() {
                for (end, own, other) in [
                    (0, arrow.edge.from, arrow.edge.to),
                    (1, arrow.edge.to, arrow.edge.from),
                ] {
                    let Some(other) = boxes.get(other) else {
                        continue;
                    };
                    let rightwards = match end {
                        0 => middle(*other).0 >= middle(*area).0,
                        _ => middle(*other).0 > middle(*area).0,
                    };
                    if own == number && rightwards == to_the_right {
                        here.push((next_height(arrow, end), at, end));
                    }
                }
            }
            here.sort_by(|one, other| one.0.total_cmp(&other.0));
            let count = here.len() as f64;
            for (place, (_, at, end)) in here.into_iter().enumerate() {
                let part = (place as f64 + 0.5) / count - 0.5;
                if let Some(height) = heights.get_mut(at).and_then(|ends| ends.get_mut(end)) {
                    *height = middle(*area).1 + part * area.height * SHARED;
                }
            }
        }
    }
    heights
}

/// The height of an arrow's point next to its first or its last.
fn next_height(arrow: &Arrow<'_>, end: usize) -> f64 {
    let next = match end {
        0 => arrow.points.get(1),
        _ => arrow.points.iter().rev().nth(1),
    };
    next.map_or(0.0, |(_, y)| *y)
}
