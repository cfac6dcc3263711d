use super::{Layout, RowKind};
use crate::header::Field;
use crate::table::{Cell, Row};

fn row(number: u32, cells: &[&str]) -> Row {
    Row { number, cells: cells.iter().map(|text| Cell::text(*text)).collect() }
}

fn taken(layout: &Layout) -> Vec<Field> {
    layout.map.columns.iter().filter_map(|column| column.field).collect()
}

#[test]
fn a_head_below_a_title_is_found() {
    let rows = [
        row(1, &["黄寺岗镇居民台账"]),
        row(2, &["填报单位：黄寺岗镇", "", "填报时间：2022年4月3日"]),
        row(4, &["序号", "姓名", "性别", "身份证号码"]),
        row(5, &["1", "李伟", "男", "419999200608221816"]),
    ];
    let layout = Layout::find("表", &rows, None).unwrap();
    assert_eq!(layout.header_rows, (4, 4));
    assert_eq!(taken(&layout), [Field::Name, Field::Sex, Field::Document]);
}

#[test]
fn two_rows_of_names_are_joined() {
    let rows = [
        row(3, &["序号", "姓名", "家庭住址", "", "返乡来源", ""]),
        row(4, &["", "", "村（社区）", "村民组", "返乡前所在地", "返乡时间"]),
        row(5, &["1", "李伟", "新建村", "3组", "固始县", "2022-03-20"]),
    ];
    let layout = Layout::find("", &rows, None).unwrap();
    assert_eq!(layout.header_rows, (3, 4));
    assert_eq!(layout.header(3), "家庭住址/村民组");
    assert_eq!(taken(&layout), [Field::Name, Field::Village, Field::Group]);
}

#[test]
fn a_row_of_data_is_no_second_line() {
    let rows = [row(1, &["户主姓名", "姓名", "关系", "村"]), row(2, &["李伟", "王芳", "户主", "社区"])];
    let layout = Layout::find("", &rows, None).unwrap();
    assert_eq!(layout.header_rows, (1, 1));
}

#[test]
fn rows_below_the_head_are_told_apart() {
    let head = row(1, &["序号", "姓名", "身份证号", "出生日期", "备注"]);
    let layout = Layout::find("", std::slice::from_ref(&head), None).unwrap();
    let kind = |cells: &[&str]| layout.kind_of(&row(9, cells), false);
    assert_eq!(kind(&["序号", "姓名", "身份证号", "出生日期"]), RowKind::Head);
    assert_eq!(kind(&["", "小计", "", "", "91人"]), RowKind::Subtotal);
    assert_eq!(kind(&["合计", "", "", "", ""]), RowKind::Subtotal);
    assert_eq!(kind(&["注：1.身份证号请核对；2.每日17时前报镇防控办。"]), RowKind::Note);
    assert_eq!(kind(&["1", "合计芳", "419999200608221816", "", ""]), RowKind::Data);
    assert_eq!(kind(&["", "李伟"]), RowKind::Data);
    let notes = row(2, &["", "必填，真实姓名", "必填，18位身份证号", "YYYYMMDD", ""]);
    assert_eq!(layout.kind_of(&notes, true), RowKind::Note);
}

#[test]
fn a_table_without_a_name_column_is_no_ledger() {
    let rows = [row(1, &["小区名称", "类型", "详细地址"]), row(2, &["阳光小区", "住宅", "解放路1号"])];
    assert_eq!(Layout::find("", &rows, None), None);
}
