use std::fmt::Write as _;
use std::sync::Arc;

use gridward_database::Statement;
use gridward_domain::access::Role;
use gridward_server::households::import::{ImportFile, ImportOptions, Mode, inspect, preview, run};
use gridward_testkit::{Fixture, World, both_engines};

use super::{doors_of, uploaded};

static INDEXES: Statement = Statement::forked(
    "test.indexes",
    "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('household', 'resident')
     ORDER BY 1",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ('household', 'resident')
     ORDER BY 1",
);
static NUMBERS_IN_THE_OPEN: Statement = Statement::new(
    "test.open_rows",
    "SELECT COUNT(*) FROM resident WHERE document_sealed IS NOT NULL AND document_index IS NULL",
);

fn text(table: &str) -> ImportFile {
    ImportFile::Bytes(Arc::new(table.as_bytes().to_vec()))
}

fn into(town: &Fixture) -> ImportOptions {
    ImportOptions { area_id: Some(town.town.id), ..ImportOptions::default() }
}

/// A ledger as clerks send it: a title, a subtotal, a blank line, a repeated head, two phones in a cell, a wrong number.
const MESSY: &str = "\
黄寺岗镇2022年户籍台账,,,,,,,
村,村民组,门牌号,与户主关系,姓名,身份证号,出生日期,联系电话
黄寺岗村,1组,1号,户主,李伟,41999919820819736X,,15471410667、15482220001
黄寺岗村,1组,1号,配偶,王秀英,,1984年2月1日,15490000007
,,,,,,,
村,村民组,门牌号,与户主关系,姓名,身份证号,出生日期,联系电话
史寨,第二村民组,2号,户主,张建国,,1970.3.2,1549000000
史寨村委会,2组,3号,户主,刘芳,,１９７１－０４－０５,15490000008
史寨村,9组,4号,户主,陈明,,19650607,15490000009
合计,,,,5人,,,
";

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_ledger_is_previewed_and_its_good_rows_go_in_at_once() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let options = into(&town);
        let seen = world.run(move |tx, ctx| preview(tx, ctx, &text(MESSY), &options)).unwrap().preview;
        assert_eq!(seen.rows, 5, "{:?}", seen.problems);
        assert_eq!(seen.accepted + seen.asked + seen.refused + seen.duplicates, seen.rows);
        assert!(seen.problems.iter().any(|problem| problem["code"] == "grid_unknown"));
        assert_eq!((seen.missing_grids.len(), seen.missing_grids[0].rows), (1, 1));
        let options = into(&town);
        let done = world.run(move |tx, ctx| run(tx, ctx, &text(MESSY), "台账.csv", &options, Mode::GoodRows)).unwrap();
        let residents = usize::try_from(done.imported.residents).unwrap();
        assert_eq!(residents, seen.accepted);
        assert_eq!(done.not_taken.rows.len(), seen.asked + seen.refused);
        assert!(done.not_taken.rows.iter().all(|row| !row.reasons.is_empty()));
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        assert_eq!(doors_of(&clerk, town.grids[0].id).await, vec![("1号".to_owned(), 2)]);
        let open: i64 = world.run(|tx, _| Ok(tx.one(&NUMBERS_IN_THE_OPEN, &[], |row| row.get(0))?)).unwrap();
        assert_eq!(open, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_or_nothing_writes_nothing_while_a_row_is_not_good() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let options = into(&town);
        let done =
            world.run(move |tx, ctx| run(tx, ctx, &text(MESSY), "台账.csv", &options, Mode::AllOrNothing)).unwrap();
        assert!(!done.imported.imported);
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        assert!(doors_of(&clerk, town.town.id).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_without_a_grid_becomes_one_only_when_that_was_chosen() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let options = ImportOptions { create_grids: true, ..into(&town) };
        let done = world.run(move |tx, ctx| run(tx, ctx, &text(MESSY), "台账.csv", &options, Mode::GoodRows)).unwrap();
        assert_eq!(done.imported.grids_created, 1, "{:?}", done.imported.summary);
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        let below = clerk.get(&format!("/api/v1/areas/{}/children", town.villages[1].id)).await.good();
        assert!(below.as_array().unwrap().iter().any(|grid| grid["name"] == "第9村民组"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn importing_the_same_file_again_adds_nobody() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let table = "村,村民组,门牌号,与户主关系,姓名,身份证号,出生日期\n\
                     史寨村,1组,1号,户主,李伟,41999919820819736X,\n\
                     史寨村,1组,1号,配偶,王秀英,,1984-02-01\n";
        for turn in 0..2 {
            let options = into(&town);
            let done = world.run(move |tx, ctx| run(tx, ctx, &text(table), "a.csv", &options, Mode::GoodRows)).unwrap();
            assert_eq!(done.imported.residents, if turn == 0 { 2 } else { 0 });
            assert_eq!(done.imported.summary.duplicates, if turn == 0 { 0 } else { 2 });
        }
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        assert_eq!(doors_of(&clerk, town.grids[2].id).await, vec![("1号".to_owned(), 2)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_child_in_the_next_file_joins_the_household_of_its_parents() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let head = "村,村民组,门牌号,与户主关系,姓名,身份证号,出生日期\n史寨村,1组,1号,户主,李伟,41999919820819736X,\n";
        let child = format!("{head}史寨村,1组,1号,长子,李小宝,,2022-01-05\n");
        for table in [head.to_owned(), child] {
            let options = into(&town);
            world.run(move |tx, ctx| run(tx, ctx, &text(&table), "a.csv", &options, Mode::GoodRows)).unwrap();
        }
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        assert_eq!(doors_of(&clerk, town.grids[2].id).await, vec![("1号".to_owned(), 2)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_mapping_is_found_again_by_the_heads_of_the_next_file() {
    for engine in both_engines() {
        let world = World::new(engine);
        let clerk_town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &clerk_town.town));
        let found = world.run(|tx, ctx| inspect(tx, ctx, &text(MESSY), "台账.csv")).unwrap();
        assert_eq!(found.sheets.len(), 1);
        assert!(found.sheets[0].saved_mapping.is_none() && !found.sheets[0].sample.is_empty());
        let body = serde_json::json!({ "name": "镇里的台账", "map": found.sheets[0].map });
        clerk.post("/api/v1/households/import/mappings", body).await.good();
        let again = world.run(|tx, ctx| inspect(tx, ctx, &text(MESSY), "台账.csv")).unwrap();
        assert_eq!(again.sheets[0].saved_mapping.as_ref().unwrap().name, "镇里的台账");
        let worker = world.client(world.person("周网格", Role::GridWorker, &clerk_town.grids[0]));
        assert_eq!(worker.get("/api/v1/households/import/mappings").await.code(), "not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_keeps_counts_indexes_and_the_feed_right() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let indexes = |tx: &mut gridward_database::Tx<'_>| tx.all(&INDEXES, &[], |row| row.get::<String>(0));
        let before = world.run(move |tx, _| Ok(indexes(tx)?)).unwrap();
        let mut table = String::from("村,村民组,门牌号,与户主关系,姓名,出生日期,联系电话\n");
        for door in 0..3_000 {
            let group = door % 2 + 1;
            writeln!(table, "史寨村,{group}组,{door}号,户主,张建国,1970-03-02,1549{door:07}").unwrap();
            writeln!(table, "史寨村,{group}组,{door}号,配偶,刘芳,1971-04-05,1548{door:07}").unwrap();
        }
        let options = into(&town);
        let done = world.run(move |tx, ctx| run(tx, ctx, &text(&table), "a.csv", &options, Mode::GoodRows)).unwrap();
        assert_eq!((done.imported.households, done.imported.residents), (3_000, 6_000), "{:?}", done.imported.summary);
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        assert_eq!(world.run(move |tx, _| Ok(indexes(tx)?)).unwrap(), before);
        let hits = clerk.post("/api/v1/households/search", serde_json::json!({ "q": "15490002999" })).await.good();
        assert_eq!(hits["items"][0]["household"]["door"], "2999号");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_goes_through_preview_and_run_and_its_file_is_forgotten_while_the_refused_rows_stay() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(person);
        let found = uploaded(&world, person, "a.csv", MESSY.as_bytes()).await;
        let path = format!("/api/v1/households/import/{}", found["upload"].as_str().unwrap());
        let other = world.client(world.person("钱文书", Role::Clerk, &town.town));
        let area = serde_json::json!({ "area_id": town.town.id });
        assert_eq!(other.post(&format!("{path}/preview"), area.clone()).await.code(), "not_found");
        let seen = clerk.post(&format!("{path}/preview"), area).await.good();
        assert!(seen["asked"].as_i64().unwrap() > 0);
        let run = |mode: &str| serde_json::json!({ "area_id": town.town.id, "mode": mode });
        let none = clerk.post(&format!("{path}/run"), run("all_or_nothing")).await.good();
        assert_eq!(none["imported"], false);
        let done = clerk.post(&format!("{path}/run"), run("good_rows")).await.good();
        assert_eq!((done["imported"].as_bool(), &done["residents"]), (Some(true), &seen["accepted"]));
        let book = clerk.get(&format!("{path}/refused")).await;
        assert!(book.status.is_success() && book.body.as_str().unwrap().starts_with("PK"));
        assert_eq!(other.get(&format!("{path}/refused")).await.code(), "not_found");
        assert_eq!(clerk.post(&format!("{path}/run"), run("good_rows")).await.code(), "not_found");
    }
}
