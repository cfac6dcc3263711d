//! A programme: what all its rule sets share.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{RuleSet, effective};
use crate::Language;

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Words {
    /// In Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The text in a language.
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

/// A published document that rules are taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its name within the programme.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// Where it can be found: an address, or a file number.
    pub locator: String,
}

/// A sign of illness, in words that a lay person understands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Symptom {
    /// Its name within the programme.
    pub id: String,
    /// The question's words.
    pub words: Words,
    /// Whether it calls for a doctor at once.
    pub urgent: bool,
}

/// A data folder of rules for one disease or emergency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// Its name, such as `covid19`.
    pub id: String,
    /// Its title for people.
    pub title: Words,
    /// The disease or emergency.
    pub disease: Words,
    /// The documents its rules come from.
    pub sources: Vec<Source>,
    /// The signs that are asked for.
    pub symptoms: Vec<Symptom>,
    /// The names of care-team slots.
    pub slots: Vec<Slot>,
    /// Its rule sets, in the order of its file.
    pub sets: Vec<RuleSet>,
}

/// A place in the care team of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Slot {
    /// Its name within the programme.
    pub id: String,
    /// What people call it.
    pub words: Words,
}

impl Programme {
    /// The rule set with this name as it stands in its file.
    pub fn set(&self, id: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.id == id)
    }

    /// The rule set with this name together with all it extends.
    pub fn effective(&self, id: &str) -> Option<RuleSet> {
        let mut chain = vec![self.set(id)?];
        while let Some(base) = chain.last().and_then(|set| set.extends.as_deref()).and_then(|base| self.set(base)) {
            if chain.iter().any(|set| set.id == base.id) {
                break;
            }
            chain.push(base);
        }
        let mut sets = chain.into_iter().rev();
        let first = sets.next()?.clone();
        Some(sets.fold(first, |base, set| effective(&base, set)))
    }

    /// The rule set that holds on a date: of several the one with the smallest jurisdiction, of those the latest.
    pub fn in_force(&self, on: Date) -> Option<&RuleSet> {
        let holding = self.sets.iter().filter(|set| set.validity.holds(on));
        holding.max_by_key(|set| (set.jurisdiction.code.len(), set.validity.from))
    }

    /// The document with this name.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
