use gridward_domain::access::Role;
use gridward_testkit::{World, both_engines};

#[tokio::test(flavor = "multi_thread")]
async fn a_village_cadre_sees_his_own_subtree_and_only_the_names_above_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let cadre = world.client(world.person("赵村干", Role::VillageCadre, &town.villages[1]));
        let tree = cadre.get("/api/v1/areas/tree").await.good();
        let nodes: Vec<(&str, bool)> = tree["areas"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| (node["name"].as_str().unwrap(), node["reached"].as_bool().unwrap()))
            .collect();
        let expected = [("黄寺岗镇", false), ("史寨村", true), ("史寨村第1村民组", true), ("史寨村第2村民组", true)];
        assert_eq!(nodes, expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn depth_ends_the_tree_and_an_unreached_root_is_not_found() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let clerk = world.client(world.person("李文书", Role::Clerk, &town.town));
        let count = async |path: &str| clerk.get(path).await.good()["areas"].as_array().unwrap().len();
        assert_eq!(count("/api/v1/areas/tree").await, 7);
        assert_eq!(count("/api/v1/areas/tree?depth=1").await, 3);
        assert_eq!(count(&format!("/api/v1/areas/tree?root={}&depth=0", town.villages[0].id)).await, 2);
        let worker = world.client(world.person("王网格", Role::GridWorker, &town.grids[0]));
        let path = format!("/api/v1/areas/tree?root={}", town.villages[1].id);
        assert_eq!(worker.get(&path).await.code(), "not_found");
    }
}
