//! What is removed is gone from the files, too.

use gridward_database::{Db, DbError, Engine, Place, Statement, params};
use rstest::rstest;

use crate::site::{Site, first};

static ADD: Statement =
    Statement::new("doors.add_noted", "INSERT INTO door (id, ord, lived_in, note) VALUES ($1, 1, TRUE, $2)");
static REMOVE: Statement = Statement::new("doors.remove", "DELETE FROM door WHERE id LIKE 'gone%'");
static LEFT: Statement = Statement::new("doors.left", "SELECT COUNT(*) FROM door");

/// Rows in an order that splits pages again and again, half of them with the word.
fn fill(db: &Db, word: &str) {
    let word = word.to_owned();
    let fill = move |tx: &mut gridward_database::Tx<'_>| {
        for number in 0..2_000_u32 {
            let scattered = number.wrapping_mul(2_654_435_761);
            let gone = number % 2 == 0;
            let id = format!("{}{scattered:010}", if gone { "gone" } else { "kept" });
            let note = format!("{}{}", if gone { &word } else { "stays" }, "x".repeat((scattered % 90) as usize));
            tx.exec(&ADD, &params![&id, &note])?;
        }
        Ok::<_, DbError>(())
    };
    db.write_blocking("t", fill).unwrap();
}

fn holds(place: &Place, word: &str) -> bool {
    let Place::Sqlite { file } = place else { return false };
    ["", "-wal"].iter().any(|suffix| {
        let bytes = std::fs::read(format!("{}{suffix}", file.display())).unwrap_or_default();
        bytes.windows(word.len()).any(|part| part == word.as_bytes())
    })
}

#[rstest]
fn a_removed_value_is_in_no_file_after_the_scrub(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let site = Site::new(engine);
    let db = site.open();
    fill(&db, "欧阳泊舟在此");
    if engine == Engine::Sqlite {
        assert!(holds(site.place(), "欧阳泊舟在此"));
    }
    db.write_blocking("t", |tx| tx.exec(&REMOVE, &[])).map_err(|error: DbError| error).unwrap();
    db.scrub(&["door"]).unwrap();
    assert!(!holds(site.place(), "欧阳泊舟在此"));
    let left: i64 = db.read_blocking("t", |tx| tx.one(&LEFT, &[], first)).map_err(|error: DbError| error).unwrap();
    assert_eq!(left, 1_000);
    db.write_blocking("t", |tx| tx.exec(&ADD, &params!["new", "as before"])).map_err(|error: DbError| error).unwrap();
}

#[test]
fn a_scrub_waits_for_a_reader_and_then_empties_the_log() {
    let site = Site::new(Engine::Sqlite);
    let db = site.open();
    fill(&db, "欧阳泊舟在此");
    db.write_blocking("t", |tx| tx.exec(&REMOVE, &[])).map_err(|error: DbError| error).unwrap();
    std::thread::scope(|scope| {
        let (started, has_started) = std::sync::mpsc::channel();
        let reader = db.clone();
        scope.spawn(move || {
            let slow = move |tx: &mut gridward_database::Tx<'_>| {
                let left: i64 = tx.one(&LEFT, &[], first)?;
                let _nobody_waits = started.send(()).is_err();
                std::thread::sleep(std::time::Duration::from_millis(300));
                Ok::<_, DbError>(left)
            };
            assert_eq!(reader.read_blocking("t", slow).unwrap(), 1_000);
        });
        has_started.recv().unwrap();
        db.scrub(&[]).unwrap();
    });
    assert!(!holds(site.place(), "欧阳泊舟在此"));
}
