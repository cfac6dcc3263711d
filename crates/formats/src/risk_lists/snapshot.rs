//! The snapshot of the national query service: JSON with totals, and lists of counties with their places.

use gridward_domain::risk_areas::{ListedPlace, RiskLevel};
use serde_json::Value;

use super::as_of::moment_in;
use super::{At, RiskList, RiskListError, RiskListProblem};

const LISTS: [(&str, &str, RiskLevel); 3] = [
    ("highlist", "hcount", RiskLevel::High),
    ("middlelist", "mcount", RiskLevel::Medium),
    ("lowlist", "lcount", RiskLevel::Low),
];

/// Reads the JSON; what is not as it should be is told by its path.
pub(super) fn read(text: &str) -> Result<RiskList, RiskListError> {
    let text = text.trim_start_matches('\u{feff}');
    let whole: Value = serde_json::from_str(text)
        .map_err(|error| RiskListError::BadJson { line: error.line(), column: error.column() })?;
    let (root, data) = match whole.get("data") {
        Some(data) => ("data.", data),
        None => ("", &whole),
    };
    if !LISTS.iter().any(|(list, ..)| data.get(list).is_some()) {
        return Err(RiskListError::NotARiskList);
    }
    let time = data.get("end_update_time").and_then(Value::as_str);
    let mut list = RiskList { as_of: time.and_then(|time| moment_in(time, None)), ..RiskList::default() };
    for (name, count, level) in LISTS {
        if let Some(number) = data.get(count).and_then(number) {
            list.declared.put(level, number);
        }
        match data.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::Array(groups)) => {
                for (at, group) in groups.iter().enumerate() {
                    add_group(&mut list, &format!("{root}{name}[{at}]"), level, group);
                }
            }
            Some(_) => list.problems.push(wrong(format!("{root}{name}"), "一个列表", "a list")),
        }
    }
    Ok(list)
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).or_else(|| value.as_str()?.trim().parse().ok())
}

fn add_group(list: &mut RiskList, path: &str, level: RiskLevel, group: &Value) {
    let part = |name: &str| group.get(name).and_then(Value::as_str).unwrap_or_default();
    let parts = [part("province"), part("city"), part("county")];
    if parts.iter().all(|part| part.is_empty()) {
        list.problems.push(wrong(
            format!("{path}.province"),
            "省、市、县的名称",
            "the names of province, city and county",
        ));
    }
    let Some(texts) = group.get("communitys").and_then(Value::as_array).filter(|texts| !texts.is_empty()) else {
        list.problems.push(wrong(format!("{path}.communitys"), "地点的列表", "a list of places"));
        return;
    };
    for (at, text) in texts.iter().enumerate() {
        match text.as_str().filter(|text| !text.trim().is_empty()) {
            Some(text) => list.places.push(ListedPlace::new(level, parts, text)),
            None => list.problems.push(wrong(format!("{path}.communitys[{at}]"), "地点的文字", "the words of a place")),
        }
    }
}

fn wrong(path: String, zh: &str, en: &str) -> RiskListProblem {
    RiskListProblem::new(
        At::Path(path),
        "value_missing",
        format!("这里应为{zh}，请重新下载名单，或按官方页面补上。"),
        format!("Here should be {en}: download the list again, or fill it in from the official page."),
    )
}

#[cfg(test)]
mod tests {
    use gridward_domain::Language;

    use super::read;
    use crate::risk_lists::RiskListError;

    #[test]
    fn what_is_missing_is_told_by_its_path() {
        let text = r#"{"data":{"hcount":"2","highlist":[{"province":"河南省","city":"信阳市","county":"潢川县",
            "communitys":["黄寺岗镇",""]},{"communitys":"x"}],"middlelist":7}}"#;
        let list = read(text).unwrap();
        assert_eq!((list.places.len(), list.declared.high), (1, Some(2)));
        let told: Vec<_> = list.problems.iter().map(|problem| problem.at.text(Language::English)).collect();
        assert_eq!(
            told,
            [
                "data.highlist[0].communitys[1]",
                "data.highlist[1].province",
                "data.highlist[1].communitys",
                "data.middlelist"
            ]
        );
    }

    #[test]
    fn json_that_is_broken_or_something_else_is_refused_with_its_place() {
        assert!(matches!(read("{\"data\":\n  x}"), Err(RiskListError::BadJson { line: 2, .. })));
        assert!(matches!(read("{\"data\":{}}"), Err(RiskListError::NotARiskList)));
        assert!(matches!(read("[1]"), Err(RiskListError::NotARiskList)));
    }
}
