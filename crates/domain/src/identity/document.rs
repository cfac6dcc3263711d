//! Identity documents: their kinds, and a number that is to be sealed before it is stored.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{half_width, mask_document};

/// Kinds of identity documents. A person without a citizen's ID number is still a person: the kind is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证, GB 11643.
    ResidentId,
    /// 港澳台居民居住证: the same 18 characters, beginning with 81, 82 or 83.
    ResidencePermit,
    /// 外国人永久居留身份证: since December 2023 18 characters beginning with 9, before three letters and twelve digits.
    PermanentResidence,
    /// 港澳居民来往内地通行证 (回乡证): H or M and eight or ten digits.
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证 (台胞证): eight digits.
    TaiwanPermit,
    /// 护照, of any country.
    Passport,
    /// 香港、澳门身份证, with the check figure in brackets.
    HongKongMacaoId,
    /// 出生医学证明: a letter and nine digits.
    BirthCertificate,
    /// 军官证, 士兵证, 警官证: `军字第…号`.
    Military,
    /// Any other document, its number as it was written.
    Other,
}

impl DocumentKind {
    /// Every kind, in the order they are offered in.
    pub const ALL: [Self; 10] = [
        Self::ResidentId,
        Self::ResidencePermit,
        Self::PermanentResidence,
        Self::HongKongMacaoPermit,
        Self::TaiwanPermit,
        Self::Passport,
        Self::HongKongMacaoId,
        Self::BirthCertificate,
        Self::Military,
        Self::Other,
    ];

    /// The stable name, in snake case: the one of JSON and of the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::ResidencePermit => "residence_permit",
            Self::PermanentResidence => "permanent_residence",
            Self::HongKongMacaoPermit => "hong_kong_macao_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::Passport => "passport",
            Self::HongKongMacaoId => "hong_kong_macao_id",
            Self::BirthCertificate => "birth_certificate",
            Self::Military => "military",
            Self::Other => "other",
        }
    }

    /// The kind with this stable name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name people know.
    pub fn zh(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证",
            Self::ResidencePermit => "港澳台居民居住证",
            Self::PermanentResidence => "外国人永久居留身份证",
            Self::HongKongMacaoPermit => "港澳居民来往内地通行证",
            Self::TaiwanPermit => "台湾居民来往大陆通行证",
            Self::Passport => "护照",
            Self::HongKongMacaoId => "港澳身份证",
            Self::BirthCertificate => "出生医学证明",
            Self::Military => "军人证件",
            Self::Other => "其他证件",
        }
    }

    /// The kind a clerk's word in a "document type" column means.
    pub fn read(text: &str) -> Option<Self> {
        let text = half_width(text);
        let text = text.trim();
        let has = |word: &str| text.contains(word);
        let kind = match text {
            "" => return None,
            _ if has("永久居留") => Self::PermanentResidence,
            _ if has("居住证") => Self::ResidencePermit,
            _ if has("台胞") || (has("台湾") && has("通行证")) => Self::TaiwanPermit,
            _ if has("回乡证") || has("通行证") => Self::HongKongMacaoPermit,
            _ if has("护照") || text.eq_ignore_ascii_case("passport") => Self::Passport,
            _ if has("出生") => Self::BirthCertificate,
            _ if has("军") || has("士兵") || has("警官") => Self::Military,
            _ if has("身份证") && (has("香港") || has("澳门") || has("港澳")) => Self::HongKongMacaoId,
            _ if has("身份证") => Self::ResidentId,
            _ if has("户口") && has("簿") => Self::ResidentId,
            _ => Self::Other,
        };
        Some(kind)
    }
}

/// A document that is to be sealed: its kind and its normalised number. It prints itself masked, so that no log or
/// error message can carry the number by accident; [`Document::number`] is for sealing and for the blind index alone.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Document {
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The number: upper case, half-width, without blanks. A 15-digit ID number is kept as the 18 characters that
    /// GB 11643-1999 turns it into, so that both ways of writing one person's number are found.
    pub number: String,
}

impl Document {
    /// The number for the screen.
    pub fn masked(&self) -> String {
        mask_document(&self.number)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.kind.code(), self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, DocumentKind};

    #[test]
    fn a_document_prints_itself_masked() {
        let document = Document { kind: DocumentKind::ResidentId, number: "41999919820819736X".into() };
        assert_eq!(format!("{document:?}"), "resident_id 419***********736X");
    }

    #[test]
    fn clerks_words_for_documents_are_understood() {
        assert_eq!(DocumentKind::read("身份证"), Some(DocumentKind::ResidentId));
        assert_eq!(DocumentKind::read("台胞证"), Some(DocumentKind::TaiwanPermit));
        assert_eq!(DocumentKind::read("港澳居民居住证"), Some(DocumentKind::ResidencePermit));
        assert_eq!(DocumentKind::read("港澳居民来往内地通行证"), Some(DocumentKind::HongKongMacaoPermit));
        assert_eq!(DocumentKind::read("  "), None);
    }

    #[test]
    fn the_code_of_every_kind_reads_back() {
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
    }
}
