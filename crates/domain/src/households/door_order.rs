//! The order of doors along a lane.

use super::address_key;

/// How many digits a number is padded to; longer ones stay as they are.
const DIGITS: usize = 6;

/// A text that sorts doors as people walk past them: door 9 before door 10, whatever the way they are written in.
pub fn door_order(address: &str) -> String {
    let key = address_key(address);
    let mut order = String::with_capacity(key.len() + 2 * DIGITS);
    let mut digits = String::new();
    for letter in key.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            pad(&mut order, &mut digits);
            order.push(letter);
        }
    }
    pad(&mut order, &mut digits);
    order
}

fn pad(order: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        order.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(digits.len())));
        order.push_str(digits);
        digits.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::door_order;
    use proptest::prelude::*;

    #[test]
    fn the_ninth_door_comes_before_the_tenth() {
        assert!(door_order("3组9号") < door_order("3组10号"));
        assert!(door_order("三组9号") < door_order("3组10号"));
        assert!(door_order("1号楼2单元") < door_order("1号楼12单元"));
    }

    proptest! {
        #[test]
        fn numbers_sort_as_numbers(one in 1_u32..999_999, other in 1_u32..999_999) {
            let (first, second) = (format!("{one}号"), format!("{other}号"));
            prop_assert_eq!(door_order(&first).cmp(&door_order(&second)), one.cmp(&other));
        }
    }
}
