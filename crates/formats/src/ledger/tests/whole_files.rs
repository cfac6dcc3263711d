//! Whole files: a grid system's template with rows in it, and a list as untidy as a clerk sends it.

use gridward_domain::households::Relation;
use gridward_domain::identity::Document;
use rust_xlsxwriter::Workbook;

use super::{Ledger, Outcome, Source, options, read_bytes};

/// Rows with `|` between cells.
const TEMPLATE: [&str; 5] = [
    "姓名|与其他人员关系|身份证号|性别|出生日期|联系电话|现住小区/建筑|门牌地址|所属网格|人员类型|是否重点人员|重点类别|户籍小区/建筑|户籍地址|户编号|是否人户分离|实际居住地|是否已迁出|迁出日期|迁往地|是否已死亡|死亡日期|民族|政治面貌|婚姻状况|文化程度|工作学习情况|健康状况|备注",
    "必填，真实姓名|户主、配偶、子女等（可选）|必填，18位|男/女|YYYYMMDD|多个电话用;分隔|系统内小区名称|如1单元101室|自动关联|常住人口/流动人口|1=是，0=否|用,分隔|可选|可选|如有则填写|1=是，0=否|可选|1=是，0=否|YYYYMMDD|可选|1=是，0=否|YYYYMMDD|可选|可选|可选|可选|可选|可选|可选",
    "李伟|户主|419999200608221816|男|20060822|15471410667;15471410668|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||汉族|群众|未婚|高中|在校|良好|",
    "王丽娟|配偶|419999199901023063|女||15461939504|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||||||||",
    "吴蕾|租户|41999919911229029X||||阳光小区|1单元102室|第一网格|流动人口|0|||||0||0|||0||||||||",
];

/// A template as grid systems hand out: 29 columns, a row of notes below the head, an explaining second sheet.
fn template(lines: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in lines.iter().enumerate() {
        for (column, text) in cells.split('|').enumerate() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let notes = book.add_worksheet();
    notes.write_string(0, 0, "必填列：姓名、身份证号、联系电话、现住小区/建筑").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_filled_template_goes_in_without_any_mapping() {
    let mut ledger = Ledger::open(Source::bytes(template(&TEMPLATE)), &options()).unwrap();
    assert_eq!(ledger.sheets_left_out(), ["Sheet2"]);
    let rows: Vec<_> = ledger.by_ref().map(Result::unwrap).collect();
    assert_eq!(rows.iter().map(|row| row.outcome).collect::<Vec<_>>(), [Outcome::Accepted; 3]);
    assert_eq!(rows.iter().map(|row| row.resident.household).collect::<Vec<_>>(), [0, 0, 1]);
    assert_eq!(rows[0].resident.relation, Some(Relation::Head));
    assert_eq!((rows[0].resident.building.as_str(), rows[0].resident.address.as_str()), ("阳光小区", "1单元101室"));
    assert_eq!(ledger.summary().skipped.notes, 1);
}

/// A grid system's own template on this machine, empty but for head and notes, so named by whoever wants it tested: its
/// licence keeps it out of this repository. The template above has the same head and the same notes.
fn real_template() -> Option<Vec<u8>> {
    let file = std::env::var_os("GRIDWARD_TEST_TEMPLATE")?;
    Some(std::fs::read(file).unwrap())
}

#[test]
fn an_empty_template_is_understood_column_by_column() {
    for bytes in [Some(template(&TEMPLATE[..2])), real_template()].into_iter().flatten() {
        let mut ledger = Ledger::open(Source::bytes(bytes), &options()).unwrap();
        let map = &ledger.layouts()[0].map;
        assert_eq!(map.columns.len(), 29);
        assert_eq!(map.columns.iter().filter(|column| column.field.is_some()).count(), 14);
        assert_eq!(ledger.next().map(Result::unwrap).map(|row| row.row), None, "the notes row is no resident");
        assert_eq!(ledger.summary().skipped.notes, 1);
    }
}

#[test]
fn the_untidy_roster_reads_the_same_in_every_file_format() {
    let files: [&[u8]; 3] = [
        include_bytes!("../../../tests/data/roster/untidy.xlsx"),
        include_bytes!("../../../tests/data/roster/untidy_gb18030.csv"),
        include_bytes!("../../../tests/data/roster/untidy_utf8bom.csv"),
    ];
    let readings = files.map(|bytes| {
        let (rows, summary) = read_bytes(bytes.to_vec());
        assert_eq!((summary.rows, rows.len()), (138, 138));
        assert_eq!(rows.iter().filter(|row| row.resident.name.text == "周桂英").count(), 2);
        let told = rows.into_iter().map(|row| {
            let number = row.resident.document.as_ref().map(Document::masked);
            let codes: Vec<_> = row.problems.iter().map(|problem| problem.kind.code).collect();
            (row.outcome, row.resident.name.text, number, row.resident.phones, row.resident.village, codes)
        });
        told.collect::<Vec<_>>()
    });
    for other in &readings[1..] {
        for (one, other) in readings[0].iter().zip(other) {
            assert_eq!(one, other);
        }
    }
    let count = |outcome| readings[0].iter().filter(|row| row.0 == outcome).count();
    assert_eq!((count(Outcome::Duplicate), count(Outcome::Asked)), (2, 17));
}
