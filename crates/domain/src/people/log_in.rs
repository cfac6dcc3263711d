//! The name somebody logs in with.

use crate::identity::half_width;

/// What is wrong with a log-in name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLogIn {
    /// Fewer than 2 characters or more than 40.
    Length,
    /// A blank or a sign other than `.`, `-`, `_` and `@`.
    Sign,
}

/// A log-in name as it is kept and compared: half-width, lower case, without blanks around it.
pub fn log_in_name(written: &str) -> Result<String, BadLogIn> {
    let name = half_width(written).trim().to_lowercase();
    if !(2..=40).contains(&name.chars().count()) {
        return Err(BadLogIn::Length);
    }
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '@');
    if name.chars().all(fits) { Ok(name) } else { Err(BadLogIn::Sign) }
}

#[cfg(test)]
mod tests {
    use super::{BadLogIn, log_in_name};

    #[test]
    fn a_name_is_found_however_it_was_typed() {
        assert_eq!(log_in_name(" Ｚhang.San ").as_deref(), Ok("zhang.san"));
        assert_eq!(log_in_name("张三").as_deref(), Ok("张三"));
    }

    #[test]
    fn a_name_is_neither_too_short_nor_split_nor_a_formula() {
        assert_eq!(log_in_name("a"), Err(BadLogIn::Length));
        assert_eq!(log_in_name(&"a".repeat(41)), Err(BadLogIn::Length));
        assert_eq!(log_in_name("zhang san"), Err(BadLogIn::Sign));
        assert_eq!(log_in_name("=1+1"), Err(BadLogIn::Sign));
    }
}
