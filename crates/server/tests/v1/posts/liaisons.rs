use gridward_domain::Timestamp;
use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};
use serde_json::{Value, json};

use super::doors;

#[tokio::test(flavor = "multi_thread")]
async fn proposed_sets_of_about_ten_neighbours_are_accepted_with_chosen_persons() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let cadre = world.client(world.person("赵村干", Role::VillageCadre, &town.villages[0]));
        let doors = doors(&world, grid, 21);
        let path = format!("/api/v1/posts/proposals?grid={}", grid.id);
        let proposal = cadre.get(&path).await.good();
        assert_eq!(proposal["households"], 21);
        let ids = |set: &Value| -> Vec<Value> {
            set["households"].as_array().unwrap().iter().map(|door| door["household_id"].clone()).collect()
        };
        let sets: Vec<Vec<Value>> = proposal["sets"].as_array().unwrap().iter().map(ids).collect();
        assert_eq!(sets.iter().map(Vec::len).collect::<Vec<_>>(), [11, 10]);
        assert_eq!(sets[0][0], json!(doors[0]));
        let plant =
            |name: &'static str| world.run(move |tx, ctx| gridward_server::people::plant(tx, ctx, name)).unwrap();
        let (first, second) = (plant("刘联户"), plant("孙联户"));
        let twice = json!({ "grid_id": grid.id, "sets": [
            { "person_id": first, "households": sets[0] }, { "person_id": second, "households": sets[0] } ] });
        assert_eq!(cadre.post("/api/v1/posts/proposals", twice).await.code(), "posts_in_two_sets");
        let accepted = json!({ "grid_id": grid.id, "sets": [
            { "person_id": first, "households": sets[0][..9] }, { "person_id": second, "households": sets[1] } ] });
        let posts = cadre.post("/api/v1/posts/proposals", accepted).await.good();
        assert_eq!(posts["posts"][1]["households"], 10);
        let rest = cadre.get(&path).await.good();
        assert_eq!((rest["households"].as_i64(), rest["sets"].as_array().unwrap().len()), (Some(2), 1));
        let more = json!({ "grid_id": grid.id, "sets": [{ "person_id": first, "households": sets[0][9..] }] });
        let grown = cadre.post("/api/v1/posts/proposals", more).await.good();
        assert_eq!(grown["posts"][0]["id"], posts["posts"][0]["id"]);
        assert_eq!(grown["posts"][0]["households"], 11);
        assert_eq!(cadre.get(&path).await.good()["households"], 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_goes_along_when_a_liaisons_post_is_handed_over_or_stood_in_for() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let grid = &town.grids[0];
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let doors = doors(&world, grid, 4);
        let plant =
            |name: &'static str| world.run(move |tx, ctx| gridward_server::people::plant(tx, ctx, name)).unwrap();
        let (first, second, deputy) = (plant("刘联户"), plant("孙联户"), plant("代理"));
        let body = json!({ "person_id": first, "role": "liaison", "area_id": grid.id, "households": doors[..3] });
        let post = clerk.post("/api/v1/posts", body).await.good();
        let path = format!("/api/v1/posts/{}", post["id"].as_str().unwrap());
        let until = world.clock.now().plus(Timestamp::DAY);
        let stand_in = json!({ "person_id": deputy, "to_at": until, "reason": "休假" });
        let stand_in = clerk.post(&format!("{path}/stand-in"), stand_in).await.good();
        let deputy_path = format!("/api/v1/posts/{}", stand_in["id"].as_str().unwrap());
        world.clock.advance(1000);
        let change = json!({ "rev": 1, "add": [doors[3]], "remove": [doors[0]] });
        assert_eq!(clerk.post(&format!("{path}/households"), change).await.good()["households"], 3);
        let count =
            async |path: &str| clerk.get(&format!("{path}/households")).await.good()["items"].as_array().unwrap().len();
        assert_eq!(count(&deputy_path).await, 3);
        let stranger = json!({ "rev": 2, "add": [town.grids[1].id] });
        assert_eq!(clerk.post(&format!("{path}/households"), stranger).await.code(), "posts_not_in_grid");
        world.clock.advance(1000);
        let over = json!({ "rev": 2, "to_person_id": second });
        let both = clerk.post(&format!("{path}/hand-over"), over).await.good();
        assert_eq!((both["ended"]["households"].as_i64(), both["started"]["households"].as_i64()), (Some(0), Some(3)));
        assert_eq!(clerk.get(&deputy_path).await.good()["to_at"].as_i64(), Some(world.clock.now().0));
        let report = clerk.get(&format!("/api/v1/coverage?area={}&depth=0", grid.id)).await.good();
        let here = report["items"].as_array().unwrap().iter().find(|item| item["area_id"] == json!(grid.id)).unwrap();
        assert_eq!((here["without_liaison"].as_i64(), here["several_liaisons"].as_i64()), (Some(1), Some(0)));
    }
}
