//! Texts that must not be in the repository.

/// A text, where it is forbidden, and why.
struct Forbidden {
    text: &'static str,
    /// Whether the rule holds for a file of this name.
    holds: fn(&str) -> bool,
    why: &'static str,
}

const FORBIDDEN: &[Forbidden] = &[
    Forbidden { text: "/root/", holds: everywhere, why: "a path of one machine" },
    Forbidden { text: "/home/", holds: everywhere, why: "a path of one machine" },
    Forbidden { text: "/Users/", holds: everywhere, why: "a path of one machine" },
    Forbidden { text: "TODO", holds: code, why: "say it in an issue, or do it" },
    Forbidden { text: "FIXME", holds: code, why: "say it in an issue, or do it" },
    Forbidden { text: "todo!(", holds: rust, why: "unfinished code" },
    Forbidden { text: "unimplemented!(", holds: rust, why: "unfinished code" },
    Forbidden { text: "dbg!(", holds: rust, why: "left over from debugging" },
    Forbidden { text: "#[ignore", holds: rust, why: "a test that is not run" },
    Forbidden { text: "[allow(", holds: rust, why: "use #[expect(lint, reason = \"...\")]" },
    Forbidden { text: ".skip(", holds: web_tests, why: "a test that is not run" },
    Forbidden { text: ".only(", holds: web_tests, why: "other tests are not run" },
    Forbidden { text: ".fixme(", holds: web_tests, why: "a test that is not run" },
    Forbidden { text: "src=\"http", holds: web, why: "pages load nothing from another host" },
    Forbidden { text: "url(http", holds: web, why: "pages load nothing from another host" },
    Forbidden { text: "@import \"http", holds: web, why: "pages load nothing from another host" },
    Forbidden { text: "\"resolved\": \"http", holds: package_lock, why: "leave registries to npm's settings" },
    Forbidden { text: "Command::new(\"npm", holds: build_scripts, why: "a build script never runs npm" },
];

/// Names that say nothing, as the end of a type's name.
const EMPTY_NAMES: &[&str] = &["Manager", "Helper", "Util", "Utils"];

fn everywhere(_: &str) -> bool {
    true
}

fn ends(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

fn rust(name: &str) -> bool {
    ends(name, &["rs"])
}

fn web(name: &str) -> bool {
    name.starts_with("web/") && !name.ends_with("-lock.json")
}

fn web_tests(name: &str) -> bool {
    web(name) && (name.ends_with(".test.ts") || name.ends_with(".spec.ts"))
}

fn code(name: &str) -> bool {
    ends(name, &["rs", "ts", "vue", "mjs", "js", "css", "toml", "sh"])
}

fn package_lock(name: &str) -> bool {
    name.ends_with("package-lock.json")
}

fn build_scripts(name: &str) -> bool {
    name.ends_with("/build.rs")
}

/// Each forbidden text of a file, with its line.
pub(super) fn findings(name: &str, text: &str) -> Vec<String> {
    // This list names what it forbids.
    if name == "xtask/src/architecture/texts.rs" {
        return Vec::new();
    }
    let checkout = format!("{}/", crate::repository::root().display());
    let rules: Vec<&Forbidden> = FORBIDDEN.iter().filter(|rule| (rule.holds)(name)).collect();
    let mut findings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let place = || format!("{name}:{}", index + 1);
        for rule in rules.iter().filter(|rule| line.contains(rule.text)) {
            findings.push(format!("{}: `{}`: {}", place(), rule.text, rule.why));
        }
        if line.contains(&checkout) {
            findings.push(format!("{}: `{checkout}`: the path of this checkout", place()));
        }
        if let Some(empty) = empty_name(line).filter(|_| rust(name)) {
            findings.push(format!("{}: `{empty}`: name it after what it does", place()));
        }
    }
    findings
}

/// The name of a type declared in this line, if it is an empty one.
fn empty_name(line: &str) -> Option<&str> {
    let mut words =
        line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty());
    words.find(|word| ["struct", "enum", "trait"].contains(word))?;
    words.next().filter(|name| EMPTY_NAMES.iter().any(|empty| name.ends_with(empty)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_the_checkout_is_found() {
        let text = format!("see {}/README.md\n", crate::repository::root().display());
        assert_eq!(findings("docs/a.md", &text).len(), 1);
    }

    #[test]
    fn a_forbidden_text_is_found_with_its_line_where_its_rule_holds() {
        let found = findings("crates/a/src/lib.rs", "fn a() {}\n// TODO later\n");
        assert_eq!(found, ["crates/a/src/lib.rs:2: `TODO`: say it in an issue, or do it"]);
        assert!(findings("docs/a.md", "dbg!(x)").is_empty());
        assert_eq!(findings("docs/a.md", "see /home/me/x").len(), 1);
    }

    #[test]
    fn skipped_browser_tests_are_found_and_iterators_are_not() {
        assert_eq!(findings("web/tests/e2e/loop.spec.ts", "test.skip('x')").len(), 1);
        assert!(findings("crates/a/src/lib.rs", "x.iter().skip(1)").is_empty());
    }

    #[test]
    fn empty_type_names_are_found() {
        assert_eq!(empty_name("pub(crate) struct PostManager;"), Some("PostManager"));
        assert_eq!(empty_name("pub struct Post { manager: Id }"), None);
    }
}
