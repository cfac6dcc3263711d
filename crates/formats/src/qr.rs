//! QR codes for door sheets and posters, as SVG that prints sharp at any size.

use std::fmt::Write;

use qrcode::types::QrError as Failure;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// A text that does not fit a QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct QrTooLong;

/// One `<svg>` element without a size of its own, black on white. Error correction M: a fold or a stain of 15 % does
/// no harm.
pub fn qr_svg(text: &str) -> Result<String, QrTooLong> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_: Failure| QrTooLong)?;
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut path = String::new();
    for (y, line) in code.into_colors().chunks(width.max(1)).enumerate() {
        for (from, to) in dark_runs(line) {
            // Writing to a String does not fail.
            let _ = write!(path, "M{} {}h{}v1h-{1}z", from + QUIET, y + QUIET, to - from);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

fn dark_runs(line: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (x, _) in line.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        match runs.last_mut() {
            Some((_, to)) if *to == x => *to = x + 1,
            _ => runs.push((x, x + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{QUIET, QrTooLong, qr_svg};
    use qrcode::{Color, EcLevel, QrCode};

    /// Paints the path back into modules.
    fn painted(svg: &str, size: usize) -> Vec<Vec<bool>> {
        let path = svg.rsplit("d=\"").next().unwrap().split('"').next().unwrap();
        let mut modules = vec![vec![false; size]; size];
        for part in path.split('z').filter(|part| !part.is_empty()) {
            let numbers: Vec<usize> =
                part.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            modules[numbers[1]][numbers[0]..numbers[0] + numbers[2]].fill(true);
        }
        modules
    }

    #[test]
    fn the_picture_shows_the_code_module_by_module() {
        let text = "https://gridward.invalid/h/0192f0a1b2c3";
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let size = code.width() + 2 * QUIET;
        let painted = painted(&qr_svg(text).unwrap(), size);
        for y in 0..code.width() {
            for x in 0..code.width() {
                assert_eq!(painted[y + QUIET][x + QUIET], code[(x, y)] == Color::Dark, "{x} {y}");
            }
        }
        assert!(painted[0].iter().all(|dark| !dark));
    }

    #[test]
    fn a_text_too_long_says_so() {
        assert_eq!(qr_svg(&"x".repeat(4_000)), Err(QrTooLong));
    }
}
