//! Markup that can't be broken out of: texts of this program go in as they are, everything else is escaped.
//!
//! Written by hand and not by a template crate: these are seven pages of one column, and the type of [`Html::add`] alone
//! (`&'static str`) keeps what people typed from being taken for markup.

use gridward_domain::Language;

/// A piece of a page in one language.
#[derive(Debug, Clone)]
pub(super) struct Html {
    text: String,
    pub(super) language: Language,
}

impl Html {
    pub(super) fn new(language: Language) -> Self {
        Self { text: String::with_capacity(16 << 10), language }
    }

    /// Markup of this program.
    pub(super) fn add(&mut self, markup: &'static str) -> &mut Self {
        self.text.push_str(markup);
        self
    }

    /// A sentence of this program in the page's language.
    pub(super) fn say(&mut self, zh: &'static str, en: &'static str) -> &mut Self {
        self.text(self.language.pick(zh, en))
    }

    /// Any text, escaped.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                other => self.text.push(other),
            }
        }
        self
    }

    /// An attribute, its value escaped, after a tag that was begun.
    pub(super) fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.add(" ").add(name).add("=\"").text(value).add("\"")
    }

    /// A picture that this program drew.
    pub(super) fn svg(&mut self, svg: &str) -> &mut Self {
        self.text.push_str(svg);
        self
    }

    /// Another piece.
    pub(super) fn append(&mut self, other: &Self) -> &mut Self {
        self.text.push_str(&other.text);
        self
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Html;
    use gridward_domain::Language;

    #[test]
    fn what_was_typed_is_never_markup() {
        let mut html = Html::new(Language::Chinese);
        html.add("<p").attr("title", "\" onclick='x'").add(">").text("<script>&").add("</p>");
        assert_eq!(html.finish(), "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;</p>");
    }
}
