//! Archives move a jurisdiction between files, schemas and engines.

use gridward_database::{ArchiveError, Db, DbError, Engine, Statement, params};
use rstest::rstest;

use crate::site::{ADD_LANE, Site, add_door, doors, feed};

static ADD: Statement = Statement::new(
    "doors.add_all",
    "INSERT INTO door (id, lane_id, ord, lived_in, height, seal, note) VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

/// A village whose rows hold every kind of value.
fn filled(site: &Site) -> Db {
    let db = site.open();
    db.write_blocking("t", |tx| {
        tx.exec(&ADD_LANE, &params!["z", "后街 \"东\"\n"])?;
        tx.exec(&ADD, &params!["full", "z", i64::MAX, true, 0.1 + 0.2, &[0_u8, 255][..], "门口有狗"])?;
        tx.exec(&ADD, &params!["bare", None::<&str>, 0_i64, false, None::<f64>, None::<&[u8]>, None::<&str>])?;
        add_door(tx, "noted")
    })
    .unwrap();
    db
}

fn dumped(db: &Db) -> Vec<u8> {
    let mut out = Vec::new();
    assert_eq!(db.dump(&mut out), Ok(6), "a lane, three doors, a change, the feed's head");
    out
}

fn sorted(archive: &[u8]) -> Vec<String> {
    let mut lines: Vec<String> = String::from_utf8(archive.to_vec()).unwrap().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[rstest]
fn an_archive_goes_to_any_engine_and_back_unchanged(
    #[values(Engine::Sqlite, Engine::Postgres)] from: Engine,
    #[values(Engine::Sqlite, Engine::Postgres)] to: Engine,
) {
    let (old, new) = (Site::new(from), Site::new(to));
    let archive = dumped(&filled(&old));
    let db = new.open();
    assert_eq!(db.load(&archive[..]), Ok(6));
    assert_eq!(sorted(&dumped(&db)), sorted(&archive));
    assert_eq!(*db.head().borrow(), 1);
    db.write_blocking("t", |tx| add_door(tx, "new")).unwrap();
    assert_eq!(feed(&db), [(1, "noted".to_owned()), (2, "new".to_owned())], "the feed goes on where it was");
}

#[rstest]
fn an_archive_is_loaded_into_an_empty_database_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = filled(&site);
    let archive = dumped(&db);
    assert!(matches!(db.load(&archive[..]), Err(ArchiveError::NotEmpty { .. })));
    assert_eq!(doors(&db).len(), 3);
}

#[rstest]
fn a_broken_archive_leaves_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (old, new) = (Site::new(engine), Site::new(engine));
    let archive = dumped(&filled(&old));
    let text = String::from_utf8(archive.clone()).unwrap();
    let db = new.open();
    let without_end = text.rsplit_once("{\"rows\"").unwrap().0;
    assert_eq!(db.load(without_end.as_bytes()), Err(ArchiveError::Cut));
    assert!(matches!(db.load(&archive[..archive.len() / 2]), Err(ArchiveError::Line { .. } | ArchiveError::Cut)));
    let wrong_type = text.replace("[\"bare\",null,0,", "[\"bare\",null,\"zero\",");
    assert!(matches!(db.load(wrong_type.as_bytes()), Err(ArchiveError::Line { what, .. }) if what.contains("ord")));
    let orphan = text.replace("[\"full\",\"z\",", "[\"full\",\"nowhere\",");
    assert_eq!(db.load(orphan.as_bytes()), Err(ArchiveError::Db(DbError::ForeignKey)));
    let newer = text.replacen("\"schema\":2", "\"schema\":9", 1);
    assert_eq!(db.load(newer.as_bytes()), Err(ArchiveError::OtherSchema { found: 9, expected: 2 }));
    assert!(matches!(db.load(&b"[1,2,3]"[..]), Err(ArchiveError::Line { line: 1, .. })));
    assert!(doors(&db).is_empty() && feed(&db).is_empty());
    assert_eq!(db.load(&archive[..]), Ok(6), "and a sound one still goes in");
}

#[test]
fn a_file_copy_opens_as_it_was() {
    let (site, other) = (Site::new(Engine::Sqlite), Site::new(Engine::Sqlite));
    let db = filled(&site);
    let gridward_database::Place::Sqlite { file } = other.place() else { unreachable!() };
    db.backup_to(file).unwrap();
    assert!(db.backup_to(file).is_err(), "a copy never overwrites");
    assert_eq!(sorted(&dumped(&other.open())), sorted(&dumped(&db)));
}
