//! Boundaries of areas from GeoJSON (RFC 7946), made small enough for a page.

mod ring;

use serde::Deserialize;
use serde_json::{Map, Value};

use ring::{Point, Ring, ring_of};

/// A county's outline with all its towns and villages is below 10 MB.
const BYTES: usize = 32 << 20;
const FEATURES: usize = 50_000;
const POINTS: usize = 2_000_000;

/// The shape of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundary {
    /// The area's code, twelve digits, or a grid's key such as `411526109001-01`.
    pub key: String,
    /// The code of the area above, where the file says it.
    pub parent_code: Option<String>,
    /// The name in the file.
    pub name: String,
    /// A GeoJSON MultiPolygon: degrees with five decimals, about a metre.
    pub geometry: String,
    /// West, south, east, north.
    pub bounds: [f64; 4],
    /// Made up and to be labelled 示意 on the map.
    pub synthetic: bool,
}

/// A shape that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundaryProblem {
    /// Which shape of the file, counted from 1.
    pub feature: usize,
    /// Stable name.
    pub code: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// What a file of boundaries holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boundaries {
    /// The good shapes, in the order of the file.
    pub shapes: Vec<Boundary>,
    /// What is wrong with the others.
    pub problems: Vec<BoundaryProblem>,
}

/// Why a file of boundaries could not be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BoundariesError {
    /// No GeoJSON FeatureCollection.
    #[error("the file is no GeoJSON FeatureCollection")]
    NotGeoJson,
    /// More than 32 MB, 50,000 shapes or 2,000,000 points.
    #[error("the file is too large")]
    TooLarge,
}

impl BoundariesError {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotGeoJson => "boundaries_not_geojson",
            Self::TooLarge => "boundaries_too_large",
        }
    }

    /// What is wrong and what to do, in Chinese and in English.
    pub fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::NotGeoJson => (
                "不是GeoJSON边界文件（FeatureCollection），请重新导出。",
                "The file is no GeoJSON FeatureCollection: export it again.",
            ),
            Self::TooLarge => (
                "边界文件太大（上限32兆、5万个图形、200万个点），请先简化或拆分。",
                "The file is too large (at most 32 MB, 50,000 shapes, 2,000,000 points): simplify or split it first.",
            ),
        }
    }
}

#[derive(Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    synthetic: bool,
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Geometry>,
}

/// The coordinates stay open until they are looked at, so that one bad shape does not spoil the file.
#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Value,
}

/// Reads boundaries. The key of a shape is its property `grid`, `code` or `adcode`.
pub fn read_boundaries(bytes: &[u8]) -> Result<Boundaries, BoundariesError> {
    if bytes.len() > BYTES {
        return Err(BoundariesError::TooLarge);
    }
    let plain = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let collection: Collection = serde_json::from_slice(plain).map_err(|_| BoundariesError::NotGeoJson)?;
    if collection.kind != "FeatureCollection" {
        return Err(BoundariesError::NotGeoJson);
    }
    if collection.features.len() > FEATURES {
        return Err(BoundariesError::TooLarge);
    }
    let mut boundaries = Boundaries::default();
    let mut points = 0;
    for (at, feature) in collection.features.into_iter().enumerate() {
        match shape_of(feature, collection.synthetic, &mut points) {
            Ok(shape) => boundaries.shapes.push(shape),
            Err(fault) => boundaries.problems.push(fault.at(at + 1)),
        }
        if points > POINTS {
            return Err(BoundariesError::TooLarge);
        }
    }
    Ok(boundaries)
}

/// What is wrong with one shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    NoKey,
    NoArea,
    BadCoordinates,
    Swapped,
}

impl Fault {
    fn at(self, feature: usize) -> BoundaryProblem {
        let (code, zh, en) = match self {
            Self::NoKey => (
                "no_key",
                "图形没有区划代码（code、adcode 或 grid），请补上。",
                "The shape has no code (code, adcode or grid): add one.",
            ),
            Self::NoArea => (
                "no_area",
                "不是面图形（Polygon 或 MultiPolygon），请重新导出。",
                "The shape is no Polygon or MultiPolygon: export it again.",
            ),
            Self::BadCoordinates => (
                "bad_coordinates",
                "坐标不完整或超出经纬度范围，请重新导出。",
                "The coordinates are incomplete or out of range: export them again.",
            ),
            Self::Swapped => (
                "coordinates_swapped",
                "经度和纬度写反了，应为先经度后纬度。",
                "Latitude stands before longitude: write longitude first.",
            ),
        };
        BoundaryProblem { feature, code, zh, en }
    }
}

fn shape_of(feature: Feature, synthetic: bool, points: &mut usize) -> Result<Boundary, Fault> {
    let properties = feature.properties.unwrap_or_default();
    let key = key_of(&properties).ok_or(Fault::NoKey)?;
    let geometry = feature.geometry.ok_or(Fault::NoArea)?;
    let polygons = match (geometry.kind.as_str(), geometry.coordinates) {
        ("Polygon", coordinates) => vec![coordinates],
        ("MultiPolygon", Value::Array(polygons)) => polygons,
        ("MultiPolygon", _) => return Err(Fault::BadCoordinates),
        _ => return Err(Fault::NoArea),
    };
    let polygons = polygons.iter().map(|polygon| polygon_of(polygon, points)).collect::<Result<Vec<_>, _>>()?;
    let bounds = bounds_of(&polygons)?;
    let geometry = serde_json::json!({ "type": "MultiPolygon", "coordinates": polygons }).to_string();
    Ok(Boundary {
        key,
        parent_code: text_of(&properties, "parent_code").map(|code| padded(&code)),
        name: text_of(&properties, "name").unwrap_or_default(),
        geometry,
        bounds,
        synthetic: synthetic || properties.get("synthetic").and_then(Value::as_bool) == Some(true),
    })
}

fn polygon_of(polygon: &Value, points: &mut usize) -> Result<Vec<Ring>, Fault> {
    let rings = polygon.as_array().filter(|rings| !rings.is_empty()).ok_or(Fault::BadCoordinates)?;
    rings
        .iter()
        .map(|ring| {
            let positions = ring.as_array().ok_or(Fault::BadCoordinates)?;
            *points = points.saturating_add(positions.len());
            ring_of(positions)
        })
        .collect()
}

fn bounds_of(polygons: &[Vec<Ring>]) -> Result<[f64; 4], Fault> {
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for [x, y] in polygons.iter().flatten().flatten() {
        let [west, south, east, north] = bounds;
        bounds = [west.min(*x), south.min(*y), east.max(*x), north.max(*y)];
    }
    if polygons.is_empty() {
        return Err(Fault::BadCoordinates);
    }
    let [west, south, east, north] = bounds;
    // China lies between 73 and 136 degrees east, 3 and 54 north.
    let swapped = south > 72.0 && north < 137.0 && west > 2.0 && east < 55.0;
    if swapped { Err(Fault::Swapped) } else { Ok(bounds) }
}

fn key_of(properties: &Map<String, Value>) -> Option<String> {
    text_of(properties, "grid").or_else(|| {
        let code = text_of(properties, "code").or_else(|| text_of(properties, "adcode"))?;
        let digits = code.bytes().all(|byte| byte.is_ascii_digit());
        (digits && (2..=18).contains(&code.len())).then(|| padded(&code))
    })
}

fn padded(code: &str) -> String {
    format!("{code:0<12}")
}

fn text_of(properties: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match properties.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= 100).then_some(text)
}

/// Whether a point lies where longitudes and latitudes do.
fn is_position([x, y]: Point) -> bool {
    (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y)
}

#[cfg(test)]
mod tests;
