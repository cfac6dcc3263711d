//! Faults and refusals: every way a request can be declined, with one sentence in each language.
//!
//! A noun declares its faults as constants in its own `faults.rs`; the HTTP edge turns a [`Refusal`] into an RFC 9457
//! problem document. A sentence says what is wrong and what to do, and may hold `{name}` for a value handed along.

use std::fmt;

use crate::Language;

/// One way of declining: a stable code, the HTTP status it answers with, and its sentence.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable machine-readable name in snake case; never re-used for another meaning.
    pub code: &'static str,
    /// HTTP status code.
    pub status: u16,
    /// The sentence in Chinese.
    pub zh: &'static str,
    /// The sentence in English.
    pub en: &'static str,
}

impl Fault {
    /// A fault, for constants.
    pub const fn new(code: &'static str, status: u16, zh: &'static str, en: &'static str) -> Self {
        Self { code, status, zh, en }
    }

    /// This fault as a refusal of the request at hand.
    pub const fn refuse(&'static self) -> Refusal {
        Refusal { fault: self, at: None, values: Vec::new() }
    }

    /// This fault as a refusal that points at a field (`body.deadline`) or a row (`rows[3]`).
    pub fn at(&'static self, at: impl Into<String>) -> Refusal {
        Refusal { at: Some(at.into()), ..self.refuse() }
    }
}

/// A declined request: which fault, where, and the values its sentence names. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub fault: &'static Fault,
    /// The field or row it is wrong in.
    pub at: Option<String>,
    /// Values for the `{name}` parts of the sentence.
    pub values: Vec<(&'static str, String)>,
}

impl Refusal {
    /// Hands along a value for the sentence's `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The sentence in the asker's language.
    pub fn sentence(&self, language: Language) -> String {
        let pattern = match language {
            Language::Chinese => self.fault.zh,
            Language::English => self.fault.en,
        };
        let mut sentence = pattern.to_owned();
        for (name, value) in &self.values {
            sentence = sentence.replace(&format!("{{{name}}}"), value);
        }
        sentence
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.fault.code, self.sentence(Language::English))
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::Fault;
    use crate::Language;

    const TOO_LATE: Fault = Fault::new("too_late", 409, "{door}已截止。", "{door} is past its deadline.");

    #[test]
    fn a_sentence_names_the_values_handed_along() {
        static FAULT: Fault = TOO_LATE;
        let refusal = FAULT.at("rows[3]").with("door", "3-12");
        assert_eq!(refusal.sentence(Language::English), "3-12 is past its deadline.");
        assert_eq!(refusal.sentence(Language::Chinese), "3-12已截止。");
        assert_eq!(refusal.at.as_deref(), Some("rows[3]"));
    }
}
