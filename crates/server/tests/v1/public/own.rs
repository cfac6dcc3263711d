use gridward_testkit::{World, both_engines};
use serde_json::json;

use super::{Browser, li, poster, send};
use crate::arrivals::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_returnee_corrects_their_registration_with_the_code_and_the_values_before_are_kept() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let mut fields = li(&office.town.grids[0].id.to_string());
        set(&mut fields, "here", "no");
        set(&mut fields, "day", "2022-04-20");
        let code = send(&browser, &page, &fields).await.code();
        let correct = format!("/p/r/{code}/correct");
        let form = browser.get(&correct).await;
        assert!(form.text.contains("value=\"李伟\"") && !form.text.contains(crate::households::PHONE));
        set(&mut fields, "here", "yes");
        set(&mut fields, "day", "2022-04-15");
        set(&mut fields, "area", &office.town.grids[2].id.to_string());
        set(&mut fields, "document", "");
        set(&mut fields, "phone", "");
        set(&mut fields, "s0_province", "44");
        let sent = send(&browser, &correct, &fields).await;
        assert!(sent.status == 200 && sent.text.contains("更正已保存"), "{}", sent.text);
        let list = office.clerk.get(&format!("/api/v1/arrivals?response={}", office.response)).await.good();
        let li = &list["items"][0];
        assert_eq!((&li["state"], &li["grid_id"]), (&json!("arrived"), &json!(office.town.grids[2].id)));
        assert_eq!((&li["origin_code"], &li["phone"]), (&json!("44"), &json!("154****0667")));
        let seen = office.clerk.get(&format!("/api/v1/arrivals/{}", li["id"].as_str().unwrap())).await.good();
        assert_eq!(seen["history"][0]["verb"], "arrivals.edit");
        assert_eq!(seen["history"][0]["before"]["stays"][0]["area_code"], "310115");
        assert_eq!(office.counts().await, [("arrived".to_owned(), 1)]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_registers_a_strangers_name_learns_nothing_of_the_stranger() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let first = office.register(office.li()).await;
        let verify = json!({ "rev": 1, "by": "visit" });
        office.clerk.post(&format!("{}/verify", crate::arrivals::path(&first)), verify).await.good();
        let sent = send(&browser, &page, &li(&office.town.grids[2].id.to_string())).await;
        let own = browser.get(&format!("/p/r/{}", sent.code())).await;
        for page in [&sent.text, &own.text] {
            assert!(!page.contains("重复") && !page.contains("已核实"), "{page}");
        }
    }
}

fn set(fields: &mut [(&'static str, String)], name: &str, value: &str) {
    fields.iter_mut().filter(|(field, _)| *field == name).for_each(|field| field.1 = value.to_owned());
}
