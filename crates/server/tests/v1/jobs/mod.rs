//! What is done because time passes.

use gridward_database::{Statement, params};
use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_domain::posts::Span;
use gridward_server::jobs::{JOBS, Timetable, run_due};
use gridward_server::posts::NewPost;
use gridward_server::{areas, people, posts};
use gridward_testkit::{World, both_engines};

static SESSIONS: Statement = Statement::new("test.sessions", "SELECT COUNT(*) FROM session");
static HEADS: Statement = Statement::new("test.heads", "SELECT heads FROM grid_coverage");

fn number(world: &World, statement: &'static Statement) -> i64 {
    world.run(move |tx, _| Ok(tx.one(statement, &params![], |row| row.get(0))?)).unwrap()
}

#[tokio::test]
async fn a_post_that_ends_by_date_becomes_a_gap_when_the_minute_comes() {
    for engine in both_engines() {
        let world = World::new(engine);
        world
            .run(|tx, ctx| {
                let grid = areas::plant(tx, ctx, "第1网格", Level::Grid, 411_526_109_202_001_000)?;
                let person = people::plant(tx, ctx, "李伟")?;
                let span = Span { from: ctx.now, to: Some(ctx.now.plus(90_000)) };
                let (role, households) = (Role::GridHead, Vec::new());
                posts::plant_all(tx, ctx, &[NewPost { person, role, area: grid, span, households }])
            })
            .unwrap();
        assert_eq!(number(&world, &HEADS), 1);
        let mut timetable = Timetable::new(JOBS);
        assert!(run_due(&world.app, &mut timetable).await.contains(&"posts.recount_stale"));
        assert_eq!(number(&world, &HEADS), 1);
        world.clock.advance(90_000);
        run_due(&world.app, &mut timetable).await;
        assert_eq!(number(&world, &HEADS), 0, "{engine:?}");
    }
}

#[tokio::test]
async fn sessions_that_have_ended_are_removed_and_others_stay() {
    for engine in both_engines() {
        let world = World::new(engine);
        // A client brings a session.
        let open = |world: &World| {
            let person = world.run(|tx, ctx| people::plant(tx, ctx, "李伟")).unwrap();
            drop(world.client(person));
        };
        open(&world);
        world.clock.advance(11 * 3_600_000);
        open(&world);
        world.clock.advance(2 * 3_600_000);
        run_due(&world.app, &mut Timetable::new(JOBS)).await;
        assert_eq!(number(&world, &SESSIONS), 1, "{engine:?}");
    }
}
