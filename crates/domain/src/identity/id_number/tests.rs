use jiff::civil::date;
use proptest::prelude::*;

use super::{IdReason, IdVerdict, check_declared, check_document};
use crate::households::Sex;
use crate::identity::DocumentKind;

const TODAY: jiff::civil::Date = date(2026, 11, 24);

fn verdict(input: &str) -> (IdVerdict, IdReason) {
    let check = check_document(input, TODAY);
    (check.verdict, check.reason)
}

#[test]
fn an_old_huangchuan_number_is_valid_for_a_birth_before_1998_alone() {
    assert_eq!(verdict("413024190108195875"), (IdVerdict::Valid, IdReason::ImplausibleAge));
    assert_eq!(verdict("413024199712310009"), (IdVerdict::Valid, IdReason::Right));
    assert_eq!(verdict("413024199801010016"), (IdVerdict::ValidUnknownRegion, IdReason::CountyWithdrawn));
}

#[test]
fn a_number_states_birth_and_sex() {
    let check = check_document("41999919820819736X", TODAY);
    assert_eq!((check.birth, check.sex), (Some(date(1982, 8, 19)), Some(Sex::Female)));
    assert_eq!(check_document("41052619820819735X", TODAY).document, None);
}

#[test]
fn full_width_blanks_quotes_and_hyphens_are_cleaned_away_but_a_small_x_is_no_blemish() {
    for written in [
        "４１９９９９１９８２０８１９７３６Ｘ",
        " 419999 19820819 736X ",
        "'41999919820819736X",
        "419999-19820819-736x",
    ] {
        let check = check_document(written, TODAY);
        assert_eq!(check.verdict, IdVerdict::ValidAfterNormalise, "{written}");
        assert_eq!(check.document.unwrap().number, "41999919820819736X");
    }
    assert_eq!(verdict("41999919820819736x").0, IdVerdict::ValidUnknownRegion);
}

#[test]
fn lost_digits_are_named_as_such() {
    for written in ["4.19999E+17", "4.1999919430213824e+17", "419999199001010000"] {
        assert_eq!(verdict(written), (IdVerdict::Invalid, IdReason::LostDigits), "{written}");
    }
}

#[test]
fn faults_are_told_apart() {
    let cases = [
        ("419999199O01010136", IdReason::WrongCharacter),
        ("41999919820819736*", IdReason::WrongCharacter),
        ("41999919850830131", IdReason::WrongLength),
        ("419999198102290128", IdReason::WrongDate),
        ("419999189912310122", IdReason::WrongDate),
        ("41999920990101012X", IdReason::BornInFuture),
        ("419999196009121843", IdReason::WrongCheck),
        ("不详", IdReason::Empty),
        ("在广东打工", IdReason::NoDocument),
        ("", IdReason::Empty),
    ];
    for (written, reason) in cases {
        assert_eq!(verdict(written), (IdVerdict::Invalid, reason), "{written}");
    }
}

#[test]
fn fifteen_digits_become_the_eighteen_of_the_new_card() {
    let check = check_document("413024050712011", TODAY);
    assert_eq!((check.verdict, check.birth), (IdVerdict::Valid15, Some(date(1905, 7, 12))));
    assert_eq!(check.document.unwrap().number, "413024190507120117");
}

#[test]
fn other_documents_are_kept_with_their_kind() {
    let cases = [
        ("H12345678", DocumentKind::HongKongMacaoPermit),
        ("M1234567(8)", DocumentKind::HongKongMacaoId),
        ("12345678", DocumentKind::TaiwanPermit),
        ("E12345678", DocumentKind::Passport),
        ("EA1234567", DocumentKind::Passport),
        ("T410012345", DocumentKind::BirthCertificate),
        ("ABC410012345678", DocumentKind::PermanentResidence),
        ("军字第0123456号", DocumentKind::Military),
    ];
    for (written, kind) in cases {
        let check = check_document(written, TODAY);
        assert_eq!(check.verdict, IdVerdict::OtherDocument, "{written}");
        assert_eq!(check.document.unwrap().kind, kind, "{written}");
    }
    let permit = check_document("830000190901010025", TODAY);
    assert_eq!(permit.document.unwrap().kind, DocumentKind::ResidencePermit);
}

#[test]
fn a_declared_passport_is_taken_as_written() {
    let check = check_declared(DocumentKind::Passport, "14 1234567", TODAY);
    assert_eq!(check.verdict, IdVerdict::OtherDocument);
    assert_eq!(check.document.unwrap().number, "141234567");
    assert_eq!(check_declared(DocumentKind::ResidentId, "141234567", TODAY).verdict, IdVerdict::Invalid);
}

/// One line of the vectors: fields split at commas outside quotes.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            other => fields.last_mut().unwrap().push(other),
        }
    }
    fields
}

#[test]
fn the_vectors_get_their_verdicts() {
    let text = include_str!("../../../tests/data/id_number_vectors.csv");
    let mut verdicts = std::collections::BTreeSet::new();
    for line in text.lines().skip(1) {
        let fields = fields(line);
        let check = check_document(&fields[0], TODAY);
        assert_eq!(check.verdict.code(), fields[5], "{line} -> {:?}", check.reason);
        verdicts.insert(fields[5].clone());
    }
    assert!(verdicts.len() >= 6, "{verdicts:?}");
}

proptest! {
    #[test]
    fn any_text_gets_a_verdict(text in "\\PC*") {
        let check = check_document(&text, TODAY);
        prop_assert_eq!(check.document.is_none(), check.verdict == IdVerdict::Invalid);
    }

    #[test]
    fn a_kept_number_is_kept_the_same_the_second_time(text in "[ '0-9A-HXx()-]{0,22}") {
        if let Some(document) = check_document(&text, TODAY).document {
            let again = check_declared(document.kind, &document.number, TODAY).document;
            prop_assert_eq!(again.map(|again| again.number), Some(document.number));
        }
    }

    #[test]
    fn one_wrong_digit_is_always_noticed(at in 0_usize..17, digit in 0_u8..10) {
        let right = b"41999919820819736X";
        let mut wrong = right.to_vec();
        wrong[at] = b'0' + digit;
        let check = check_document(std::str::from_utf8(&wrong).unwrap(), TODAY);
        prop_assert_eq!(check.verdict == IdVerdict::Invalid, &wrong[..] != right);
    }
}
