//! As much of Markdown as the checks need: code apart from prose, links, headings.

/// A piece of text and the line it is in, counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The line.
    pub(super) line: usize,
    /// The text.
    pub(super) text: String,
}

/// A document taken apart.
#[derive(Default)]
pub(super) struct Document {
    /// What stands between backticks in prose.
    pub(super) spans: Vec<Piece>,
    /// The lines of fenced code.
    pub(super) fenced: Vec<Piece>,
    /// The targets of links and pictures.
    pub(super) links: Vec<Piece>,
    /// The anchors that headings make.
    pub(super) anchors: Vec<String>,
}

impl Document {
    /// Takes a document apart.
    pub(super) fn of(text: &str) -> Self {
        let mut document = Self::default();
        let mut in_fence = false;
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            if line.trim_start().starts_with("```") {
                in_fence = !in_fence;
            } else if in_fence {
                document.fenced.push(Piece { line: number, text: line.trim().to_owned() });
            } else {
                document.add_prose(number, line);
            }
        }
        document
    }

    fn add_prose(&mut self, number: usize, line: &str) {
        if line.starts_with('#') {
            let anchor = anchor(line.trim_start_matches('#'));
            let same = self.anchors.iter().filter(|known| **known == anchor).count();
            self.anchors.push(if same == 0 { anchor } else { format!("{anchor}-{same}") });
        }
        let mut prose = String::new();
        for (index, part) in line.split('`').enumerate() {
            // Between an odd and an even backtick is code.
            if index % 2 == 1 {
                self.spans.push(Piece { line: number, text: part.trim().to_owned() });
            } else {
                prose.push_str(part);
            }
        }
        self.links.extend(targets(&prose).into_iter().map(|text| Piece { line: number, text }));
    }
}

/// The targets of `[text](target)` and `src="target"` or `href="target"`.
fn targets(prose: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (opening, closing) in [("](", ')'), ("src=\"", '"'), ("href=\"", '"')] {
        for rest in prose.split(opening).skip(1) {
            let target = rest.split(closing).next().unwrap_or_default();
            // A title may follow the target.
            found.extend(target.split_whitespace().next().map(str::to_owned));
        }
    }
    found
}

/// The anchor of a heading: small letters, spaces to hyphens, punctuation gone; code marks and links fall away.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pieces: &[Piece]) -> Vec<&str> {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn prose_code_and_links_are_told_apart() {
        let document =
            Document::of("See [the map](docs/map.md \"Map\") and `crates/domain`.\n```sh\n[x](y)\n```\n`[a](b)`");
        assert_eq!(texts(&document.links), ["docs/map.md"]);
        assert_eq!(texts(&document.spans), ["crates/domain", "[a](b)"]);
        assert_eq!(document.fenced, [Piece { line: 3, text: "[x](y)".into() }]);
    }

    #[test]
    fn headings_make_anchors_in_any_script_and_repeats_are_numbered() {
        let document = Document::of("# Two commands, one town\n## 网格 与 户\n## `gridward demo`\n## 网格 与 户");
        assert_eq!(document.anchors, ["two-commands-one-town", "网格-与-户", "gridward-demo", "网格-与-户-1"]);
    }

    #[test]
    fn pictures_in_html_are_links_too() {
        assert_eq!(targets("<img src=\"docs/board.png\" width=\"4\"> <a href=\"#top\">"), ["docs/board.png", "#top"]);
    }
}
