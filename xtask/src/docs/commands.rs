//! Command lines in documents: each sub-command they name is one of the binary's.

use super::markdown::Document;
use crate::binary::Commands;

/// Each command line whose sub-command the binary does not have, as `line: what`.
pub(super) fn findings(known: &Commands, text: &str) -> Vec<String> {
    let document = Document::of(text);
    let pieces = document.spans.iter().chain(&document.fenced);
    pieces
        .filter_map(|piece| {
            let line = piece.text.strip_prefix("$ ").unwrap_or(&piece.text);
            let words = line.trim_start_matches("./").strip_prefix("gridward ")?;
            Some(format!("{}: the binary has no command `gridward {}`", piece.line, unknown(known, words)?))
        })
        .collect()
}

/// The first words that name no command; `a|b` names both. Words that are no names (options, values, files) end the
/// search, as does a command that has no sub-commands.
fn unknown(known: &Commands, words: &str) -> Option<String> {
    let mut path = String::new();
    for word in words.split_whitespace() {
        let has_deeper = known.keys().any(|key| key.len() > path.len() && is_below(key, &path));
        if !has_deeper || !word.split('|').all(is_name) {
            return None;
        }
        let deeper = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
        if let Some(missing) = word.split('|').map(deeper).find(|key| !known.contains_key(key)) {
            return Some(missing);
        }
        if word.contains('|') {
            return None;
        }
        path = deeper(word);
    }
    None
}

fn is_below(key: &str, path: &str) -> bool {
    path.is_empty() || key.strip_prefix(path).is_some_and(|rest| rest.starts_with(' '))
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_ascii_lowercase())
        && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let names = ["", "demo", "import", "import ledger", "import areas", "backup"];
        findings(&names.map(|name| (name.to_owned(), String::new())).into(), text)
    }

    #[test]
    fn commands_that_exist_are_fine_with_options_values_and_alternatives() {
        let text = "`gridward demo --fast` `gridward import areas|ledger FILE` `gridward --version`\n\
                    ```sh\n$ gridward backup town.tar\n./gridward demo\ncargo xtask demo\n```";
        assert_eq!(found(text), Vec::<String>::new());
    }

    #[test]
    fn a_command_that_is_gone_is_found_at_any_depth() {
        assert_eq!(found("`gridward serv`"), ["1: the binary has no command `gridward serv`"]);
        assert_eq!(
            found("```\ngridward import people x.csv\n```"),
            ["2: the binary has no command `gridward import people`"]
        );
        assert_eq!(found("`gridward import areas|people`"), ["1: the binary has no command `gridward import people`"]);
    }
}
