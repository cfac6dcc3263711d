//! ID numbers after GB 11643-1999: eighteen characters with a check character, fifteen digits before that, and the
//! other documents that stand in the same column of a ledger.

use jiff::civil::{Date, date};

use super::document::{Document, DocumentKind};
use super::region::{Region, region_of};
use super::{half_width, is_blank_word};
use crate::Language;
use crate::households::Sex;

/// What a number is worth. The names are a contract of the command line (`gridward identity check`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdVerdict {
    /// A citizen's number, right in every respect.
    Valid,
    /// Check character and date are right; the county code was never assigned, or withdrawn before the birth.
    ValidUnknownRegion,
    /// Right once blanks, hyphens, quotes or full-width forms were removed.
    ValidAfterNormalise,
    /// A right 15-digit number: issued before 1999, no longer an ID of its own since 2013.
    #[serde(rename = "valid_15")]
    Valid15,
    /// Another document whose check character and date were verified.
    ValidOtherDocument,
    /// Another document, told by its shape alone; kept with its type.
    OtherDocument,
    /// Not a number that can be kept.
    Invalid,
}

impl IdVerdict {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::ValidUnknownRegion => "valid_unknown_region",
            Self::ValidAfterNormalise => "valid_after_normalise",
            Self::Valid15 => "valid_15",
            Self::ValidOtherDocument => "valid_other_document",
            Self::OtherDocument => "other_document",
            Self::Invalid => "invalid",
        }
    }
}

/// Why a number got its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdReason {
    /// Nothing to remark.
    Right,
    /// Right, but its holder would be older than 108 years.
    ImplausibleAge,
    /// The county code is in no edition of GB/T 2260.
    UnknownCounty,
    /// The county code was withdrawn before the year of birth.
    CountyWithdrawn,
    /// Signs that do not belong there were removed.
    CleanedUp,
    /// Fifteen digits.
    FifteenDigits,
    /// A residence permit of people from Hong Kong, Macao or Taiwan.
    ResidencePermit,
    /// Told by its shape to be this kind of document.
    ShapeOf(DocumentKind),
    /// Nothing was written.
    Empty,
    /// A spreadsheet kept fifteen digits and lost the rest.
    LostDigits,
    /// Neither 18 nor 15 characters.
    WrongLength,
    /// A letter or sign where a digit belongs.
    WrongCharacter,
    /// The check character does not fit the seventeen digits.
    WrongCheck,
    /// No such day, or a birth before 1900.
    WrongDate,
    /// Born after today.
    BornInFuture,
    /// The first two digits belong to no province.
    UnknownProvince,
    /// Not the shape of any document.
    NoDocument,
}

impl IdReason {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::ImplausibleAge => "implausible_age",
            Self::UnknownCounty => "unknown_county",
            Self::CountyWithdrawn => "county_withdrawn",
            Self::CleanedUp => "cleaned_up",
            Self::FifteenDigits => "fifteen_digits",
            Self::ResidencePermit => "residence_permit",
            Self::ShapeOf(kind) => kind.code(),
            Self::Empty => "empty",
            Self::LostDigits => "lost_digits",
            Self::WrongLength => "wrong_length",
            Self::WrongCharacter => "wrong_character",
            Self::WrongCheck => "wrong_check",
            Self::WrongDate => "wrong_date",
            Self::BornInFuture => "born_in_future",
            Self::UnknownProvince => "unknown_province",
            Self::NoDocument => "no_document",
        }
    }

    /// What is so, and what to do about it, for a clerk.
    pub fn sentence(self, language: Language) -> &'static str {
        let (zh, en) = self.sentences();
        if language == Language::Chinese { zh } else { en }
    }

    fn sentences(self) -> (&'static str, &'static str) {
        match self {
            Self::Right => ("号码正确。", "The number is right."),
            Self::ImplausibleAge => {
                ("号码正确，但年龄超过108岁，请核对。", "Right, but older than 108 years: please check.")
            }
            Self::UnknownCounty => {
                ("号码正确，但前六位不在区划代码表中，请留意。", "Right, but its county code is unknown.")
            }
            Self::CountyWithdrawn => (
                "号码正确，但前六位在其出生前已停用，请留意。",
                "Right, but its county code was withdrawn before the birth.",
            ),
            Self::CleanedUp => (
                "去掉空格、横线、引号或全角后号码正确。",
                "Right once blanks, hyphens, quotes or full-width forms were removed.",
            ),
            Self::FifteenDigits => (
                "十五位旧号码，已换算为十八位，请核对新证。",
                "An old 15-digit number, turned into 18 characters; please check the new card.",
            ),
            Self::ResidencePermit => ("港澳台居民居住证号码，正确。", "A residence permit number, right."),
            Self::ShapeOf(DocumentKind::PermanentResidence) => {
                ("外国人永久居留身份证号码。", "A permanent residence card number.")
            }
            Self::ShapeOf(_) => {
                ("不是居民身份证号码，按其他证件保存。", "Not a citizen's number; kept as another document.")
            }
            Self::Empty => ("没有填写号码。", "No number was written."),
            Self::LostDigits => (
                "表格软件丢掉了号码后几位，请把该列设为文本后重新填写。",
                "The spreadsheet lost the last digits: make the column text and enter the number again.",
            ),
            Self::WrongLength => (
                "号码位数不对，身份证应为18位，请核对。",
                "Wrong length: an ID number has 18 characters; please check.",
            ),
            Self::WrongCharacter => (
                "号码中有不该出现的字母或符号，请核对。",
                "A letter or sign stands where a digit belongs; please check.",
            ),
            Self::WrongCheck => {
                ("校验位不对，号码有误，请核对证件。", "The check character is wrong; please check the card.")
            }
            Self::WrongDate => {
                ("号码中的出生日期不存在，请核对。", "The date of birth in the number does not exist; please check.")
            }
            Self::BornInFuture => {
                ("号码中的出生日期晚于今天，请核对。", "The date of birth in the number is after today; please check.")
            }
            Self::UnknownProvince => {
                ("前两位不是任何省份的代码，请核对。", "The first two digits belong to no province; please check.")
            }
            Self::NoDocument => {
                ("这不是证件号码，请填写证件号码或留空。", "This is no document number: enter one or leave it empty.")
            }
        }
    }
}

/// The answer about one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdCheck {
    /// What it is worth.
    pub verdict: IdVerdict,
    /// Why.
    pub reason: IdReason,
    /// The document to keep; `None` when the number is invalid.
    pub document: Option<Document>,
    /// The date of birth the number states.
    pub birth: Option<Date>,
    /// The sex the number states.
    pub sex: Option<Sex>,
}

impl IdCheck {
    fn invalid(reason: IdReason) -> Self {
        Self { verdict: IdVerdict::Invalid, reason, document: None, birth: None, sex: None }
    }

    fn shape(kind: DocumentKind, number: String) -> Self {
        Self {
            verdict: IdVerdict::OtherDocument,
            reason: IdReason::ShapeOf(kind),
            document: Some(Document { kind, number }),
            birth: None,
            sex: None,
        }
    }
}

/// Ages above this are possible and rarer than typing errors: the oldest known people of a county are about 108.
const PLAUSIBLE_AGE: i16 = 108;
/// Weights of the seventeen digits, GB 11643-1999 (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECKS: [u8; 11] = *b"10X98765432";

/// Judges whatever stands in a ledger's ID column. `today` bounds the date of birth.
pub fn check_document(input: &str, today: Date) -> IdCheck {
    let core = core_of(input);
    if core.is_empty() || is_blank_word(&core) {
        return IdCheck::invalid(IdReason::Empty);
    }
    if is_scientific(&core) {
        return IdCheck::invalid(IdReason::LostDigits);
    }
    let digits = core.bytes().take_while(u8::is_ascii_digit).count();
    match (core.len(), digits) {
        (18, 18) => eighteen(&core, input, today),
        (18, 17) if core.ends_with('X') => eighteen(&core, input, today),
        (15, 15) => fifteen(&core, today),
        _ => other_document(&core),
    }
}

/// Judges a number whose kind of document another column states. A citizen's number is checked in full; of others the
/// shape is taken as it is written, since no rule for all countries' passports exists.
pub fn check_declared(kind: DocumentKind, input: &str, today: Date) -> IdCheck {
    let found = check_document(input, today);
    let numbered = matches!(kind, DocumentKind::ResidentId | DocumentKind::ResidencePermit);
    if numbered || !matches!(found.verdict, IdVerdict::Invalid | IdVerdict::OtherDocument) {
        return found;
    }
    if matches!(found.reason, IdReason::Empty | IdReason::LostDigits) {
        return found;
    }
    let number = bare(&core_of(input));
    if (4..=30).contains(&number.chars().count()) && number.chars().any(|letter| letter.is_ascii_digit()) {
        IdCheck::shape(kind, number)
    } else {
        IdCheck::invalid(IdReason::NoDocument)
    }
}

/// Upper case, half-width, without blanks, hyphens and quotes.
fn core_of(input: &str) -> String {
    half_width(input)
        .chars()
        .filter(|letter| {
            !letter.is_whitespace() && !matches!(letter, '-' | '\'' | '"' | '`' | '‘' | '’' | '“' | '”' | '′')
        })
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// `4.19999E+17`: a spreadsheet wrote a long number as a power of ten.
fn is_scientific(core: &str) -> bool {
    let Some((head, power)) = core.split_once('E') else { return false };
    let power = power.strip_prefix('+').unwrap_or(power);
    let marked = head.contains('.') || core.contains('+');
    marked
        && head.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !power.is_empty()
        && power.bytes().all(|byte| byte.is_ascii_digit())
}

fn eighteen(core: &str, input: &str, today: Date) -> IdCheck {
    if check_character(core) != core.bytes().last() {
        let lost = core.ends_with("000");
        return IdCheck::invalid(if lost { IdReason::LostDigits } else { IdReason::WrongCheck });
    }
    let region = region_of(number_at(core, 0, 6));
    let foreigner = core.starts_with('9');
    if region == Region::UnknownProvince && !foreigner {
        return IdCheck::invalid(IdReason::UnknownProvince);
    }
    let birth = match birth_date(number_at(core, 6, 4), core, 10, today) {
        Ok(birth) => birth,
        Err(reason) => return IdCheck::invalid(reason),
    };
    let kind = match region {
        _ if foreigner => DocumentKind::PermanentResidence,
        Region::Permit => DocumentKind::ResidencePermit,
        _ => DocumentKind::ResidentId,
    };
    let cleaned = input.len() != core.len();
    let (verdict, reason) = match region {
        _ if foreigner => (IdVerdict::ValidOtherDocument, IdReason::ShapeOf(kind)),
        _ if cleaned => (IdVerdict::ValidAfterNormalise, IdReason::CleanedUp),
        Region::UnknownCounty => (IdVerdict::ValidUnknownRegion, IdReason::UnknownCounty),
        Region::Until(year) if year < birth.year() => (IdVerdict::ValidUnknownRegion, IdReason::CountyWithdrawn),
        Region::Permit => (IdVerdict::Valid, IdReason::ResidencePermit),
        _ if today.year() - birth.year() > PLAUSIBLE_AGE => (IdVerdict::Valid, IdReason::ImplausibleAge),
        _ => (IdVerdict::Valid, IdReason::Right),
    };
    let document = Some(Document { kind, number: core.to_owned() });
    IdCheck { verdict, reason, document, birth: Some(birth), sex: Some(sex_of(core, 16)) }
}

fn fifteen(core: &str, today: Date) -> IdCheck {
    if region_of(number_at(core, 0, 6)) == Region::UnknownProvince {
        return IdCheck::invalid(IdReason::UnknownProvince);
    }
    let birth = match birth_date(1900 + number_at(core, 6, 2), core, 8, today) {
        Ok(birth) => birth,
        Err(reason) => return IdCheck::invalid(reason),
    };
    let (place, rest) = core.split_at(6);
    let mut number = format!("{place}19{rest}");
    if let Some(check) = check_character(&number) {
        number.push(char::from(check));
    }
    IdCheck {
        verdict: IdVerdict::Valid15,
        reason: IdReason::FifteenDigits,
        document: Some(Document { kind: DocumentKind::ResidentId, number }),
        birth: Some(birth),
        sex: Some(sex_of(core, 14)),
    }
}

fn birth_date(year: u32, core: &str, month_at: usize, today: Date) -> Result<Date, IdReason> {
    let part = |at| i8::try_from(number_at(core, at, 2)).ok();
    let (Ok(year), Some(month), Some(day)) = (i16::try_from(year), part(month_at), part(month_at + 2)) else {
        return Err(IdReason::WrongDate);
    };
    let birth = Date::new(year, month, day).map_err(|_| IdReason::WrongDate)?;
    if birth > today {
        return Err(IdReason::BornInFuture);
    }
    if birth < date(1900, 1, 1) { Err(IdReason::WrongDate) } else { Ok(birth) }
}

/// The check character of the first seventeen digits; `None` when they are fewer.
fn check_character(core: &str) -> Option<u8> {
    let digits = core.as_bytes().get(..WEIGHTS.len())?;
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECKS.get(usize::try_from(sum % 11).ok()?).copied()
}

fn number_at(core: &str, from: usize, count: usize) -> u32 {
    core.bytes().skip(from).take(count).fold(0, |sum, byte| sum * 10 + u32::from(byte.wrapping_sub(b'0') % 10))
}

fn sex_of(core: &str, at: usize) -> Sex {
    if number_at(core, at, 1) % 2 == 1 { Sex::Male } else { Sex::Female }
}

fn bare(core: &str) -> String {
    core.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn other_document(core: &str) -> IdCheck {
    let number = bare(core);
    if core.contains('字') && number.ends_with('号') && number.chars().any(|letter| letter.is_ascii_digit()) {
        return IdCheck::shape(DocumentKind::Military, number);
    }
    if !number.is_ascii() || number.is_empty() {
        return IdCheck::invalid(IdReason::NoDocument);
    }
    let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = number.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
    let plain = letters + digits == number.len();
    let bracketed = core.ends_with(')') && core.contains('(');
    let first = number.bytes().next().unwrap_or_default();
    let kind = match (letters, digits) {
        (1..=2, 6..=8) if bracketed => DocumentKind::HongKongMacaoId,
        (1..=2, 6) if bracketed && number.ends_with('A') => DocumentKind::HongKongMacaoId,
        _ if !plain || core.len() != number.len() => return IdCheck::invalid(wrong_shape(core)),
        (1, 8 | 10) if matches!(first, b'H' | b'M') => DocumentKind::HongKongMacaoPermit,
        (0, 8) => DocumentKind::TaiwanPermit,
        (1, 9) => DocumentKind::BirthCertificate,
        (3, 12) => DocumentKind::PermanentResidence,
        (1..=2, 6..=8) => DocumentKind::Passport,
        _ => return IdCheck::invalid(wrong_shape(core)),
    };
    IdCheck::shape(kind, number)
}

/// Why a text that is no document fails: nearly an ID number with a wrong sign, a wrong length, or something else.
fn wrong_shape(core: &str) -> IdReason {
    let (length, digits) = (core.chars().count(), core.bytes().filter(u8::is_ascii_digit).count());
    match (length, digits) {
        (15 | 18, 10..) if digits < length => IdReason::WrongCharacter,
        (_, 5..) => IdReason::WrongLength,
        _ => IdReason::NoDocument,
    }
}

#[cfg(test)]
mod tests;
