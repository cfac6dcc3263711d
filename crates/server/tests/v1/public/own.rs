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

/// 李伟, who registered by themselves in a response that goes by a programme, and is verified; answers the code.
async fn under_measure(office: &mut crate::plans::Office, browser: &Browser) -> String {
    office.in_force(&[crate::plans::ZHANGJIANG]).await;
    let body = json!({ "response_id": office.response, "kind": "checkpoint", "area_id": office.town.town.id,
        "label": "高速路口卡点" });
    let page = office.clerk.post("/api/v1/arrivals/posters", body).await.good()["path"].as_str().unwrap().to_owned();
    let code = send(browser, &page, &li(&office.town.grids[0].id.to_string())).await.code();
    let list = office.clerk.get(&format!("/api/v1/arrivals?response={}", office.response)).await.good();
    let verify = format!("{}/verify", crate::arrivals::path(&list["items"][0]));
    office.clerk.post(&verify, json!({ "rev": 1, "by": "visit" })).await.good();
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn their_page_says_the_rule_its_end_what_comes_next_and_who_has_looked() {
    for engine in both_engines() {
        let mut office = crate::plans::Office::on(engine).await;
        let browser = Browser::new(&office.world);
        let code = under_measure(&mut office, &browser).await;
        let path = format!("/p/r/{code}");
        let page = browser.get(&path).await.text;
        for word in ["管控措施", "解除日期", "2022-04-17", "依据", "接下来", "2022-04-16", "随访"] {
            assert!(page.contains(word), "{word}: {page}");
        }
        assert!(page.contains("还没有人单独打开过"), "{page}");
        let list = office.clerk.get(&format!("/api/v1/arrivals?response={}", office.response)).await.good();
        let arrival = crate::arrivals::path(&list["items"][0]);
        office.clerk.get(&arrival).await.good();
        let unmask = json!({ "field": "phone", "reason": "打电话核实" });
        office.clerk.post(&format!("{arrival}/unmask"), unmask).await.good();
        let page = browser.get(&path).await.text;
        assert!(page.contains("专班人员 看了报备") && page.contains("专班人员 看了完整号码"), "{page}");
        assert!(!page.contains("赵文书") && !page.contains("打电话核实"), "{page}");
        let english = browser.get(&format!("{path}?lang=en")).await.text;
        assert!(english.contains("saw a number in full") && english.contains("Released on"), "{english}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_released_reads_it_on_their_page_with_the_day_and_the_document() {
    for engine in both_engines() {
        let mut office = crate::plans::Office::on(engine).await;
        let browser = Browser::new(&office.world);
        let code = under_measure(&mut office, &browser).await;
        assert!(!browser.get(&format!("/p/r/{code}")).await.text.contains("解除通知"));
        for day in ["2022-04-15", "2022-04-16"] {
            for due in office.due(day).await {
                let well = crate::follow_ups::reported(&office, "seen_well");
                crate::follow_ups::report(&office, &due, well).await.good();
            }
            office.next_day().await;
        }
        let page = browser.get(&format!("/p/r/{code}")).await.text;
        for word in ["已解除", "解除通知", "自 2022-04-17 起解除", "依据"] {
            assert!(page.contains(word), "{word}: {page}");
        }
    }
}
