//! A file of a programme, read key by key: every fault is kept with its line, and reading goes on.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use gridward_domain::programmes::Words;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{ProgrammeFault, Wrong};

/// A file with the faults found in it so far.
pub(super) struct Page<'t> {
    pub(super) file: &'t str,
    text: &'t str,
    faults: RefCell<Vec<ProgrammeFault>>,
}

/// A table of a file, and which of its keys were read.
pub(super) struct Table<'p> {
    page: &'p Page<'p>,
    entries: &'p DeTable<'p>,
    at: Range<usize>,
    known: BTreeSet<&'static str>,
}

impl<'t> Page<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, faults: RefCell::default() }
    }

    /// The file as a table; what of it is not TOML is told and left out.
    pub(super) fn parse(&self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let line = self.line(error.span().map_or(0, |span| span.start));
            self.say(line, &Wrong::NotToml { message: error.message() });
        }
        table.into_inner()
    }

    pub(super) fn root<'p>(&'p self, entries: &'p DeTable<'p>) -> Table<'p> {
        Table { page: self, entries, at: 0..0, known: BTreeSet::new() }
    }

    pub(super) fn say(&self, line: usize, wrong: &Wrong<'_>) {
        let (file, code, words) = (self.file.to_owned(), wrong.code(), wrong.words());
        self.faults.borrow_mut().push(ProgrammeFault { file, line, code, words });
    }

    pub(super) fn faults(self) -> Vec<ProgrammeFault> {
        self.faults.into_inner()
    }

    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }
}

impl<'p> Table<'p> {
    /// The line the table begins on.
    pub(super) fn line(&self) -> usize {
        self.page.line(self.at.start)
    }

    pub(super) fn line_of(&self, key: &str) -> usize {
        let entry = self.entries.iter().find(|(name, _)| name.get_ref() == key);
        entry.map_or_else(|| self.line(), |(_, value)| self.page.line(value.span().start))
    }

    pub(super) fn say(&self, key: &str, wrong: &Wrong<'_>) {
        self.page.say(self.line_of(key), wrong);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn value(&self, key: &str) -> Option<&'p Spanned<DeValue<'p>>> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn take(&mut self, key: &'static str) -> Option<&'p Spanned<DeValue<'p>>> {
        self.known.insert(key);
        self.value(key)
    }

    fn wrong_kind(&self, key: &str, zh: &'static str, en: &'static str) {
        self.say(key, &Wrong::Kind { key, zh, en });
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let DeValue::String(text) = self.take(key)?.get_ref() else {
            self.wrong_kind(key, "带引号的文字", "a text in quotes");
            return None;
        };
        Some(text.trim().to_owned())
    }

    /// A text that has to be there and not empty.
    pub(super) fn needed(&mut self, key: &'static str) -> String {
        let missing = !self.has(key);
        let text = self.text(key);
        if missing || text.as_deref() == Some("") {
            self.say(key, &Wrong::Missing { key });
        }
        text.unwrap_or_default()
    }

    pub(super) fn number<N: TryFrom<i64>>(&mut self, key: &'static str, most: u64) -> Option<N> {
        let DeValue::Integer(number) = self.take(key)?.get_ref() else {
            self.wrong_kind(key, "整数", "a whole number");
            return None;
        };
        let number = whole(number).filter(|number| u64::try_from(*number).is_ok_and(|number| number <= most));
        let number = number.and_then(|number| N::try_from(number).ok());
        if number.is_none() {
            self.say(key, &Wrong::Number { key, most });
        }
        number
    }

    pub(super) fn needed_number<N: TryFrom<i64> + Default>(&mut self, key: &'static str, most: u64) -> N {
        if !self.has(key) {
            self.say(key, &Wrong::Missing { key });
        }
        self.number(key, most).unwrap_or_default()
    }

    pub(super) fn numbers(&mut self, key: &'static str) -> Vec<u16> {
        let items = self.array(key);
        let mut numbers = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Integer(number) if whole(number).is_some_and(|number| u16::try_from(number).is_ok()) => {
                    numbers.extend(whole(number).and_then(|number| u16::try_from(number).ok()));
                }
                _ => self.wrong_kind(key, "整数列表", "a list of whole numbers"),
            }
        }
        numbers
    }

    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.array(key);
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.trim().to_owned()),
                _ => self.wrong_kind(key, "文字列表", "a list of texts"),
            }
        }
        texts
    }

    fn array(&mut self, key: &'static str) -> &'p [Spanned<DeValue<'p>>] {
        match self.take(key).map(Spanned::get_ref) {
            None => &[],
            Some(DeValue::Array(items)) => items,
            Some(_) => {
                self.wrong_kind(key, "方括号列表", "a list in brackets");
                &[]
            }
        }
    }

    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.take(key).map(Spanned::get_ref) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.wrong_kind(key, "true 或 false", "true or false");
                false
            }
        }
    }

    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        let text = match self.take(key)?.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong_kind(key, "日期，例如 2022-06-28", "a date such as 2022-06-28");
        }
        date
    }

    /// One of the names that a kind of value has.
    pub(super) fn name<N: FromStr>(&mut self, key: &'static str, known: &[&str]) -> Option<N> {
        let text = self.text(key)?;
        let named = text.parse().ok();
        if named.is_none() {
            self.say(key, &Wrong::Name { key, value: &text, known: known.join("、") });
        }
        named
    }

    pub(super) fn needed_name<N: FromStr>(&mut self, key: &'static str, known: &[&str]) -> Option<N> {
        if !self.has(key) {
            self.say(key, &Wrong::Missing { key });
        }
        self.name(key, known)
    }

    pub(super) fn names<N: FromStr>(&mut self, key: &'static str, known: &[&str]) -> Vec<N> {
        let texts = self.texts(key);
        let mut names = Vec::new();
        for text in texts {
            match text.parse() {
                Ok(name) => names.push(name),
                Err(_) => self.say(key, &Wrong::Name { key, value: &text, known: known.join("、") }),
            }
        }
        names
    }

    /// A text in both languages.
    pub(super) fn words(&mut self, key: &'static str) -> Option<Words> {
        let mut table = self.table(key)?;
        let words = Words { zh: table.text("zh").unwrap_or_default(), en: table.text("en").unwrap_or_default() };
        table.done();
        if words.zh.is_empty() || words.en.is_empty() {
            self.say(key, &Wrong::Words { key });
        }
        Some(words)
    }

    pub(super) fn needed_words(&mut self, key: &'static str) -> Words {
        if !self.has(key) {
            self.say(key, &Wrong::Words { key });
        }
        self.words(key).unwrap_or_default()
    }

    pub(super) fn table(&mut self, key: &'static str) -> Option<Table<'p>> {
        let value = self.take(key)?;
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_kind(key, "一组键和值", "a table of keys and values");
            return None;
        };
        Some(Table { page: self.page, entries, at: value.span(), known: BTreeSet::new() })
    }

    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Table<'p>> {
        let mut tables = Vec::new();
        for item in self.array(key) {
            match item.get_ref() {
                DeValue::Table(entries) => {
                    tables.push(Table { page: self.page, entries, at: item.span(), known: BTreeSet::new() });
                }
                _ => self.wrong_kind(key, "若干组键和值", "a list of tables"),
            }
        }
        tables
    }

    /// Tells the keys that nobody asked for.
    pub(super) fn done(self) {
        for (key, _) in self.entries.iter().filter(|(key, _)| !self.known.contains(key.get_ref().as_ref())) {
            self.page.say(self.page.line(key.span().start), &Wrong::Unknown { key: key.get_ref() });
        }
    }
}

fn whole(number: &toml::de::DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The names of all values of a kind, for [`Table::name`].
macro_rules! names_of {
    ($kind:ty) => {
        &<$kind>::ALL.iter().map(|value| value.name()).collect::<Vec<_>>()
    };
}

pub(super) use names_of;
