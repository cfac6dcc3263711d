//! Words that the pages for roles quote from the screens: each is there to be found.

use std::path::Path;

use crate::failure::Outcome;
use crate::repository;

/// Everything that the screens say: the word lists of the faces.
pub(super) struct Words(String);

impl Words {
    /// Reads the word lists of all faces.
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let files = repository::files_below(&root.join("web/apps"))?;
        let lists = files.iter().filter(|path| is_list(path));
        let texts = lists.map(|path| repository::read(path)).collect::<Outcome<Vec<String>>>()?;
        Ok(Self(texts.concat()))
    }
}

fn is_list(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == "zh.ts" || name == "en.ts" || name.ends_with("words.ts")
}

/// Each quoted word that no screen says, as `line: what`.
pub(super) fn findings(words: &Words, text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let quotes = lines.flat_map(|(index, line)| quoted(line).into_iter().map(move |word| (index + 1, word)));
    let gone = quotes.filter(|(_, word)| !words.0.contains(word.as_str()));
    gone.map(|(line, word)| format!("{line}: no screen says `{word}`")).collect()
}

/// What stands between Chinese quotation marks, and between single asterisks.
fn quoted(line: &str) -> Vec<String> {
    let chinese = line.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(word, _)| word.to_owned());
    let light = line.replace("**", "");
    let english = light.split('*').skip(1).step_by(2).map(str::to_owned);
    chinese.chain(english).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::write;

    fn found(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("web/apps/field/zh.ts"), "'doors.batch': '多户一起记',").unwrap();
        write(&folder.path().join("web/apps/console/views/posts/words.ts"), "'posts.appoint': 'Appoint',").unwrap();
        write(&folder.path().join("web/apps/field/src/db.ts"), "'退回'").unwrap();
        findings(&Words::read(folder.path()).unwrap(), text)
    }

    #[test]
    fn words_of_the_screens_are_fine_and_bold_text_is_no_quote() {
        assert_eq!(found("点“多户一起记”。\nChoose *Appoint*, **then** go on."), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_no_screen_says_is_found_with_its_line() {
        let gone = ["1: no screen says `一起登`", "2: no screen says `Name somebody`"];
        assert_eq!(found("点“一起登”\n*Name somebody*"), gone);
        assert_eq!(found("“退回”"), ["1: no screen says `退回`"]);
    }
}
