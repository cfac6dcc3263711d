//! One closed line of a boundary: checked, rounded, and thinned where it is drawn finer than a page can show.

use serde_json::Value;

use super::{Fault, is_position};

/// Longitude and latitude in degrees.
pub(super) type Point = [f64; 2];
/// A closed line: the last point is the first.
pub(super) type Ring = Vec<Point>;

/// Rings of fewer points are left as they are, so that small cells which tile a village still tile it.
const FINE: usize = 200;
/// Degrees by which a thinned line may leave the original: about five metres.
const TOLERANCE: f64 = 0.000_05;
/// Decimals kept: about a metre.
const SCALE: f64 = 100_000.0;

/// A ring from GeoJSON positions. One that is not closed is closed.
pub(super) fn ring_of(positions: &[Value]) -> Result<Ring, Fault> {
    let mut ring = Vec::with_capacity(positions.len() + 1);
    for position in positions {
        let point = point_of(position).ok_or(Fault::BadCoordinates)?;
        if !is_position(point) && !is_position([point[1], point[0]]) {
            return Err(Fault::BadCoordinates);
        }
        if !is_position(point) {
            return Err(Fault::Swapped);
        }
        let point = point.map(|degrees| (degrees * SCALE).round() / SCALE);
        if ring.last() != Some(&point) {
            ring.push(point);
        }
    }
    if ring.first() != ring.last()
        && let Some(first) = ring.first().copied()
    {
        ring.push(first);
    }
    if ring.len() < 4 {
        return Err(Fault::BadCoordinates);
    }
    Ok(if ring.len() > FINE { thinned(&ring) } else { ring })
}

fn point_of(position: &Value) -> Option<Point> {
    let numbers = position.as_array()?;
    Some([numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?])
}

/// Douglas and Peucker's line simplification, without recursion. The ring is cut at its first point and at the point
/// farthest from it, which both stay.
fn thinned(ring: &[Point]) -> Ring {
    let last = ring.len() - 1;
    let first = ring.first().copied().unwrap_or_default();
    let far = (0..=last).max_by(|a, b| away(ring, *a, first).total_cmp(&away(ring, *b, first))).unwrap_or(last);
    let mut kept = vec![false; ring.len()];
    for at in [0, far, last] {
        if let Some(keep) = kept.get_mut(at) {
            *keep = true;
        }
    }
    let mut open = vec![(0, far), (far, last)];
    while let Some((from, to)) = open.pop() {
        let (Some(a), Some(b)) = (ring.get(from).copied(), ring.get(to).copied()) else { continue };
        let farthest =
            (from + 1..to).map(|at| (at, off_line(ring, at, a, b))).max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((at, distance)) = farthest
            && distance > TOLERANCE
        {
            if let Some(keep) = kept.get_mut(at) {
                *keep = true;
            }
            open.extend([(from, at), (at, to)]);
        }
    }
    let thin: Ring = ring.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(point, _)| *point).collect();
    if thin.len() < 4 { ring.to_vec() } else { thin }
}

fn away(ring: &[Point], at: usize, [x, y]: Point) -> f64 {
    ring.get(at).map_or(0.0, |point| (point[0] - x).hypot(point[1] - y))
}

/// Distance of a point of the ring from the stretch between `a` and `b`.
fn off_line(ring: &[Point], at: usize, a: Point, b: Point) -> f64 {
    let Some(point) = ring.get(at) else { return 0.0 };
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along =
        if length > 0.0 { (((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (point[0] - a[0] - along * dx).hypot(point[1] - a[1] - along * dy)
}
