//! A template of our own, and files that lie beside the repository on machines that have them.

use std::path::PathBuf;

use gridward_domain::identity::Document;

use super::{Outcome, read_bytes};
use crate::ledger::Ledger;
use crate::table::Source;

/// Rows with `|` between cells.
pub(super) const TEMPLATE: [&str; 5] = [
    "姓名|与其他人员关系|身份证号|性别|出生日期|联系电话|现住小区/建筑|门牌地址|所属网格|人员类型|是否重点人员|重点类别|户籍小区/建筑|户籍地址|户编号|是否人户分离|实际居住地|是否已迁出|迁出日期|迁往地|是否已死亡|死亡日期|民族|政治面貌|婚姻状况|文化程度|工作学习情况|健康状况|备注",
    "必填，真实姓名|户主、配偶、子女等（可选）|必填，18位|男/女|YYYYMMDD|多个电话用;分隔|系统内小区名称|如1单元101室|自动关联|常住人口/流动人口|1=是，0=否|用,分隔|可选|可选|如有则填写|1=是，0=否|可选|1=是，0=否|YYYYMMDD|可选|1=是，0=否|YYYYMMDD|可选|可选|可选|可选|可选|可选|可选",
    "李伟|户主|419999200608221816|男|20060822|15471410667;15471410668|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||汉族|群众|未婚|高中|在校|良好|",
    "王丽娟|配偶|419999199901023063|女||15461939504|阳光小区|1单元101室|第一网格|常住人口|0||||H001|0||0|||0||||||||",
    "吴蕾|租户|41999919911229029X||||阳光小区|1单元102室|第一网格|流动人口|0|||||0||0|||0||||||||",
];

fn shared(path: &str) -> Option<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    folder.is_dir().then(|| std::fs::read(folder.join(path)).unwrap())
}

#[test]
fn a_real_template_is_understood_column_by_column() {
    let Some(bytes) = shared("forms/chinese_grid_templates/人员导入模板.xlsx") else { return };
    let mut ledger = Ledger::open(Source::bytes(bytes), &super::options()).unwrap();
    let map = &ledger.layouts()[0].map;
    assert_eq!(map.columns.len(), 29);
    assert_eq!(map.columns.iter().filter(|column| column.field.is_some()).count(), 14);
    assert_eq!(ledger.next().map(Result::unwrap).map(|row| row.row), None, "the notes row is no resident");
    assert_eq!(ledger.summary().skipped.notes, 1);
}

#[test]
fn the_untidy_roster_reads_the_same_in_every_file_format() {
    let name = "roster/返乡人员台账_乱";
    let files = [".xlsx", "_gb18030.csv", "_utf8bom.csv"].map(|ending| shared(&format!("{name}{ending}")));
    let mut readings = Vec::new();
    for bytes in files.into_iter().flatten() {
        let (rows, summary) = read_bytes(bytes);
        assert_eq!((summary.rows, rows.len()), (138, 138));
        assert_eq!(rows.iter().filter(|row| row.resident.name.text == "周桂英").count(), 2);
        readings.push(
            rows.into_iter()
                .map(|row| {
                    let number = row.resident.document.as_ref().map(Document::masked);
                    let codes: Vec<_> = row.problems.iter().map(|problem| problem.kind.code).collect();
                    (row.outcome, row.resident.name.text, number, row.resident.phones, row.resident.village, codes)
                })
                .collect::<Vec<_>>(),
        );
    }
    for pair in readings.windows(2) {
        for (one, other) in pair[0].iter().zip(&pair[1]) {
            assert_eq!(one, other);
        }
    }
    if let Some(rows) = readings.first() {
        assert!(rows.iter().any(|row| row.0 == Outcome::Duplicate), "the roster names one person twice");
    }
}
