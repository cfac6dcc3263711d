//! How much of a number may be seen on a screen.

/// An ID or document number for the screen: `411***********123X`. Eighteen and fifteen characters keep the first three
/// and the last four; shorter numbers keep less, and very short ones nothing.
pub fn mask_document(number: &str) -> String {
    match number.chars().count() {
        15.. => stars(number, 3, 4),
        8..15 => stars(number, 1, 3),
        5..8 => stars(number, 1, 1),
        _ => stars(number, 0, 0),
    }
}

/// A phone number for the screen: `138****1234`, `0376******40`.
pub fn mask_phone(number: &str) -> String {
    let mobile = number.len() == 11 && number.starts_with('1');
    match number.chars().count() {
        _ if mobile => stars(number, 3, 4),
        11.. if number.starts_with('0') => stars(number, 4, 2),
        7.. => stars(number, 1, 2),
        _ => stars(number, 0, 0),
    }
}

fn stars(text: &str, first: usize, last: usize) -> String {
    let count = text.chars().count();
    text.chars().enumerate().map(|(at, letter)| if at < first || at + last >= count { letter } else { '*' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{mask_document, mask_phone};
    use proptest::prelude::*;

    #[test]
    fn an_id_number_shows_three_and_four() {
        assert_eq!(mask_document("41999919820819736X"), "419***********736X");
        assert_eq!(mask_document("E12345678"), "E*****678");
        assert_eq!(mask_document("123"), "***");
    }

    #[test]
    fn a_phone_shows_its_ends() {
        assert_eq!(mask_phone("15471410667"), "154****0667");
        assert_eq!(mask_phone("0376-3976140"), "0376******40");
    }

    proptest! {
        #[test]
        fn a_masked_text_holds_none_of_the_hidden_part(text in "\\PC{0,30}") {
            for masked in [mask_document(&text), mask_phone(&text)] {
                let shown = masked.chars().zip(text.chars()).filter(|(shown, real)| shown == real && *real != '*').count();
                prop_assert!(shown <= 7);
                prop_assert_eq!(masked.chars().count(), text.chars().count());
                let kept = masked.chars().zip(text.chars()).all(|(shown, real)| shown == '*' || shown == real);
                prop_assert!(kept);
                prop_assert!(shown == 0 || shown < text.chars().count());
            }
        }
    }
}
