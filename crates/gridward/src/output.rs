//! What the command line prints, and what becomes of it when nobody reads on.

use std::fmt::Display;
use std::io::{ErrorKind, Write as _, stdout};

/// Prints a line to standard output.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::output::line(format_args!($($text)*))
    };
}

pub(crate) use say;

/// Writes a line. Whoever pipes into `head` has read enough: the program ends there without a word and without failing.
pub(crate) fn line(text: impl Display) {
    match writeln!(stdout().lock(), "{text}") {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => {
            eprintln!("gridward: {error}");
            std::process::exit(1);
        }
    }
}
