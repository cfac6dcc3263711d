//! What a response must say of itself before it may own anything.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults::{BAD_TERMS, BEGINS_TOO_FAR_OFF};
use crate::{Refusal, Timestamp};

/// The longest retention, in days after the end; *ours*: who needs longer opens another response.
pub const MOST_RETENTION_DAYS: i64 = 1_095;
/// The longest time that backups are kept, in days; *ours*.
pub const MOST_BACKUP_DAYS: i64 = 3_650;
/// How long ago a response may have begun, in milliseconds; *ours*.
pub const EARLIEST_START: i64 = 366 * Timestamp::DAY;
/// How far ahead a response may begin, in milliseconds; *ours*.
pub const LATEST_START: i64 = 30 * Timestamp::DAY;

/// What for, on which basis, by which rules, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResponseTerms {
    /// What people call it; 2 to 60 characters.
    pub name: String,
    /// What its records are for, and nothing else; 4 to 1,000 characters.
    pub purpose: String,
    /// The document that allows it, with issuing office and number; 4 to 500 characters.
    pub legal_basis: String,
    /// The programme whose rules hold, such as `covid19/national-ed9`; empty when none does yet.
    #[serde(default)]
    pub programme: String,
    /// When it begins.
    pub from_at: Timestamp,
    /// Days after its end on which what tells of persons is erased; 1 to 1,095.
    pub retention_days: i64,
    /// Days for which backups are kept, so that the certificate can say until when one may still hold what was erased;
    /// 0 to 3,650.
    pub backup_days: i64,
}

/// The terms with white space around the texts gone; declined at the field that is missing, too long or of another shape.
pub fn check_terms(terms: &ResponseTerms, now: Timestamp) -> Result<ResponseTerms, Refusal> {
    let name = text(&terms.name, "name", ("名称", "name"), 2..=60)?;
    let purpose = text(&terms.purpose, "purpose", ("目的", "purpose"), 4..=1_000)?;
    let legal_basis = text(&terms.legal_basis, "legal_basis", ("法律依据", "legal basis"), 4..=500)?;
    let programme = terms.programme.trim().to_owned();
    if !(programme.is_empty() || is_programme(&programme)) {
        let why = ("方案写成“目录/名称”，例如 covid19/national-ed9。", "Write a programme as covid19/national-ed9.");
        return Err(BAD_TERMS.at("programme").with("why", why.0).with("why_en", why.1));
    }
    days(terms.retention_days, "retention_days", ("保存期限", "The retention"), 1..=MOST_RETENTION_DAYS)?;
    days(terms.backup_days, "backup_days", ("备份保存期", "The time backups are kept"), 0..=MOST_BACKUP_DAYS)?;
    if !(-EARLIEST_START..=LATEST_START).contains(&terms.from_at.since(now)) {
        return Err(BEGINS_TOO_FAR_OFF.at("from_at"));
    }
    Ok(ResponseTerms { name, purpose, legal_basis, programme, ..terms.clone() })
}

fn text(text: &str, field: &str, (zh, en): (&str, &str), length: RangeInclusive<usize>) -> Result<String, Refusal> {
    let text = text.trim();
    if length.contains(&text.chars().count()) {
        return Ok(text.to_owned());
    }
    let (least, most) = (length.start(), length.end());
    let why = format!("请填写{zh}，{least} 到 {most} 个字。");
    let why_en = format!("Fill in the {en} with {least} to {most} characters.");
    Err(BAD_TERMS.at(field).with("why", why).with("why_en", why_en))
}

fn days(days: i64, field: &str, (zh, en): (&str, &str), range: RangeInclusive<i64>) -> Result<(), Refusal> {
    if range.contains(&days) {
        return Ok(());
    }
    let (least, most) = (range.start(), range.end());
    let why = format!("{zh}要在 {least} 到 {most} 天之间。");
    let why_en = format!("{en} lies between {least} and {most} days.");
    Err(BAD_TERMS.at(field).with("why", why).with("why_en", why_en))
}

/// `folder/name`: small letters, digits, dots and hyphens; no part empty or made of dots.
fn is_programme(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && part
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-.".contains(letter))
    };
    text.len() <= 80 && text.split_once('/').is_some_and(|(folder, name)| part(folder) && part(name))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{ResponseTerms, check_terms};
    use crate::{Language, Timestamp};

    const NOW: Timestamp = Timestamp(1_649_980_800_000);

    fn terms() -> ResponseTerms {
        ResponseTerms {
            name: " 返乡疫情防控 ".to_owned(),
            purpose: "核实返乡人员，落实健康管理。".to_owned(),
            legal_basis: "《中华人民共和国传染病防治法》第四十二条".to_owned(),
            programme: "covid19/national-ed9".to_owned(),
            from_at: NOW,
            retention_days: 30,
            backup_days: 30,
        }
    }

    #[test]
    fn good_terms_pass_with_the_white_space_gone() {
        assert_eq!(check_terms(&terms(), NOW).unwrap().name, "返乡疫情防控");
        let none_yet = ResponseTerms { programme: " ".to_owned(), ..terms() };
        assert_eq!(check_terms(&none_yet, NOW).unwrap().programme, "");
    }

    #[rstest]
    #[case(ResponseTerms { name: "疫".to_owned(), ..terms() }, "name")]
    #[case(ResponseTerms { purpose: "  ".to_owned(), ..terms() }, "purpose")]
    #[case(ResponseTerms { legal_basis: String::new(), ..terms() }, "legal_basis")]
    #[case(ResponseTerms { programme: "../secret".to_owned(), ..terms() }, "programme")]
    #[case(ResponseTerms { programme: "covid19".to_owned(), ..terms() }, "programme")]
    #[case(ResponseTerms { retention_days: 0, ..terms() }, "retention_days")]
    #[case(ResponseTerms { retention_days: 1_096, ..terms() }, "retention_days")]
    #[case(ResponseTerms { backup_days: -1, ..terms() }, "backup_days")]
    #[case(ResponseTerms { from_at: Timestamp(0), ..terms() }, "from_at")]
    #[case(ResponseTerms { from_at: Timestamp(i64::MAX), ..terms() }, "from_at")]
    fn what_is_missing_or_out_of_bounds_is_declined_at_its_field(#[case] terms: ResponseTerms, #[case] field: &str) {
        let refusal = check_terms(&terms, NOW).unwrap_err();
        assert_eq!(refusal.at.as_deref(), Some(field));
        for language in [Language::Chinese, Language::English] {
            assert!(!refusal.sentence(language).contains('{'), "{}", refusal.sentence(language));
        }
    }
}
