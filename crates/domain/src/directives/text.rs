//! What a directive says, and what it must at least say.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Priority;
use super::faults::{BAD_TEXT, DEADLINE_PAST};
use crate::{Refusal, Timestamp};

/// What people read, and by when it must have reached every door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DirectiveText {
    /// What is to be done, at a glance; 1 to 120 characters.
    pub title: String,
    /// The whole of it; 1 to 5,000 characters.
    pub body: String,
    /// Issuing office and number of the document behind it; at most 200 characters.
    pub source_document: String,
    /// How pressing it is.
    pub priority: Priority,
    /// By when every door is to be reached.
    pub deadline_at: Timestamp,
}

/// The text with white space around it gone; declined where something is missing, too long, or the deadline has passed.
pub fn check_text(text: &DirectiveText, now: Timestamp) -> Result<DirectiveText, Refusal> {
    let title = within(&text.title, "title", "标题", 1..=120)?;
    let body = within(&text.body, "body", "内容", 1..=5_000)?;
    let source_document = within(&text.source_document, "source_document", "依据文件", 0..=200)?;
    if text.deadline_at <= now {
        return Err(DEADLINE_PAST.at("deadline_at"));
    }
    Ok(DirectiveText { title, body, source_document, ..text.clone() })
}

fn within(
    text: &str,
    field: &str,
    what: &'static str,
    length: std::ops::RangeInclusive<usize>,
) -> Result<String, Refusal> {
    let text = text.trim();
    if length.contains(&text.chars().count()) {
        Ok(text.to_owned())
    } else {
        Err(BAD_TEXT.at(field).with("what", what).with("most", length.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::{DirectiveText, check_text};
    use crate::Timestamp;
    use crate::directives::Priority;

    fn text() -> DirectiveText {
        DirectiveText {
            title: " 清理积水 ".to_owned(),
            body: "各户清理房前屋后积水容器。".to_owned(),
            source_document: String::new(),
            priority: Priority::Normal,
            deadline_at: Timestamp(10),
        }
    }

    #[test]
    fn white_space_around_a_text_goes() {
        assert_eq!(check_text(&text(), Timestamp(0)).unwrap().title, "清理积水");
    }

    #[test]
    fn a_directive_without_a_title_or_with_a_past_deadline_is_declined_at_the_field() {
        let untitled = DirectiveText { title: "  ".to_owned(), ..text() };
        assert_eq!(check_text(&untitled, Timestamp(0)).unwrap_err().at.as_deref(), Some("title"));
        assert_eq!(check_text(&text(), Timestamp(10)).unwrap_err().at.as_deref(), Some("deadline_at"));
    }
}
