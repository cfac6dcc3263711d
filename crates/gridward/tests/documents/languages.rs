use std::collections::BTreeSet;
use std::path::Path;

/// The names of the pages for roles, without what tells the language.
fn pages(is_chinese: bool) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/roles");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let of_language = names.filter(|name| name.ends_with(".zh-CN.md") == is_chinese);
    of_language.map(|name| name.trim_end_matches(".md").trim_end_matches(".zh-CN").to_owned()).collect()
}

#[test]
fn each_page_for_a_role_is_there_in_chinese_and_in_english() {
    assert!(!pages(true).is_empty());
    assert_eq!(pages(true), pages(false));
}
