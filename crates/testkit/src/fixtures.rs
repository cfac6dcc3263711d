//! A small town that stories begin in.

use gridward_domain::Id;
use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_server::areas::{Area, NewArea};
use gridward_server::people::NewPerson;

use crate::World;

/// The order number of the fixture's town: 黄寺岗镇, 411526109000.
pub const TOWN_ORD: i64 = 411_526_109_000_000_000;

/// A town with two villages of two grids each.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The town.
    pub town: Area,
    /// Its villages, in order.
    pub villages: Vec<Area>,
    /// The grids, in order: two of the first village, then two of the second.
    pub grids: Vec<Area>,
}

impl World {
    /// Makes the fixture's town.
    ///
    /// # Panics
    /// When the areas can't be made.
    pub fn town(&self) -> Fixture {
        self.run(|tx, ctx| {
            let town = gridward_server::areas::plant(tx, ctx, "黄寺岗镇", Level::Town, TOWN_ORD)?;
            let (mut villages, mut grids) = (Vec::new(), Vec::new());
            for village_name in ["黄寺岗村", "史寨村"] {
                let below = |parent: Id, level, name: &str| NewArea { parent_id: parent, level, name: name.to_owned() };
                let village = gridward_server::areas::create(tx, ctx, &below(town.id, Level::Village, village_name))?;
                for group in ["第1村民组", "第2村民组"] {
                    let name = format!("{village_name}{group}");
                    grids.push(gridward_server::areas::create(tx, ctx, &below(village.id, Level::Grid, &name))?);
                }
                villages.push(village);
            }
            Ok(Fixture { town, villages, grids })
        })
        .expect("the fixture's areas can be made")
    }

    /// A person who holds a post from now on.
    ///
    /// # Panics
    /// When the person or the post can't be made.
    pub fn person(&self, name: &str, role: Role, area: &Area) -> Id {
        let (name, area) = (name.to_owned(), area.clone());
        self.run(move |tx, ctx| {
            let (person, work_phone) = (ctx.ids.make(), String::new());
            let new = NewPerson { id: person, name: name.clone(), work_phone, area: Some((area.id, area.ord)) };
            gridward_server::people::plant_all(tx, &[new])?;
            gridward_server::posts::plant(tx, ctx, person, role, &area)?;
            Ok(person)
        })
        .expect("the fixture's people can be made")
    }
}
