//! Which passwords are taken: long ones that are not the first to be guessed. No other rule is asked, because rules on
//! kinds of characters make people write them down (NIST SP 800-63B, 3.1.1.2).

/// The shortest password, in characters.
pub const SHORTEST: usize = 10;
/// The longest, in bytes: more would only cost time.
const LONGEST: usize = 256;

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPassword {
    /// Fewer than ten characters, or more than 256 bytes.
    Length,
    /// The log-in name, with hardly anything added.
    LogIn,
    /// One of the first to be guessed.
    Obvious,
}

/// Long enough to pass, and on every list of leaked passwords.
const OBVIOUS: [&str; 24] = [
    "1qaz2wsx3edc",
    "1qazxsw23edc",
    "5201314520",
    "a123456789",
    "aa123456789",
    "abc1234567",
    "abc123456789",
    "abcd123456",
    "admin12345",
    "admin123456",
    "administrator",
    "asdfghjkl;",
    "gridward123",
    "iloveyou1314",
    "p@ssw0rd123",
    "passw0rd123",
    "password12",
    "password123",
    "q123456789",
    "qwer123456",
    "qwertyuiop",
    "woaini1314",
    "woaini520520",
    "zxcvbnm123",
];

/// Passes when a password may be set for a log-in name.
pub fn check_password(password: &str, log_in: &str) -> Result<(), BadPassword> {
    if password.chars().count() < SHORTEST || password.len() > LONGEST {
        return Err(BadPassword::Length);
    }
    let lower = password.to_lowercase();
    if lower.replace(log_in, "").chars().count() < 4 {
        return Err(BadPassword::LogIn);
    }
    if OBVIOUS.contains(&lower.as_str()) || is_run(&lower) { Err(BadPassword::Obvious) } else { Ok(()) }
}

/// One character again and again, or each the next or the last of the one before: `1234567890`.
fn is_run(text: &str) -> bool {
    let letters: Vec<i64> = text.chars().map(|letter| i64::from(u32::from(letter))).collect();
    // 0 follows 9 on a keyboard.
    let step = |pair: &[i64]| match pair {
        [57, 48] => 1,
        [48, 57] => -1,
        [one, other] => other - one,
        _ => 0,
    };
    let mut steps = letters.windows(2).map(step);
    let Some(first) = steps.next() else { return true };
    first.abs() <= 1 && steps.all(|other| other == first)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{BadPassword, check_password};

    #[rstest]
    #[case("短密码", Err(BadPassword::Length))]
    #[case("123456789", Err(BadPassword::Length))]
    #[case("Zhangsan01", Ok(()))]
    #[case("zhangsan2012.1", Err(BadPassword::LogIn))]
    #[case("zhangsan2012-ok!", Ok(()))]
    #[case("1234567890", Err(BadPassword::Obvious))]
    #[case("9876543210", Err(BadPassword::Obvious))]
    #[case("8888888888", Err(BadPassword::Obvious))]
    #[case("abcdefghij", Err(BadPassword::Obvious))]
    #[case("PASSWORD123", Err(BadPassword::Obvious))]
    #[case("黄寺岗的麦子熟了又熟", Ok(()))]
    fn a_password_is_long_and_not_the_first_to_be_guessed(
        #[case] password: &str,
        #[case] expected: Result<(), BadPassword>,
    ) {
        assert_eq!(check_password(password, "zhangsan2012"), expected);
    }

    #[test]
    fn nobody_makes_the_server_hash_a_book() {
        assert_eq!(check_password(&"ab1".repeat(100), "zhangsan"), Err(BadPassword::Length));
    }
}
