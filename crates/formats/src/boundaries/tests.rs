use proptest::prelude::*;
use serde_json::{Value, json};

use super::{BoundariesError, read_boundaries};

fn collection(features: &[Value]) -> Vec<u8> {
    json!({ "type": "FeatureCollection", "features": features }).to_string().into_bytes()
}

fn square(properties: &Value) -> Value {
    json!({ "type": "Feature", "properties": properties, "geometry": { "type": "Polygon",
        "coordinates": [[[115.0, 32.0], [115.123_456_7, 32.0], [115.1, 32.1], [115.0, 32.1]]] } })
}

#[test]
fn a_shape_is_closed_rounded_and_bounded() {
    let read = read_boundaries(&collection(&[square(&json!({ "code": "411526", "name": "潢川县" }))])).unwrap();
    let shape = &read.shapes[0];
    assert_eq!((shape.key.as_str(), shape.name.as_str(), shape.synthetic), ("411526000000", "潢川县", false));
    let expected = [115.0, 32.0, 115.123_46, 32.1];
    assert!(shape.bounds.iter().zip(expected).all(|(read, degrees)| (read - degrees).abs() < 1e-9));
    let geometry: Value = serde_json::from_str(&shape.geometry).unwrap();
    assert_eq!(geometry["type"], "MultiPolygon");
    let ring = geometry["coordinates"][0][0].as_array().unwrap();
    assert_eq!((ring.len(), &ring[0]), (5, &ring[4]));
}

#[test]
fn a_grid_has_a_key_of_its_own_and_made_up_shapes_say_so() {
    let grid =
        json!({ "grid": "411526109001-01", "parent_code": "411526109001", "name": "第1居民组", "synthetic": true });
    let shape = read_boundaries(&collection(&[square(&grid)])).unwrap().shapes.remove(0);
    assert_eq!(
        (shape.key.as_str(), shape.parent_code.as_deref(), shape.synthetic),
        ("411526109001-01", Some("411526109001"), true)
    );
}

#[test]
fn bad_shapes_are_named_and_good_ones_taken() {
    let geometry = |kind: &str, coordinates: Value| json!({ "properties": { "adcode": 411_526 }, "geometry": { "type": kind, "coordinates": coordinates } });
    let features = [
        square(&json!({ "name": "无代码" })),
        geometry("Point", json!([115.0, 32.0])),
        geometry("Polygon", json!([[[115.0, 32.0], [116.0, 32.0]]])),
        geometry("Polygon", json!([[[915.0, 932.0], [116.0, 32.0], [116.0, 33.0]]])),
        geometry("Polygon", json!([[[32.0, 115.0], [33.0, 115.0], [33.0, 116.0]]])),
        geometry("MultiPolygon", json!("x")),
        json!({ "properties": { "code": "41" }, "geometry": null }),
        square(&json!({ "adcode": 411_526 })),
    ];
    let read = read_boundaries(&collection(&features)).unwrap();
    assert_eq!(read.shapes.len(), 1);
    let codes: Vec<_> = read.problems.iter().map(|problem| (problem.feature, problem.code)).collect();
    assert_eq!(
        codes,
        [
            (1, "no_key"),
            (2, "no_area"),
            (3, "bad_coordinates"),
            (4, "bad_coordinates"),
            (5, "coordinates_swapped"),
            (6, "bad_coordinates"),
            (7, "no_area"),
        ]
    );
}

#[test]
fn a_line_finer_than_a_page_is_thinned_and_stays_closed() {
    let circle: Vec<_> = (0..5_000)
        .map(|step| f64::from(step) / 5_000.0 * std::f64::consts::TAU)
        .map(|turn| [115.0 + turn.cos() * 0.1, 32.0 + turn.sin() * 0.1])
        .collect();
    let feature =
        json!({ "properties": { "code": "411526" }, "geometry": { "type": "Polygon", "coordinates": [circle] } });
    let shape = read_boundaries(&collection(&[feature])).unwrap().shapes.remove(0);
    let geometry: Value = serde_json::from_str(&shape.geometry).unwrap();
    let ring = geometry["coordinates"][0][0].as_array().unwrap();
    assert!((60..400).contains(&ring.len()), "{}", ring.len());
    assert_eq!(ring.first(), ring.last());
}

#[test]
fn what_is_no_collection_is_refused() {
    for bytes in ["", "[]", "{\"type\":\"Feature\",\"features\":[]}", "PK"] {
        assert_eq!(read_boundaries(bytes.as_bytes()), Err(BoundariesError::NotGeoJson), "{bytes}");
    }
}

proptest! {
    #[test]
    fn no_coordinates_break_the_reader(points in proptest::collection::vec((-200.0..200.0_f64, -100.0..100.0_f64), 0..300)) {
        let feature = json!({ "properties": { "code": "41" }, "geometry": { "type": "Polygon", "coordinates": [points] } });
        let read = read_boundaries(&collection(&[feature])).unwrap();
        prop_assert_eq!(read.shapes.len() + read.problems.len(), 1);
    }
}
