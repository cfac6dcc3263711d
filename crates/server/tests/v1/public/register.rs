use gridward_domain::access::Role;
use gridward_domain::areas::Level;
use gridward_server::areas::NewArea;
use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{Browser, li, poster, send};
use crate::arrivals::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_returnee_registers_without_script_or_log_in_and_the_grid_worker_sees_it() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let grid = &office.town.grids[0];
        let mut fields = li(&grid.id.to_string());
        fields.extend([("c0_name", "王秀英".to_owned()), ("c0_document", String::new())]);
        let sent = send(&browser, &page, &fields).await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        let worker = world.client(world.person("周网格", Role::GridWorker, grid));
        let list = worker.get(&format!("/api/v1/arrivals?response={}", office.response)).await.good();
        let (li, wife) = (&list["items"][0], &list["items"][1]);
        assert_eq!((&li["name"], &li["channel"]), (&json!("李伟"), &json!("self")));
        assert_eq!((&li["how_known"], &li["origin_code"]), (&json!("self_reported"), &json!("310115")));
        assert_eq!(li["origin"], "上海市浦东新区川沙镇");
        assert_eq!((&wife["name"], &wife["companions_of"]), (&json!("王秀英"), &li["id"]));
        let own = browser.get(&format!("/p/r/{}", sent.code())).await;
        assert!(own.text.contains("李伟") && own.text.contains("已返待核实") && own.text.contains("周网格"));
        assert!(!own.text.contains(crate::households::NUMBER), "no number is shown");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_registers_nobody_again_and_a_changed_form_is_not_kept_silently() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let form = browser.get(&page).await;
        let (token, answer) = (form.token(), form.answer());
        let mut fields = li(&office.town.grids[0].id.to_string());
        fields.extend([("token", token), ("answer", answer)]);
        let press = |fields: &[(&'static str, String)]| {
            let fields: Vec<(&str, String)> = fields.to_vec();
            let (browser, page) = (&browser, &page);
            async move {
                let borrowed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                browser.post(page, &borrowed).await
            }
        };
        let (one, other) = (press(&fields).await, press(&fields).await);
        assert_eq!(one.code(), other.code());
        assert!(!other.text.contains("没有保存"));
        fields.iter_mut().filter(|(name, _)| *name == "place").for_each(|field| field.1 = "5号".to_owned());
        let changed = press(&fields).await;
        assert_eq!(changed.code(), one.code());
        assert!(changed.text.contains("没有保存"), "{}", changed.text);
        assert_eq!(office.counts().await, [("arrived".to_owned(), 1)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_and_lines_come_from_the_server_and_write_nothing() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let step = |fields: Vec<(&'static str, &'static str)>| {
            let (browser, page) = (&browser, &page);
            async move { browser.post(page, &fields).await.text }
        };
        let cities = step(vec![("do", "areas"), ("s0_province", "44"), ("s0_place", "")]).await;
        assert!(cities.contains("深圳市") && !cities.contains("南山区"));
        let counties = step(vec![("do", "areas"), ("s0_province", "44"), ("s0_city", "4403"), ("s0_place", "")]).await;
        assert!(counties.contains("南山区"));
        let along = step(vec![("do", "companion"), ("name", "李伟"), ("s0_place", "")]).await;
        assert!(along.contains("c0_name") && along.contains("value=\"李伟\""));
        let more = step(vec![("do", "stay"), ("s0_place", "深圳"), ("s0_from", ""), ("s0_to", "")]).await;
        assert!(more.contains("s1_place") && !more.contains("s2_place"));
        assert_eq!(office.counts().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_its_question_and_nothing_typed_is_lost() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let grid = office.town.grids[0].id.to_string();
        let with = |name: &str, value: &str| {
            let mut fields = li(&grid);
            fields.iter_mut().filter(|(field, _)| *field == name).for_each(|field| field.1 = value.to_owned());
            fields
        };
        let cases = [
            (with("name", "<script>"), "#name"),
            (with("phone", "154"), "#phone"),
            (with("document", "419999198208197361"), "#document"),
            (with("area", ""), "#area"),
            (with("area", &office.town.town.id.to_string()), "#area"),
            (with("day", "2022-04-16"), "#day"),
            (with("s0_from", ""), "#s0_place"),
            (with("s0_to", "2022-03-31"), "#s0_place"),
        ];
        for (fields, link) in cases {
            let sent = send(&browser, &page, &fields).await;
            assert_eq!(sent.status, 422, "{link}");
            assert!(sent.text.contains(&format!("href=\"{link}\"")), "{link}: {}", sent.text);
            assert!(sent.text.contains("川沙镇") && !sent.text.contains("<script>\""));
        }
        assert_eq!(office.counts().await, []);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_speaks_english_when_asked_and_a_closed_one_says_so() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        assert!(browser.get(&page).await.text.contains("提交报备"));
        assert!(browser.get(&format!("{page}?lang=en")).await.text.contains("Which village and group"));
        let whole = browser.get(&format!("/p/{}", office.response)).await;
        assert_eq!(whole.status, 200);
        let policy = whole.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        let sheet = browser.get(&format!("{page}/poster")).await;
        assert!(sheet.text.contains("<svg") && sheet.text.contains("高速路口卡点"));
        let code = page.trim_start_matches("/p/");
        office.clerk.post(&format!("/api/v1/arrivals/posters/{code}/end"), json!({})).await.good();
        let closed = browser.get(&page).await;
        assert_eq!((closed.status, closed.text.contains("已经关闭")), (404, true));
        assert_eq!(browser.get("/p/NOSUCHPOSTER").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_whole_town_travels_in_less_than_twenty_kilobytes() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let office = Office::new(&world);
    let town = office.town.town.id;
    world
        .run(move |tx, ctx| {
            for village in 1..=11 {
                let name = format!("新建{village}村");
                let below = |parent_id, level, name: &str| NewArea { parent_id, level, name: name.to_owned() };
                let village = gridward_server::areas::create(tx, ctx, &below(town, Level::Village, &name))?;
                for group in 1..=12 {
                    let name = format!("第{group}村民组");
                    gridward_server::areas::create(tx, ctx, &below(village.id, Level::Grid, &name))?;
                }
            }
            Ok(())
        })
        .unwrap();
    let (browser, page) = (Browser::new(&world), poster(&office).await);
    let form = browser.get(&page).await;
    let styles = form.text.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (html, css) = (browser.bytes_of(&page).await, browser.bytes_of(styles).await);
    assert!(form.text.matches("<option").count() > 200, "a whole town");
    assert!(html + css < 20_000, "{html} + {css}");
}
