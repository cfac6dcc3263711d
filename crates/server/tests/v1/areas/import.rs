use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::areas::{Division, Level};
use gridward_formats::divisions::read_divisions;
use gridward_server::areas::{self, Boundary, ImportOptions, ImportReport};
use gridward_testkit::{World, both_engines};
use jiff::civil::date;
use serde_json::{Value, json};
use tower::ServiceExt as _;

fn row(line: u32, code: &str, name: &str, parent: &str, level: u8) -> Division {
    let parent_code = (!parent.is_empty()).then(|| parent.to_owned());
    Division { line, code: code.to_owned(), name: name.to_owned(), parent_code, level }
}

fn town() -> Vec<Division> {
    vec![
        row(2, "410000000000", "河南省", "", 1),
        row(3, "411500000000", "信阳市", "410000000000", 2),
        row(4, "411526000000", "潢川县", "411500000000", 3),
        row(5, "411526109000", "黄寺岗镇", "411526000000", 4),
        row(6, "411526109202", "史寨村民委员会", "411526109000", 5),
        row(7, "411526109203", "马大塘村民委员会", "411526109000", 5),
    ]
}

fn import(world: &World, rows: Vec<Division>) -> ImportReport {
    let options = ImportOptions { dry_run: false, codes_from: None };
    world.run(move |tx, ctx| areas::import(tx, ctx, &rows, options)).unwrap()
}

#[test]
fn the_same_file_again_changes_nothing_and_a_new_name_is_kept_with_the_old_in_the_history() {
    for engine in both_engines() {
        let world = World::new(engine);
        assert_eq!(import(&world, town()).created, 6);
        let again = import(&world, town());
        assert_eq!((again.created, again.unchanged, again.renamed.len()), (0, 6, 0));
        let mut rows = town();
        rows[4].name = "史寨新村".to_owned();
        rows.truncate(5);
        rows.push(row(7, "411526109204", "白露河村民委员会", "411526109000", 5));
        let third = import(&world, rows);
        assert_eq!((third.created, third.renamed.len(), third.missing.len()), (1, 1, 1));
        assert_eq!(third.missing[0].name, "马大塘村民委员会");
        let village = third.renamed[0].id;
        let told = world.run(move |tx, ctx| areas::history(tx, ctx, village)).unwrap();
        let verbs: Vec<&str> = told.items.iter().map(|event| event.verb.as_str()).collect();
        assert_eq!(verbs, ["renamed", "imported"]);
        assert_eq!(told.items[0].detail["from"], "史寨村民委员会");
    }
}

#[test]
fn a_town_with_a_single_village_is_the_jurisdiction_and_not_its_village() {
    for engine in both_engines() {
        let world = World::new(engine);
        let mut rows = town();
        rows.truncate(5);
        import(&world, rows);
        assert_eq!(world.run(areas::jurisdiction).unwrap().name, "黄寺岗镇");
    }
}

#[test]
fn the_town_that_has_all_villages_below_it_becomes_the_jurisdictions_own_area() {
    for engine in both_engines() {
        let world = World::new(engine);
        import(&world, town());
        let found = world.run(areas::jurisdiction).unwrap();
        assert_eq!((found.name.as_str(), found.zone.as_str()), ("黄寺岗镇", "Asia/Shanghai"));
        assert_eq!(found.root.unwrap().ord, 411_526_109_000_000_000);
    }
}

#[test]
fn one_padded_code_stands_on_two_levels() {
    for engine in both_engines() {
        let world = World::new(engine);
        let rows = vec![
            row(2, "440000000000", "广东省", "", 1),
            row(3, "441900000000", "东莞市", "440000000000", 2),
            row(4, "441900000000", "东莞市", "441900000000", 3),
            row(5, "441900003000", "东城街道", "441900000000", 4),
        ];
        assert_eq!(import(&world, rows).problems, []);
        let found = world.run(|tx, ctx| areas::by_code(tx, ctx, "441900000000", None)).unwrap();
        let levels: Vec<Level> = found.items.iter().map(|area| area.level).collect();
        assert_eq!(levels, [Level::City, Level::County]);
        let street = world.run(|tx, ctx| areas::by_code(tx, ctx, "441900003000", None)).unwrap();
        assert_eq!(street.items[0].parent_id, Some(found.items[1].id));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_code_finds_its_area_on_the_days_it_was_valid_and_can_be_issued_again() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let (first, second) = (town.villages[0].id, town.villages[1].id);
        let issue = json!({ "code": "411526109202", "from_on": "2020-01-01" });
        let code = clerk.post(&format!("/api/v1/areas/{first}/codes"), issue.clone()).await.good();
        assert_eq!(clerk.post(&format!("/api/v1/areas/{second}/codes"), issue).await.code(), "areas_code_in_use");
        let path = format!("/api/v1/areas/{first}/codes/{}/withdraw", code["id"].as_str().unwrap());
        clerk.post(&path, json!({ "to_on": "2021-06-01" })).await.good();
        let again = json!({ "code": "411526109202", "from_on": "2021-06-01" });
        clerk.post(&format!("/api/v1/areas/{second}/codes"), again).await.good();
        for (on, expected) in [(date(2021, 5, 31), first), (date(2021, 6, 1), second)] {
            let path = format!("/api/v1/areas/by-code?code=411526109202&on={on}");
            let found = clerk.get(&path).await.good();
            assert_eq!(found["items"][0]["id"], json!(expected), "{on}");
        }
        let history = clerk.get(&format!("/api/v1/areas/{first}/history")).await.good();
        assert_eq!(history["items"][0]["verb"], "code_withdrawn");
    }
}

#[test]
fn a_clerk_imports_nothing_outside_of_his_town() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.person("李文书", Role::Clerk, &town.town);
        let rows = vec![row(2, "420000000000", "湖北省", "", 1)];
        let options = ImportOptions { dry_run: true, codes_from: None };
        let ctx = world.ctx_of(clerk);
        let declined = world.run_as(ctx, move |tx, ctx| areas::import(tx, ctx, &rows, options)).unwrap_err();
        assert!(declined.to_string().starts_with("areas_outside_reach"), "{declined}");
    }
}

/// Sends a file as it is.
async fn send(world: &World, person: Id, path: &str, file: &[u8]) -> (u16, Value) {
    let token = world.token(person);
    let request = axum::http::Request::post(path)
        .header("x-gridward", "1")
        .header("cookie", format!("gridward_session={token}"))
        .body(axum::body::Body::from(file.to_vec()))
        .unwrap();
    let response = gridward_server::http::router(&world.app).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_divisions_and_boundaries_are_tried_and_then_imported_over_http() {
    for engine in both_engines() {
        let world = World::new(engine);
        let person = world.person("李文书", Role::Clerk, &world.town().town);
        let (status, declined) = send(&world, person, "/api/v1/areas/import", b"\x1f\x8bnonsense").await;
        assert_eq!((status, declined["code"].as_str()), (422, Some("areas_bad_file")));
        world.run(|tx, ctx| areas::plant(tx, ctx, "潢川县", Level::County, 411_526_000_000_000_000)).unwrap();
        let file = "code,name,parent_code,level\n411526110000,仁和镇,,4\n411526110201,仁和村,411526110000,5\n";
        let outside = send(&world, person, "/api/v1/areas/import", file.as_bytes()).await;
        assert_eq!(outside.1["code"], "areas_outside_reach");
        let county = world.run(|tx, ctx| areas::tree(tx, ctx, areas::TreeQuery::default())).unwrap().areas.remove(0);
        let person = world.person("县文书", Role::Clerk, &county.area);
        let tried = send(&world, person, "/api/v1/areas/import?dry_run=true", file.as_bytes()).await.1;
        assert_eq!((tried["dry_run"].as_bool(), tried["created"].as_u64()), (Some(true), Some(2)));
        let done = send(&world, person, "/api/v1/areas/import", file.as_bytes()).await.1;
        assert_eq!((done["dry_run"].as_bool(), done["created"].as_u64()), (Some(false), Some(2)));
        let again = send(&world, person, "/api/v1/areas/import", file.as_bytes()).await.1;
        assert_eq!((again["created"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(2)));
        let ring = json!([[[115.1, 32.1], [115.2, 32.1], [115.2, 32.2], [115.1, 32.1]]]);
        let shapes = json!({ "type": "FeatureCollection", "features": [{ "type": "Feature",
            "properties": { "code": "411526110201", "name": "仁和村", "synthetic": true },
            "geometry": { "type": "Polygon", "coordinates": ring } }] });
        let shapes = send(&world, person, "/api/v1/areas/boundaries", shapes.to_string().as_bytes()).await;
        assert_eq!((shapes.1["placed"].as_u64(), shapes.1["synthetic"].as_u64()), (Some(1), Some(1)), "{shapes:?}");
    }
}

#[test]
fn shapes_find_their_areas_by_code_and_grids_by_number_and_say_that_they_are_made_up() {
    for engine in both_engines() {
        let world = World::new(engine);
        import(&world, town());
        let village = world.run(|tx, ctx| areas::by_code(tx, ctx, "411526109202", None)).unwrap().items.remove(0);
        let grid =
            areas::NewArea { parent_id: village.id, level: Level::Grid, name: "史寨村第1居民组".to_owned() };
        world.run(move |tx, ctx| areas::create(tx, ctx, &grid)).unwrap();
        let shape = |key: &str, name: &str| Boundary {
            key: key.to_owned(),
            name: name.to_owned(),
            geometry: json!({ "type": "MultiPolygon", "coordinates": [] }).to_string(),
            synthetic: true,
        };
        let shapes = vec![
            shape("411526109202", "史寨村民委员会"),
            shape("411526109202-01", "别的写法"),
            shape("411526109999", "没有的村"),
        ];
        let report = world.run(move |tx, ctx| areas::import_shapes(tx, ctx, &shapes, "test.geojson", false)).unwrap();
        assert_eq!((report.placed, report.synthetic), (2, 2));
        assert_eq!(report.problems[0].code, "areas_shape_without_area");
        let query = areas::ShapesQuery::default();
        let found = world.run(move |tx, ctx| areas::shapes(tx, ctx, village.id, query)).unwrap();
        assert_eq!(found.items.iter().map(|shape| shape.level).collect::<Vec<_>>(), [Level::Village, Level::Grid]);
        assert!(found.items.iter().all(|shape| shape.synthetic && shape.source == "test.geojson"));
    }
}

/// Every division of Henan down to the villages, in the edition of 2023.
fn province() -> Vec<Division> {
    let read = read_divisions(include_bytes!("../../data/divisions/henan_2023.csv.gz")).unwrap();
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.rows
}

#[test]
fn a_whole_province_is_imported_at_once_and_again_without_a_change() {
    let rows = province();
    assert_eq!(rows.len(), 55_164);
    for engine in both_engines() {
        let world = World::new(engine);
        let report = import(&world, rows.clone());
        assert_eq!((report.created, report.problems.len()), (rows.len(), 0));
        assert_eq!(import(&world, rows.clone()).unchanged, rows.len());
    }
}
