use gridward_testkit::both_engines;
use serde_json::json;

use super::Town;

/// As many places as the largest national list added at once.
const PLACES: usize = 21_200;

#[tokio::test(flavor = "multi_thread")]
async fn a_national_list_goes_in_at_once_and_out_again() {
    let rows: Vec<String> =
        (0..PLACES).map(|number| format!("中风险,吉林省,吉林市,昌邑区,延江街道第{number}居民小区")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for engine in both_engines() {
        let mut town = Town::on(engine).await;
        let list = town.in_force(&rows).await;
        assert_eq!(list["added"], json!(PLACES));
        let removed = town.in_force(&["高风险,北京市,北京市,朝阳区,酒仙桥街道二街坊"]).await;
        assert_eq!(removed["removed"], json!(PLACES));
    }
}
