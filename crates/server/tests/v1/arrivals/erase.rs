use gridward_database::{ColumnKind, Statement, TableColumn};
use gridward_server::arrivals::erase;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{Office, path};
use crate::households::{NUMBER, PHONE};

/// Words that stand for one returnee only, in this test.
const WORDS: [&str; 7] = ["欧阳泊舟", "ouyang", NUMBER, PHONE, "摩都旅馆", "310115", "住在舅舅家"];

fn texts(world: &World, column: &TableColumn) -> Vec<String> {
    let (table, name) = (&column.table, &column.name);
    let sql: &'static str = Box::leak(format!("SELECT {name} FROM {table} WHERE {name} IS NOT NULL").into_boxed_str());
    let statement: &'static Statement = Box::leak(Box::new(Statement::new("test.texts", sql)));
    world.run(move |tx, _| Ok(tx.all(statement, &[], |row| row.get(0))?)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_erasure_no_text_tells_of_a_returnee_and_the_counts_stay() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let mut input = office.li();
        input["people"][0]["name"] = json!(WORDS[0]);
        input["stays"][0]["place"] = json!(WORDS[4]);
        let standing = office.register(input).await;
        let forward = json!({ "rev": 1, "to": WORDS[4], "how_known": "called", "reason": WORDS[6] });
        office.clerk.post(&format!("{}/forward", path(&standing)), forward).await.good();
        office.clerk.get(&path(&standing)).await.good();
        let counted = office.counts().await;
        let response = office.response;
        let erased = world.run(move |tx, _| erase(tx, response)).unwrap();
        assert!(erased.contains(&("arrivals", 1)) && erased.contains(&("stays", 1)), "{erased:?}");
        for column in world.app.db().columns().unwrap().iter().filter(|column| column.kind == ColumnKind::Text) {
            for text in texts(&world, column) {
                let left = WORDS.iter().find(|word| text.contains(**word));
                assert_eq!(left, None, "{engine:?}: {}.{}", column.table, column.name);
            }
        }
        assert_eq!(office.counts().await, counted);
    }
}
