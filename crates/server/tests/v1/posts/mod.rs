mod answered;
mod appoint;
mod coverage;
mod liaisons;

use gridward_domain::Id;
use gridward_server::areas::Area;
use gridward_server::households::Grid;
use gridward_server::households::bulk::{NewHousehold, load};
use gridward_testkit::World;

/// So many households in a grid, all in one lane, in door order.
pub(crate) fn doors(world: &World, grid: &Area, count: usize) -> Vec<Id> {
    let ids: Vec<Id> = (0..count).map(|_| world.app.ids().make()).collect();
    let (made, grid) = (ids.clone(), Grid { id: grid.id, ord: grid.ord });
    world
        .run(move |tx, ctx| {
            let households = made.iter().enumerate().map(|(place, id)| {
                Ok(NewHousehold {
                    id: *id,
                    grid,
                    number: String::new(),
                    lane: "东街".to_owned(),
                    door: format!("{:02}号", place + 1),
                    note: String::new(),
                    residents: Vec::new(),
                })
            });
            load(tx, ctx, households)
        })
        .unwrap();
    ids
}
