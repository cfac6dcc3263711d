use gridward_testkit::{World, both_engines};

/// Tables that grow with the households: no statement of areas and posts may read one from end to end.
const LARGE: [&str; 8] = ["household", "h", "post_household", "l", "post", "p", "grid_coverage", "grid_count"];

#[test]
fn every_set_of_areas_and_posts_prepares_and_reads_no_large_table_whole() {
    for engine in both_engines() {
        let world = World::new(engine);
        let mut looked_at = 0;
        for statement in gridward_server::set_statements() {
            if !statement.name().starts_with("posts.") && !statement.name().starts_with("areas.") {
                continue;
            }
            looked_at += 1;
            let plan = world.app.db().plan_set(statement).unwrap();
            let whole = plan.iter().find(|line| {
                LARGE.iter().any(|table| {
                    line.trim() == format!("SCAN {table}") || line.contains(&format!("Seq Scan on {table}"))
                })
            });
            assert_eq!(whole, None, "{}: {plan:?}", statement.name());
        }
        assert!(looked_at > 10);
    }
}

#[test]
fn every_statement_of_areas_and_posts_prepares_and_reads_no_large_table_whole() {
    for engine in both_engines() {
        let world = World::new(engine);
        let own = |name: &str| name.starts_with("posts.") || name.starts_with("areas.");
        for statement in gridward_server::statements().into_iter().filter(|statement| own(statement.name())) {
            world.app.db().check_prepares(statement).unwrap();
            let plan = world.app.db().plan(statement).unwrap();
            let whole = plan.iter().find(|line| {
                LARGE.iter().any(|table| {
                    line.trim() == format!("SCAN {table}") || line.contains(&format!("Seq Scan on {table}"))
                })
            });
            assert_eq!(whole, None, "{}: {plan:?}", statement.name());
        }
    }
}
