//! What is wrong in a programme is told with its file, its line and how to mend it.

use gridward_domain::programmes::{ClockStart, Demand, ExposureClass, PhaseKind};
use proptest::prelude::*;

use super::shipped::files_of;
use super::{Files, Reading, read, shipped_set};

/// The shipped programme with a text of one of its files replaced.
fn changed(file: &str, from: &str, to: &str) -> Reading {
    let mut files = files_of("covid19");
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replacen(from, to, 1);
    read("covid19", &files)
}

/// Code, file and the text of the line of each fault.
fn told(reading: &Reading) -> Vec<(&'static str, &str, usize)> {
    reading.faults.iter().map(|fault| (fault.code, fault.file.as_str(), fault.line)).collect()
}

fn line_of(file: &str, text: &str) -> usize {
    let files = files_of("covid19");
    1 + files[file].lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_so_is_everything_else() {
    let mut files = files_of("covid19");
    let text = files.get_mut("national-ed9.toml").unwrap();
    *text = text.replace("look_back_days = 7", "look_back = 7").replace("days = 3\n", "days = \"three\"\n");
    let reading = read("covid19", &files);
    let codes: Vec<&str> = reading.faults.iter().map(|fault| fault.code).collect();
    assert!(codes.contains(&"key_unknown") && codes.contains(&"look_back_missing"), "{codes:?}");
    assert!(codes.iter().filter(|code| **code == "wrong_kind").count() >= 3, "{codes:?}");
    let unknown = reading.faults.iter().find(|fault| fault.code == "key_unknown").unwrap();
    assert_eq!(unknown.line, line_of("national-ed9.toml", "look_back_days"));
    assert!(unknown.words.zh.contains("look_back") && unknown.words.en.contains("look_back"));
}

#[test]
fn a_file_that_is_not_toml_is_told_with_its_line() {
    let reading = changed("national-ed9.toml", "look_back_days = 7", "look_back_days = = 7");
    let line = line_of("national-ed9.toml", "look_back_days");
    assert!(told(&reading).contains(&("not_toml", "national-ed9.toml", line)), "{:?}", told(&reading));
}

#[test]
fn days_between_two_sets_and_days_of_both_are_found() {
    let gap = changed("national-ed9.toml", "from = 2022-06-28", "from = 2022-07-01");
    assert_eq!(told(&gap), [("dates_gap", "national-ed9.toml", 1)]);
    assert!(gap.faults[0].words.en.contains("from 2022-06-28 to 2022-06-30"));
    let overlap = changed("national-ed9.toml", "from = 2022-06-28", "from = 2022-06-20");
    assert_eq!(told(&overlap), [("dates_overlap", "national-ed9.toml", 1)]);
}

#[test]
fn a_row_that_a_wider_and_stricter_one_always_outdoes_is_found() {
    let reading = changed("xinyang-2022-spring.toml", "class = \"same_county\"", "class = \"stayed_in_place\"");
    let line = line_of("xinyang-2022-spring.toml", "id = \"same-county\"") - 1;
    assert_eq!(told(&reading), [("rule_never_counts", "xinyang-2022-spring.toml", line)]);
}

#[test]
fn an_extension_may_neither_drop_nor_weaken_and_gives_its_reasons() {
    let addition = |days: u16, class: &str| {
        let mut files = files_of("covid19");
        let text = files["xinyang-2022-spring.toml"].clone();
        let text = format!(
            "{text}\n[[rule]]\nid = \"close-contact\"\nclass = \"{class}\"\nclock = \"last_contact\"\n\
             words = {{ zh = \"密接\", en = \"contacts\" }}\nsource = \"ed8\"\nlocator = \"-\"\n\
             [[rule.phase]]\nkind = \"central_quarantine\"\ndays = {days}\n"
        );
        files.insert("xinyang-2022-spring.toml".to_owned(), text);
        read("covid19", &files)
    };
    let codes = |reading: &Reading| -> Vec<&str> { reading.faults.iter().map(|fault| fault.code).collect() };
    assert_eq!(codes(&addition(21, "close_contact")), ["reason_missing"]);
    assert_eq!(codes(&addition(10, "close_contact")), ["reason_missing", "weakens_a_rule"]);
    assert_eq!(codes(&addition(21, "exposed_job")), ["drops_a_rule", "reason_missing"]);
    let shorter =
        changed("national-ed8.toml", "clock = \"last_contact\"", "clock = \"last_contact\"\nlook_back_days = 21");
    assert_eq!(told(&shorter), [("looks_back_less", "xinyang-2022-spring.toml", 2)]);
}

#[test]
fn a_rule_may_be_for_named_areas_where_it_goes_by_stays() {
    let named = |codes: &str| {
        let other = "class = \"other_province\"";
        changed("xinyang-2022-spring.toml", other, &format!("{other}\nareas = {codes}"))
    };
    let good = named("[\"31\", \"440305\"]");
    assert_eq!(told(&good), []);
    let rule = good.programme.set("xinyang-2022-spring").unwrap().rule("other-province").unwrap();
    assert_eq!(rule.areas, ["31".parse().unwrap(), "440305".parse().unwrap()]);
    assert_eq!(told(&named("[\"上海\"]"))[0].0, "bad_area_code");
    let contacts =
        changed("national-ed9.toml", "class = \"close_contact\"", "class = \"close_contact\"\nareas = [\"31\"]");
    assert_eq!(told(&contacts)[0].0, "areas_unasked");
}

#[test]
fn missing_words_and_sources_are_found() {
    let words = changed("national-ed9.toml", ", en = \"National: control plan, 9th edition\"", "");
    assert_eq!(told(&words), [("words_missing", "national-ed9.toml", 2)]);
    let source = changed("national-ed8.toml", "source = \"ed8\"", "source = \"ed7\"");
    assert_eq!(told(&source)[0].0, "source_unknown");
}

#[test]
fn files_and_names_have_to_agree() {
    let mut files = files_of("covid19");
    files.remove("symptoms.toml");
    let unlisted = files.remove("national-ed9.toml").unwrap();
    files.insert("ninth.toml".to_owned(), unlisted);
    let codes: Vec<&str> = read("covid", &files).faults.iter().map(|fault| fault.code).collect();
    for code in ["file_missing", "file_unlisted", "id_differs", "dates_gap"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    assert_eq!(read("empty", &Files::new()).faults[0].code, "file_missing");
}

#[test]
fn the_shipped_rules_say_what_the_plans_say() {
    let (programme, set) = shipped_set("covid19/national-ed9").unwrap();
    let ninth = programme.effective(set).unwrap();
    assert_eq!((ninth.look_back_days, ninth.clock), (Some(7), ClockStart::LeftArea));
    let high = ninth.rule("high-risk-place").unwrap();
    assert_eq!(high.measure.test_days(), [1, 2, 3, 5, 7]);
    assert_eq!(high.measure.demand(), Demand { central_quarantine: 7, tests: 5, ..Demand::default() });
    assert_eq!(ninth.rule("close-contact").unwrap().measure.test_days(), [1, 2, 3, 5, 7, 10]);
    let medium = ninth.rule("medium-risk-place").unwrap();
    assert_eq!(medium.measure.phases[0].fallback, Some(PhaseKind::CentralQuarantine));
    let (programme, set) = shipped_set("covid19/xinyang-2022-spring").unwrap();
    let xinyang = programme.effective(set).unwrap();
    assert_eq!(xinyang.rule("close-contact").unwrap().class, ExposureClass::CloseContact);
    assert_eq!(xinyang.rule("same-township").unwrap().measure.demand().tests, 7);
    let (programme, set) = shipped_set("chikungunya/2025").unwrap();
    let grades = &programme.set(set).unwrap().vector.as_ref().unwrap().grades;
    assert_eq!(grades.iter().map(|grade| grade.from).collect::<Vec<_>>(), [5, 10, 20]);
}

#[test]
fn the_example_of_the_documents_is_whole_and_without_a_fault() {
    let text = include_str!("../../../../docs/PROGRAMMES.md");
    let mut files = Files::new();
    for block in text.split("```toml\n# file: ").skip(1) {
        let (name, rest) = block.split_once('\n').unwrap();
        files.insert(name.to_owned(), rest.split_once("```").unwrap().0.to_owned());
    }
    assert_eq!(files.len(), 4);
    let reading = read("sample-fever", &files);
    assert_eq!(reading.faults, []);
    assert_eq!(reading.programme.effective("my-town").unwrap().rules.len(), 3);
}

proptest! {
    #[test]
    fn no_file_breaks_the_reader(from in 0_usize..3_000, length in 0_usize..40, with in "[\\[\\]=\"a1-]{0,6}") {
        let mut files = files_of("covid19");
        for text in files.values_mut() {
            let kept: String = text.chars().take(from).collect();
            let rest: String = text.chars().skip(from + length).collect();
            *text = format!("{kept}{with}{rest}");
        }
        read("covid19", &files);
    }
}
