//! Nothing of a person is kept where only the office's own work is, and no number in full anywhere but under seal.

use axum::http::Method;
use gridward_database::{ColumnKind, Statement, TableColumn};
use gridward_domain::access::Role;
use gridward_server::households::import::{ImportFile, ImportOptions, Mode, run};
use gridward_testkit::{Client, Fixture, World, both_engines};
use serde_json::{Value, json};

use crate::privacy::{Class, classes};

/// Numbers that belong to nobody: county code 419999 was never given out, 1547 and 1549 are not in use.
const NUMBERS: [&str; 3] = ["41999919820819736X", "15471410667", "15490000017"];
/// Words that stand for one person or household only, in this test.
const WORDS: [&str; 5] = ["欧阳泊舟", "司徒望舒", "ouyang", "信义里九十九弄", "1982-08-19"];

/// Enters a household, finds it, changes it, sees a number, meets it again in a file, takes somebody out.
async fn everyday_work(world: &World, town: &Fixture, clerk: &Client) {
    let residents = json!([
        { "name": WORDS[0], "relation": "head", "document": { "number": NUMBERS[0] }, "phone": NUMBERS[1],
          "registered_address": WORDS[3] },
        { "name": WORDS[1], "relation": "spouse", "birth_on": "1984-02-01" },
    ]);
    let body = json!({ "grid_id": town.grids[0].id, "lane": WORDS[3], "door": "1号", "residents": residents });
    let made = clerk.post("/api/v1/households", body).await.good();
    for typed in [WORDS[0], "ouyang", NUMBERS[0], NUMBERS[1], WORDS[3]] {
        let found = clerk.post("/api/v1/households/search", json!({ "q": typed })).await.good();
        assert_eq!(found["items"][0]["household"]["id"], made["id"], "{typed}");
    }
    let head = &made["residents"][0];
    let path = format!("/api/v1/residents/{}", head["id"].as_str().unwrap());
    let change = json!({ "rev": head["rev"], "resident": { "second_phone": NUMBERS[2] } });
    clerk.send(Method::PATCH, &path, Some(change.clone()), Some(world.app.ids().make())).await.good();
    assert_eq!(clerk.send(Method::PATCH, &path, Some(change), None).await.code(), "changed_meanwhile");
    for field in ["document", "phone", "second_phone"] {
        let seen = json!({ "field": field, "reason": "核对登记信息" });
        clerk.post(&format!("{path}/unmask"), seen).await.good();
    }
    import(world, town);
    let waiting = clerk.get("/api/v1/households/duplicates").await.good();
    let decide = format!("/api/v1/households/duplicates/{}/decide", waiting["items"][0]["id"].as_str().unwrap());
    clerk.post(&decide, json!({ "decision": "drop" })).await.good();
    let home = format!("/api/v1/households/{}", made["id"].as_str().unwrap());
    let now: Value = clerk.get(&home).await.good();
    let there = json!({ "rev": now["rev"], "grid_id": town.grids[1].id, "reason": "搬家" });
    clerk.post(&format!("{home}/move"), there).await.good();
}

/// The head again, in a file.
fn import(world: &World, town: &Fixture) {
    let table = format!(
        "村,村民组,门牌号,姓名,身份证号,联系电话\n黄寺岗村,2组,5号,{},{},{}\n",
        WORDS[0], NUMBERS[0], NUMBERS[2]
    );
    let options = ImportOptions { area_id: Some(town.town.id), ..ImportOptions::default() };
    world
        .run(move |tx, ctx| {
            let file = ImportFile::Bytes(table.clone().into_bytes().into());
            run(tx, ctx, &file, "台账.csv", &options, Mode::GoodRows).map(drop)
        })
        .unwrap();
}

/// All texts of a column.
fn texts(world: &World, column: &TableColumn) -> Vec<String> {
    let (table, name) = (&column.table, &column.name);
    let sql: &'static str = Box::leak(format!("SELECT {name} FROM {table} WHERE {name} IS NOT NULL").into_boxed_str());
    let statement: &'static Statement = Box::leak(Box::new(Statement::new("test.texts", sql)));
    world.run(move |tx, _| Ok(tx.all(statement, &[], |row| row.get(0))?)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_lie_under_seal_and_persons_only_in_personal_columns() {
    let classes = classes();
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("赵文书", Role::Clerk, &town.town));
        everyday_work(&world, &town, &clerk).await;
        let columns = world.app.db().columns().unwrap();
        let (mut findings, mut looked_at, mut names_kept) = (Vec::new(), 0, 0);
        for column in columns.iter().filter(|column| column.kind == ColumnKind::Text) {
            let apart = !matches!(classes[&column.table][&column.name], Class::Personal | Class::Health);
            for text in texts(&world, column) {
                looked_at += 1;
                names_kept += usize::from(WORDS.iter().any(|word| text.contains(word)));
                let numbers = NUMBERS.iter().filter(|number| text.contains(**number));
                let words = WORDS.iter().filter(|word| apart && text.contains(**word));
                findings.extend(numbers.chain(words).map(|found| format!("{}.{}: {found}", column.table, column.name)));
            }
        }
        assert!(findings.is_empty(), "{engine:?}: {findings:#?}");
        assert!(looked_at > 100 && names_kept > 5, "too little was kept to prove anything: {looked_at}, {names_kept}");
    }
}
