use gridward_testkit::{World, both_engines};
use sha2::{Digest as _, Sha256};

use super::{Browser, li, poster, send};
use crate::arrivals::Office;

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_fills_in_everything_or_answers_nothing_is_declined() {
    for engine in both_engines() {
        let world = World::new(engine);
        let office = Office::new(&world);
        let (browser, page) = (Browser::new(&world), poster(&office).await);
        let grid = office.town.grids[0].id.to_string();
        let mut trapped = li(&grid);
        trapped.push(("website", "x".to_owned()));
        assert_eq!(send(&browser, &page, &trapped).await.status, 422);
        let form = browser.get(&page).await;
        let fields = li(&grid);
        let mut unanswered: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post(&page, &unanswered).await.status, 422);
        let token = form.token();
        unanswered.extend([("token", token.as_str()), ("answer", "99")]);
        let wrong = browser.post(&page, &unanswered).await;
        assert_eq!((wrong.status, wrong.token()), (422, token.clone()));
        let forged = token.replacen('.', "1.", 1);
        let answer = super::answer(&token);
        let mut other: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        other.extend([("token", forged.as_str()), ("answer", answer.as_str())]);
        assert_eq!(browser.post(&page, &other).await.status, 422);
        world.clock.advance(25 * 3_600_000);
        other.pop();
        other.pop();
        other.extend([("token", token.as_str()), ("answer", answer.as_str())]);
        assert_eq!(browser.post(&page, &other).await.status, 422, "a page that lay open for more than a day");
        assert_eq!(office.counts_as_operator(&world), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_worked_need_not_answer_the_sum() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let office = Office::new(&world);
    let (browser, page) = (Browser::new(&world), poster(&office).await);
    let token = browser.get(&page).await.token();
    let worked = |nonce: &u64| Sha256::digest(format!("{token}:{nonce}")).starts_with(&[0, 0]);
    let nonce = (0..u64::MAX).find(worked).unwrap().to_string();
    let fields = li(&office.town.grids[0].id.to_string());
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.extend([("token", token.as_str()), ("nonce", nonce.as_str())]);
    assert_eq!(browser.post(&page, &all).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_sends_too_many_has_to_wait() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let office = Office::new(&world);
    let (browser, page) = (Browser::new(&world), poster(&office).await);
    let fields = li(&office.town.grids[0].id.to_string());
    for _ in 0..30 {
        assert_eq!(send(&browser, &page, &fields).await.status, 200);
    }
    let refused = send(&browser, &page, &fields).await;
    assert_eq!(refused.status, 429);
    assert!(refused.text.contains("川沙镇"), "nothing typed is lost");
    world.clock.advance(10 * 60_000);
    assert_eq!(send(&browser, &page, &fields).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_can_not_be_guessed_one_after_the_other() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let office = Office::new(&world);
    let (browser, page) = (Browser::new(&world), poster(&office).await);
    let code = send(&browser, &page, &li(&office.town.grids[0].id.to_string())).await.code();
    for _ in 0..30 {
        assert_eq!(browser.get("/p/r/AAAA-BBBB-CCCC").await.status, 404);
    }
    assert_eq!(browser.get(&format!("/p/r/{code}")).await.status, 429);
    world.clock.advance(10 * 60_000);
    for _ in 0..40 {
        assert_eq!(browser.get(&format!("/p/r/{}", code.to_lowercase())).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_no_form_is_declined() {
    let world = World::new(gridward_database::Engine::Sqlite);
    let office = Office::new(&world);
    let (browser, page) = (Browser::new(&world), poster(&office).await);
    let long = "x".repeat(70_000);
    assert_eq!(browser.post(&page, &[("name", &long)]).await.status, 413);
}
