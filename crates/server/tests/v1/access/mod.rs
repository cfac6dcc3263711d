//! Every route, for every role, in the asker's own area, one below it, one beside it and the one above it, compared
//! with one committed table. A route that is not listed in `requests.rs` fails here.

mod place;
mod requests;
mod walk;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};

use place::Town;
use requests::{PUBLIC, request};
use walk::{Asker, operations};

const HEAD: &str = "\
Four letters for each role: its own area, one below it, one beside it, the one above it. Then: nobody logged in.
y  done          c  allowed, refused for the state of the record (409)      ?  allowed, refused for its content (422)
n  no post allows this (403)      h  hidden: what one may not know of does not exist (404)      s  log in first (401)
";

#[tokio::test(flavor = "multi_thread")]
async fn every_route_is_open_to_exactly_those_whom_the_committed_table_names() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = Town::build(&world).await;
        let router = gridward_server::http::router(&world.app);
        let mut table = format!("{HEAD}\n{:<28}", "");
        for role in Role::ALL {
            write!(table, " {:<13}", role.name()).unwrap();
        }
        table.push_str(" nobody\n");
        for operation in operations() {
            write!(table, "{:<28}", operation.id).unwrap();
            for role in Role::ALL {
                let mut letters = String::new();
                for target in town.targets(role) {
                    let letter = if PUBLIC.contains(&operation.id.as_str()) {
                        '.'
                    } else {
                        let asker = Asker { world: &world, router: router.clone(), token: Some(town.token(role)) };
                        asker.ask(&operation, &request(&operation.id, &target).unwrap()).await
                    };
                    letters.push(letter);
                }
                write!(table, " {letters:<13}").unwrap();
            }
            let target = town.targets(Role::Clerk).remove(0);
            let nobody = Asker { world: &world, router: router.clone(), token: None };
            let letter = nobody.ask(&operation, &request(&operation.id, &target).unwrap()).await;
            writeln!(table, " {letter}").unwrap();
        }
        insta::assert_snapshot!("who_may_what", table);
    }
}

#[test]
fn every_route_is_listed() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let target = place::Target::anywhere(&world);
    let known: BTreeSet<String> = operations().into_iter().map(|operation| operation.id).collect();
    let missing: Vec<&String> = known.iter().filter(|id| request(id, &target).is_none()).collect();
    assert!(
        missing.is_empty(),
        "list these operations in requests.rs and look at their line of the table: {missing:?}"
    );
}
