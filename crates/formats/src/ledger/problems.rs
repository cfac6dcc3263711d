//! Every kind of problem a row of a ledger can have by itself.

use gridward_domain::identity::{DateDoubt, DateFault, IdReason, NameDoubt, PhoneDoubt};

use super::problem::Outcome::{Accepted, Asked, Duplicate, Refused};
use super::problem::ProblemKind;

macro_rules! kinds {
    ($($name:ident = $code:literal, $outcome:ident, $zh:literal, $en:literal;)*) => {
        $(pub(super) static $name: ProblemKind = ProblemKind::new($code, $outcome, $zh, $en);)*
        /// Every kind, for documentation and tests.
        pub static KINDS: &[&ProblemKind] = &[&DUPLICATE, $(&$name),*];
    };
}

/// The row may be a person of an earlier row.
pub static DUPLICATE: ProblemKind = ProblemKind::new(
    "duplicate",
    Duplicate,
    "与前面的一行可能是同一个人，请确认是合并还是两个人。",
    "May be the person of an earlier row: say whether they are one or two.",
);

kinds! {
    NAME_MISSING = "name_missing", Refused, "没有姓名，请补上。", "The name is missing: add it.";
    NAME_CHARACTER_LOST = "name_character_lost", Asked, "姓名中有丢失的字（?、*或□），请重新输入这个字。", "A character of the name was lost: type it again.";
    NAME_WITH_NOTE = "name_with_note", Asked, "姓名里夹着说明或外号，请确认真实姓名。", "A note stands beside the name: say which is the name.";
    NAME_NOT_A_NAME = "name_not_a_name", Refused, "这一格不是姓名，请核对。", "This is no name: please check.";
    NAME_TOO_LONG = "name_too_long", Refused, "姓名超过40个字，请核对。", "The name has more than 40 characters: please check.";
    ID_LOST_DIGITS = "id_lost_digits", Asked, "证件号码被表格软件改成了数字，后几位已丢失，请按证件重新填写。", "The spreadsheet lost the last digits of the number: enter it again from the card.";
    ID_WRONG_LENGTH = "id_wrong_length", Refused, "证件号码位数不对，身份证应为18位，请核对证件。", "The number has a wrong length (an ID number has 18 characters): check the card.";
    ID_WRONG_CHARACTER = "id_wrong_character", Refused, "证件号码里有不该出现的字母或符号，请核对证件。", "A letter or sign stands where a digit belongs: check the card.";
    ID_WRONG_CHECK = "id_wrong_check", Refused, "证件号码校验不通过，有数字写错了，请核对证件。", "The check character does not fit, some digit is wrong: check the card.";
    ID_WRONG_DATE = "id_wrong_date", Refused, "证件号码里的出生日期不存在，请核对证件。", "The date of birth in the number does not exist: check the card.";
    ID_BORN_IN_FUTURE = "id_born_in_future", Refused, "证件号码里的出生日期晚于今天，请核对证件。", "The date of birth in the number is after today: check the card.";
    ID_UNKNOWN_PROVINCE = "id_unknown_province", Refused, "证件号码前两位不是任何省份，请核对证件。", "The number begins with no province's code: check the card.";
    ID_NO_DOCUMENT = "id_no_document", Refused, "这一格不是证件号码，请填写证件号码或留空。", "This is no document number: enter one or leave it empty.";
    ID_FIFTEEN_DIGITS = "id_fifteen_digits", Accepted, "十五位旧号码，已换算为十八位，方便时请核对新证。", "An old 15-digit number, turned into 18 characters: check the new card when you can.";
    ID_UNKNOWN_COUNTY = "id_unknown_county", Accepted, "证件号码正确，但前六位不在区划代码表中。", "The number is right but its county code is unknown.";
    ID_COUNTY_WITHDRAWN = "id_county_withdrawn", Accepted, "证件号码正确，但前六位在其出生前已停用。", "The number is right but its county code was withdrawn before the birth.";
    ID_IMPLAUSIBLE_AGE = "id_implausible_age", Accepted, "年龄超过108岁，方便时请核对。", "Older than 108 years: check when you can.";
    BIRTH_DIFFERS = "birth_differs", Asked, "出生日期与身份证号不一致，请确认哪个对。", "The date of birth differs from the ID number's: say which is right.";
    BIRTH_NO_YEAR = "birth_no_year", Asked, "出生日期没有年份，请补上。", "The date of birth has no year: add it.";
    BIRTH_NO_DAY = "birth_no_day", Asked, "出生日期没有写到日，请补全。", "The date of birth has no day: complete it.";
    BIRTH_TWO_WAYS = "birth_two_ways", Asked, "出生日期有两种读法，请按“年-月-日”重写。", "The date of birth can be read in two ways: write it as year-month-day.";
    BIRTH_LUNAR = "birth_lunar", Asked, "出生日期是农历或说法不明，请换成公历日期。", "The date of birth is lunar or relative: give the calendar date.";
    BIRTH_INVALID = "birth_invalid", Refused, "出生日期不存在或认不出来，请核对。", "The date of birth does not exist or can't be read: please check.";
    BIRTH_IN_FUTURE = "birth_in_future", Refused, "出生日期晚于今天，请核对。", "The date of birth is after today: please check.";
    BIRTH_TOO_EARLY = "birth_too_early", Refused, "出生日期早于1900年，请核对。", "The date of birth is before 1900: please check.";
    SEX_DIFFERS = "sex_differs", Asked, "性别与身份证号不一致，请确认哪个对。", "The sex differs from the ID number's: say which is right.";
    SEX_UNCLEAR = "sex_unclear", Asked, "性别认不出来，请写“男”或“女”。", "The sex can't be read: write 男 or 女.";
    PHONE_LENGTH = "phone_length", Asked, "手机号不是11位，请核对。", "The mobile number does not have 11 digits: please check.";
    PHONE_LOST_DIGITS = "phone_lost_digits", Asked, "电话被表格软件改成了科学计数，请重新填写。", "The spreadsheet wrote the phone as a power of ten: enter it again.";
    PHONE_UNREADABLE = "phone_unreadable", Asked, "电话认不出来，请核对或留空。", "The phone can't be read: check it or leave it empty.";
    PLACE_MISSING = "place_missing", Asked, "没有村、组、网格或住址，不知道归哪里管，请补上。", "Neither village, group, grid nor address is given: add one.";
    WHO_UNCLEAR = "who_unclear", Asked, "既没有证件号码也没有出生日期，分不清是谁，请补一项。", "Neither a document nor a date of birth is given: add one.";
    MOVED_OUT = "moved_out", Refused, "表中写明已迁出，不导入；如写错了请改这一列。", "The row says moved out and is not taken; correct the column if that is wrong.";
    DIED = "died", Refused, "表中写明已死亡，不导入；如写错了请改这一列。", "The row says died and is not taken; correct the column if that is wrong.";
}

pub(super) fn of_name(doubt: NameDoubt) -> &'static ProblemKind {
    match doubt {
        NameDoubt::Missing => &NAME_MISSING,
        NameDoubt::LostCharacter => &NAME_CHARACTER_LOST,
        NameDoubt::Note => &NAME_WITH_NOTE,
        NameDoubt::NotAName => &NAME_NOT_A_NAME,
        NameDoubt::TooLong => &NAME_TOO_LONG,
    }
}

/// The problem behind a verdict on a number; `None` when there is nothing to say.
pub(super) fn of_number(reason: IdReason) -> Option<&'static ProblemKind> {
    match reason {
        IdReason::Right | IdReason::CleanedUp | IdReason::ResidencePermit | IdReason::ShapeOf(_) | IdReason::Empty => {
            None
        }
        IdReason::ImplausibleAge => Some(&ID_IMPLAUSIBLE_AGE),
        IdReason::UnknownCounty => Some(&ID_UNKNOWN_COUNTY),
        IdReason::CountyWithdrawn => Some(&ID_COUNTY_WITHDRAWN),
        IdReason::FifteenDigits => Some(&ID_FIFTEEN_DIGITS),
        IdReason::LostDigits => Some(&ID_LOST_DIGITS),
        IdReason::WrongLength => Some(&ID_WRONG_LENGTH),
        IdReason::WrongCharacter => Some(&ID_WRONG_CHARACTER),
        IdReason::WrongCheck => Some(&ID_WRONG_CHECK),
        IdReason::WrongDate => Some(&ID_WRONG_DATE),
        IdReason::BornInFuture => Some(&ID_BORN_IN_FUTURE),
        IdReason::UnknownProvince => Some(&ID_UNKNOWN_PROVINCE),
        IdReason::NoDocument => Some(&ID_NO_DOCUMENT),
    }
}

pub(super) fn of_birth_doubt(doubt: DateDoubt) -> &'static ProblemKind {
    match doubt {
        DateDoubt::NoYear => &BIRTH_NO_YEAR,
        DateDoubt::NoDay | DateDoubt::YearOnly => &BIRTH_NO_DAY,
        DateDoubt::Century | DateDoubt::DayOrMonth | DateDoubt::Span => &BIRTH_TWO_WAYS,
        DateDoubt::Lunar | DateDoubt::Relative => &BIRTH_LUNAR,
    }
}

pub(super) fn of_birth_fault(fault: DateFault) -> &'static ProblemKind {
    match fault {
        DateFault::NoSuchDay | DateFault::NotADate => &BIRTH_INVALID,
        DateFault::Future => &BIRTH_IN_FUTURE,
        DateFault::TooEarly => &BIRTH_TOO_EARLY,
    }
}

pub(super) fn of_phone(doubt: PhoneDoubt) -> &'static ProblemKind {
    match doubt {
        PhoneDoubt::MobileLength { .. } => &PHONE_LENGTH,
        PhoneDoubt::NoPhone => &PHONE_UNREADABLE,
        PhoneDoubt::LostDigits => &PHONE_LOST_DIGITS,
    }
}
