//! Short codes that people read, type and print: of posters, and of registrations.

use gridward_domain::Id;

use crate::keys::new_token;
use crate::{Ctx, Error};

/// Letters and digits that nobody takes for another: no 0, O, 1 or I. Thirty-two, so that each stands for five bits.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// A poster's code hides nothing; it must only not be met by chance.
const OF_POSTER: usize = 8;
/// Sixty bits: a registration's code opens what somebody told of themselves.
const OF_ARRIVAL: usize = 12;

/// A new code of a poster.
pub(super) fn of_poster() -> Result<String, Error> {
    new_token().map(|token| letters(&token, OF_POSTER)).map_err(Error::broken)
}

/// The code of a registration. It follows from the command's op_id and the jurisdiction's key, so that a repeat of the
/// command shows the same one; it is stored only as [`hash`].
pub fn of_arrival(ctx: &Ctx, op: Id) -> String {
    letters(&ctx.keys.index("arrival.code", &op.to_string()), OF_ARRIVAL)
}

/// What is stored of a registration's code, however it was typed.
pub fn hash(ctx: &Ctx, typed: &str) -> String {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    ctx.keys.index("arrival.code_hash", &code.to_ascii_uppercase())
}

/// The code in groups of four, as it is read out.
pub(crate) fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// So many letters of five bits each, from hex digits.
fn letters(hex: &str, count: usize) -> String {
    let bits = hex
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .flat_map(|digit| (0..4).rev().map(move |at| digit >> at & 1));
    let bits: Vec<u32> = bits.take(count * 5).collect();
    let value = |bits: &[u32]| bits.iter().fold(0_usize, |sum, bit| sum * 2 + usize::from(*bit == 1));
    bits.chunks(5).filter_map(|five| LETTERS.get(value(five))).map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::{grouped, letters};

    #[test]
    fn a_code_has_its_length_and_no_letter_that_is_taken_for_another() {
        let code = letters("0123456789abcdef0123456789abcdef", 12);
        assert_eq!(code.len(), 12);
        assert!(code.chars().all(|letter| !"01IO".contains(letter)));
        assert_eq!(letters("00000", 4), "2222");
        assert_eq!(letters("fffff", 4), "ZZZZ");
    }

    #[test]
    fn a_code_is_read_out_in_groups_of_four() {
        assert_eq!(grouped("ABCDEFGHJKLM"), "ABCD-EFGH-JKLM");
    }
}
