//! The people-import form of a grid system (人员导入模板): 29 columns, a row of notes below the head, no column for the
//! village, an explaining second sheet.

use std::path::Path;

use gridward_domain::access::Role;
use gridward_formats::table::{self, Limits, Source};
use gridward_testkit::{World, both_engines};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use super::{doors_of, uploaded};

/// Head and notes, `|` between cells.
const HEAD: [&str; 2] = [
    "姓名|与其他人员关系|身份证号|性别|出生日期|联系电话|现住小区/建筑|门牌地址|所属网格|人员类型|是否重点人员|重点类别|户籍小区/建筑|户籍地址|户编号|是否人户分离|实际居住地|是否已迁出|迁出日期|迁往地|是否已死亡|死亡日期|民族|政治面貌|婚姻状况|文化程度|工作学习情况|健康状况|备注",
    "必填，真实姓名|户主、配偶、子女等（可选）|必填，18位|男/女|YYYYMMDD|多个电话用;分隔|系统内小区名称|如1单元101室|自动关联|常住人口/流动人口|1=是，0=否|用,分隔|可选|可选|如有则填写|1=是，0=否|可选|1=是，0=否|YYYYMMDD|可选|1=是，0=否|YYYYMMDD|可选|可选|可选|可选|可选|可选|可选",
];
/// Nobody: the county code 419999 was never given out.
const PEOPLE: [&str; 3] = [
    "李伟|户主|419999200608221816|男|20060822|15471410667;15471410668|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||汉族|群众|未婚|高中|在校|良好|",
    "王丽娟|配偶|419999199901023063|女||15461939504|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||||||||",
    "吴蕾|租户|41999919911229029X|||15461939505|阳光小区|1单元102室|第2网格|流动人口|0|||||0||0|||0||||||||",
];

/// The form as it is handed out, where this machine has it: its licence keeps it out of this repository.
fn handed_out() -> Option<Vec<Vec<String>>> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/forms/chinese_grid_templates");
    let file = std::env::var_os("GRIDWARD_TEST_TEMPLATE").map_or(beside.join("人员导入模板.xlsx"), Into::into);
    let bytes = std::fs::read(file).ok()?;
    let mut sheets = table::open(Source::bytes(bytes), &Limits::default()).unwrap().into_iter();
    let rows = sheets.next().unwrap().take(2).map(Result::unwrap);
    Some(rows.map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect())
}

fn cells(line: &str) -> Vec<String> {
    line.split('|').map(str::to_owned).collect()
}

/// The form with the invented people filled in.
fn filled(head: &[Vec<String>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in head.iter().cloned().chain(PEOPLE.iter().map(|line| cells(line))).enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), text).unwrap();
        }
    }
    let notes = book.add_worksheet();
    notes.write_string(0, 0, "必填列：姓名、身份证号、联系电话、现住小区/建筑").unwrap();
    book.save_to_buffer().unwrap()
}

fn code_of(problem: &Value) -> &str {
    problem["code"].as_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filled_template_goes_into_the_village_that_is_chosen_without_any_mapping_by_hand() {
    for engine in both_engines() {
        for head in [Some(HEAD.map(cells).to_vec()), handed_out()].into_iter().flatten() {
            assert_eq!(head[0].len(), 29);
            let world = World::new(engine);
            let town = world.town();
            let person = world.person("赵文书", Role::Clerk, &town.town);
            let clerk = world.client(person);
            let found = uploaded(&world, person, "人员导入.xlsx", &filled(&head)).await;
            assert_eq!(found["sheets"].as_array().unwrap().len(), 1, "the notes are no ledger");
            assert_eq!(found["sheets"][0]["sample"].as_array().unwrap().len(), PEOPLE.len());
            let path = format!("/api/v1/households/import/{}", found["upload"].as_str().unwrap());

            // No column names a village: with the whole town every row has to be asked about.
            let whole = clerk.post(&format!("{path}/preview"), json!({ "area_id": town.town.id })).await.good();
            assert_eq!((&whole["accepted"], &whole["asked"]), (&json!(0), &json!(PEOPLE.len())), "{whole}");
            assert!(whole["problems"].as_array().unwrap().iter().all(|one| code_of(one) == "village_missing"));

            let into = json!({ "area_id": town.villages[1].id });
            let seen = clerk.post(&format!("{path}/preview"), into.clone()).await.good();
            assert_eq!((&seen["accepted"], &seen["problem_count"]), (&json!(PEOPLE.len()), &json!(0)), "{seen}");
            let mut run = into;
            run["mode"] = json!("all_or_nothing");
            let done = clerk.post(&format!("{path}/run"), run).await.good();
            assert_eq!((&done["residents"], &done["households"]), (&json!(3), &json!(2)), "{done}");
            assert_eq!(doors_of(&clerk, town.grids[2].id).await, vec![("1单元101室".to_owned(), 2)]);
            assert_eq!(doors_of(&clerk, town.grids[3].id).await, vec![("1单元102室".to_owned(), 1)]);
        }
    }
}

/// A ledger with a sheet for each group, as villages keep them: other columns on each, one name of a column on both.
fn two_sheets() -> Vec<u8> {
    let mut book = Workbook::new();
    for lines in [
        ["姓名|身份证号|村民组|门牌号|甲栏", "李伟|419999200608221816|1组|1号|15471410667"],
        ["门牌号|村民组|甲栏|姓名|出生日期", "2号|2组|15461939505|吴蕾|1991-12-29"],
    ] {
        let sheet = book.add_worksheet();
        for (row, line) in lines.iter().enumerate() {
            for (column, text) in cells(line).iter().enumerate() {
                sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_column_holds_on_every_sheet_that_has_one_of_its_name() {
    for engine in both_engines() {
        let world = World::new(engine);
        let town = world.town();
        let person = world.person("赵文书", Role::Clerk, &town.town);
        let clerk = world.client(person);
        let found = uploaded(&world, person, "台账.xlsx", &two_sheets()).await;
        let sheets = found["sheets"].as_array().unwrap();
        assert!(sheets.iter().all(|sheet| sheet["sample"].as_array().unwrap().len() == 1), "{found}");
        let mut columns = Vec::new();
        for column in sheets.iter().flat_map(|sheet| sheet["map"]["columns"].as_array().unwrap()) {
            let mut column = column.clone();
            if column["header"] == "甲栏" {
                assert_eq!(column["not_taken"], "unknown");
                column = json!({ "header": "甲栏", "field": "phone" });
            }
            if !columns.iter().any(|known: &Value| known["header"] == column["header"]) {
                columns.push(column);
            }
        }
        let run = json!({ "area_id": town.villages[1].id, "map": { "columns": columns }, "mode": "all_or_nothing" });
        let path = format!("/api/v1/households/import/{}/run", found["upload"].as_str().unwrap());
        let done = clerk.post(&path, run).await.good();
        assert_eq!(done["residents"], 2, "{done}");
        for (phone, name) in [("15471410667", "李伟"), ("15461939505", "吴蕾")] {
            let hits = clerk.post("/api/v1/households/search", json!({ "q": phone })).await.good();
            assert_eq!(hits["items"][0]["resident"]["name"], name);
        }
    }
}
